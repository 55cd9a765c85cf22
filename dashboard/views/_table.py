"""The table of a selection: the twin of the map for those who cannot see or use it.

Every row of the selection is there once, newest first, by the ids that the map uses.
"""

import zlib
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.figures.headline import sum_lines
from dashboard.figures.page_words import sum_title, table_alt, table_title
from dashboard.figures.related import newest_first
from dashboard.table.dictionary import Dictionary
from dashboard.table.shown import shorten_texts
from dashboard.table.sources import parse_sources
from dashboard.text.escape import safe_url
from dashboard.text.fold import holds
from dashboard.views._crash import safely
from dashboard.views._state import (
    INCIDENT,
    LISTED,
    TABLE_COLUMNS,
    TABLE_FIND,
    TABLE_FOUND,
    TABLE_REMOUNT,
    keep_widget,
    widget_of,
)
from dashboard.views._words import bold, bullets, plain

HEIGHT = 320
IN_SIGHT = 7
"""Rows of the table that are seen without scrolling."""
DISTANCES = {
    "distance_nm": "Nearest coast, NM",
    "distance_low_nm": "at least, NM",
    "distance_high_nm": "at most, NM",
    "zone": "Zone, approximate",
}
"""Columns of the join that may be shown, with their titles."""
AS_LINKS = ("Source 1", "Source 2", "Source 3")
SPECIAL = (
    *("date", "location", "deaths_low", "deaths_best", "deaths_high"),
    *("missing", "event_type", "verification", "parent_id", "incident_id"),
)
"""Columns of the table of incidents that stand under a title of their own."""


def show_table(
    rows: pd.DataFrame,
    dictionary: Dictionary,
    selected: str,
    extra: dict[str, list] | None = None,
    apart: str = "",
) -> None:
    """Draw the rows, newest first; ticking one selects its incident everywhere.

    ``extra`` are further columns, title to values in the order of ``rows``. Below
    stand the sums of the rows that are listed, or ``apart``: why they are not added up.
    """
    extra = extra or {}
    every = _for_people(rows, dictionary, extra)
    table = _draw_choices(every, _usual(every, extra))
    ids = table["Id"].tolist()
    _keep_found(ids, len(every))
    table = shorten_texts(table)  # what the search found in them whole
    _draw_count(len(table), len(every), ids, selected)
    order = _order(table)
    if selected in ids[IN_SIGHT:]:
        _draw_selected(table.iloc[[ids.index(selected)]], order)
    _draw_table(table, ids, selected, order)
    if apart:
        st.caption(plain(apart))
    else:
        _draw_sums(rows[rows["incident_id"].isin(ids)], dictionary)


def _draw_choices(every: pd.DataFrame, usual: list[str]) -> pd.DataFrame:
    """Draw search and choice of columns; return the rows that the search finds."""
    place = st.container(key="table_find")
    left, right = place.columns([2, 1], gap="small", vertical_alignment="bottom")
    text = left.text_input(
        "Find in the table",
        value=st.session_state.get(TABLE_FIND, ""),
        key=widget_of(TABLE_FIND),
        max_chars=200,
        placeholder="Any text; narrows this table alone, not the map",
        on_change=safely(keep_widget),
        args=(TABLE_FIND,),
    )
    kept = [
        name for name in st.session_state.get(TABLE_COLUMNS, usual) if name in every
    ]
    with right.popover("Columns", width="stretch"):
        st.multiselect(
            "Columns of the table",
            list(every.columns),
            default=kept or usual,
            key=widget_of(TABLE_COLUMNS),
            on_change=safely(keep_widget),
            args=(TABLE_COLUMNS,),
            help="Id is always there: it ties the table to the map",
        )
        st.button("The usual columns", on_click=safely(_usual_again), args=(usual,))
    return every[_finds(every, text)].reset_index(drop=True) if text else every


def _keep_found(ids: list[str], whole: int) -> None:
    """Tell the downloads below which rows the search left, if it left some out."""
    text = st.session_state.get(widget_of(TABLE_FIND))
    narrowed = text and 0 < len(ids) < whole
    st.session_state[TABLE_FOUND] = (text, ids) if narrowed else None


def _usual_again(usual: list[str]) -> None:
    st.session_state[TABLE_COLUMNS] = usual
    st.session_state[widget_of(TABLE_COLUMNS)] = usual


def _finds(every: pd.DataFrame, text: str) -> pd.Series:
    """Return which rows hold a text in any column, accents and capitals apart."""
    found = pd.Series(False, index=every.index)
    for name in every:
        found |= holds(every[name], text)
    return found


def _draw_count(number: int, whole: int, ids: list[str], selected: str) -> None:
    position = ids.index(selected) + 1 if selected in ids else 0
    title, rest = table_title(number, whole, position)
    st.markdown(bold(title) + plain(rest))


def _order(table: pd.DataFrame) -> list[str]:
    shown = st.session_state.get(widget_of(TABLE_COLUMNS)) or list(table.columns)
    order = [name for name in table.columns if name in shown]
    return order if "Id" in order else [*order, "Id"]


def _draw_selected(row: pd.DataFrame, order: list[str]) -> None:
    """Draw the selected row where the table itself would have to be scrolled to it."""
    st.dataframe(
        row,
        hide_index=True,
        height="content",
        width="stretch",
        column_order=order,
        placeholder="",
        column_config=_columns(),
        alt="The selected row of the table below",
    )


def _draw_table(
    table: pd.DataFrame, ids: list[str], selected: str, order: list[str]
) -> None:
    at = [ids.index(selected)] if selected in ids else []
    # A tick is a row's number to Streamlit and stays on it: other rows, another table.
    which = zlib.crc32("|".join(ids).encode())
    key = f"table-{st.session_state.get(TABLE_REMOUNT, 0)}-{which:08x}"
    st.dataframe(
        table,
        key=key,
        hide_index=True,
        height=HEIGHT if len(table) > 8 else "content",
        width="stretch",
        column_order=order,
        on_select=safely(lambda: _pick(key, ids)),
        selection_mode="single-row",
        selection_default={"selection": {"rows": at}} if at else None,
        placeholder="",
        column_config=_columns(),
        alt=table_alt(len(table)),
    )


def _pick(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    st.session_state[LISTED] = ()
    st.session_state[INCIDENT] = ids[rows[0]] if rows and rows[0] < len(ids) else ""


def _draw_sums(rows: pd.DataFrame, dictionary: Dictionary) -> None:
    """Draw the sums under the table, as text that a screen reader reads."""
    lines, title = sum_lines(rows, dictionary), bold(sum_title(len(rows)))
    with st.container(gap=None, key="sums"):
        if len(lines) == 1:
            st.markdown(f"{title} · {plain(lines[0])}")
        else:
            st.markdown(f"{title}\n\n{bullets(lines)}")


def _usual(every: pd.DataFrame, extra: dict) -> list[str]:
    usual = ["Date", "Place as reported", "Killed, low", "best", "high", "Missing"]
    usual += [*extra, "Where", "Event type", "Verification", *AS_LINKS]
    return [name for name in (*usual, "Part of", "Id") if name in every]


def _for_people(
    rows: pd.DataFrame, dictionary: Dictionary, extra: dict[str, list]
) -> pd.DataFrame:
    """Return every column that people may read, with labels for codes."""
    rows = newest_first(rows.assign(**extra))
    label = dictionary.label
    links = [_links(cell) for cell in rows["sources"]]
    table = pd.DataFrame(
        {
            "Date": rows["date"].dt.date,
            "Place as reported": rows["location"],
            "Killed, low": rows["deaths_low"],
            "best": rows["deaths_best"],
            "high": rows["deaths_high"],
            "Missing": rows["missing"],
            **{title: rows[title] for title in extra},
            "Where": rows["where_words"],
            "Event type": [label("event_type", each) for each in rows["event_type"]],
            "Verification": [
                label("verification", each) for each in rows["verification"]
            ],
            **{name: [each[n] for each in links] for n, name in enumerate(AS_LINKS)},
            **_further(rows, dictionary),
            "Part of": rows["parent_id"],
            "Id": rows["incident_id"],
        }
    )
    return table.reset_index(drop=True)


def _further(rows: pd.DataFrame, dictionary: Dictionary) -> dict[str, pd.Series | list]:
    """Return the columns that are shown only when picked, by their titles."""
    columns = {}
    for name, field in dictionary.fields.items():
        if name in SPECIAL or name not in rows:
            continue
        if field.codes:
            columns[field.title] = [
                "" if pd.isna(each) else field.label(each) for each in rows[name]
            ]
        elif field.type == "date":
            columns[field.title] = rows[name].dt.date
        else:
            columns[field.title] = rows[name]
    joined = {title: rows[name] for name, title in DISTANCES.items() if name in rows}
    if (zone := DISTANCES["zone"]) in joined:
        joined[zone] = joined[zone].str.replace("_", " ")
    return {**columns, **joined}


def _links(cell: str) -> tuple[str, str, str]:
    """Return up to three addresses of a row's sources, blank where there are fewer."""
    urls = [safe_url_plain(each.url) for each in parse_sources(cell)]
    first, second, third, *_ = [*(url for url in urls if url), "", "", ""]
    return first, second, third


def safe_url_plain(url: str) -> str:
    """Return an address that the table may link to: http and https alone."""
    return url if safe_url(url) else ""


def _columns() -> dict:
    config = st.column_config
    number: dict[str, Any] = {"width": "small", "help": "Blank: not reported. 0: none."}
    links = {
        name: config.LinkColumn(name, display_text=r"https?://(?:www\.)?([^/?#]+)")
        for name in AS_LINKS
    }
    miles = {
        DISTANCES[name]: config.NumberColumn(
            format="%.1f", help="Geodesic, to the coast as drawn; blank: no place"
        )
        for name in ("distance_nm", "distance_low_nm", "distance_high_nm")
    }
    return {
        "Date": config.DateColumn("Date", format="YYYY-MM-DD", width="small"),
        "Place as reported": config.TextColumn(width="medium"),
        "Killed, low": config.NumberColumn(**number),
        "best": config.NumberColumn(**number),
        "high": config.NumberColumn(**number),
        "Missing": config.NumberColumn(
            width="small", help="Presumed dead; inside best and high already"
        ),
        "Where": config.TextColumn(width="medium"),
        **links,
        **miles,
    }
