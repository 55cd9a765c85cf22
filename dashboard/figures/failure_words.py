"""What a page says where the program or its machine failed."""

from dashboard.text.language import gettext


def failed_words(log: str) -> str:
    """Return what a page says where the program failed; ``log`` is its file's name."""
    words = gettext(
        "This could not be drawn: the fault is in the program, not in your table. "
        "The rest may still work; to begin anew, open the page without filters. "
        "Please report it."
    )
    return f"{words} {_where_to_look(log)}".strip()


def not_done_words(log: str) -> str:
    """Return what a page says where the program failed to follow a click."""
    words = gettext(
        "Your last click was not followed, or only in part: the fault is in the "
        "program, not in your table. To begin anew, open the page without filters. "
        "Please report it."
    )
    return f"{words} {_where_to_look(log)}".strip()


def _where_to_look(log: str) -> str:
    if not log:
        return ""
    return gettext(
        "The file {log} in the folder “crashes” of the dashboard's cache, on the "
        "machine that it runs on, says what happened.",
        log=log,
    )


def machine_failed_words(lacking: str) -> str:
    """Return what a page says where its machine lacks room, memory or leave."""
    return gettext(
        "This could not be drawn on the machine that the dashboard runs on: {lacking}.",
        lacking=lacking,
    )


def machine_not_done_words(lacking: str) -> str:
    """Return what a page says where its machine could not follow a click."""
    return gettext(
        "Your last click was not followed, or only in part, on the machine that the "
        "dashboard runs on: {lacking}.",
        lacking=lacking,
    )
