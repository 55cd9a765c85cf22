"""Leave to edit: given when the server starts, and only to this machine."""

from collections.abc import Mapping

VARIABLE = "DASHBOARD_EDIT"
"""Variable of the environment in which ``run --edit`` gives the server leave."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine can reach."""


def may_edit(environment: Mapping[str, str], address: str | None) -> bool:
    """Return whether a server on an address may save.

    Whoever reaches the page may edit, for there is no login: so it must be a page that
    only this machine reaches, whatever was asked for.
    """
    return environment.get(VARIABLE) == "1" and address in LOOPBACK
