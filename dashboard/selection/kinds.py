"""The kinds of filter: each keeps rows, reads its value from text, and says itself."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from dashboard.geo.drawn_shape import (
    ShapeError,
    corners_text,
    in_bounds,
    in_shape,
    parse_corners,
    shape_words,
)
from dashboard.geo.membership import in_region, off_region
from dashboard.geo.region_answers import area_only, could_have_been, left_from
from dashboard.geo.regions import Regions
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import publishers
from dashboard.text.escape import UNSEEN
from dashboard.text.words import day_in_words, listing

RELATIONS = {
    "in": "in it",
    "off": "off its coast",
    "could": "could have been",
    "area": "known only around it",
    "left": "left from it",
}
"""What asking for a region may mean; see :mod:`dashboard.geo.region_answers`."""
RELATION_WORDS = {
    "in": "in {name}",
    "off": "off the coast of {name} within {within_nm:g} NM",
    "could": "could have been in or off {name}, by its own radius",
    "area": "known only to an area around {name}",
    "left": "reported to have left from {name}",
}
REACHES = {
    "in": in_region,
    "could": could_have_been,
    "area": area_only,
    "left": left_from,
}
WITHIN_NM = 12.0
"""The breadth of the territorial sea in nautical miles (UNCLOS, article 3)."""
MAX_WITHIN_NM = 200.0
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""What a link may ask for: wide enough for any table, and a slip is still told."""


class FilterValueError(ValueError):
    """Raised where a text is not a value of a filter; says what is allowed."""


@dataclass(frozen=True)
class Filter:
    """What all filters share: a key for link, option and widget, and a label."""

    key: str
    label: str

    def options(self, incidents: pd.DataFrame, dictionary: Dictionary) -> list[str]:
        """Return the values to choose from; empty where any text may be given."""
        return []

    def describe(self, value, dictionary: Dictionary, regions: Regions) -> str:
        """Return the filter in words, as captions, files and briefs say it."""
        return f"{self.label.lower()} is {value}"

    def texts(self, value) -> list[str]:
        """Return a value as the texts of a link, which ``parse`` reads again."""
        many = value if isinstance(value, (list, tuple)) else [value]
        return [str(each) for each in many]


@dataclass(frozen=True)
class OneOf(Filter):
    """Keep rows whose column holds one of the chosen values."""

    def options(self, incidents, dictionary):
        codes = list(dictionary.fields[self.key].codes)
        if codes:
            return codes
        return sorted({each for each in incidents[self.key].astype(str) if each})

    def parse(self, texts, options):
        return _known(self, texts, options)

    def mask(self, incidents, chosen, regions):
        column = incidents[self.key]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            return column.astype("str").isin(chosen).to_numpy()
        # One look at each code instead of at each row; -1, a blank, is the last entry.
        wanted = np.append(column.cat.categories.isin(chosen), False)
        return np.take(wanted, column.array.codes, mode="wrap")

    def describe(self, value, dictionary, regions):
        labels = [dictionary.label(self.key, each) for each in value]
        return f"{self.label.lower()} is {listing(labels, 'or')}"


@dataclass(frozen=True)
class Publisher(OneOf):
    """Keep rows that at least one of the chosen publishers reported."""

    def options(self, incidents, dictionary):
        named = {each for cell in incidents["sources"] for each in publishers(cell)}
        return sorted(named, key=str.casefold)

    def mask(self, incidents, chosen, regions):
        wanted = set(chosen)
        keep = (not wanted.isdisjoint(publishers(c)) for c in incidents["sources"])
        return np.fromiter(keep, dtype=bool, count=len(incidents))

    def describe(self, value, dictionary, regions):
        return f"reported by {listing(list(value), 'or')}"


@dataclass(frozen=True)
class Since(Filter):
    """Keep rows of this day or later, by the day on which they began."""

    def parse(self, texts, options):
        return _day(self, texts)

    def mask(self, incidents, chosen, regions):
        return incidents["date"].to_numpy() >= np.datetime64(chosen, "us")

    def describe(self, value, dictionary, regions):
        return f"from {day_in_words(value)}"


@dataclass(frozen=True)
class Until(Since):
    """Keep rows of this day or earlier, by the day on which they began."""

    def mask(self, incidents, chosen, regions):
        return incidents["date"].to_numpy() <= np.datetime64(chosen, "us")

    def describe(self, value, dictionary, regions):
        return f"to {day_in_words(value)}"


MOST_DEATHS = 100_000


@dataclass(frozen=True)
class AtLeast(Filter):
    """Keep rows with this many deaths or more, by the best figure."""

    def parse(self, texts, options):
        text = _single(self, texts)
        if not text.isdecimal() or not 1 <= int(text) <= MOST_DEATHS:
            raise FilterValueError(
                f"{self.key} '{text}': must be a whole number from 1 to {MOST_DEATHS:,}"
            )
        return int(text)

    def mask(self, incidents, chosen, regions):
        best = incidents["deaths_best"].to_numpy("float64", na_value=np.nan)
        return best >= chosen

    def describe(self, value, dictionary, regions):
        return f"at least {value:,} killed (best)"


@dataclass(frozen=True)
class Text(Filter):
    """Keep rows that hold the text in a column that people wrote."""

    columns: tuple[str, ...] = (
        *("incident_id", "location", "geo_note", "origin", "actor", "claimed_target"),
        *("vessel_type", "nationality", "sources", "notes"),
    )

    def parse(self, texts, options):
        return UNSEEN.sub("", _single(self, texts)).strip()[:200]

    def mask(self, incidents, chosen, regions):
        keep = np.zeros(len(incidents), dtype=bool)
        for name in self.columns:
            found = incidents[name].str.contains(chosen, case=False, regex=False)
            keep |= found.to_numpy(dtype=bool)
        return keep

    def describe(self, value, dictionary, regions):
        return f"text holds “{value}”"


@dataclass(frozen=True)
class InRegion(Filter):
    """Keep rows in a region, off its coast, or that could have been there.

    The value is ``(region_id, relation, within_nm)``; ``relation`` is a key of
    :data:`RELATIONS`. A row known only to a wider area is never taken for a smaller
    region: see :mod:`dashboard.geo.membership`.
    """

    def parse(self, texts, options):
        """Return the id; ``options`` maps every region id to its name."""
        text = _single(self, texts)
        if text in options:
            return text
        meant = [
            f"{region_id} ({name})"
            for region_id, name in options.items()
            if text.casefold() in (region_id.casefold(), name.casefold())
        ]
        some = meant[:5] or ["VE-R (Sucre)", "VE (Venezuela)", "basin-caribbean"]
        raise FilterValueError(
            f"{self.key} '{text}': must be the id of a region, such as {', '.join(some)}"
        )

    def mask(self, incidents, chosen, regions):
        region_id, relation, within_nm = chosen
        if relation == "off":
            return off_region(incidents, region_id, within_nm, regions).to_numpy()
        return REACHES[relation](incidents, region_id, regions).to_numpy()

    def describe(self, value, dictionary, regions):
        region_id, relation, within_nm = value
        name = regions.name(region_id)
        return RELATION_WORDS[relation].format(name=name, within_nm=within_nm)


@dataclass(frozen=True)
class InShape(Filter):
    """Keep rows with a place of their own inside a drawn shape.

    The value is the corners, latitude and longitude of each; see
    :mod:`dashboard.geo.drawn_shape`.
    """

    def parse(self, texts, options):
        try:
            return parse_corners(_single(self, texts))
        except ShapeError as error:
            raise FilterValueError(f"{self.key} {error}") from error

    def mask(self, incidents, chosen, regions):
        return in_shape(incidents, chosen)

    def describe(self, value, dictionary, regions):
        return f"inside {shape_words(value)}"

    def texts(self, value):
        return [corners_text(value)]


@dataclass(frozen=True)
class InBounds(Filter):
    """Keep rows with a place of their own inside what a map shows.

    The value is south, west, north and east in degrees.
    """

    def parse(self, texts, options):
        text = _single(self, texts)
        try:
            south, west, north, east = bounds = tuple(map(float, text.split(",")))
            sound = -90 <= south < north <= 90 and -360 <= west < east <= 360
        except ValueError:
            sound = False
        if not sound:
            raise FilterValueError(
                f"{self.key} '{text}': must be south,west,north,east in degrees, such "
                "as 9.5,-66,12.5,-60"
            )
        return tuple(round(each, 3) + 0.0 for each in bounds)

    def mask(self, incidents, chosen, regions):
        return in_bounds(incidents, chosen)

    def describe(self, value, dictionary, regions):
        south, west, north, east = value
        corners = ((south, west), (north, west), (north, east), (south, east))
        return f"in view: {shape_words(corners).split(', ', 1)[1]}"

    def texts(self, value):
        return [",".join(f"{each:.7g}" for each in value)]


def _single(each: Filter, texts: list[str]) -> str:
    if len(texts) > 1:
        raise FilterValueError(f"{each.key}: takes one value, not {len(texts)}")
    return texts[0]


def _known(each: Filter, texts: list[str], options: list[str]) -> list[str]:
    unknown = [text for text in texts if text not in options]
    if unknown:
        some = ", ".join(options[:12]) + (", …" if len(options) > 12 else "")
        raise FilterValueError(f"{each.key} '{unknown[0]}': must be one of {some}")
    return list(dict.fromkeys(texts))


def _day(each: Filter, texts: list[str]) -> date:
    text = _single(each, texts)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or len(text) != 10 or not FIRST_DAY <= day <= LAST_DAY:
        raise FilterValueError(
            f"{each.key} '{text}': must be a date of the calendar, written YYYY-MM-DD"
        )
    return day
