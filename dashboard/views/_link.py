"""The link: what the address says, read once per session and written after a change.

It holds codes, not labels, so that it outlives a change of words: a widget bound to the
address by Streamlit would write the label that a person sees. Beside the filters it
holds its version and a pin of the data (see :mod:`dashboard.selection.link`).
"""

import streamlit as st

from dashboard.brief.words.look import LOOK_KEYS
from dashboard.dataset import Dataset
from dashboard.figures.place_search_words import not_gone_to
from dashboard.figures.since_link import other_data_words, pin_of
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
from dashboard.table.archive import kept_state
from dashboard.text.language import (
    Rewordable,
    Saying,
    again,
    gettext,
    in_english,
    message_of,
)
from dashboard.views._filters import keep_other, widget_values
from dashboard.views._kept import kept
from dashboard.views._language import in_link, notice_of_language
from dashboard.views._settings import settings_now
from dashboard.views._state import (
    AT,
    DIFFERS,
    INCIDENT,
    LINKED,
    PINNED,
    PLACES,
    WRITTEN,
    WRONG,
)

BRIEF = ("layout", "title", "banner", *LOOK_KEYS, "view")
"""Parameters of the Brief page, which reads them itself."""


def read_link(dataset: Dataset) -> list[str]:
    """Read the address, once per session; return what was wrong in it.

    A value that is not allowed is ignored and named, the rest of the link holds. What
    the link says becomes the default of each widget: a value put into the session
    instead is lost where another rerun comes before the browser has drawn the widget.
    """
    if LINKED not in st.session_state:
        with in_english():
            first, values, wrong = _sides_of_address(dataset)
            st.session_state[LINKED] = values
            st.session_state[WRONG] = [
                *wrong,
                *_read_incident(dataset),
                *_read_pin(dataset, first, whole=not wrong),
                *_read_view(),
                *_read_places(dataset),
                *_unknown_parameters(),
                *notice_of_language(),
            ]
    return [again(text) for text in st.session_state[WRONG]]


def _read_incident(dataset: Dataset) -> list[str]:
    """Select the incident of the address; return that the table has none of this id.

    It is said with what else was wrong, as long as that stands: a warning of one run
    would be gone with the next, which comes at once.
    """
    wanted = st.query_params.get(INCIDENT, "")
    known = not wanted or dataset.incidents["incident_id"].eq(wanted).any()
    st.session_state.setdefault(INCIDENT, wanted if known else "")
    if known:
        return []
    return [
        gettext(
            "{parameter} '{wanted}': no incident of the table has it",
            parameter=INCIDENT,
            wanted=wanted,
        )
    ]


def take_address(dataset: Dataset) -> None:
    """Let the widgets hold what the address says now, and keep the rest of it.

    A pin is for the link that opened the session: it is not read again.
    """
    with in_english():
        _, values, wrong = _sides_of_address(dataset)
        st.session_state.update(values)
        for key in (AT, PLACES):
            st.session_state.pop(key, None)
        st.session_state[WRONG] = [*wrong, *_read_view(), *_read_places(dataset)]


def _sides_of_address(dataset: Dataset) -> tuple[dict, dict, list[str]]:
    """Return the selection of the address, what each widget holds, what was wrong.

    What differs on the right side of a comparison is kept.
    """
    first, wrong = _from_link(dataset)
    second, wrong_too = _from_link(dataset, SECOND)
    rejected = {text.removeprefix(SECOND).split(" ")[0] for text in wrong_too}
    differs = [
        key
        for key in FILTERS
        if f"{SECOND}{key}" in st.query_params and key not in rejected
    ]
    keep_other({key: second.get(key) for key in differs})
    values = {**widget_values(first), **widget_values(second, SECOND)}
    return first, {**values, DIFFERS: differs}, [*wrong, *wrong_too]


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
    return selection, [_with_prefix(prefix, text) for text in wrong]


def _with_prefix(prefix: str, text: str) -> str:
    """Return a message about a parameter of the right side, by its whole name."""
    return (
        Rewordable(prefix + text, Saying("join", ("", prefix, text)))
        if prefix
        else text
    )


def _read_pin(dataset: Dataset, selection: dict, whole: bool) -> list[str]:
    """Keep the pin of the address; return what is wrong in it and in its version.

    It is kept only where it is that of ``selection``: filters edited in the address, or
    ignored (``whole`` is False), keep other rows than those that it counts.
    """
    st.session_state[PINNED], wrong = None, []
    version, text = (st.query_params.get(key, "") for key in ("v", "data"))
    if version not in ("", VERSION):
        wrong.append(
            gettext(
                "v '{version}': this dashboard writes and reads version {own}; what "
                "it does not know is ignored",
                version=version,
                own=VERSION,
            )
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
            wrong.append(message_of(error))
    return wrong


def _read_view() -> list[str]:
    """Keep the view of the map that the address holds; return what is wrong in it."""
    if AT in st.session_state or not (text := st.query_params.get(AT, "")):
        return []
    try:
        st.session_state[AT] = parse_view(text)
    except ViewError as error:
        return [message_of(error)]
    return []


def _read_places(dataset: Dataset) -> list[str]:
    """Keep the places that the address asks for; return what is wrong in them."""
    if PLACES in st.session_state or not (text := st.query_params.get(GO, "")):
        return []
    try:
        find_asked(text, dataset.regions)
    except PlaceError as error:
        return [not_gone_to(message_of(error))]
    st.session_state[PLACES] = text
    return []


def _unknown_parameters() -> list[str]:
    second = (SECOND + key for key in link_keys())
    known = {*link_keys(), *second, *BRIEF, *PARAMETERS, INCIDENT, AT}
    return [
        gettext("{parameter}: no filter has this name", parameter=key)
        for key in st.query_params
        if key not in known
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

    Where the settings say how others reach it, it begins with that.

    ``page`` is the path of the page that is shown now, ``opens`` of the one that the
    address opens, by itself the same.
    """
    address = (st.context.url or "").split("?")[0].rstrip("/")
    here = address.removesuffix(f"/{page}") if page else address
    root = settings_now().public_address or here
    path = page if opens is None else opens
    return f"{root}/{path}?{query_text(query)}" if query else f"{root}/{path}"


def pinned(dataset: Dataset, selection: dict) -> list[tuple[str, str]]:
    """Return the parameters of a selection with the pin of the table as it is now."""
    opening = dataset.description.opening_filters
    query = pinned_query(selection, current_pin(dataset, selection), opening)
    return [*query, *dataset.names_in_link, *in_link()]


def current_pin(dataset: Dataset, selection: dict) -> Pin:
    """Return the pin of a selection of the table as it is now."""
    query = tuple(to_query(selection, opening={}))
    return _pin(dataset.fingerprint, query, dataset, selection)


@kept(st.cache_data, show_spinner=False, max_entries=256)
def _pin(fingerprint: str, query: tuple, _dataset: Dataset, _selection: dict) -> Pin:
    rows = Selected(_dataset, _selection).rows
    return pin_of(rows, fingerprint, _selection)
