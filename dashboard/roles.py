"""Who may read and who may edit, where the server asks people to log in.

The login itself is Streamlit's (OpenID Connect). Who may do what is said beside it, in
``.streamlit/secrets.toml``: the table ``[roles]`` (docs/DEPLOY.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

READER, EDITOR = "reader", "editor"
"""The roles; an editor may read too."""
ANYONE = "*"
"""Stands in a list for everyone who has logged in."""
KEYS = ("readers", "editors", "claim")


class RolesError(ValueError):
    """Raised for roles that cannot be used; says what is allowed."""


@dataclass(frozen=True)
class Roles:
    """Who is who: lists of addresses, ``@domain``, values of a claim, or ``*``.

    ``claim`` names the claim of the identity token that holds a person's groups, a text
    or a list of texts; blank where only addresses count.
    """

    readers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    claim: str = ""

    def role_of(self, claims: Mapping[str, Any]) -> str:
        """Return "editor", "reader", or blank for someone who may not come in."""
        if not claims.get("is_logged_in"):
            return ""
        names = _names(claims, self.claim)
        for role, listed in ((EDITOR, self.editors), (READER, self.readers)):
            if ANYONE in listed or names & {each.casefold() for each in listed}:
                return role
        return ""


def read_roles(given: object) -> Roles:
    """Return the roles of the table ``[roles]``. Raises RolesError.

    A table that lets nobody in is an error too: it is a slip, and shuts everyone out.
    """
    if not isinstance(given, Mapping):
        raise RolesError("[roles] is missing: it says who may read, and who may edit")
    if unknown := sorted(set(given) - set(KEYS)):
        raise RolesError(f"[roles]: no setting {unknown[0]!r}: one of {_list(KEYS)}")
    claim = given.get("claim", "")
    if not isinstance(claim, str):
        raise RolesError(f"[roles] claim: must be a text in quotes, not {claim!r}")
    roles = Roles(_people(given, "readers"), _people(given, "editors"), claim.strip())
    if not roles.readers and not roles.editors:
        raise RolesError('[roles] names nobody: readers = ["*"] lets in all who log in')
    return roles


def _people(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    people = given.get(key, [])
    listed = isinstance(people, (list, tuple))
    if not listed or not all(isinstance(each, str) and each.strip() for each in people):
        raise RolesError(
            f"[roles] {key}: must be a list of texts in quotes, not {people!r}"
        )
    return tuple(each.strip() for each in people)


def _names(claims: Mapping[str, Any], claim: str) -> set[str]:
    """Return what a person can be listed by, in small letters.

    An address counts only where the provider says that it has verified it: elsewhere a
    person may write that of someone else (OpenID Connect Core 1.0, section 5.7).
    """
    names: set[str] = set()
    address = claims.get("email")
    verified = claims.get("email_verified") is True
    if verified and isinstance(address, str) and "@" in address:
        domain = address.rpartition("@")[2]
        names |= {address.casefold(), f"@{domain}".casefold()}
    groups = claims.get(claim) if claim else None
    groups = [groups] if isinstance(groups, str) else groups
    if isinstance(groups, (list, tuple)):
        names |= {each.casefold() for each in groups if isinstance(each, str)}
    return names


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)
