"""Out of the app: an incident table in a notebook or a script.

    import dashboard

    table = dashboard.open("incidents.csv")    # any file that the page Data opens
    strikes = table.select(campaign="boat_strike", from_="2026-01-01")
    strikes.map()                              # a folium map, whole when it is saved
    strikes.locate()                           # a GeoDataFrame, with states and seas
    strikes.totals()                           # counts and tolls, low, best and high
    strikes.region("VE-R")                     # the answers for Sucre

The same functions as page and command, so the same rows and numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import geopandas as gpd
import pandas as pd

from dashboard.commands.options import today
from dashboard.dataset import Dataset
from dashboard.exports.about import Export
from dashboard.exports.geo import points_frame
from dashboard.figures import region_data, totals_data
from dashboard.figures.caveats import as_sentences, caveats, short_caveats
from dashboard.figures.headline import headline
from dashboard.figures.region_report import report_lines
from dashboard.figures.title import usual_title
from dashboard.geo.region_answers import find_answers
from dashboard.in_language import in_language
from dashboard.layers import build_layers
from dashboard.layers.inside import WholeMap
from dashboard.openers.opened import TableSource
from dashboard.selection.filters import FILTERS, link_keys, parse_selection
from dashboard.selection.selected import Selected
from dashboard.store.kept import open_kept_dataset, open_kept_table
from dashboard.text.language import (
    SOURCE,
    current,
    gettext,
    in_english,
    speaking,
)
from dashboard.text.numbers_in_words import Numbers

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def _in_its_language(
    method: "Callable[Concatenate[Incidents, Given], Answer]",
) -> "Callable[Concatenate[Incidents, Given], Answer]":
    """Let a method speak the language of its table: a notebook forgets what is spoken.

    Each cell runs in a context of its own, and tables may be in several languages.
    """

    @wraps(method)
    def call(table: "Incidents", *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        with speaking(table.language):
            return method(table, *args, **kwargs)

    return call


@dataclass(frozen=True, eq=False)
class Incidents:
    """An open table, or the rows of it that some filters keep."""

    selected: Selected
    language: str = SOURCE

    @property
    def dataset(self) -> Dataset:
        """Return the data set: description, regions, findings, and every row."""
        return self.selected.dataset

    @property
    @_in_its_language
    def words(self) -> str:
        """Return the filters in words."""
        return self.selected.words

    @property
    @_in_its_language
    def caveats(self) -> list[str]:
        """Return what is missing from the table, and why; empty where it is whole."""
        return caveats(self.dataset)

    def __len__(self) -> int:
        """Return the number of rows, parts of incidents among them."""
        return len(self.selected.rows)

    @_in_its_language
    def __repr__(self) -> str:
        """Return the first lines that a page says of the same rows."""
        return "\n".join([self.title, *self._headline, self.words])

    @cached_property
    @_in_its_language
    def title(self) -> str:
        """The neutral title of the rows: subject, place and period."""
        return usual_title(self.selected, self.selected.rows, every_relation=False)

    @_in_its_language
    def select(self, **filters: Any) -> "Incidents":
        """Return the rows that these filters keep as well.

        A filter has the name that it has in a link (``campaign``, ``region``,
        ``deaths_min`` …); ``from_`` stands for ``from``, a word of Python. A value is a
        text, a number, a day, or a list of them. Raises ValueError for a name that is
        no filter, for one that is set already, since a second value would take the
        place of the first, and for a value that is blank or not allowed.
        """
        texts = self._asked(filters)
        data = self.dataset
        selection, wrong = parse_selection(
            texts,
            data.incidents,
            data.dictionary,
            data.regions,
        )
        if wrong:
            raise ValueError("; ".join(wrong))
        return Incidents(
            Selected(data, {**self.selected.selection, **selection}), self.language
        )

    def _asked(self, filters: dict[str, Any]) -> dict[str, list[str]]:
        """Return filters as the texts of a link; raises ValueError as ``select``."""
        known, set_before = link_keys(), self.selected.selection
        texts: dict[str, list[str]] = {}
        for given, value in filters.items():
            name = given.removesuffix("_")
            if name not in known:
                raise ValueError(
                    gettext(
                        "'{name}' is no filter: must be one of {allowed}",
                        name=name,
                        allowed=", ".join(known),
                    )
                )
            if name in texts or name in set_before:
                raise ValueError(
                    gettext(
                        "{name}: is set already; begin with the whole table", name=name
                    )
                )
            texts[name] = _texts(value)
            if not any(text.strip() for text in texts[name]):
                raise ValueError(
                    gettext(
                        "{name}: needs a value; without one leave it out", name=name
                    )
                )
        for kind in FILTERS.values():
            for more in kind.parameters:
                if more.key in texts and kind.key not in texts:
                    raise ValueError(
                        gettext(
                            "{name}: needs {other} beside it",
                            name=more.key,
                            other=kind.key,
                        )
                    )
        return texts

    @_in_its_language
    def locate(self) -> gpd.GeoDataFrame:
        """Return one row for each row, with its state, sea, zone and distances.

        The columns are those of the files (EPSG:4326). A row of which only an area is
        known, or nothing, has no geometry: its point would be a false precision.
        """
        return points_frame(self._export)

    @_in_its_language
    def totals(self) -> Numbers:
        """Return counts and tolls, as ``python -m dashboard totals --json`` does.

        A total is None where a sum would match nothing that anyone published.
        """
        rows = self.selected.rows
        numbers = totals_data.report(rows, self.dataset, self.words)
        return Numbers(numbers, [*self._headline, self.words])

    @_in_its_language
    def region(self, region_id: str, within_nm: float | None = None) -> Numbers:
        """Return what happened in, off and around a region, each answer apart.

        ``within_nm`` is how far off its coast still counts, in nautical miles. Raises
        ValueError for a region that is not in the layers, and where the rows are of
        one region already: the answers would be of those rows alone.
        """
        more = {} if within_nm is None else {"within_nm": within_nm}
        asked = self.select(region=region_id, relation="off", **more).selected
        name, _, within = asked.selection["region"]
        answers = find_answers(asked.rows_anywhere, name, within, self.dataset.regions)
        words = asked.words_without_region
        return Numbers(
            region_data.report(answers, self.dataset, words),
            report_lines(answers, self.dataset, words),
        )

    @_in_its_language
    def map(self, layers: tuple[str, ...] = (), circles: bool = True) -> WholeMap:
        """Return a ``folium.Map`` of the rows, with its headline and its caveats.

        It shows in a notebook, and ``save("map.html")`` writes one file that needs
        nothing else. ``layers`` are further ones of :data:`dashboard.layers.LAYERS`,
        ``circles`` the circles within which each may lie. Raises FileNotFoundError
        where set-up has not made the assets.
        """
        chosen, data = self.selected, self.dataset
        focus = ["focus"] if chosen.region_id else []
        page = WholeMap(
            data.description,
            data.regions,
            above=(self.title, *self._headline),
            below=tuple(filter(None, (as_sentences(self.caveats), self._stamp))),
        )
        for layer in build_layers(
            chosen.rows,
            data.dictionary,
            data.regions,
            {"incidents", *focus, *layers},
            circles=circles,
            focus_id=chosen.region_id,
        ):
            layer._id = layer.kind  # else random: the same rows are the same bytes
            layer.add_to(page)
        return page

    @property
    def _stamp(self) -> str:
        return gettext(
            "Filters: {words}. Data {data}",
            words=self.words,
            data=self.dataset.fingerprint,
        )

    @cached_property
    @_in_its_language
    def _headline(self) -> list[str]:
        data = self.dataset
        short = short_caveats(data)
        return headline(self.selected.rows, data.everything, data.dictionary, short)

    @property
    def _export(self) -> Export:
        data = self.dataset
        return Export(self.selected.rows, self.words, data.dictionary, data.fingerprint)


def open_incidents(
    file: str | Path | None = None,
    *,
    part: str = "",
    importer: str = "auto",
    language: str = "",
) -> Incidents:
    """Open a table of incidents: any file that the page Data opens, None for our own.

    ``part`` is the sheet or layer to take and ``importer`` the format of its columns,
    as for a command. ``language`` is that of every text, such as "es"; that of now, so
    English, if blank. Raises FileNotFoundError,
    :class:`~dashboard.text.language.LanguageError` for one that is not there, and
    :data:`dashboard.dataset.STOPS` where the file cannot be read as incidents.
    """
    with speaking(language or current()):
        return _opened(file, part, importer)


def _opened(file: str | Path | None, part: str, importer: str) -> Incidents:
    path = Path(file) if file is not None else None
    if path and not path.is_file():
        raise FileNotFoundError(gettext("{file}: no such file", file=path))
    with in_english():  # as it is kept for readers of any language
        if path is None:
            dataset = open_kept_dataset()
        else:
            dataset = open_kept_table(TableSource(path.name, path, part, importer))
    return Incidents(Selected(in_language(dataset.on_day(today())), {}), current())


def _texts(value: Any) -> list[str]:
    """Return the value of a filter as the texts of a link."""
    if isinstance(value, (list, tuple, set, pd.Series, pd.Index)):
        return [_text(each) for each in value]
    return [_text(value)]


def _text(value: Any) -> str:
    """Return one value as text; of a moment the day, as a link has it."""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
