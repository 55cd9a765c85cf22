"""The kinds of filter that ask for a place: a region, a drawn shape, the map's view."""

from dataclasses import dataclass
from typing import Any

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
from dashboard.geo.map_view import bounds_words, normal_bounds
from dashboard.geo.membership import found_regions
from dashboard.geo.place_words import full_name
from dashboard.geo.region_answers import is_answer
from dashboard.geo.region_counts import incidents_by_region
from dashboard.geo.regions import Regions
from dashboard.geo.relations import RELATIONS
from dashboard.selection.filter_kinds import Filter, FilterValueError, Parameter, Widget
from dashboard.selection.region_texts import (
    MAX_WITHIN_NM,
    WITHIN_NM,
    first,
    known_region,
    within_nm_of,
)
from dashboard.store.answers import kept_counts
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, joined, message_of


@dataclass(frozen=True)
class InRegion(Filter):
    """Rows in a region, off its coast, or that could have been there.

    The value is ``(region_id, relation, within_nm)``; ``relation`` is a key of
    :data:`~dashboard.geo.relations.RELATIONS`. A row known only to a wider area is
    never taken for a smaller region: see :mod:`dashboard.geo.membership`.
    """

    widget = Widget("choice", placeholder=N_("Any; type a name"))
    keeps = N_("Keep rows in a region, off its coast, or that could have been there.")
    is_slow = True
    parameters = (
        Parameter(
            "relation",
            "|".join(RELATIONS),
            N_(
                "relation to the region: in it (the default), off its coast, could "
                "have been by its own radius, known only to an area around it, left "
                "from it"
            ),
            Widget(
                "choice",
                N_("Relation to the region"),
                empty="in",
                choices={key: relation.label for key, relation in RELATIONS.items()},
            ),
        ),
        Parameter(
            "within_nm",
            "NM",
            N_("how far off the coast, in nautical miles; 12 if not given"),
            Widget(
                "slider",
                N_("Off its coast: within nautical miles (NM)"),
                empty=WITHIN_NM,
                low=1.0,
                high=MAX_WITHIN_NM,
                step=1.0,
                format=N_("%g NM"),
            ),
        ),
    )

    def choices(
        self, incidents: pd.DataFrame, dictionary: Dictionary, regions: Regions
    ) -> dict[str, str]:
        counts = kept_counts(
            incidents, "ranking", lambda: incidents_by_region(incidents, regions)
        )
        return {
            choice.region_id: choice.spellings
            for choice in regions.choices(found_regions(incidents), counts)
        }

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        region_id = known_region(self.only_text(given), self.key, regions)
        relation = first(given["relation"]) or "in"
        if relation not in RELATIONS:
            raise FilterValueError(
                gettext(
                    "{key} '{value}': must be one of {allowed}",
                    key="relation",
                    value=relation,
                    allowed=", ".join(RELATIONS),
                )
            )
        return region_id, relation, within_nm_of(first(given["within_nm"]))

    def query(self, value: Any) -> list[tuple[str, str]]:
        region_id, relation, within_nm = value
        query = [(self.key, region_id)]
        if relation != "in":
            query.append(("relation", relation))
        if relation == "off" or within_nm != WITHIN_NM:
            query.append(("within_nm", f"{within_nm:g}"))
        return query

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        region_id, relation, within_nm = value
        answer = RELATIONS[relation].answer
        return is_answer(incidents, answer, region_id, within_nm, regions).to_numpy()

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        region_id, relation, within_nm = value
        name = full_name(region_id, regions)
        return RELATIONS[relation].described(name, within_nm)

    def from_widgets(self, held: dict[str, Any]) -> Any:
        if not held[self.key]:
            return None
        within_nm = float(held["within_nm"] or WITHIN_NM)
        return held[self.key], held["relation"] or "in", within_nm

    def to_widgets(self, value: Any) -> dict[str, Any]:
        return dict(zip(self.link_keys, value or (None, "in", WITHIN_NM), strict=True))


@dataclass(frozen=True)
class InShape(Filter):
    """Rows with a place of their own inside a drawn shape.

    The value is the corners, latitude and longitude of each; see
    :mod:`dashboard.geo.drawn_shape`.
    """

    widget = Widget(
        "text",
        empty="",
        placeholder=N_("Draw on the map, or: 10.5,-65;11.8,-65;11.8,-61"),
        help=N_(
            "Corners, latitude,longitude in degrees, parted by ';'. Keeps rows with a "
            "place of their own inside. Clear the text to take the shape away."
        ),
    )
    keeps = N_("Keep rows with a place of their own inside a drawn shape.")
    is_slow = True

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        try:
            return parse_corners(self.only_text(given))
        except ShapeError as error:
            told = joined(" ", (self.key, message_of(error)))
            raise FilterValueError(told) from error

    def query(self, value: Any) -> list[tuple[str, str]]:
        return [(self.key, corners_text(value))]

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        return in_shape(incidents, value)

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return gettext("inside {shape}", shape=shape_words(value))

    def from_widgets(self, held: dict[str, Any]) -> Any:
        text = held[self.key] or ""
        return parse_corners(text) if text.strip() and not self.trouble(held) else None

    def to_widgets(self, value: Any) -> dict[str, Any]:
        return {self.key: corners_text(value) if value else ""}

    def trouble(self, held: dict[str, Any]) -> str:
        text = held[self.key] or ""
        try:
            if text.strip():
                parse_corners(text)
        except ShapeError as error:
            return str(error)
        return ""


@dataclass(frozen=True)
class InBounds(Filter):
    """Rows with a place of their own inside what a map shows.

    The value is south, west, north and east in degrees, as
    :func:`dashboard.geo.map_view.normal_bounds` writes them. The widget is a switch;
    what the map shows is kept beside it.
    """

    widget = Widget(
        "switch",
        N_("Only what is in view"),
        empty=False,
        help=N_(
            "Keeps rows with a place of their own in the part of the Map page's map "
            "that is seen, as it is moved. Rows known only to an area are in no view."
        ),
    )
    keeps = N_("Keep rows with a place of their own inside what a map shows.")
    memory = ("bounds_seen",)

    def parse(
        self,
        given: dict[str, list[str]],
        incidents: pd.DataFrame,
        dictionary: Dictionary,
        regions: Regions,
    ) -> Any:
        text = self.only_text(given)
        try:
            south, west, north, east = map(float, text.split(","))
            return normal_bounds(south, west, north, east)
        except ValueError as error:
            raise FilterValueError(
                gettext(
                    "{key} '{value}': must be south,west,north,east in degrees, such "
                    "as 9.5,-66,12.5,-60",
                    key=self.key,
                    value=text,
                )
            ) from error

    def query(self, value: Any) -> list[tuple[str, str]]:
        return [(self.key, ",".join(f"{degrees:.7g}" for degrees in value))]

    def mask(self, incidents: pd.DataFrame, value: Any, regions: Regions) -> np.ndarray:
        return in_bounds(incidents, value)

    def describe(self, value: Any, dictionary: Dictionary, regions: Regions) -> str:
        return gettext("in view: {bounds}", bounds=bounds_words(value))

    def from_widgets(self, held: dict[str, Any]) -> Any:
        return (held["bounds_seen"] or None) if held[self.key] else None

    def to_widgets(self, value: Any) -> dict[str, Any]:
        return {self.key: value is not None, "bounds_seen": value}

    def hint(self, held: dict[str, Any]) -> str:
        if not held[self.key] or held["bounds_seen"]:
            return ""
        return gettext(
            "Move the map of the Map page once: until then nothing is left out."
        )
