"""What a link remembers of the data that it was made on, and what has changed since.

A *pin* is the fingerprint of the table and the totals of the selection at that time,
written ``f4dc1a04.71.215.238.238``: fingerprint, incidents, deaths low, best and high.
An end of the range that was not reported is ``-``; tolls of several campaigns are not
added up, so such a pin ends after the incidents. The last part, ``.s3f9a``, tells the
filters: in a link whose filters were edited it belongs to others, and is no pin.
"""

import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pandas as pd

from dashboard.filters import to_query
from dashboard.summarize import several_campaigns, totals
from dashboard.words import listing

VERSION = "1"
"""The version of our links: another one may mean something else by the same words."""
PARAMETERS = ("v", "data")
DEATHS = ("low", "best", "high")
TEXT = re.compile(
    r"(?P<table>[0-9a-f]{8})\.(?P<numbers>\d{1,9}(\.(\d{1,9}|-)){3}|\d{1,9})"
    r"(\.s(?P<filters>[0-9a-f]{4}))?"
)


class PinError(ValueError):
    """Raised where a text is not a pin; says what one looks like."""


@dataclass(frozen=True)
class Pin:
    """The fingerprint of a table and the totals of a selection of it.

    ``deaths`` are low, best and high, None where not reported; the whole is None where
    several campaigns are selected. ``filters`` tells their selection, "" where a link
    of before did not say it; it is no part of what changes.
    """

    table: str
    incidents: int
    deaths: tuple[int | None, int | None, int | None] | None = None
    filters: str = field(default="", compare=False)

    def __str__(self) -> str:
        numbers = [self.incidents, *(self.deaths or ())]
        told = ["-" if number is None else str(number) for number in numbers]
        return ".".join(
            [self.table, *told, *([f"s{self.filters}"] * bool(self.filters))]
        )


def pin_of(rows: pd.DataFrame, fingerprint: str, selection: dict) -> Pin:
    """Return the pin of the rows of a selection, of the table with this fingerprint."""
    sums, filters = totals(rows), filters_of(selection)
    if several_campaigns(rows):
        return Pin(fingerprint, sums["incidents"], filters=filters)
    deaths = tuple(sums[f"deaths_{name}"] for name in DEATHS)
    return Pin(fingerprint, sums["incidents"], deaths, filters)


def filters_of(selection: dict) -> str:
    """Return four hex digits that tell one selection from another."""
    text = query_text(to_query(selection, opening={}))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:4]


def parse_pin(text: str) -> Pin:
    """Return the pin that a link holds. Raises PinError where it is none."""
    match = TEXT.fullmatch(text)
    if match is None:
        raise PinError(
            f"data '{text}': must be a fingerprint and totals, such as "
            "f4dc1a04.71.215.238.238"
        )
    incidents, *deaths = match["numbers"].split(".")
    told = tuple(None if each == "-" else int(each) for each in deaths)
    return Pin(match["table"], int(incidents), told or None, match["filters"] or "")


def pinned_query(selection: dict, pin: Pin) -> list[tuple[str, str]]:
    """Return the parameters of a link that holds a selection and its pin."""
    return [*to_query(selection), ("v", VERSION), ("data", str(pin))]


def query_text(query: list[tuple[str, str]]) -> str:
    """Return parameters as the text of a link; commas and the like stay readable."""
    return urlencode(query, safe=",;:")


def since_words(then: Pin, now: Pin) -> str:
    """Return what has changed between two pins of one selection; blank for nothing.

    "+2 incidents, deaths best +5 since this link (data f4dc1a04, now 0a1b2c3d)".
    """
    if then == now:
        return ""
    told = _differences(then, now)
    if then.table == now.table:
        return (
            f"{told} since this link, on the same table ({now.table}): the rules that "
            "select have changed"
        )
    tables = f"(data {then.table}, now {now.table})"
    if not told:
        return f"the table has changed since this link {tables}, its totals have not"
    return f"{told} since this link {tables}"


def _differences(then: Pin, now: Pin) -> str:
    told = []
    if more := now.incidents - then.incidents:
        told.append(f"{_signed(more)} incident{'' if abs(more) == 1 else 's'}")
    if then.deaths and now.deaths:
        deaths = [
            _difference(name, *pair)
            for name, *pair in zip(DEATHS, then.deaths, now.deaths, strict=True)
        ]
        if changed := [each for each in deaths if each]:
            told.append(f"deaths {', '.join(changed)}")
    elif then.deaths or now.deaths:
        told.append("several campaigns on one side, so deaths are not compared")
    return listing(told)


def _difference(name: str, then: int | None, now: int | None) -> str:
    if then == now:
        return ""
    if then is None or now is None:
        was, is_now = ("not reported" if n is None else f"{n:,}" for n in (then, now))
        return f"{name} {was}, now {is_now}"
    return f"{name} {_signed(now - then)}"


def _signed(number: int) -> str:
    return f"{number:+,}".replace("-", "−")
