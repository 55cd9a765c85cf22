"""The table of a selection: sortable, with links, and tied to the map by its rows."""

import pandas as pd
import streamlit as st

from dashboard.dictionary import Dictionary
from dashboard.safe import safe_url
from dashboard.sources import parse_sources

HEIGHT = 320


def show_table(
    rows: pd.DataFrame,
    dictionary: Dictionary,
    selected: str,
    extra: dict[str, list] | None = None,
) -> None:
    """Draw the rows, newest first; ticking one selects its incident everywhere.

    ``extra`` are further columns, title to values in the order of ``rows``.
    """
    table = _for_people(rows, dictionary, extra or {})
    at = table.index[table["Id"].eq(selected)].tolist()
    remount = st.session_state.get("table_remount", 0)
    st.markdown(f"**Incidents and their parts**, {len(table):,} rows, newest first")
    st.dataframe(
        table,
        key=f"table-{remount}",
        hide_index=True,
        height=HEIGHT if len(table) > 8 else "content",
        width="stretch",
        on_select=lambda: _pick(f"table-{remount}", table["Id"].tolist()),
        selection_mode="single-row",
        selection_default={"selection": {"rows": at}} if at else None,
        placeholder="",
        column_config=_columns(table),
        alt="Incidents of this selection with date, place, toll and sources",
    )


def _pick(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    st.session_state["id"] = ids[rows[0]] if rows and rows[0] < len(ids) else ""


def _for_people(
    rows: pd.DataFrame, dictionary: Dictionary, extra: dict[str, list]
) -> pd.DataFrame:
    """Return the columns that people read, with labels for codes."""
    rows = rows.assign(**extra)
    rows = rows.sort_values("date", ascending=False, kind="stable")
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
            "Source 1": [each[0] for each in links],
            "Source 2": [each[1] for each in links],
            "Source 3": [each[2] for each in links],
            "Part of": rows["parent_id"],
            "Id": rows["incident_id"],
        }
    )
    return table.reset_index(drop=True)


def _links(cell: str) -> tuple[str, str, str]:
    """Return up to three addresses of a row's sources, blank where there are fewer."""
    urls = [safe_url_plain(each.url) for each in parse_sources(cell)]
    urls = [url for url in urls if url][:3]
    return tuple(urls + [""] * (3 - len(urls)))


def safe_url_plain(url: str) -> str:
    """Return an address that the table may link to: http and https alone."""
    return url if safe_url(url) else ""


def _columns(table: pd.DataFrame) -> dict:
    config = st.column_config
    number = {"width": "small", "help": "Blank: not reported. 0: none."}
    links = {
        name: config.LinkColumn(name, display_text=r"https?://(?:www\.)?([^/]+)")
        for name in ("Source 1", "Source 2", "Source 3")
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
    }
