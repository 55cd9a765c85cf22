"""What a reader takes from a page: a sentence with its range, and a file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.exports import EXPORT_FORMATS, Export, TooLongError, file_name
from dashboard.exports.sheet import check_cells
from dashboard.figures.caveats import caveats
from dashboard.figures.headline import sentence
from dashboard.figures.page_words import (
    download_label,
    found_label,
    narrowed_words,
    whole_label,
)
from dashboard.selection.selected import Selected
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, message_of
from dashboard.views._choice import settled
from dashboard.views._crash import caught, safely
from dashboard.views._deferred import Made
from dashboard.views._kept import kept
from dashboard.views._link import address_of, pinned, view_query
from dashboard.views._rows_again import again
from dashboard.views._state import FILE_FORMAT, TABLE_FOUND, keep_widget, widget_of
from dashboard.views._words import plain

READY_ROWS = 500
"""Up to here the file is made with the page. Its address then follows from its content
and outlives a rerun; a file that is made on the click is lost when the map reports at
that moment. Beyond, making it (10 ms for 1,000 rows) would hold up every filter."""
PURPOSES = {
    "csv": N_("for any program"),
    "xlsx": N_("a workbook to read"),
    "geojson": N_("for web maps"),
    "gpkg": N_("for QGIS and ArcGIS"),
    "parquet": N_("for analysis"),
    "kml": N_("for Google Earth"),
}
"""What each format is for, in the choice of the page."""


def draw_take_away(
    dataset: Dataset,
    rows: pd.DataFrame,
    words: str,
    selection: dict,
    page: str = "",
    text: str = "",
) -> None:
    """Draw the sentence to copy and the download of exactly these rows.

    ``words`` says the rows; ``page`` is the path of the page that shows them; ``text``
    stands for the usual sentence where a page has one of its own.
    """
    missing = caveats(dataset)
    usual = text or _sentence(dataset, rows, words, selection, page)
    export = Export(
        rows=rows,
        words=words,
        dictionary=dataset.dictionary,
        data=dataset.fingerprint,
        link=address_of(pinned(dataset, selection), page),
        caveats=tuple(missing),
        regions=dataset.regions,
    )
    named = partial(
        file_name,
        export.dictionary,
        selection,
        export.data,
        region=Selected(dataset, selection).region_name,
    )
    text, ids = st.session_state.get(TABLE_FOUND) or ("", [])
    is_found = bool(text) and export.rows["incident_id"].isin(ids).any()
    found = _narrowed(export, text, ids) if is_found else None
    with st.container(key="take_away", gap="xsmall"):
        st.markdown(gettext("**To take away**"))
        held = partial(_held, table=dataset.incidents)
        narrowed = held(found) if found else None
        _draw_file(held(export), narrowed, named, text)
        draw_sentence(usual)


def draw_sentence(text: str) -> None:
    """Draw what a reader may paste into a report, behind a click: it is long."""
    with st.expander(gettext("A sentence for a report, with its source")):
        st.code(text, language=None, wrap_lines=True)


def _held(export: Export, table: pd.DataFrame) -> Callable[[], Export]:
    """Return what gives an export again, and meanwhile holds no copy of its rows."""
    rows, rest = again(export.rows, table), replace(export, rows=pd.DataFrame())
    return lambda: replace(rest, rows=rows())


def _narrowed(export: Export, text: str, ids: list[str]) -> Export:
    """Return the rows that the table's search found; no link shows these alone."""
    rows = export.rows[export.rows["incident_id"].isin(ids)]
    words = narrowed_words(export.words, text)
    return replace(export, rows=rows, words=words, link="")


def usual_sentence(asked: Selected, page: str = "") -> str:
    """Return the sentence about a selection that can stand in a report."""
    return _sentence(asked.dataset, asked.rows, asked.words, asked.selection, page)


def _sentence(
    dataset: Dataset, rows: pd.DataFrame, words: str, selection: dict, page: str
) -> str:
    return _kept_sentence(
        dataset.fingerprint,
        rows.index.to_numpy().tobytes(),
        words,
        page_link(dataset, selection, page),
        tuple(caveats(dataset)),
        dataset.dictionary.read_on,
        rows,
        dataset.dictionary,
    )


@kept(st.cache_data, show_spinner=False, max_entries=128)
def _kept_sentence(
    fingerprint: str,
    positions: bytes,
    words: str,
    link: str,
    missing: tuple[str, ...],
    day: date | None,
    _rows: pd.DataFrame,
    _dictionary: Dictionary,
) -> str:
    return sentence(_rows, words, _dictionary, fingerprint, link, missing)


@st.fragment
@caught("a download")
def _draw_file(
    export: Callable[[], Export],
    found: Callable[[], Export] | None,
    named: Callable[..., str],
    text: str,
) -> None:
    """Draw choice and download; a fragment, for another kind changes nothing else.

    ``found`` are the rows that the table's search left (``text``), offered beside all.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _draw_choice()
        file, whole = EXPORT_FORMATS[kind].label, len(export().rows)
        if found is None:
            _draw_download(export, kind, named, partial(download_label, file, whole))
            return
        label = found_label(file, len(found().rows))
        _draw_download(found, kind, named, lambda _: label, text)
        _draw_download(export, kind, named, partial(whole_label, file, whole))


def _draw_choice() -> str:
    kinds = list(EXPORT_FORMATS)
    return st.selectbox(
        gettext("File of this selection"),
        kinds,
        index=settled(FILE_FORMAT, kinds, _format_words),
        format_func=_format_words,
        key=widget_of(FILE_FORMAT),
        on_change=safely(keep_widget),
        args=(FILE_FORMAT,),
        width=260,
        help=gettext(
            "Each file says inside what was selected, its counts, how far the data "
            "go, how to cite it and its licence"
        ),
    )


def _format_words(kind: str) -> str:
    label, purpose = gettext(EXPORT_FORMATS[kind].label), gettext(PURPOSES[kind])
    return gettext("{format}, {purpose}", format=label, purpose=purpose)


def _draw_download(
    held: Callable[[], Export],
    kind: str,
    named: Callable[..., str],
    label: Callable[[int | None], str],
    found: str = "",
) -> None:
    """Draw one download of what is held.

    ``named`` makes the name of the file, ``label`` its words from the size, None: not
    known.
    """
    export = held()
    ready = len(export.rows) <= READY_ROWS
    try:
        if kind == "xlsx":
            check_cells(export)
        make = Made(partial(_made, held, kind), "a download")
        content = make() if ready else make
    except TooLongError as error:
        st.warning(plain(message_of(error)))
        return
    size = len(content) if isinstance(content, bytes) else None
    st.download_button(
        label(size),
        data=content,
        file_name=named(kind, answers="answer" in export.rows, found=found),
        mime=EXPORT_FORMATS[kind].mime,
        on_click="ignore",
    )


def _made(held: Callable[[], Export], kind: str) -> bytes:
    """Return the file, made once for each selection: other clicks cost nothing."""
    export = held()
    answers = export.rows.get("answer")
    return _file(
        kind,
        export.data,
        export.link,
        export.words,
        export.rows.index.to_numpy().tobytes(),
        "" if answers is None else "|".join(answers),
        export,
    )


@kept(st.cache_data, show_spinner=N_("Making the file …"), max_entries=24)
def _file(kind, data, link, words, positions, answers, _export: Export) -> bytes:
    return EXPORT_FORMATS[kind].write(_export)


def page_link(
    dataset: Dataset,
    selection: dict,
    page: str = "",
    further: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return the address that shows a selection on a page of this dashboard.

    ``page`` is the path of the page that is shown now; ``further`` are parameters of
    its own.
    """
    own = [] if page else view_query()
    return address_of([*pinned(dataset, selection), *own, *further], page)
