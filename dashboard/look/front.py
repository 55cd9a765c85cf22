"""The front of a page: its title, and its large numbers, each with its doubt."""

from collections.abc import Sequence

from dashboard.figures.large_numbers import Figure, lines_title
from dashboard.text.escape import safe

OPEN_LINES = 3
"""Lines of campaigns or tables that stand open; more are folded away."""


def front_html(title: str, figures: Sequence[Figure], lines: Sequence[str] = ()) -> str:
    """Return title, numbers and the lines below them as HTML of escaped text.

    ``lines`` count each campaign or table apart, where there are several.
    """
    return (
        f"<div class='front'><h1>{safe(title)}</h1>"
        f"{_numbers(figures)}{_lines(lines)}</div>"
    )


def numbers_html(
    title: str, figures: Sequence[Figure], lines: Sequence[str] = ()
) -> str:
    """Return the numbers of one side of a page, under a title of the second order."""
    return (
        f"<div class='front front-side'><h2>{safe(title)}</h2>"
        f"{_numbers(figures)}{_lines(lines)}</div>"
    )


def _numbers(figures: Sequence[Figure]) -> str:
    numbers = "".join(map(_number, figures))
    return f"<ul class='front-numbers'>{numbers}</ul>" if numbers else ""


def _number(figure: Figure) -> str:
    return (
        f"<li><b>{safe(figure.number)}</b> <span>{safe(figure.unit)}"
        f"<br><i>{safe(figure.doubt)}</i></span></li>"
    )


def _lines(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{safe(line)}</li>" for line in lines)
    listed = f"<ul class='front-lines'>{items}</ul>"
    if len(lines) <= OPEN_LINES:
        return listed
    summary = f"<summary>{safe(lines_title(len(lines)))}</summary>"
    return f"<details class='front-more'>{summary}{listed}</details>"
