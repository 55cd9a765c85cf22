"""The lines that say a selection: the first line of a page and the sentence to copy.

Each carries the number of incidents out of all, the units, the toll with its range,
the presumed dead, what could not be placed, and the day up to which the table goes.
"""

from collections.abc import Sequence

import pandas as pd

from dashboard.figures.campaign_groups import campaign_groups, listed
from dashboard.figures.caveats import as_sentences
from dashboard.figures.dataset_words import (
    data_to,
    data_to_sentence,
    table_name,
)
from dashboard.figures.incident_words import shown_of
from dashboard.figures.placed_words import (
    known_only_to_an_area,
    not_even_to_an_area,
    without_a_place,
)
from dashboard.figures.table_groups import table_groups, tables_line
from dashboard.figures.toll_phrases import with_no_figure
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import (
    TOLL_COLUMNS,
    missing_words,
    sum_toll,
    survivor_words,
    toll_total,
    unknown_words,
)
from dashboard.figures.totals import Placed, Totals, period, placed, totals
from dashboard.geo.regions import OUTSIDE
from dashboard.table.dictionary import Dictionary
from dashboard.text import counts
from dashboard.text.language import N_, gettext, ngettext
from dashboard.text.words import period_in_words

CAMPAIGNS_APART = N_("tolls of campaigns are not added up")
NO_DAYS = N_("Dates not known")


def headline(
    rows: pd.DataFrame,
    everything: int,
    dictionary: Dictionary,
    caveats: Sequence[str] = (),
) -> list[str]:
    """Return the first line of a selection, one line for each of its campaigns.

    ``everything`` is the number of incidents of the whole table; ``caveats`` say what
    is missing from it and end the first line. Sums over several campaigns match
    nothing that anyone published, so they are not made; nor are sums over several
    tables: the first line then counts each.
    """
    groups = campaign_groups(rows, dictionary)
    if dictionary.tables_apart:
        first = _count_of_tables(rows, dictionary)
        some, more = listed(groups)
        lines = [f"{each.label}: {_counts(each.rows, dictionary)}" for each in some]
        return [" · ".join([first, *caveats]), *lines, *([more] if more else [])]
    days = " · ".join([data_to(dictionary), *caveats])
    if not groups:
        return [f"{shown_of(0, 0, everything)} · {days}"]
    if len(groups) == 1:
        words = _counts(rows, dictionary, everything, groups[0].label)
        return [f"{words} · {days}"]
    shown = int(rows["parent_id"].eq("").sum())
    first = f"{shown_of(shown, 0 if everything else len(rows), everything)} · {days}"
    some, more = listed(groups)
    lines = [f"{each.label}: {_counts(each.rows, dictionary)}" for each in some]
    return [first, *lines, *([more] if more else [])]


def _count_of_tables(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return "one: 3 of 97 incidents · data to 4 Oct 2026; other: 0 of 12 …"."""
    words = []
    for each, some in table_groups(rows, dictionary):
        whole, everything = int(some["parent_id"].eq("").sum()), each.beside.incidents
        shown = shown_of(whole, 0 if everything else len(some), everything)
        words.append(f"{each.beside.label}: {shown} · {data_to(each)}")
    return "; ".join(words)


def sum_lines(rows: pd.DataFrame, dictionary: Dictionary) -> list[str]:
    """Return the sums of rows in words, one line for each of their campaigns.

    "Boat strikes: 71 incidents (1 part) · …"; a figure that no row reports is left
    out, and with several campaigns the last line says that tolls are not added up.
    """
    lines = []
    groups, left = listed(campaign_groups(rows, dictionary))
    for group in groups:
        label, some = group.label, group.rows
        survivors = survivor_words(rows_toll(some))
        more = f" · {survivors}" if survivors else ""
        # a file's name stays as it is
        first = label[:1] if dictionary.tables else label[:1].upper()
        series = f"{first}{label[1:]}: " if label else ""
        lines.append(f"{series}{_counts(some, dictionary)}{more}")
    lines += [left] if left else []
    if lines and dictionary.tables:
        tables = tables_line(dictionary)
        apart = gettext(CAMPAIGNS_APART)
        lines.append(f"{tables[:1].upper()}{tables[1:]}; {apart}")
    elif len(lines) > 1:
        sums = totals(rows)
        lines.append(
            gettext(
                "Together: {incidents} and {parts}; tolls of campaigns are not added "
                "up",
                incidents=counts.incidents(sums["incidents"]),
                parts=counts.parts(sums["parts"]),
            )
        )
    return lines or [gettext("No row")]


def sentence(
    rows: pd.DataFrame,
    words: str,
    dictionary: Dictionary,
    data: str,
    link: str,
    caveats: Sequence[str] = (),
) -> str:
    """Return one sentence about a selection that can stand in a report.

    ``words`` is the selection in words, ``data`` the fingerprint of the table and
    ``link`` the address that shows the same selection; a blank link is left out.
    ``caveats`` say what is missing from the table.
    """
    first, last = period(rows)
    if not len(rows):
        body = gettext("No incident of the table matches ({filters})", filters=words)
    else:
        groups, left = listed(campaign_groups(rows, dictionary))
        parts = [
            f"{each.label}: {_counts(each.rows, dictionary)}"
            if each.label
            else _counts(each.rows, dictionary)
            for each in groups
        ]
        sums = "; ".join(filter(None, (*parts, left)))
        days = period_in_words(first, last) or gettext(NO_DAYS)
        body = f"{days} ({words}): {sums}"
    where = f", {link}" if link else ""
    body = f"{body}. {as_sentences(list(caveats))}".strip().removesuffix(".")
    return (
        f"{body}. {data_to_sentence(dictionary)}; {table_name(dictionary)} ({data})"
        f"{where}."
    )


def _counts(
    rows: pd.DataFrame,
    dictionary: Dictionary,
    everything: int | None = None,
    of_what: str = "",
) -> str:
    sums, place = totals(rows), placed(rows)
    words = [_incidents(sums, everything)]
    if of_what:
        words[0] += f", {of_what}"
    if sums["strikes"]:
        words.append(counts.strikes(sums["strikes"]))
    some = sums["vessels"] or sums["vessels_unknown"]
    told = not dictionary.tables or rows["vessels"].notna().any()
    if some and told and dictionary.has("vessels"):
        words.append(_vessels(sums))
    dead = sum_toll(sums)
    words += [toll_total(dead), missing_words(dead)]
    if not dead.is_unknown or any(map(dictionary.has, TOLL_COLUMNS)):
        words.append(unknown_words(dead, "", unit=""))
    words.append(_not_placed(place, _only_seas(rows)))
    return " · ".join(each for each in words if each)


def _incidents(sums: Totals, everything: int | None) -> str:
    incidents, parts = sums["incidents"], sums["parts"]
    if everything is not None:
        return shown_of(incidents, parts, everything)
    more = f" ({counts.parts(parts)})" if parts else ""
    return f"{counts.incidents(incidents)}{more}"


def _vessels(sums: Totals) -> str:
    unknown = sums["vessels_unknown"]
    more = f" ({with_no_figure(unknown)})" if unknown else ""
    return counts.vessels(sums["vessels"] or 0) + more


def _only_seas(rows: pd.DataFrame) -> bool:
    """Return whether the areas of the rows are all seas."""
    areas = rows.loc[rows["join_method"].eq("area"), "area_id"]
    seas = areas[areas.ne("")].str.startswith(("basin-", "sea-", OUTSIDE))
    return bool(len(seas) and seas.all())


def _not_placed(place: Placed, seas: bool) -> str:
    """Return "53 known only to a sea, 2 not even to a sea", blank if all are placed."""
    only, nowhere = place["area_only"], place["unplaced"]
    if not only:
        return without_a_place(nowhere) if nowhere else ""
    if not seas:
        words = [known_only_to_an_area(only)]
        words += [not_even_to_an_area(nowhere)] if nowhere else []
        return ", ".join(words)
    words = [
        ngettext("{count} known only to a sea", "{count} known only to a sea", only)
    ]
    if nowhere:
        words.append(
            ngettext("{count} not even to a sea", "{count} not even to a sea", nowhere)
        )
    return ", ".join(words)
