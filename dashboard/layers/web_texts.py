"""Every text that the map's code shows, handed over once with the base map.

``{name}`` stands for a number or a text that the code fills in. Where a number decides
the words, there is one text for 1 and another for the rest. Texts are HTML of our own;
what is filled in has gone through ``safe``.
"""

from dashboard.figures.card_labels import CARD_LABELS, SOURCES
from dashboard.figures.own_columns import OWN_COLUMNS
from dashboard.figures.tolls import NO_FIGURE, NO_RANGE, NONE_KILLED

WEB_TEXTS = {
    "map": "Map of the incidents; the table of the page lists the same ones",
    "missing_land": "The land is missing: run “python3 start.py setup”. Marks are still"
    " in their places.",
    "unreadable": "This layer could not be read: {kind}",
    "no_incident": "No incident matches the filters",
    "whole_map": "Whole map",
    "legend": "Legend",
    "scale": {
        "north": "True at the middle of this view (latitude {degrees}° N)",
        "south": "True at the middle of this view (latitude {degrees}° S)",
    },
    "km": "{n} km",
    "nm": "{n} NM",
    "radius": "±{km} km",
    "circles_many": {
        "one": "{n} circle of uncertainty in this view, not drawn: zoom in",
        "other": "{n} circles of uncertainty in this view, not drawn: zoom in",
    },
    "circles_whole": {
        "one": "±{km} km of {n} report covers most of this view: circle not drawn",
        "other": "±{km} km of {n} reports covers most of this view: circle not drawn",
    },
    "more_areas": {
        "one": "<b>{areas} more areas</b> · {n} incident · list with tolls",
        "other": "<b>{areas} more areas</b> · {n} incidents · list with tolls",
    },
    "area": "{name}: {count}, {toll}",
    "area_title": "{name}: {count}, {toll}; {note}",
    "popup": "Incident",
    "close": "Close",
    "back": "‹ back to the list",
    "at_one_point": "{count} at one point",
    "tolls_apart": "Each campaign apart:",
    "toll_with_parts": "<b>{total}</b> with its parts; {own} in this row",
    "is_part": " · part",
    "same_type": "Each: {type}",
    "more_rows": "and {n} more: narrow the filters, or see the table",
    "part_of": "Part of",
    "parts": "Its parts ({n})",
    "sources": SOURCES,
    "own": OWN_COLUMNS,
    "lines": [[column, label] for column, label in CARD_LABELS.items()],
    "tip_days": "{count} at one point · {days}",
    "more_days": {
        "one": "{days} and {n} more day",
        "other": "{days} and {n} more days",
    },
    "from_table": "from table {table}",
    "tip_click": "click for the list",
    "bin": "{count} in this square",
    "bin_count": {"one": "{n} incident", "other": "{n} incidents"},
    "bin_parts": {"one": "{n} part", "other": "{n} parts"},
    "bin_only_parts": {
        "one": "{n} part of an incident",
        "other": "{n} parts of an incident",
    },
    "bin_far": {
        "one": "{n} known only to ±{km} km or worse: may lie outside it",
        "other": "{n} known only to ±{km} km or worse: may lie outside it",
    },
    "bin_near": "radius of their places: {km} km",
    "bin_no_radius": {"one": "{n} with no radius", "other": "{n} with no radius"},
    "bin_click": "click to zoom in",
    "bin_keys": "Squares of marks that overlap: arrow keys go from one to the next,"
    " Enter opens it",
    "bin_several": "by campaign",
    "bin_unknown": "{toll} +?",
    "sum_toll": {
        "killed": "{toll} killed",
        "none": NONE_KILLED,
        "no_figure": NO_FIGURE,
        "no_range": NO_RANGE,
        "range": "{low}–{high}",
        "at_least": "at least {n}",
        "at_most": "at most {n}",
        "least": "≥ {n}",
        "most": "≤ {n}",
        "best": "best {best}",
        "best_open": {
            "one": "best {best}, not reported for {n} row",
            "other": "best {best}, not reported for {n} rows",
        },
        "high_open": {
            "one": "upper figure not reported for {n} row",
            "other": "upper figure not reported for {n} rows",
        },
        "low_open": {
            "one": "lower figure not reported for {n} row",
            "other": "lower figure not reported for {n} rows",
        },
        "remarks": "{toll} ({remarks})",
        "unknown": "{toll}, {n} with no figure",
    },
    "of_campaign": "{campaign}: {toll}",
    "more_campaigns": {
        "one": "and {n} more campaign",
        "other": "and {n} more campaigns",
    },
    "tools": "Draw and measure",
    "tool_rectangle": "Draw a rectangle to filter by",
    "tool_polygon": "Draw a shape to filter by",
    "tool_measure": "Measure distances",
    "tool_remove": "Take the drawn shape away",
    "hint_rectangle": "Drag a rectangle, or tap two opposite corners. Esc cancels.",
    "hint_polygon": "Click each corner. Double click, Enter or the first corner closes."
    " Esc cancels.",
    "hint_measure": "Click from place to place. Double click or Enter ends, Esc"
    " clears.",
    "most_corners": "{n} corners at most: Enter closes.",
    "length": "{km} km ({nm} NM)",
    "total_length": "total {km} km ({nm} NM)",
    "asked_place": "the place you asked for",
}
