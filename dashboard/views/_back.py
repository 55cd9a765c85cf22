"""The browser's Back and Forward: the page shows again what the address says.

The address is read once per session, for after that the widgets know better. Where the
browser goes back or forward Streamlit runs the page again and says so, but
``st.query_params`` keep what they held: the run's own query is read instead.
"""

from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.dataset import Dataset
from dashboard.resources import page_script
from dashboard.text.language import current
from dashboard.views._filters import forget_preset, turn_map
from dashboard.views._link import take_address
from dashboard.views._selected import choose
from dashboard.views._state import (
    BRIEF_LINKED,
    BRIEF_WIDGETS,
    INCIDENT,
    WRONG_FOR_BRIEF,
)

_back = st.components.v2.component(
    "incident_back",
    html="<span></span>",
    js=page_script("back.js"),
)


def watch_history() -> None:
    """Put the script into the page that keeps moves of the map out of its history.

    It also tells the browser which language the page speaks.
    """
    _back(key="back", data={"lang": current()}, height=0)


def follow_history(dataset: Dataset) -> None:
    """Take over the address if the browser went back or forward to it."""
    run = get_script_run_ctx()
    if run is None or not run.is_history_navigation:
        return
    st.query_params.from_dict(parse_qs(run.query_string, keep_blank_values=True))
    choose(st.query_params.get(INCIDENT, ""))
    forget_preset()
    take_address(dataset)
    turn_map()
    _forget_brief()


def _forget_brief() -> None:
    """Let the Brief page read its choices from the address again."""
    for key in map(str, [*st.session_state]):
        if key in (BRIEF_LINKED, WRONG_FOR_BRIEF) or key.startswith(BRIEF_WIDGETS):
            del st.session_state[key]
