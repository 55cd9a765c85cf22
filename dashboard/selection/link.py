"""What a link remembers of the data that it was made on, and what has changed since.

A *pin* is the fingerprint of the data and the totals of the selection at that time,
written ``f4dc1a04.71.215.238.238``: fingerprint, incidents, deaths low, best and high.
An end of the range that was not reported is ``-``; tolls of several campaigns are not
added up, so such a pin ends after the incidents. The last part, ``.s3f9a``, is made
from the filters: in a link whose filters were edited it fits no longer, and is no pin.
"""

import hashlib
import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode, urlsplit

from dashboard.dataset import ADD_UP, BESIDE, TABLE
from dashboard.selection.filters import FILTERS, to_query
from dashboard.text.language import gettext

VERSION = "1"
"""The version of our links: another one may mean something else by the same words."""
LANG = "lang"
"""Parameter: the language in which a page is read."""
GO = "go"
"""Parameter: the place, or the two places, that the map was asked to go to."""
PARAMETERS = ("v", "data", TABLE, BESIDE, ADD_UP, GO, LANG)
INNER_NAMES = (
    *(".localhost", ".local", ".internal", ".home.arpa"),
    *(".test", ".example", ".invalid"),
)
"""Ends of host names that no public server has."""
SECOND = "b_"
"""What the parameters of a second selection begin with."""
TEXT = re.compile(
    r"(?P<table>[0-9a-f]{8})\.(?P<numbers>\d{1,9}(\.(\d{1,9}|-)){3}|\d{1,9})"
    r"(\.s(?P<filters>[0-9a-f]{4}))?"
)


class PinError(ValueError):
    """Raised where a text is not a pin; says what one looks like."""


@dataclass(frozen=True)
class Pin:
    """The fingerprint of the data and the totals of a selection of it.

    ``table`` is over table, description, published totals and layers; older links have
    that of the table alone (:class:`dashboard.table.fingerprint.State`).
    ``deaths`` are low, best and high, None where not reported; the whole is None where
    several campaigns are selected. ``filters`` is made from the filters, "" in
    links of older versions; two pins that differ in it alone are equal.
    """

    table: str
    incidents: int
    deaths: tuple[int | None, int | None, int | None] | None = None
    filters: str = field(default="", compare=False)

    def __str__(self) -> str:
        numbers = [self.incidents, *(self.deaths or ())]
        texts = ["-" if number is None else str(number) for number in numbers]
        return ".".join(
            [self.table, *texts, *([f"s{self.filters}"] * bool(self.filters))]
        )


def filters_of(selection: dict[str, Any]) -> str:
    """Return four hex digits that tell one selection from another."""
    text = query_text(to_query(selection, opening={}))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:4]


def parse_pin(text: str) -> Pin:
    """Return the pin that a link holds. Raises PinError where it is none."""
    match = TEXT.fullmatch(text)
    if match is None:
        raise PinError(
            gettext(
                "{key} '{value}': must be a fingerprint and totals, such as "
                "f4dc1a04.71.215.238.238",
                key="data",
                value=text,
            )
        )
    incidents, *deaths = match["numbers"].split(".")
    toll = None
    if deaths:
        low, best, high = (None if end == "-" else int(end) for end in deaths)
        toll = (low, best, high)
    return Pin(match["table"], int(incidents), toll, match["filters"] or "")


def pinned_query(
    selection: dict[str, Any], pin: Pin, opening: dict[str, Any]
) -> list[tuple[str, str]]:
    """Return the parameters of a link that holds a selection and its pin."""
    return [*to_query(selection, opening), ("v", VERSION), ("data", str(pin))]


def differing_keys(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """Return the filters that differ between two selections.

    Where none does, the first filter: a link must say that there is a second one.
    """
    differing = [key for key in FILTERS if first.get(key) != second.get(key)]
    return differing or [next(iter(FILTERS))]


def second_query(
    second: dict[str, Any], differing: list[str]
) -> tuple[tuple[str, str], ...]:
    """Return the parameters of the right side: all that differ, blank where cleared."""
    asked = {key: second[key] for key in differing if key in second}
    query = {key: [""] for key in differing}
    for key, value in to_query(asked, opening={}):
        query[key] = [*(text for text in query.get(key, ()) if text), value]
    return tuple((SECOND + key, text) for key, many in query.items() for text in many)


def is_public(address: str) -> bool:
    """Return whether an address opens elsewhere too: its host is a name or IP of all.

    Names without a dot and those kept for inner use (RFC 6761, 6762, 8375) are not.
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(INNER_NAMES)


def query_text(query: list[tuple[str, str]]) -> str:
    """Return parameters as the text of a link; commas and the like stay readable."""
    return urlencode(query, safe=",;:")
