"""Import a table in pieces: its sound rows piece by piece, and one report on all."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from dashboard.batches.added_notes import Key, key_of, summed
from dashboard.batches.in_pieces import InPieces
from dashboard.batches.locate_file import MOST_FINDINGS
from dashboard.batches.written import Rows
from dashboard.checks.far_dates import find_far_dates
from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.checks.report import Report, make_report
from dashboard.geo.locate import find_regions
from dashboard.importers.agreement import find_other_regions
from dashboard.importers.checked import PLACE
from dashboard.table.dictionary import Dictionary
from dashboard.table.read import to_types
from dashboard.text.language import ngettext


def not_listed_words(number_of: int) -> str:
    """Return how many findings a list leaves out, as it is too long."""
    return ngettext(
        "{count} finding more are not listed",
        "{count} findings more are not listed",
        number_of,
    )


def import_in_pieces(
    table: InPieces,
    keep: Callable[[pd.DataFrame], None],
    today: date | None = None,
    tell: Callable[[str], None] = lambda words: None,
) -> Report:
    """Hand the sound rows of a table on, cells ``str``, and return the report on it.

    As :func:`dashboard.importers.checked.check_table` of the whole. Notes that count
    rows are added up; of more than ``MOST_FINDINGS`` findings the rest are counted.
    """
    notes: dict[Key, Finding] = {}
    findings: list[Finding] = []
    rows = warned = rejected = not_listed = 0
    for piece in table.checked(tell):
        found = [*piece.findings, *find_far_dates(piece.sound["date"], today)]
        if piece.mapped.reported and len(piece.sound):
            places = to_types(piece.sound[PLACE], table.dictionary)
            located = find_regions(places, table.regions)
            lines = piece.sound.index
            found += find_other_regions(piece.mapped, located, lines, table.regions)
        name, text = table.source.name, piece.mapped.text
        report = make_report(name, table.importer, table.title, text, found)
        rows += report.rows
        warned += report.warned
        rejected += report.rejected
        for each in found:
            if each.line is None:
                key = key_of(each)
                notes[key] = summed(notes[key], each) if key in notes else each
        of_rows = [each for each in report.findings if each.line is not None]
        room = max(MOST_FINDINGS - len(findings), 0)
        findings += [table.places.of(each) for each in of_rows[:room]]
        not_listed += len(of_rows[room:])
        keep(piece.sound)
    ordered = sorted(notes.values(), key=_level)
    if not_listed:
        words = not_listed_words(not_listed)
        ordered.append(Finding(None, "", "", words, NOTE))
    return Report(
        name=table.source.name,
        format=table.importer,
        title=table.title,
        rows=rows,
        accepted=rows - warned - rejected,
        warned=warned,
        rejected=rejected,
        left_out=table.left_out,
        findings=[*ordered, *findings],
    )


def to_rows(text: pd.DataFrame, dictionary: Dictionary, is_csv: bool) -> Rows:
    """Return checked rows on their way to a file: typed where it keeps types.

    A point stands where a place is known: one of an area is no place.
    """
    nothing = pd.DataFrame(index=text.index)
    if is_csv:
        return Rows(text, None, nothing, np.full(len(text), None, object))
    typed = to_types(text, dictionary)
    columns = {name: _to_arrow(typed[name]) for name in typed}
    known = typed["latitude"].notna() & typed["longitude"].notna()
    known &= ~typed["geo_precision"].eq(3).fillna(False)
    x, y = (typed[name].to_numpy("float64") for name in ("longitude", "latitude"))
    points = np.full(len(typed), None, object)
    points[known.to_numpy(bool)] = shapely.points(x, y)[known.to_numpy(bool)]
    return Rows(text, pa.table(columns), nothing, points)


def _to_arrow(column: pd.Series) -> pa.Array:
    """Return a column with its type, null where it is blank."""
    if column.dtype.kind == "M":
        return pa.array(column, pa.date32(), from_pandas=True)
    if pd.api.types.is_numeric_dtype(column):
        whole = pd.api.types.is_integer_dtype(column)
        kind = pa.int64() if whole else pa.float64()
        return pa.array(column, kind, from_pandas=True)
    text = column.astype("str")
    return pa.array(text.mask(text.eq("")), pa.string(), from_pandas=True)


def _level(finding: Finding) -> int:
    return [WARNING, NOTE].index(finding.level) if finding.level != "problem" else -1
