"""What the table of incidents shows of a row: its columns, their titles and looks."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import parse_sources
from dashboard.text.escape import safe_url
from dashboard.text.language import N_, SOURCE, current, gettext

WIDER = 116
"""Pixels of a column of figures whose heading is longer than the English one."""
DISTANCES = {
    "distance_nm": N_("Nearest coast, NM"),
    "distance_low_nm": N_("at least, NM"),
    "distance_high_nm": N_("at most, NM"),
    "zone": N_("Zone, approximate"),
}
"""Columns of the join that may be shown, with their titles."""
AS_LINKS = (N_("Source 1"), N_("Source 2"), N_("Source 3"))
DAY, PLACE, PART_OF, ID = N_("Date"), N_("Place as reported"), N_("Part of"), N_("Id")
LOW, BEST, HIGH, MISSING = N_("Killed, low"), N_("best"), N_("high"), N_("Missing")
WHERE, EVENT, VERIFIED = N_("Where"), N_("Event type"), N_("Verification")
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
            gettext(DAY): rows["date"].dt.date,
            gettext(PLACE): rows["location"],
            gettext(LOW): rows["deaths_low"],
            gettext(BEST): rows["deaths_best"],
            gettext(HIGH): rows["deaths_high"],
            gettext(MISSING): rows["missing"],
            **{title: rows[title] for title in extra},
            gettext(WHERE): rows["where_words"],
            gettext(EVENT): [label("event_type", each) for each in rows["event_type"]],
            gettext(VERIFIED): [
                label("verification", each) for each in rows["verification"]
            ],
            **{
                gettext(name): [each[n] for each in links]
                for n, name in enumerate(AS_LINKS)
            },
            **_further(rows, dictionary),
            gettext(PART_OF): rows["parent_id"],
            gettext(ID): rows["incident_id"],
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
    joined = {
        gettext(title): rows[name] for name, title in DISTANCES.items() if name in rows
    }
    if (zone := gettext(DISTANCES["zone"])) in joined:
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
    usual = [*map(gettext, (DAY, PLACE, LOW, BEST, HIGH, MISSING)), *extra]
    usual += map(gettext, (WHERE, EVENT, VERIFIED, *AS_LINKS, PART_OF, ID))
    return [name for name in usual if name in every]


def column_looks() -> dict:
    """Return how Streamlit draws each column."""
    config = st.column_config
    narrow: Any = "small" if current() == SOURCE else WIDER
    number: dict[str, Any] = {
        "width": narrow,
        "help": gettext("Blank: not reported. 0: none."),
    }
    links = {
        gettext(name): config.LinkColumn(
            gettext(name), display_text=r"https?://(?:www\.)?([^/?#]+)"
        )
        for name in AS_LINKS
    }
    miles = {
        gettext(DISTANCES[name]): config.NumberColumn(
            format="%.1f",
            help=gettext("Geodesic, to the coast as drawn; blank: no place"),
        )
        for name in ("distance_nm", "distance_low_nm", "distance_high_nm")
    }
    return {
        gettext(DAY): config.DateColumn(
            gettext(DAY), format="YYYY-MM-DD", width="small"
        ),
        gettext(PLACE): config.TextColumn(width="medium"),
        gettext(LOW): config.NumberColumn(**number),
        gettext(BEST): config.NumberColumn(**number),
        gettext(HIGH): config.NumberColumn(**number),
        gettext(MISSING): config.NumberColumn(
            width=narrow, help=gettext("Presumed dead; inside best and high already")
        ),
        gettext(WHERE): config.TextColumn(width="medium"),
        **links,
        **miles,
    }
