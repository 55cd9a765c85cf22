"""Check an incident table: list all that is wrong, with the line of each problem.

*Problems* make a row unusable and end ``validate`` with exit code 1. *Warnings* are
doubts that a person should look at. Allowed values come from the data dictionary.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.checks.bounds import end_words, outside, range_words
from dashboard.checks.finding import PROBLEM, WARNING, Finding
from dashboard.table.dates import iso_days
from dashboard.table.dictionary import Dictionary, Field
from dashboard.table.numbers import NOT_A_NUMBER, NOT_WHOLE, to_floats
from dashboard.table.patterns import matches
from dashboard.table.read import to_types
from dashboard.table.standard import STANDARD
from dashboard.text.language import N_, gettext

ABOVE_HIGH = N_("must not be above deaths_high")
NO_INCIDENT = N_("must be the incident_id of another row")
PART_OF_PART = N_(
    "is itself a part; a part belongs to an incident, not to another part"
)
REPEATS = N_("this row is the same as an earlier one; the two count once")


class InvalidIncidentsError(Exception):
    """Raised where a table has problems; ``findings`` holds all of them."""

    def __init__(self, findings: list[Finding]):
        self.findings = findings
        super().__init__(self.in_words())

    def in_words(self) -> str:
        """Return all findings in the language of now, one on a line."""
        return "\n".join(map(str, self.findings))


def find_problems(
    text: pd.DataFrame, dictionary: Dictionary, known: Sequence[Finding] = ()
) -> list[Finding]:
    """Return every problem of a text table, in the order of its lines.

    ``known`` are findings of the reading: its problems are in the answer, and stand
    for what the check would say of the same cell. Its warning about a cell that has a
    problem becomes the ``fix`` of that problem.

    ``text`` is what :func:`dashboard.table.read.read_text` gives: all cells ``str``, their
    line as the index. A missing standard column is one problem of line 1; the columns
    that are there are checked all the same. Rules over several columns hold where the
    dictionary has them: a table of others need not keep ours.
    """
    fields = dictionary.fields
    findings = [
        Finding(1, name, "", gettext("this column is missing; its cells may be blank"))
        for name in fields
        if name in STANDARD and name not in text.columns
    ]
    for name, field in fields.items():
        if name in text.columns:
            findings += find_in_column(text, field)
    rules = {str(r.get("id")) for r in dictionary.rules if isinstance(r, dict)}
    findings += _find_across(text, rules)
    damaged = [each for each in known if each.level == PROBLEM]
    cells = {(each.line, each.column) for each in damaged}
    rest = [each for each in findings if (each.line, each.column) not in cells]
    hints = {
        (each.line, each.column): each.message
        for each in known
        if each.level == WARNING
    }
    findings = [_with_hint(each, hints) for each in (*damaged, *rest)]
    return sorted(findings, key=lambda problem: problem.line or 0)


def _with_hint(problem: Finding, hints: dict[tuple[int | None, str], str]) -> Finding:
    hint = hints.get((problem.line, problem.column))
    return problem if problem.fix or not hint else replace(problem, fix=hint)


def doubts_beside(
    known: Sequence[Finding], problems: Sequence[Finding]
) -> list[Finding]:
    """Return warnings and notes of the reading, but for cells that have a problem."""
    cells = {(each.line, each.column) for each in problems}
    return [
        each
        for each in known
        if each.level != PROBLEM and (each.line, each.column) not in cells
    ]


def sound_rows(text: pd.DataFrame, problems: list[Finding]) -> pd.DataFrame:
    """Return the rows that no problem names, so that the rest of a table still works.

    The caller says how many were set aside and why: nothing is dropped silently.
    Raises :class:`InvalidIncidentsError` where a column is missing, because then no
    row can be trusted.
    """
    header = {None} if 1 in text.index else {None, 1}  # without one, line 1 is data
    if missing := [problem for problem in problems if problem.line in header]:
        raise InvalidIncidentsError(missing)
    return text[~text.index.isin({problem.line for problem in problems})]


def typed_incidents(text: pd.DataFrame, dictionary: Dictionary) -> pd.DataFrame:
    """Return the typed frame of a table without problems.

    Raises :class:`InvalidIncidentsError` with all of them where there are some.
    """
    if problems := find_problems(text, dictionary):
        raise InvalidIncidentsError(problems)
    return to_types(text, dictionary)


def find_in_column(text: pd.DataFrame, field: Field) -> list[Finding]:
    """Return the cells of a text column that are not what its description allows."""
    column, allowed = text[field.name], field.constraints
    if field.type == "string" and not (allowed or field.codes):
        return []  # a text that may be anything
    blank = column.eq("")
    found = []
    if allowed.get("required"):
        found += _findings(text, field.name, blank, gettext("must not be blank"))
    if field.codes:
        wrong = ~blank & ~column.isin(list(field.codes))
        one_of = gettext("must be one of {allowed}", allowed=", ".join(field.codes))
        return found + _findings(text, field.name, wrong, one_of)
    if field.type in ("integer", "number"):
        return found + _find_numbers(text, field, blank)
    if field.type == "date":
        return found + _find_dates(text, field, blank)
    if pattern := allowed.get("pattern"):
        wrong = ~blank & ~matches(column, pattern)
        shape = field.example or pattern
        like = gettext("must look like {example}", example=shape)
        found += _findings(text, field.name, wrong, like)
    if allowed.get("unique"):
        found += _find_repeats(text, field.name, ~blank & column.duplicated())
    return found


def _find_repeats(text: pd.DataFrame, name: str, again: pd.Series) -> list[Finding]:
    """Return the rows whose id an earlier row has; those equal to it are said apart."""
    if not again.any():
        return []
    same = text[text[name].isin(text[name][again])].duplicated()
    same = same.reindex(text.index, fill_value=False)
    return [
        *_findings(text, name, again & same, gettext(REPEATS)),
        *_findings(
            text, name, again & ~same, gettext("is used already; ids are unique")
        ),
    ]


def _find_numbers(text: pd.DataFrame, field: Field, blank: pd.Series) -> list[Finding]:
    column, allowed = text[field.name], field.constraints
    whole = field.type == "integer"
    shape = r"[+-]?[0-9]{1,15}" if whole else r"[+-]?([0-9]{1,15}(\.[0-9]*)?|\.[0-9]+)"
    wrong = ~blank & ~column.str.fullmatch(shape)
    found = _findings(
        text, field.name, wrong, gettext(NOT_WHOLE if whole else NOT_A_NUMBER)
    )
    number = to_floats(column).mask(wrong)
    low, high = allowed.get("minimum"), allowed.get("maximum")
    ends = [None if end is None else float(end) for end in (low, high)]
    shown = [None if end is None else end_words(end) for end in (low, high)]
    beyond = outside(number, *ends)
    return found + _findings(text, field.name, beyond, range_words(*shown))


def _find_dates(text: pd.DataFrame, field: Field, blank: pd.Series) -> list[Finding]:
    column, allowed = text[field.name], field.constraints
    day = iso_days(column)
    wrong = ~blank & day.isna()
    low, high = allowed.get("minimum"), allowed.get("maximum")
    ends = [None if end is None else pd.Timestamp(end) for end in (low, high)]
    beyond = outside(day, *ends)
    message = gettext("must be a real date, written YYYY-MM-DD")
    return [
        *_findings(text, field.name, wrong, message),
        *_findings(text, field.name, beyond, range_words(low, high)),
    ]


def _find_across(text: pd.DataFrame, rules: set[str]) -> list[Finding]:
    """Return what only shows when columns are read together.

    Half a place and a part without its incident are wrong in any table.
    """
    found = [*_find_half_places(text), *_find_parents(text)]
    if "deaths_order" in rules:
        found += _find_disorder(text)
    if "dates_in_order" in rules:
        found += _find_periods(text)
    return found


def _numbers(text: pd.DataFrame, name: str) -> pd.Series:
    if name not in text.columns:
        return pd.Series(float("nan"), index=text.index)
    return to_floats(text[name])


def _find_disorder(text: pd.DataFrame) -> list[Finding]:
    low, best, high = (_numbers(text, f"deaths_{n}") for n in ("low", "best", "high"))
    missing = _numbers(text, "missing")
    return [
        *_findings(
            text, "deaths_low", low > best, gettext("must not be above deaths_best")
        ),
        *_findings(text, "deaths_best", best > high, gettext(ABOVE_HIGH)),
        *_findings(text, "deaths_low", low > high, gettext(ABOVE_HIGH)),
        *_findings(
            text,
            "missing",
            missing > high,
            gettext("must not be above deaths_high, which holds the presumed dead"),
        ),
    ]


def _find_half_places(text: pd.DataFrame) -> list[Finding]:
    if not {"latitude", "longitude"} <= set(text.columns):
        return []
    no_latitude, no_longitude = text["latitude"].eq(""), text["longitude"].eq("")
    message = gettext("give both coordinates, or leave both blank")
    return [
        *_findings(text, "latitude", no_latitude & ~no_longitude, message),
        *_findings(text, "longitude", no_longitude & ~no_latitude, message),
    ]


def _find_periods(text: pd.DataFrame) -> list[Finding]:
    if not {"date", "date_end"} <= set(text.columns):
        return []
    end = text["date_end"]  # ISO dates sort as text
    return _findings(
        text,
        "date_end",
        end.ne("") & (end < text["date"]),
        gettext("must not be before the date on which it began"),
    )


def _find_parents(text: pd.DataFrame) -> list[Finding]:
    if not {"incident_id", "parent_id"} <= set(text.columns):
        return []
    # As objects: pandas looks arrow text up ten times slower.
    ids, parent = text["incident_id"].astype(object), text["parent_id"].astype(object)
    named = parent.ne("")
    parts = ids[named]
    unknown = named & ~parent.isin(ids)
    return [
        *_findings(text, "parent_id", unknown, gettext(NO_INCIDENT)),
        *_findings(
            text, "parent_id", named & parent.isin(parts), gettext(PART_OF_PART)
        ),
    ]


def _findings(
    text: pd.DataFrame, column: str, wrong: pd.Series, message: str, level=PROBLEM
) -> list[Finding]:
    wrong = wrong.fillna(False).astype(bool)
    if not wrong.any():
        return []
    cells = text[column][wrong]
    return [
        Finding(int(line), column, str(value), message, level)
        for line, value in cells.items()
    ]
