"""What the table of incidents shows of a row: its columns, their titles and looks."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import parse_sources
from dashboard.text.escape import safe_url

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


def for_people(
    rows: pd.DataFrame, extra: dict[str, list], dictionary: Dictionary
) -> pd.DataFrame:
    """Return every column that people may read, with labels for codes.

    ``extra`` are further columns, title to values in the order of ``rows``.
    """
    rows = rows.assign(**extra)
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


def usual_columns(every: pd.DataFrame, extra: dict) -> list[str]:
    """Return the columns that are seen until others are chosen."""
    usual = ["Date", "Place as reported", "Killed, low", "best", "high", "Missing"]
    usual += [*extra, "Where", "Event type", "Verification", *AS_LINKS]
    return [name for name in (*usual, "Part of", "Id") if name in every]


def column_looks() -> dict:
    """Return how Streamlit draws each column."""
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
