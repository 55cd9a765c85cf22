"""Who may read and who may edit, where the server asks people to log in.

The login itself is Streamlit's (OpenID Connect). Who may do what is said beside it, in
``.streamlit/secrets.toml``: the table ``[roles]`` (docs/DEPLOY.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.text.language import gettext, number

READER, EDITOR = "reader", "editor"
"""The roles; an editor may read too."""
LEAST_SECRET, LEAST_LETTERS = 32, 8
"""Characters of a cookie secret, and how many differ: it must not be guessed."""
NOT_A_CLAIM = "email"
"""An address counts by its own rule, never as the value of a claim."""
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
        addresses, groups = _addresses(claims), _groups(claims, self.claim)
        for role, listed in ((EDITOR, self.editors), (READER, self.readers)):
            small = {each.lower() for each in listed}
            asked = {each for each in small if "@" in each}
            if ANYONE in listed or addresses & asked or groups & (small - asked):
                return role
        return ""


def read_roles(given: object) -> Roles:
    """Return the roles of the table ``[roles]``. Raises RolesError.

    A table that lets nobody in is an error too: it is a slip, and shuts everyone out.
    """
    if not isinstance(given, Mapping):
        raise RolesError(
            gettext("[roles] is missing: it says who may read, and who may edit")
        )
    if unknown := sorted(set(given) - set(KEYS)):
        raise RolesError(
            gettext(
                "[roles]: no setting {name}: one of {names}",
                name=repr(unknown[0]),
                names=_list(KEYS),
            )
        )
    claim = given.get("claim", "")
    if not isinstance(claim, str):
        raise RolesError(
            gettext(
                "[roles] claim: must be a text in quotes, not {value}",
                value=repr(claim),
            )
        )
    if claim.strip().lower() == NOT_A_CLAIM:
        raise RolesError(
            gettext(
                "[roles] claim: addresses count by themselves, where the provider has "
                "verified them; name another claim"
            )
        )
    roles = Roles(_people(given, "readers"), _people(given, "editors"), claim.strip())
    if not roles.readers and not roles.editors:
        raise RolesError(
            gettext('[roles] names nobody: readers = ["*"] lets in all who log in')
        )
    return roles


def _people(given: Mapping[str, Any], key: str) -> tuple[str, ...]:
    people = given.get(key, [])
    listed = isinstance(people, (list, tuple))
    if not listed or not all(isinstance(each, str) and each.strip() for each in people):
        raise RolesError(
            gettext(
                "[roles] {key}: must be a list of texts in quotes, not {value}",
                key=key,
                value=repr(people),
            )
        )
    return tuple(each.strip() for each in people)


def check_auth(given: object) -> None:
    """Raise RolesError for a table ``[auth]`` whose cookies anyone could sign.

    Who knows the secret is whoever they say, without asking the provider.
    """
    if not isinstance(given, Mapping):
        raise RolesError(gettext("auth: must be a table, [auth]"))
    secret = given.get("cookie_secret")
    well = isinstance(secret, str) and len(secret) >= LEAST_SECRET
    if not well or len(set(str(secret))) < LEAST_LETTERS:
        raise RolesError(
            gettext(
                "[auth] cookie_secret: must be at least {least} characters drawn by "
                "chance; whoever guesses it comes in as anyone",
                least=number(LEAST_SECRET),
            )
        )


def _addresses(claims: Mapping[str, Any]) -> set[str]:
    """Return a person's address and its ``@domain``, in small letters.

    An address counts only where the provider says that it has verified it: elsewhere a
    person may write that of someone else (OpenID Connect Core 1.0, section 5.7).
    """
    address = claims.get("email")
    verified = claims.get("email_verified") is True
    if not verified or not isinstance(address, str) or "@" not in address:
        return set()
    domain = address.rpartition("@")[2]
    return {address.lower(), f"@{domain}".lower()}


def _groups(claims: Mapping[str, Any], claim: str) -> set[str]:
    """Return the values of the claim that holds a person's groups, in small letters."""
    groups = claims.get(claim) if claim else None
    groups = [groups] if isinstance(groups, str) else groups
    if not isinstance(groups, (list, tuple)):
        return set()
    return {each.lower() for each in groups if isinstance(each, str)}


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)
