"""What is said of a data set beside its numbers: who it is, and which days it holds.

Only what its description claims is said. Of a table without one the file speaks: its
name, its rows and the dates in it, which are no claim that nothing is missing.
"""

from datetime import date

from dashboard.table.coverage import CoverageGap
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.words import day_in_words, listing, period_in_words

NO_DATES = N_("no dates in the file")


def data_to(dictionary: Dictionary) -> str:
    """Return up to which day the table goes and how long ago that is, or its dates.

    "data to 4 Oct 2026 (55 days ago)" is a claim of the description, "dates from 3 Jan
    2019 to 5 May 2023 in the file" is none. Of several tables each is named behind its
    own. The age is that of ``dictionary.read_on``, and is not said where that is None.
    """
    if dictionary.tables:
        return "; ".join(
            f"{data_to(each)} ({each.beside.label})" for each in dictionary.tables
        )
    age = age_words(dictionary)
    return (
        f"{lasting_data_to(dictionary)} ({age})" if age else lasting_data_to(dictionary)
    )


def lasting_data_to(dictionary: Dictionary) -> str:
    """Return :func:`data_to` without the age: for a file or a citation that is kept."""
    if dictionary.tables:
        return "; ".join(
            f"{lasting_data_to(each)} ({each.beside.label})"
            for each in dictionary.tables
        )
    if dictionary.coverage_end:
        return gettext("data to {day}", day=day_in_words(dictionary.coverage_end))
    file = dictionary.file
    if file is None or file.last is None:
        return gettext(NO_DATES)
    if file.first == file.last:
        return gettext("all dates in the file are {day}", day=day_in_words(file.last))
    first, last = day_in_words(file.first), day_in_words(file.last)
    return gettext("dates from {first} to {last} in the file", first=first, last=last)


def age_words(dictionary: Dictionary) -> str:
    """Return how long ago the described period ended: "55 days ago".

    Blank where no period is described, where no day of reading is given, and where it
    ends today, or tomorrow: elsewhere on earth that day has begun. A later end is said
    with the day of this machine, whose clock may be wrong.
    """
    end, today = dictionary.coverage_end, dictionary.read_on
    if end is None or today is None:
        return ""
    days = (today - end).days
    if days < -1:
        return gettext(
            "after today, {day}, by the clock of this machine", day=day_in_words(today)
        )
    if days < 1:
        return ""
    return (
        gettext("yesterday")
        if days == 1
        else ngettext("{count} day ago", "{count} days ago", days)
    )


def looked_words(dictionary: Dictionary) -> list[str]:
    """Return who looked for incidents, when and to which day; the latest first."""
    if dictionary.tables:
        return [
            f"{each.beside.label}: {words}"
            for each in dictionary.tables
            for words in looked_words(each)
        ]
    return [
        _joined(
            gettext(
                "{day}: {by} looked for incidents up to {to}.",
                day=day_in_words(look.on),
                by=look.by,
                to=day_in_words(look.to),
            ),
            look.text,
        )
        for look in reversed(dictionary.coverage_looks)
    ]


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def data_to_sentence(dictionary: Dictionary) -> str:
    """Return :func:`data_to` as the beginning of a sentence."""
    words = data_to(dictionary)
    return f"{words[:1].upper()}{words[1:]}"


def covered_words(dictionary: Dictionary) -> str:
    """Return the days of a table: "table of 2 Sep 2025 – 4 Oct 2026"."""
    first, last = dictionary.coverage_start, dictionary.coverage_end
    if first and last:
        return gettext("table of {period}", period=period_in_words(first, last))
    return data_to(dictionary)


def gaps_text(
    dictionary: Dictionary, first: date | None = None, last: date | None = None
) -> str:
    """Return the gaps that the description names, one sentence after the other.

    Only those that meet the days from ``first`` to ``last``, None for no such end.
    """
    if dictionary.tables:
        texts = {
            each.beside.label: gaps_text(each, first, last)
            for each in dictionary.tables
        }
        return " ".join(f"{label}: {text}" for label, text in texts.items() if text)
    return " ".join(each.text for each in gaps_between(dictionary, first, last))


def gaps_between(
    dictionary: Dictionary, first: date | None, last: date | None
) -> list[CoverageGap]:
    """Return the gaps that meet the days from ``first`` to ``last``, both included."""
    return [
        gap
        for gap in dictionary.coverage_gaps
        if (last is None or gap.start <= last)
        and (first is None or gap.end is None or first <= gap.end)
    ]


def table_name(dictionary: Dictionary) -> str:
    """Return the table with its version: "Incidents, version 1.0.0".

    A table without a description has the name of its file, and no version.
    """
    if dictionary.tables:
        return listing([*map(table_name, dictionary.tables)])
    if dictionary.version:
        return gettext(
            "{title}, version {version}",
            title=dictionary.title,
            version=dictionary.version,
        )
    return dictionary.title
