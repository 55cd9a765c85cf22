"""A choice of a page that all of its runs and the other pages keep.

A list of choices sends the words of the one that was taken. A page whose language was
just changed may still send those of the language before.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.text.language import languages, speaking
from dashboard.views._state import widget_of


def option_of(held: object, options: Sequence[str], words: Callable[[str], str]) -> str:
    """Return the option that a list holds: as it is, or by its words in any language.

    The first of the options where it is none.
    """
    if held in options:
        return str(held)
    for code in languages():
        with speaking(code):
            for option in options:
                if words(option) == held:
                    return option
    return options[0]


def settled(key: str, options: Sequence[str], words: Callable[[str], str]) -> int:
    """Return which option a list is to stand at, and put its own value right.

    ``key`` is that of the value kept for all pages; to be asked before it is drawn.
    """
    for name in (key, widget_of(key)):
        if name in st.session_state and st.session_state[name] not in options:
            st.session_state[name] = option_of(st.session_state[name], options, words)
    return options.index(st.session_state.get(key, options[0]))
