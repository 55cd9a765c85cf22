"""What a page works out once: kept for every session, or in one session alone.

A table by its path is everybody's, and so is what is made from it. What is made from an
uploaded table is kept with its session, and Streamlit drops it when the session ends.
Each answer is kept for the language that it was made in.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.text.language import current, gettext
from dashboard.views._tables import shows_uploaded


def kept(cache: Callable, **options: Any) -> Callable:
    """Return a decorator as ``st.cache_data`` or ``st.cache_resource`` gives one.

    Where an uploaded table is shown the answers stay in the session. Outside of a run,
    as for a file that is made on the click, nothing is kept.
    """

    def decorate(function: Callable) -> Callable:
        spoken = _with_language(function)
        for_all = with_spinner(cache, **options)(spoken)
        for_this_session = with_spinner(cache, scope="session", **options)(spoken)

        @wraps(function)
        def answer(*args: Any, **named: Any) -> Any:
            if get_script_run_ctx(suppress_warning=True) is None:
                return function(*args, **named)
            keeper = for_this_session if shows_uploaded() else for_all
            return keeper(current(), *args, **named)

        return answer

    return decorate


def with_spinner(cache: Callable, **options: Any) -> Callable:
    """Return Streamlit's decorator whose ``show_spinner`` speaks the reader's language.

    Its text is marked by ``N_``. The answers are those of one cache in every language.
    """
    text = options.get("show_spinner")
    if not isinstance(text, str):
        return cache(**options)

    def decorate(function: Callable) -> Callable:
        spoken: dict[str, Callable] = {}

        @wraps(function)
        def answer(*args: Any, **named: Any) -> Any:
            said = gettext(text)
            if said not in spoken:
                spoken[said] = cache(**{**options, "show_spinner": said})(function)
            return spoken[said](*args, **named)

        return answer

    return decorate


def _with_language(function: Callable) -> Callable:
    """Return the function with the language before its arguments, as part of a key."""

    @wraps(function)
    def spoken(language: str, *args: Any, **named: Any) -> Any:
        return function(*args, **named)

    own = inspect.signature(function)
    language = inspect.Parameter("language", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    signature = own.replace(parameters=[language, *own.parameters.values()])
    spoken.__signature__ = signature  # type: ignore[attr-defined]
    return spoken
