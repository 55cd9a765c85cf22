"""The fields of the form: what a person types, as text by column."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.dataset import Dataset
from dashboard.editing.folder import EditFolder
from dashboard.figures.edit_words import (
    ON_LAND,
    PLACE_HELP,
    TAKE_CODES,
    TAKE_CODES_HELP,
    row_label,
)
from dashboard.geo.phrase import position_of
from dashboard.geo.place_search import PlaceError
from dashboard.table.dictionary import Dictionary
from dashboard.table.history import BOOKKEEPING, KEY
from dashboard.text.language import gettext, message_of
from dashboard.views._edit_sources import Entries, draw_sources
from dashboard.views._state import edit_key, of_key
from dashboard.views._words import plain

Row = Mapping[str, str]
WHAT = (
    "date date_precision theatre event_type campaign verification actor claimed_target "
    "vessel_type"
).split()
TOLL = "deaths_low deaths_best deaths_high missing survivors strikes".split()
"""Columns that nearly every report gives; the others are folded away."""
ALIKE = (
    "date_precision theatre event_type campaign verification actor strikes vessels"
).split()
"""Columns that a new row may take over from an earlier one of its kind."""
POINT = "latitude longitude radius_km geo_precision geo_note".split()
SOURCES = "sources"
SPOKEN, LIKE = "place_words", "edit_like"
PER_LINE = 3


def draw_fields(
    folder: EditFolder, dataset: Dataset, row: Row | None
) -> tuple[dict[str, str], Entries | None]:
    """Draw a field for each column of the file; return the texts and the sources.

    ``row`` is the row to correct, None for a new one. The sources are None where they
    were not touched.
    """
    columns = [
        name
        for name in folder.records.columns
        if name not in (*BOOKKEEPING, KEY, SOURCES)
    ]
    if row is None:
        _draw_alike(folder)
    values: dict[str, str] = {}
    values |= _draw(WHAT, columns, dataset.dictionary, row)
    _draw_place_words(dataset, row)
    values |= _draw(["location", *POINT], columns, dataset.dictionary, row)
    values |= _draw(TOLL, columns, dataset.dictionary, row)
    rest = [name for name in columns if name not in values]
    with st.expander(gettext("More columns"), expanded=False):
        values |= _draw(rest, columns, dataset.dictionary, row)
    sources = draw_sources(folder, row)
    return values, sources


def _draw_alike(folder: EditFolder) -> None:
    """Offer to begin with the codes of an earlier row of the same kind."""
    rows = {row[KEY]: dict(row) for _, row in folder.records.rows()}
    chosen = st.selectbox(
        gettext(TAKE_CODES),
        list(rows)[::-1],
        format_func=lambda key: row_label(rows[key]) if key in rows else key,
        index=None,
        key=LIKE,
        placeholder=gettext("None: begin blank"),
        help=gettext(TAKE_CODES_HELP),
    )
    if chosen != st.session_state.get(of_key(LIKE, "for")):
        for name, cell in rows.get(chosen or "", {}).items():
            if name in ALIKE:
                st.session_state[key_of(name, None)] = cell
        st.session_state[of_key(LIKE, "for")] = chosen


def _draw(
    wanted: Sequence[str],
    columns: Sequence[str],
    dictionary: Dictionary,
    row: Row | None,
) -> dict[str, str]:
    """Draw fields side by side; on a phone they stand below each other."""
    names, values = [name for name in wanted if name in columns], {}
    for start in range(0, len(names), PER_LINE):
        places = st.columns(PER_LINE)
        for place, name in zip(places, names[start : start + PER_LINE], strict=False):
            with place:
                values[name] = _draw_field(name, dictionary, row)
    return values


def _draw_field(name: str, dictionary: Dictionary, row: Row | None) -> str:
    field, key = dictionary.fields.get(name), key_of(name, row)
    if key not in st.session_state:
        st.session_state[key] = row[name] if row else ""
    title = field.title if field else name
    note = field.description if field else None
    if field and field.codes:
        codes = ["", *field.codes]
        if st.session_state[key] not in codes:
            codes.append(st.session_state[key])
        return st.selectbox(
            title,
            codes,
            format_func=lambda each: field.label(each) or "–",
            key=key,
            help=note,
        )
    if name in ("geo_note", "notes"):
        return st.text_area(title, key=key, help=note, height=68)
    return st.text_input(title, key=key, help=note)


def key_of(name: str, row: Row | None) -> str:
    """Return the key of a field: each row that is corrected has its own."""
    return edit_key(name, row[KEY] if row else "new")


def _draw_place_words(dataset: Dataset, row: Row | None) -> None:
    """Ask for the place in the report's words, and fill in what follows from them.

    The fields that are filled stand below, so they can still be set in this run. Not by
    a callback: where two runs follow each other at once, one can be passed over.
    """
    key = key_of(SPOKEN, row)
    words = st.text_input(
        gettext("Place in the report's words"),
        key=key,
        help=gettext(PLACE_HELP),
        placeholder=gettext("about 60 NM south-west of Golfito"),
    ).strip()
    if words != st.session_state.get(of_key(key, "for"), ""):
        _fill_in(dataset, row, key, words)
        # Last: a run that another one follows at once may end anywhere before.
        st.session_state[of_key(key, "for")] = words
    _fill_again(row, key)
    if note := st.session_state.get(of_key(key, "said")):
        kind, said = note
        (st.warning if kind == "warning" else st.caption)(plain(said))


def _fill_again(row: Row | None, key: str) -> None:
    """Fill what is still blank of a place, until the browser has shown all of it.

    Whoever types on before the answer has come sends the fields as they were: blank.
    """
    if not (found := st.session_state.get(of_key(key, "found"))):
        return
    blank = [name for name in found if not st.session_state.get(key_of(name, row))]
    if not blank and st.session_state.get(of_key(key, "shown")):
        del st.session_state[of_key(key, "found")]
    st.session_state[of_key(key, "shown")] = not blank
    for name in blank:
        st.session_state[key_of(name, row)] = found[name]


def _fill_in(dataset: Dataset, row: Row | None, key: str, words: str) -> None:
    said = of_key(key, "said")
    st.session_state[said] = st.session_state[of_key(key, "found")] = None
    if not words:
        return
    try:
        position = position_of(words, dataset.regions)
    except PlaceError as error:
        st.session_state[said] = "warning", message_of(error)
        return
    found = {name: str(getattr(position, name)) for name in POINT}
    st.session_state[of_key(key, "found")] = {"location": words, **found}
    st.session_state[of_key(key, "shown")] = False
    for name, text in found.items():
        st.session_state[key_of(name, row)] = text
    what = (
        ("warning", gettext(ON_LAND)) if position.on_land else ("note", position.place)
    )
    st.session_state[said] = what
