"""Open a table of any format and check it: its rows in our columns, and findings."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.checks.far_dates import find_far_dates
from dashboard.checks.finding import PROBLEM, Finding
from dashboard.checks.problems import doubts_beside, find_problems, sound_rows
from dashboard.checks.report import Report, make_report
from dashboard.geo.locate import find_regions
from dashboard.geo.regions import Regions
from dashboard.importers.agreement import find_other_regions
from dashboard.importers.apply import Mapped, map_table
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.dictionary import Dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.read import to_types

PLACE = "latitude longitude geo_precision radius_km area_id reported_region".split()
"""The columns that decide where a row is."""


@dataclass(frozen=True)
class Checked:
    """A table in our columns with every finding of its reading, mapping and check."""

    mapped: Mapped
    dictionary: Dictionary
    findings: list[Finding]
    report: Report

    @property
    def problems(self) -> list[Finding]:
        """Return what makes rows unusable."""
        return [each for each in self.findings if each.level == PROBLEM]

    @property
    def sound(self) -> pd.DataFrame:
        """Return the rows that can be used, cells ``str``, the line as index."""
        return sound_rows(self.mapped.text, self.problems)


def check_table(
    source: TableSource, regions: Regions, today: date | None = None
) -> Checked:
    """Open, map and check a table, and compare the regions that it names with ours.

    Dates after ``today`` are doubted. Raises
    :class:`~dashboard.table.read.UnreadableTableError`.
    """
    mapped = map_table(open_file(source), source, regions)
    dictionary = describe_table(source.name, mapped.text)
    problems = find_problems(mapped.text, dictionary, mapped.findings)
    findings = [*doubts_beside(mapped.findings, problems), *problems]
    dates = sound_rows(mapped.text, problems)["date"]
    findings += find_far_dates(dates, today)
    if mapped.reported:
        sound = sound_rows(mapped.text, problems)
        located = find_regions(to_types(sound[PLACE], dictionary), regions)
        findings += find_other_regions(mapped, located, sound.index, regions)
    report = make_report(
        source.name, mapped.importer, mapped.title, mapped.text, findings
    )
    return Checked(mapped, dictionary, findings, report)
