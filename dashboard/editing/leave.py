"""Leave to edit: given when the server starts, to this machine or to editors."""

from collections.abc import Mapping
from urllib.parse import urlsplit

VARIABLE = "DASHBOARD_EDIT"
"""Variable of the environment in which ``run --edit`` gives the server leave."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Addresses that only this machine can reach."""
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers that a web server adds to what it passes on."""


def may_edit(environment: Mapping[str, str], address: str | None) -> bool:
    """Return whether a server on an address may save.

    Others reach it through a web server on this machine at the most: who of them may
    edit is for the login to say.
    """
    return environment.get(VARIABLE) == "1" and address in LOOPBACK


def is_from_here(headers: Mapping[str, str]) -> bool:
    """Return whether a request came from this machine, and through no web server.

    ``headers`` are those of the request, named in any case; none is a run without a
    browser. A name other than this machine's is that of a web server before us, or of a
    page elsewhere that has its name point here; so is the origin of its page.
    """
    named = {name.casefold(): value for name, value in headers.items()}
    if not named:
        return True
    asked = [f"//{named.get('host', '')}"]
    asked += [named["origin"]] if "origin" in named else []
    try:
        hosts = [urlsplit(each).hostname for each in asked]
    except ValueError:
        return False
    ours = all(host in LOOPBACK for host in hosts)
    return ours and not any(each in named for each in FORWARDED)
