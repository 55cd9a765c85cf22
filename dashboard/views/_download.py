"""What a reader takes from a page: a sentence with its range, and a file."""

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.exports import EXPORT_FORMATS, Export, TooLongError, file_name
from dashboard.exports.sheet import check_cells
from dashboard.figures.caveats import caveats
from dashboard.figures.headline import sentence
from dashboard.figures.page_words import download_label
from dashboard.layers.tools import view_text
from dashboard.selection.link import query_text
from dashboard.selection.selected import Selected
from dashboard.views._kept import kept
from dashboard.views._link import address_of, pinned
from dashboard.views._state import AT, FILE_FORMAT, keep_widget, widget_of
from dashboard.views._words import plain

READY_ROWS = 2_000
"""Up to here the file is made with the page. Its address then follows from its content
and outlives a rerun; a file that is made on the click is lost when the map reports at
that moment. Beyond, making it (10 ms for 1,000 rows) would hold up every filter."""
PURPOSES = {
    "csv": "for any program",
    "xlsx": "a workbook to read",
    "geojson": "for web maps",
    "gpkg": "for QGIS and ArcGIS",
    "parquet": "for analysis",
    "kml": "for Google Earth",
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
    st.markdown("**To take away**")
    usual = text or _sentence(dataset, rows, words, selection, page)
    st.code(usual, language=None, wrap_lines=True)
    export = Export(
        rows=rows,
        words=words,
        dictionary=dataset.dictionary,
        data=dataset.fingerprint,
        link=f"/{page}?{query_text(pinned(dataset, selection))}",
        caveats=tuple(missing),
    )
    _draw_file(export, selection)


def usual_sentence(asked: Selected, page: str = "") -> str:
    """Return the sentence about a selection that can stand in a report."""
    return _sentence(asked.dataset, asked.rows, asked.words, asked.selection, page)


def _sentence(
    dataset: Dataset, rows: pd.DataFrame, words: str, selection: dict, page: str
) -> str:
    link = page_link(dataset, selection, page)
    missing = caveats(dataset)
    return sentence(rows, words, dataset.dictionary, dataset.fingerprint, link, missing)


@st.fragment
def _draw_file(export: Export, selection: dict) -> None:
    """Draw choice and download; a fragment, for another kind changes nothing else."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _draw_choice()
        _draw_download(export, kind, selection)


def _draw_choice() -> str:
    kinds = list(EXPORT_FORMATS)
    return st.selectbox(
        "File of this selection",
        kinds,
        index=kinds.index(st.session_state.get(FILE_FORMAT, kinds[0])),
        format_func=lambda kind: f"{EXPORT_FORMATS[kind].label}, {PURPOSES[kind]}",
        key=widget_of(FILE_FORMAT),
        on_change=keep_widget,
        args=(FILE_FORMAT,),
        width=260,
        help="Each file says inside what was selected, its counts, how far the data "
        "go, how to cite it and its licence",
    )


def _draw_download(export: Export, kind: str, selection: dict) -> None:
    ready = len(export.rows) <= READY_ROWS
    try:
        if kind == "xlsx":
            check_cells(export)
        content = _made(export, kind) if ready else lambda: _made(export, kind)
    except TooLongError as error:
        st.warning(plain(str(error)))
        return
    size = len(content) if isinstance(content, bytes) else None
    st.download_button(
        download_label(EXPORT_FORMATS[kind].label, len(export.rows), size),
        data=content,
        file_name=file_name(
            export.dictionary, selection, export.data, kind, "answer" in export.rows
        ),
        mime=EXPORT_FORMATS[kind].mime,
        on_click="ignore",
    )


def _made(export: Export, kind: str) -> bytes:
    """Return the file, made once for each selection: other clicks cost nothing."""
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


@kept(st.cache_data, show_spinner="Making the file …", max_entries=24)
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
    view = st.session_state.get(AT)
    own = [(AT, view_text(*view))] if view and not page else []
    return address_of([*pinned(dataset, selection), *own, *further], page)
