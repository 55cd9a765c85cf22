"""The language of a page: as its link says, else the server, else the browser.

``run --lang es`` is for all pages of a server; without it the browser is asked, and
English is said to one that speaks none of ours.

A run of the page, a part of it that runs alone and a callback each come in a thread
that may be new, so each begins with :func:`speak`: ``caught`` and ``safely`` of
:mod:`dashboard.views._crash`, which wrap them all, see to it.
"""

import os

import streamlit as st

from dashboard.crash import is_debugging
from dashboard.selection.link import LANG
from dashboard.text.language import (
    SOURCE,
    VARIABLE,
    gettext,
    languages,
    match,
    use,
)
from dashboard.text.pseudo import PSEUDO
from dashboard.views._state import BAD_LANGUAGE, LANGUAGE, WRONG


def speak() -> None:
    """Speak the language of this session from here on."""
    if LANGUAGE not in st.session_state:
        _read_address()
    use(st.session_state[LANGUAGE])


def choose(code: str) -> None:
    """Let the session speak another language, and put it into the address; a callback.

    Filters, the selected incident, the view and the table's columns stay.
    """
    st.session_state[LANGUAGE] = code
    st.session_state.pop(BAD_LANGUAGE, None)
    wrong = st.session_state.get(WRONG, [])
    st.session_state[WRONG] = [
        text for text in wrong if not text.startswith(f"{LANG} ")
    ]
    use(code)
    st.query_params[LANG] = code


def usual() -> str:
    """Return the language of a link that names none: the server's, or the browser's."""
    return match(os.environ.get(VARIABLE)) or of_browser()


def of_browser() -> str:
    """Return the language that the browser asks for first, English where not ours."""
    return match(st.context.locale) or SOURCE


def in_link() -> list[tuple[str, str]]:
    """Return the language as a parameter of a link; none for English to the English."""
    code = st.session_state.get(LANGUAGE, SOURCE)
    return [] if code == usual() == of_browser() == SOURCE else [(LANG, code)]


def notice_of_language() -> list[str]:
    """Return what is wrong with the language of the address, none where it is right."""
    wanted = st.session_state.get(BAD_LANGUAGE, "")
    if not wanted:
        return []
    text = gettext(
        "{parameter} '{wanted}': must be one of {allowed}",
        parameter=LANG,
        wanted=wanted,
        allowed=", ".join(languages()),
    )
    return [text]


def _read_address() -> None:
    wanted = st.query_params.get(LANG, "")
    code = match(wanted)
    if wanted == PSEUDO and is_debugging():
        code = PSEUDO
    if wanted and code is None:
        st.session_state[BAD_LANGUAGE] = wanted[:20]
    st.session_state[LANGUAGE] = code or usual()
