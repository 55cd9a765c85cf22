"""The link: what the address says, read once per session and written after a change.

It holds codes, not labels, so that it outlives a change of words: a widget bound to the
address by Streamlit would write the label that a person sees. Beside the filters it
holds its version and a pin of the data (see :mod:`dashboard.selection.link`).
"""

import streamlit as st

from dashboard.dataset import STOPS, Dataset, open_dataset
from dashboard.figures.place_search_words import not_gone_to
from dashboard.figures.since_link import other_data_words, pin_of, since_words
from dashboard.geo.place_question import find_asked
from dashboard.geo.place_search import PlaceError
from dashboard.layers.tools import ViewError, parse_view, view_text
from dashboard.selection.filters import (
    FILTERS,
    link_keys,
    parse_selection,
    to_query,
)
from dashboard.selection.link import (
    GO,
    PARAMETERS,
    SECOND,
    VERSION,
    Pin,
    PinError,
    filters_of,
    parse_pin,
    pinned_query,
    query_text,
)
from dashboard.selection.selected import Selected
from dashboard.table.archive import Kept, kept_state
from dashboard.table.changes import find_changes
from dashboard.table.dictionary import parse_dictionary
from dashboard.views._changes import draw_change_table
from dashboard.views._filters import keep_other, widget_values
from dashboard.views._kept import kept
from dashboard.views._state import (
    AT,
    DIFFERS,
    INCIDENT,
    LINKED,
    PINNED,
    PLACES,
    SHOWS_CHANGES,
    WRITTEN,
    WRONG,
)
from dashboard.views._words import plain

BRIEF = ("layout", "title", "banner", "view")
"""Parameters of the Brief page, which reads them itself."""


def read_link(dataset: Dataset) -> list[str]:
    """Read the address, once per session; return what was wrong in it.

    A value that is not allowed is ignored and named, the rest of the link holds. What
    the link says becomes the default of each widget: a value put into the session
    instead is lost where another rerun comes before the browser has drawn the widget.
    """
    if LINKED not in st.session_state:
        first, wrong = _from_link(dataset)
        second, wrong_too = _from_link(dataset, SECOND)
        rejected = {text.removeprefix(SECOND).split(" ")[0] for text in wrong_too}
        differs = [
            key
            for key in FILTERS
            if f"{SECOND}{key}" in st.query_params and key not in rejected
        ]
        values = {**widget_values(first), **widget_values(second, SECOND)}
        st.session_state[LINKED] = {**values, DIFFERS: differs}
        keep_other({key: second.get(key) for key in differs})
        st.session_state.setdefault(INCIDENT, st.query_params.get(INCIDENT, ""))
        st.session_state[WRONG] = [
            *wrong,
            *wrong_too,
            *_read_pin(dataset, first, whole=not wrong),
            *_read_view(),
            *_read_places(dataset),
            *_unknown_parameters(),
        ]
    return st.session_state[WRONG]


def _from_link(dataset: Dataset, prefix: str = "") -> tuple[dict, list[str]]:
    """Return the selection of the address whose parameters begin with ``prefix``."""
    given = {key: st.query_params.get_all(prefix + key) for key in link_keys()}
    selection, wrong = parse_selection(
        given, dataset.incidents, dataset.dictionary, dataset.regions
    )
    for key, value in dataset.description.opening_filters.items():
        bad = any(text.startswith(f"{key} ") for text in wrong)
        if not prefix and (bad or not given[key]):
            selection[key] = value
    return selection, [prefix + text for text in wrong]


def _read_pin(dataset: Dataset, selection: dict, whole: bool) -> list[str]:
    """Keep the pin of the address; return what is wrong in it and in its version.

    It is kept only where it is that of ``selection``: filters edited in the address, or
    ignored (``whole`` is False), keep other rows than those that it counts.
    """
    st.session_state[PINNED], wrong = None, []
    version, text = (st.query_params.get(key, "") for key in ("v", "data"))
    if version not in ("", VERSION):
        wrong.append(
            f"v '{version}': this dashboard writes and reads version {VERSION}; what "
            "it does not know is ignored"
        )
    if text:
        try:
            pin = parse_pin(text)
            now = (dataset.fingerprint, dataset.state.table_fingerprint)
            if pin.table not in now and kept_state(pin.table) is None:
                wrong.append(other_data_words(pin.table, dataset.fingerprint))
            if whole and pin.filters in ("", filters_of(selection)):
                st.session_state[PINNED] = (pin, selection)
        except PinError as error:
            wrong.append(str(error))
    return wrong


def _read_view() -> list[str]:
    """Keep the view of the map that the address holds; return what is wrong in it."""
    if AT in st.session_state or not (text := st.query_params.get(AT, "")):
        return []
    try:
        st.session_state[AT] = parse_view(text)
    except ViewError as error:
        return [str(error)]
    return []


def _read_places(dataset: Dataset) -> list[str]:
    """Keep the places that the address asks for; return what is wrong in them."""
    if PLACES in st.session_state or not (text := st.query_params.get(GO, "")):
        return []
    try:
        find_asked(text, dataset.regions)
    except PlaceError as error:
        return [not_gone_to(str(error))]
    st.session_state[PLACES] = text
    return []


def _unknown_parameters() -> list[str]:
    second = (SECOND + key for key in link_keys())
    known = {*link_keys(), *second, *BRIEF, *PARAMETERS, INCIDENT, AT}
    return [
        f"{key}: no filter has this name" for key in st.query_params if key not in known
    ]


def write_link(
    dataset: Dataset,
    selection: dict,
    incident_id: str = "",
    further: tuple[tuple[str, str], ...] = (),
) -> None:
    """Put the selection, the selected incident and a page's own into the address."""
    query: dict[str, list[str]] = {}
    for key, value in (*pinned(dataset, selection), *further):
        query.setdefault(key, []).append(value)
    if incident_id:
        query[INCIDENT] = [incident_id]
    query.update({key: [text] for key, text in view_query()})
    st.session_state[WRITTEN] = query
    if query != {key: st.query_params.get_all(key) for key in st.query_params}:
        st.query_params.from_dict(query)


def write_view() -> None:
    """Put the view into the address written last: that of a fragment may be older."""
    view, written = st.session_state.get(AT), st.session_state.get(WRITTEN)
    if view and written is not None:
        st.query_params.from_dict({**written, AT: [view_text(*view)]})


def view_query() -> list[tuple[str, str]]:
    """Return where the map is and what it was asked to go to, for a link."""
    view, places = st.session_state.get(AT), st.session_state.get(PLACES, "")
    query = [(AT, view_text(*view))] if view else []
    return [*query, (GO, places)] if places else query


def address_of(
    query: list[tuple[str, str]], page: str = "", opens: str | None = None
) -> str:
    """Return the address of this dashboard with these parameters.

    ``page`` is the path of the page that is shown now, ``opens`` of the one that the
    address opens, by itself the same.
    """
    address = (st.context.url or "").split("?")[0].rstrip("/")
    root = address.removesuffix(f"/{page}") if page else address
    path = page if opens is None else opens
    return f"{root}/{path}?{query_text(query)}" if query else f"{root}/{path}"


def pinned(dataset: Dataset, selection: dict) -> list[tuple[str, str]]:
    """Return the parameters of a selection with the pin of the table as it is now."""
    opening = dataset.description.opening_filters
    query = pinned_query(selection, current_pin(dataset, selection), opening)
    return [*query, *dataset.names_in_link]


def current_pin(dataset: Dataset, selection: dict) -> Pin:
    """Return the pin of a selection of the table as it is now."""
    query = tuple(to_query(selection, opening={}))
    return _pin(dataset.fingerprint, query, dataset, selection)


@kept(st.cache_data, show_spinner=False, max_entries=256)
def _pin(fingerprint: str, query: tuple, _dataset: Dataset, _selection: dict) -> Pin:
    rows = Selected(_dataset, _selection).rows
    return pin_of(rows, fingerprint, _selection)


def draw_changes(dataset: Dataset) -> None:
    """Say what has changed since the link of this session was made; offer to show it.

    Nothing is drawn where there was no pin, nothing has changed, or it was put away.
    """
    if not st.session_state.get(PINNED):
        return
    then, selection = st.session_state[PINNED]
    kept = kept_state(then.table)
    then_table = kept.state.table_fingerprint if kept and kept.state else ""
    now, now_table = current_pin(dataset, selection), dataset.state.table_fingerprint
    words = since_words(then, now, then_table, now_table)
    if not words:
        return
    filters = Selected(dataset, selection).words
    with st.container(border=True, key="since_link"):
        st.markdown(f"**{plain(_upper_first(words))}**")
        st.caption(plain(f"Of the selection that the link held: {filters}"))
        with st.container(horizontal=True):
            st.toggle("Show what changed", key=SHOWS_CHANGES)
            st.button("Put this notice away", on_click=_put_away)
            st.page_link("views/changes.py", label="All changes of the table")
        if st.session_state.get(SHOWS_CHANGES):
            _draw_table(dataset, then, kept, selection)


def _put_away() -> None:
    st.session_state[PINNED] = None


def _draw_table(
    dataset: Dataset, then: Pin, kept: Kept | None, selection: dict
) -> None:
    now = dataset.fingerprint, dataset.state.table_fingerprint
    old = dataset if then.table in now else _earlier(dataset, then.table, kept)
    if old is None:
        st.info(
            "The earlier data was never opened on this machine, so only the totals of "
            "the link can be compared."
        )
        return
    before, after = (Selected(table, selection).rows for table in (old, dataset))
    changes = find_changes(
        before, after, dataset.dictionary, old.incidents, dataset.incidents
    )
    if changes.empty:
        st.info("No row of this selection differs between the two tables.")
        return
    words = "Rows of this selection that are new, gone or changed since the link"
    draw_change_table(changes, words)


def _earlier(dataset: Dataset, pinned_data: str, kept: Kept | None) -> Dataset | None:
    """Return the data that had this fingerprint; None where no copy was kept.

    Its table and its description are of that day, the layers those of now.
    """
    try:
        return _opened(pinned_data, dataset.fingerprint, kept) if kept else None
    except STOPS:
        return None


@st.cache_resource(show_spinner="Reading the earlier table …", max_entries=2)
def _opened(pinned_data: str, now: str, _kept: Kept) -> Dataset:
    """Open the earlier data; ``now`` tells the layers that are there today."""
    if _kept.description is None:
        return open_dataset(_kept.table)
    return open_dataset(
        _kept.table, parse_dictionary(_kept.description, "the earlier datapackage.json")
    )


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
