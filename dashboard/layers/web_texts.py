"""Every text that the map's code shows, handed over once with the base map.

``{name}`` stands for a number or a text that the code fills in. Where a number decides
the words, there is one text for 1 and another for the rest. Texts are HTML of our own;
what is filled in has gone through ``safe``. ``locale`` is no text: CLDR's name of the
language in which the code writes numbers and the names of the base map.
"""

from typing import Any

from dashboard.figures.card_labels import CARD_LABELS, SOURCES
from dashboard.figures.own_columns import OWN_COLUMNS
from dashboard.figures.tolls import NO_FIGURE, NO_RANGE, NONE_KILLED
from dashboard.text.language import N_, SOURCE, current, gettext, locale

LINES = [[column, label] for column, label in CARD_LABELS.items()]
WEB_TEXTS: dict[str, Any] = {
    "locale": SOURCE,
    "map": N_("Map of the incidents; the table of the page lists the same ones"),
    "missing_land": N_(
        "The land is missing: run “python3 start.py setup”. Marks are still"
        " in their places."
    ),
    "unreadable": N_("This layer could not be read: {kind}"),
    "no_incident": N_("No incident matches the filters"),
    "whole_map": N_("Whole map"),
    "legend": N_("Legend"),
    "scale": {
        "north": N_("True at the middle of this view (latitude {degrees}° N)"),
        "south": N_("True at the middle of this view (latitude {degrees}° S)"),
    },
    "km": N_("{n} km"),
    "nm": N_("{n} NM"),
    "radius": N_("±{km} km"),
    "circles_many": {
        "one": N_("{n} circle of uncertainty in this view, not drawn: zoom in"),
        "other": N_("{n} circles of uncertainty in this view, not drawn: zoom in"),
    },
    "circles_whole": {
        "one": N_("±{km} km of {n} report covers most of this view: circle not drawn"),
        "other": N_(
            "±{km} km of {n} reports covers most of this view: circle not drawn"
        ),
    },
    "more_areas": {
        "one": N_("<b>{areas} more areas</b> · {n} incident · list with tolls"),
        "other": N_("<b>{areas} more areas</b> · {n} incidents · list with tolls"),
    },
    "area": N_("{name}: {count}, {toll}"),
    "area_title": N_("{name}: {count}, {toll}; {note}"),
    "popup": N_("Incident"),
    "close": N_("Close"),
    "back": N_("‹ back to the list"),
    "at_one_point": N_("{count} at one point"),
    "tolls_apart": N_("Each campaign apart:"),
    "toll_with_parts": N_("<b>{total}</b> with its parts; {own} in this row"),
    "is_part": N_(" · part"),
    "same_type": N_("Each: {type}"),
    "more_rows": N_("and {n} more: narrow the filters, or see the table"),
    "part_of": N_("Part of"),
    "parts": N_("Its parts ({n})"),
    "sources": SOURCES,
    "own": OWN_COLUMNS,
    "lines": LINES,
    "tip_days": N_("{count} at one point · {days}"),
    "more_days": {
        "one": N_("{days} and {n} more day"),
        "other": N_("{days} and {n} more days"),
    },
    "from_table": N_("from table {table}"),
    "tip_click": N_("click for the list"),
    "bin": N_("{count} in this square"),
    "bin_count": {"one": N_("{n} incident"), "other": N_("{n} incidents")},
    "bin_parts": {"one": N_("{n} part"), "other": N_("{n} parts")},
    "bin_only_parts": {
        "one": N_("{n} part of an incident"),
        "other": N_("{n} parts of an incident"),
    },
    "bin_far": {
        "one": N_("{n} known only to ±{km} km or worse: may lie outside it"),
        "other": N_("{n} known only to ±{km} km or worse: may lie outside it"),
    },
    "bin_near": N_("radius of their places: {km} km"),
    "bin_no_radius": {
        "one": N_("{n} with no radius"),
        "other": N_("{n} with no radius"),
    },
    "bin_click": N_("click to zoom in"),
    "bin_keys": N_(
        "Squares of marks that overlap: arrow keys go from one to the next,"
        " Enter opens it"
    ),
    "bin_several": N_("by campaign"),
    "bin_unknown": N_("{toll} +?"),
    "sum_toll": {
        "killed": N_("{toll} killed"),
        "none": NONE_KILLED,
        "no_figure": NO_FIGURE,
        "no_range": NO_RANGE,
        "range": N_("{low}–{high}"),
        "at_least": N_("at least {n}"),
        "at_most": N_("at most {n}"),
        "least": N_("≥ {n}"),
        "most": N_("≤ {n}"),
        "best": N_("best {best}"),
        "best_open": {
            "one": N_("best {best}, not reported for {n} row"),
            "other": N_("best {best}, not reported for {n} rows"),
        },
        "high_open": {
            "one": N_("upper figure not reported for {n} row"),
            "other": N_("upper figure not reported for {n} rows"),
        },
        "low_open": {
            "one": N_("lower figure not reported for {n} row"),
            "other": N_("lower figure not reported for {n} rows"),
        },
        "remarks": N_("{toll} ({remarks})"),
        "unknown": N_("{toll}, {n} with no figure"),
    },
    "of_campaign": N_("{campaign}: {toll}"),
    "more_campaigns": {
        "one": N_("and {n} more campaign"),
        "other": N_("and {n} more campaigns"),
    },
    "tools": N_("Draw and measure"),
    "tool_rectangle": N_("Draw a rectangle to filter by"),
    "tool_polygon": N_("Draw a shape to filter by"),
    "tool_measure": N_("Measure distances"),
    "tool_remove": N_("Take the drawn shape away"),
    "hint_rectangle": N_("Drag a rectangle, or tap two opposite corners. Esc cancels."),
    "hint_polygon": N_(
        "Click each corner. Double click, Enter or the first corner closes."
        " Esc cancels."
    ),
    "hint_measure": N_(
        "Click from place to place. Double click or Enter ends, Esc clears."
    ),
    "most_corners": N_("{n} corners at most: Enter closes."),
    "length": N_("{km} km ({nm} NM)"),
    "total_length": N_("total {km} km ({nm} NM)"),
    "asked_place": N_("the place you asked for"),
}
"""In English; handed over in the language of now by :func:`web_texts`."""


def web_texts() -> dict[str, Any]:
    """Return the texts in the language of now, under the same names."""
    if current() == SOURCE:
        return WEB_TEXTS
    said = {name: _said(text) for name, text in WEB_TEXTS.items()}
    lines = [[each, gettext(words)] for each, words in LINES]
    return {**said, "lines": lines, "locale": locale()}


def _said(text: Any) -> Any:
    """Return one text, or the texts of a group by their names."""
    if isinstance(text, dict):
        return {name: _said(each) for name, each in text.items()}
    return gettext(text) if isinstance(text, str) else text
