"""Every key of the session, in one place: what the app remembers between two reruns.

The widgets of the filters have the keys of the filters themselves; a second selection
(page Compare) has the same keys after ``SECOND``. No other module of the views writes a
key as a text.
"""

from typing import Any

import streamlit as st

from dashboard.selection.filter_kinds import Filter

FRONT = "place_of_front"
"""The container over the filters, for the title and numbers of the page of this run."""
MAP_OF_RUN = "map_of_run"
"""What the map of this run shows, until the rest of its page is drawn."""
FILTERS_OF = "filters_of"
"""The fingerprint of the table whose filters were drawn last."""
AFTER_FILTERS = "map_after_filters"
"""Set where the map of the next run waits for the filters."""
LISTED = "listed_incidents"
"""What the card lists where several incidents were clicked at once, or None."""
LINKED = "values_of_link"
"""What the link says of each widget, by the widget's key: its default."""
WRONG = "wrong_in_link"
"""What was wrong in the link, one message each."""
WRONG_FOR_BRIEF = "wrong_in_link_brief"
"""The same for the parameters that only the Brief page reads."""
BRIEF_LINKED = "brief_of_link"
"""What the link says of the Brief page: layout, title, banner and view."""
BRIEF_WIDGETS = "brief_"
"""How the keys of the Brief page's widgets begin."""
WRITTEN = "link_written"
"""The parameters that the page has put into the address last."""
LANGUAGE = "language"
"""The code of the language that the session speaks."""
BAD_LANGUAGE = "language_not_known"
"""What the address asked for where that is no language of ours."""
NOT_DONE = "not_done"
"""What the page says of a click whose callback failed, until it is drawn."""
STOPPED = "stopped_steps"
"""Steps that a person stopped, each with what it was about; not done until asked."""
PINNED = "pin_of_link"
"""The pin of the link that opened this session, with its selection, or None."""
SHOWS_CHANGES = "shows_changes"
"""Switch: whether the rows that changed since the link are listed."""

FROM, TO, SHAPE, BOUNDS = "from", "to", "shape", "bounds"
"""Widgets of filters that other parts of a page set too: bars, presets and the map."""
REGION, RELATION = "region", "relation"
"""Widgets of the filter for a region, which a page sets too."""
ANSWER = "answer_of_region"
"""Widget: the relation to the region, as buttons with their counts."""
SEEN = "bounds_seen"
"""What the map showed when only that was selected: south, west, north, east."""
PRESET = "preset"
"""The preset of the period that stands pressed, or None."""
CALENDAR = "calendar"
"""Widget: the year, quarter or month that is kept, or None."""
PARTING_DAY = "parting_day"
"""Widget: the day before or from which incidents are kept."""
DIFFERS = "differs"
"""Widget: which filters of the second selection are not those of the first."""
OTHER = "other_selection"
"""What differs on the right side, kept from page to page; None where cleared."""

PAST, NOW, FUTURE = "past_selections", "now_selection", "future_selections"
"""Selections that Undo goes back to, the present one, and those that Redo brings."""

AT = "at"
"""Middle and zoom of the Map page's map (latitude, longitude, zoom), for the link."""
VIEW = "view_of_map"
"""What the Map page's map shows now: south, west, north, east."""
VIEW_UNREAD = "view_of_map_unread"
"""Whether the map told a view that could not be read; then the one before it stands."""
TURN = "turn_of_view"
"""How often a selection was set by a step: each time the map goes to its view."""
MAP_CHANGED = "map_changed_the_page"
"""Set where a report of the map is for the whole page, not for the map alone."""
LAYERS = "layers"
"""Widget: which layers are drawn beside the incidents."""
PLACE_ASKED = "place_asked"
"""Widget: the place or coordinates to go to."""
PLACES = "places_asked"
"""What the map was asked to go to, as the link writes it; blank for nothing."""

OPENED = "opened_in_list"
"""Widget: the incident chosen in the list of the map."""
INCIDENT = "id"
"""Id of the selected incident, blank for none."""
TABLE_REMOUNT = "table_remount"
"""How often an incident was selected outside the table: the table is mounted anew."""
TABLE_COLUMNS, TABLE_FIND = "table_columns", "table_find"
"""Columns of the table and the text to find in it, kept from page to page."""
TABLE_TITLES = "table_titles"
"""The language of the table's columns when they were drawn last, and their titles."""
TABLE_PAGE, TABLE_ORDER = "table_page", "table_order"
"""Page of the table, from 1, and the order of its rows, kept from page to page."""
TABLE_SEEN = "table_seen"
"""The rows of the table and the selected incident that its page was chosen for."""
TABLE_FOUND = "table_found"
"""What the table's search found: its text and the ids of the rows; None without one."""
FILE_FORMAT = "file_format"
"""Format of the file to take away, kept from page to page."""
TIME_CONTROLS = {"grain": "time_grain", "measure": "time_measure"}
"""Choices of the bars of time, kept from page to page."""

TABLES = "uploaded_tables"
"""The uploaded tables of this session by key, in the order in which they came."""
SHOWN = "shown_tables"
"""Keys of the tables that the pages show; None for the default ones."""
ADDS_UP = "adds_up"
"""Whether the counts and tolls of several tables are added up."""
EDIT = "edit_"
"""How every key of the form begins, by which a save takes them all away."""
DRAFT = "draft_of_row"
"""What was asked for when a row was last checked, the draft or refusal, its token."""
CHECK_ASKED, SAVE_ASKED = "check_asked", "save_asked"
"""Buttons of the form that were pressed and are not answered yet."""
EDITED = "edited_words"
"""What the last save said, until it was shown."""
DATED = "data_of_today"
"""The open data, the day, and the same data with its age on that day."""
TOGETHER = "tables_together"
"""The tables that are shown together, as one data set, and what it was made from."""
OTHER_TABLE = "other_table"
"""Set where another table was chosen: the query to go on with, at the next run."""
ASKED = "table_of_link"
"""The table that the link is about, where it is not open here; else None."""
UPLOADS = "uploads"
"""How many files were taken over: the next uploader is a new, empty one."""
TOLD = "told_of_upload"
"""What became of the files that were uploaded last, as (kind, words)."""


def incident_id() -> str:
    """Return the id of the selected incident, blank for none."""
    return st.session_state.get(INCIDENT, "")


def held_by_widgets(kind: Filter, prefix: str = "") -> dict[str, Any]:
    """Return what the page holds for a filter, by the filter's own keys."""
    return {key: st.session_state.get(prefix + key) for key in kind.widget_keys}


def linked(key: str) -> Any:
    """Return what the link says of a widget, which is its default."""
    return st.session_state[LINKED][key]


def widget_of(key: str) -> str:
    """Return the key of the widget whose value is kept under ``key``.

    Streamlit forgets widgets of a page that is left; what is kept beside them stays.
    """
    return f"{key}_widget"


def keep_widget(key: str) -> None:
    """Keep what a widget of one page holds for the other pages; a callback."""
    st.session_state[key] = st.session_state[widget_of(key)]


def edit_key(name: str, row_id: str = "new") -> str:
    """Return the key of a field of the form: each row has its own."""
    return f"{EDIT}{row_id}_{name}"


def of_key(key: str, what: str) -> str:
    """Return the key under which something about a field of the form is kept."""
    return f"{key}_{what}"
