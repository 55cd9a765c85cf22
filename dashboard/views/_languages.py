"""The switch of language at the foot of every page, and what it cannot change."""

import streamlit as st

from dashboard.text.language import SOURCE, current, gettext, languages
from dashboard.views._crash import safely
from dashboard.views._filters import keep_filters
from dashboard.views._language import choose
from dashboard.views._words import plain


def draw_languages() -> None:
    """Draw the languages to choose from, each in itself; nothing where there is one.

    A picture alone (a view of the page Brief) stays alone.
    """
    offered = languages()
    if len(offered) < 2 or st.query_params.get("view") == "picture":
        return
    if current() != SOURCE:
        st.caption(
            gettext(
                "Texts of the table itself (notes, places as reported) stay in the "
                "language they were written in."
            )
        )
    with st.container(horizontal=True, gap="small", key="languages"):
        for code, name in offered.items():
            st.button(
                plain(name[:1].upper() + name[1:]),
                key=f"language_{code}",
                type="tertiary",
                disabled=code == current(),
                on_click=safely(_choose),
                args=(code,),
            )


def _choose(code: str) -> None:
    """Speak another language with the same filters; a callback."""
    keep_filters()
    choose(code)
