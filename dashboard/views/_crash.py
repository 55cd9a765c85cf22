"""The catch at the top of every page: an error that no code foresaw, in plain words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.crash import is_debugging, keep_crash, log_line, words_of_machine
from dashboard.figures.page_words import failed_words, machine_failed_words
from dashboard.views._words import plain


@contextmanager
def caught(where: str) -> Iterator[None]:
    """Draw what a page may say of an error in the block, and keep the rest on disk.

    The page names no path and quotes no cell: others may see it. ``DASHBOARD_DEBUG=1``
    lets the error go on to Streamlit.
    """
    try:
        yield
    except Exception as error:
        if is_debugging():
            raise
        path = keep_crash(error, where)
        print(log_line(error, where, path), file=sys.stderr)
        lacking = words_of_machine(error, with_file=False)
        st.error(
            plain(
                machine_failed_words(lacking)
                if lacking
                else failed_words(path.name if path else "")
            )
        )
