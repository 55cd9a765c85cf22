"""Rows and columns to look at again: tolls that were not read, lines with a total."""

import re

import pandas as pd

from dashboard.checks.finding import NOTE, WARNING, Finding
from dashboard.importers.cells import day_texts, number_texts
from dashboard.importers.columns import Columns
from dashboard.importers.format import ColumnRule, Format, key, tag_key
from dashboard.importers.tolls import TOLLS
from dashboard.table.numbers import to_floats
from dashboard.text.language import N_, gettext, ngettext

TOLL_WORDS = re.compile(
    r"death|dead(?!line)|(?<!s)kill|fatal|victim|casualt|muert|fallec|mort[eo]s|"
    r"\bmorts?\b|\btote\b|\bkia\b"
)
"""Parts of a column's name that say that it counts the dead."""
BY_SEX = [
    f"#affected+{word}+{part}"
    for word in ("killed", "dead")
    for part in ("f", "m", "i", "children", "adults", "elderly")
]
"""HXL tags that count a part of the dead."""
TOTAL = re.compile(
    r"(?:(?:grand|sub) ?)?total(?:s|es)?(?: (?:general(?:es)?|deaths|dead|killed|"
    r"fatalities|incidents|events|rows|muert[eo]s|gesamt|all|[0-9 ]+))?|"
    r"sums?|suma|summe|gesamt|gesamtsumme|insgesamt|totale|somme|soma"
)
"""What the first text of a line says that adds the others up."""
TOTAL_MESSAGE = N_("looks like a total of the rows above; not counted")
FIX = N_("correct the mapping")
YEARS = ("year", "iyear", "ano", "anio", "jahr", "annee")
YEAR = r"(?:1[89]|20)[0-9]{2}(?:\.0+)?"
MadeOf = dict[str, list[str]]


def look_again(
    ours: pd.DataFrame,
    columns: Columns,
    made_of: MadeOf,
    form: Format,
    tags: list[str] | None = None,
) -> list[Finding]:
    """Return what a first reading misses; blanks the tolls of totals, fills years.

    Changes ``ours`` in place: the date of a table that has a year alone, and the tolls
    of lines that add others up, which are problems. ``tags`` are the HXL tags.
    """
    return [
        *_fill_years(ours, columns, made_of),
        *_refuse_totals(ours, columns, made_of),
        *_say_parts(columns, made_of),
        *_say_others(columns, made_of, form, tags or []),
        *_say_unread(ours, columns, made_of),
    ]


def _fill_years(ours: pd.DataFrame, columns: Columns, made_of: MadeOf) -> list[Finding]:
    """Take a column of years for the date where no other column gives one."""
    name = columns.find(YEARS)
    if not name or "date" in made_of:
        return []
    cells = columns.own[name]
    good = cells.str.fullmatch(YEAR)
    if not good.any() or not (good | cells.eq("")).all():
        return []
    days = day_texts(cells.str.slice(0, 4))
    ours["date"], ours["date_end"] = days.text, days.end
    ours["date_precision"] = days.precision
    made_of["date"] = [name]
    message = gettext(
        "no column gives a day, so the year is read from the column '{name}'",
        name=name,
    )
    return [Finding(None, "date", "", message, NOTE)]


def _refuse_totals(
    ours: pd.DataFrame, columns: Columns, made_of: MadeOf
) -> list[Finding]:
    """Return a problem for each line that adds others up, and blank its tolls."""
    own = columns.own
    placed = ours["date"].ne("") & ours["latitude"].ne("")
    first = _first_texts(own[~placed]).reindex(own.index, fill_value="")
    says_total = [
        cell
        for cell in first.unique()
        if cell and TOTAL.fullmatch(key(cell).strip(" :=*"))
    ]
    total = first.isin(says_total)
    rest = ours.index[~total & own.ne("").any(axis=1)]
    if len(rest) > 2 and _adds_up(ours, columns, made_of, rest):
        total[rest[-1]] = True
    found = []
    for line in ours.index[total]:
        tolls = [cell for cell in ours.loc[line, TOLLS] if cell]
        value = " / ".join([*filter(None, [first[line]]), *dict.fromkeys(tolls)][:4])
        found.append(Finding(int(line), "", value, gettext(TOTAL_MESSAGE)))
    ours.loc[total, TOLLS] = ""
    return found


def _first_texts(own: pd.DataFrame) -> pd.Series:
    """Return the first cell of each row that holds a letter, or a blank."""
    first = pd.Series("", index=own.index, dtype="str")
    for name in own:
        first = first.mask(
            first.eq("") & own[name].str.contains(r"[^\W\d_]"), own[name]
        )
    return first


def _adds_up(
    ours: pd.DataFrame, columns: Columns, made_of: MadeOf, rows: pd.Index
) -> bool:
    """Return whether the last row is nothing but the deaths of the others."""
    last = rows[-1]
    ids = made_of.get("incident_id", [])
    given = [*ours.loc[last, ["date", "latitude", "longitude", "location"]]]
    given += [columns.own.loc[last, name] for name in ids]
    place = ours.loc[rows[:-1], ["date", "latitude", "location"]]
    if any(given) or place.eq("").all(axis=None):
        return False  # or a table of countries, which has no rows of incidents
    counts = ours.loc[rows, TOLLS].apply(_counts)
    sums, figures = counts.iloc[:-1].sum(), counts.iloc[-1]
    known = figures[figures.gt(0)]
    alone = counts.iloc[:-1].gt(0).sum()
    return bool(len(known)) and bool(
        (known.eq(sums[known.index]) & alone[known.index].gt(1)).all()
    )


def _say_parts(columns: Columns, made_of: MadeOf) -> list[Finding]:
    """Say that the dead by sex or age are no total, where a file has only these."""
    parts = [name for tag in BY_SEX if (name := columns.find((tag,)))]
    if not parts or set(TOLLS) & set(made_of):
        return []
    names = ", ".join(f"'{name}'" for name in parts)
    message = gettext(
        "the tolls by sex or age in {columns} were not added up and not read: the file "
        "has no column for all of the dead",
        columns=names,
    )
    return [Finding(None, "deaths_best", "", message, WARNING)]


def _say_others(
    columns: Columns,
    made_of: MadeOf,
    form: Format,
    tags: list[str],
) -> list[Finding]:
    """Say which column was taken for the toll where two could be it."""
    taken = made_of.get("deaths_best", [])
    used = {name for names in made_of.values() for name in names}
    names = form.columns.get("deaths_best", ColumnRule()).names
    if len(taken) != 1:
        return []
    wanted = [columns.find((each,)) for each in names]
    known = dict(zip(columns.own, map(tag_key, tags), strict=False))
    if tag := known.get(taken[0]):
        wanted += [name for name, other in known.items() if other == tag]
    others = [name for name in dict.fromkeys(wanted) if name and name not in used]
    other = [name for name in others if _is_numeric(columns.own[name])]
    if not other:
        return []
    more = ", ".join(f"'{name}'" for name in other)
    message = gettext(
        "read from the column '{name}'; {others} could be the toll as well",
        name=taken[0],
        others=more,
    )
    return [Finding(None, "deaths_best", "", message, WARNING, fix=gettext(FIX))]


def _say_unread(ours: pd.DataFrame, columns: Columns, made_of: MadeOf) -> list[Finding]:
    """Warn of columns that look like a toll, in rows whose deaths are blank."""
    used = {name for names in made_of.values() for name in names}
    used |= {name for tag in BY_SEX if (name := columns.find((tag,)))}
    blank = ours[TOLLS].eq("").all(axis=1)
    found = []
    for name in columns.own:
        if name in used or not TOLL_WORDS.search(key(str(name))):
            continue
        if not _is_numeric(columns.own[name]):
            continue
        rows = int((blank & columns.own[name].ne("")).sum())
        if rows:
            message = ngettext(
                "column '{name}' looks like a toll and was not read: map it; {count} "
                "row with a number there and no deaths",
                "column '{name}' looks like a toll and was not read: map it; {count} "
                "rows with a number there and no deaths",
                rows,
                name=name,
            )
            found.append(Finding(None, "", "", message, WARNING))
    return found


def _is_numeric(column: pd.Series) -> bool:
    cells = number_texts(column[column.ne("")])
    return bool(cells.text.str.fullmatch(r"-?[0-9.]+").any()) and bool(
        cells.refused.eq("").all()
    )


def _counts(column: pd.Series) -> pd.Series:
    return to_floats(column.where(column.str.fullmatch("[0-9]{1,15}"), ""))
