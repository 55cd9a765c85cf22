"""What the checks found in a table: counts, findings in groups, the whole report."""

import streamlit as st

from dashboard.checks.report import LEVELS, Report, grouped, report_rows
from dashboard.figures.data_page_words import (
    FOUND_TITLES,
    NOTHING_FOUND,
    counts_of_rows,
    notices_title,
    report_name,
)
from dashboard.table.write import csv_bytes
from dashboard.text.language import gettext
from dashboard.views._deferred import Made
from dashboard.views._words import bold, bullets, plain

FEW = 2
"""Notices that a page shows one by one."""
IN_SIGHT = 8
"""Groups of findings that are shown at once; the rest is behind a click."""


def draw_findings(report: Report, data: str) -> None:
    """Draw what became of the rows, and why, with the whole report to take away."""
    counts = counts_of_rows(report.accepted, report.warned, report.rejected)
    columns = st.container(key=f"findings_{data}").columns(3)
    for column, (label, number) in zip(columns, counts, strict=True):
        column.metric(label, number, border=True)
    if not report.findings:
        st.caption(gettext(NOTHING_FOUND))
        return
    for level in LEVELS:
        _draw_level(report, level)
    _draw_downloads(report, data)


def draw_notices(notices: list[str]) -> None:
    """Draw what was noticed of a data set; many notices are behind a click."""
    if len(notices) > FEW:
        with st.expander(notices_title(len(notices))):
            st.markdown(bullets(notices))
        return
    for notice in notices:
        st.caption(plain(notice))


def _draw_level(report: Report, level: str) -> None:
    found = [each for each in report.findings if each.level == level]
    lines = [line.removeprefix(f"{level}: ") for line in grouped(found)]
    if not lines:
        return
    with st.container(gap=None):
        st.markdown(bold(gettext(FOUND_TITLES[level])))
        st.markdown(bullets(lines[:IN_SIGHT]))
    if len(lines) > IN_SIGHT:
        with st.expander(gettext("More of these")):
            st.markdown(bullets(lines[IN_SIGHT:]))


def _draw_downloads(report: Report, data: str) -> None:
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            gettext("Report, CSV"),
            data=Made(
                lambda: csv_bytes(*report_rows(report.findings), with_mark=True),
                "a report of a file",
            ),
            file_name=report_name(report.name, data, "csv"),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key=f"report_csv_{data}",
        )
        st.download_button(
            gettext("Report, JSON"),
            data=Made(lambda: report.to_json().encode(), "a report of a file"),
            file_name=report_name(report.name, data, "json"),
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            key=f"report_json_{data}",
        )
