"""Open a file step by step, and keep what each step noticed beside the data set."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.checks.far_dates import find_far_dates
from dashboard.checks.problems import sound_rows
from dashboard.checks.report import Report, make_report
from dashboard.dataset import Dataset, open_mapped
from dashboard.geo.kept_layers import regions_for_table
from dashboard.importers.apply import Mapped, map_table
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import Opened, TableSource
from dashboard.openers.turns import as_person, told_of_waiting
from dashboard.text.language import in_english, in_this_language

FIRST_ROWS = 200
"""Rows of the file that are kept: a guess of its columns looks at as many."""
STEPS = ("read", "map", "check")
"""Steps of opening, in their order, as they are told to whoever waits.

Between, a workbook may have to "wait" for others, which is told again and again, and
then "read" once more.
"""


@dataclass(frozen=True, eq=False)
class OpenTable:
    """A table with what reading and mapping noticed.

    Of the file's own rows the first are kept, to show how a mapping reads them.
    """

    source: TableSource
    dataset: Dataset
    opened: Opened
    mapped: Mapped
    report: Report


def open_in_steps(
    source: TableSource,
    tell: Callable[[str, int], None] = lambda step, rows: None,
    today: date | None = None,
) -> OpenTable:
    """Open a table; ``tell`` hears each step before it is done, and the rows so far.

    Dates after ``today``, the day of reading, are doubted.

    Raises as :func:`dashboard.dataset.open_table` does.
    """
    return _open_in_english(source, in_this_language(tell), today)


@in_english()
def _open_in_english(
    source: TableSource, tell: Callable[[str, int], None], today: date | None
) -> OpenTable:
    tell("read", 0)
    told = told_of_waiting(lambda waits: tell("wait" if waits else "read", 0))
    with as_person(person()), told:
        opened = open_file(source)
    tell("map", len(opened.text))
    regions = regions_for_table()
    mapped = map_table(opened, source, regions)
    tell("check", len(mapped.text))
    dataset = open_mapped(opened, mapped, source, regions)
    dates = sound_rows(mapped.text, dataset.problems)["date"]
    far = find_far_dates(dates, today)
    findings = [*dataset.findings, *far, *dataset.problems]
    report = make_report(
        source.name, mapped.importer, mapped.title, mapped.text, findings
    )
    return OpenTable(
        source=source,
        dataset=dataset,
        opened=replace(opened, text=_first_rows(opened.text, FIRST_ROWS)),
        mapped=replace(
            mapped, text=_first_rows(mapped.text, 0), own=_first_rows(mapped.own, 0)
        ),
        report=report,
    )


def _first_rows(text: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the first rows by themselves.

    A copy of a slice would keep the texts of all rows in memory: Arrow shares them.
    """
    few = text.head(count)
    return few.astype(object).astype(few.dtypes)


def person() -> str:
    """Return who asks: who has logged in, else this session; "" outside of a page."""
    asking = get_script_run_ctx(suppress_warning=True)
    if asking is None:
        return ""
    return str(asking.user_info.get("email") or asking.session_id)
