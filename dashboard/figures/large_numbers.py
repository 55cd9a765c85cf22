"""The large numbers of a page and a brief: counted, killed, not placed, in words."""

from typing import NamedTuple

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.campaign_groups import CampaignGroup, campaign_groups
from dashboard.figures.incident_words import shown_of
from dashboard.figures.placed_words import known_only_to_an_area, without_a_place
from dashboard.figures.table_groups import table_groups, tables_joined
from dashboard.figures.toll_figure import toll_figure
from dashboard.figures.toll_sums import rows_toll
from dashboard.figures.tolls import (
    missing_words,
    sum_toll,
    toll_with_unknown,
)
from dashboard.figures.totals import Placed, Totals, placed, several_campaigns, totals
from dashboard.figures.unit_words import parts_words, unit_words, vessels_words
from dashboard.selection.selected import Selected
from dashboard.table.dictionary import Dictionary
from dashboard.text import counts
from dashboard.text.language import gettext, ngettext, number

MOST_FIGURES = 3
"""Large numbers that there is room for."""


class Figure(NamedTuple):
    """One large number: the number, its unit, and the doubt that belongs to it."""

    number: str
    unit: str
    doubt: str

    @property
    def in_words(self) -> str:
        """Return the figure on one line: "71 strikes (on 73 vessels)"."""
        return f"{self.number} {self.unit} ({self.doubt})"


class Counted(NamedTuple):
    """What a layout counts of a selection.

    ``rows`` are the rows counted, ``sums`` their totals and ``place`` how many have a
    place (see :mod:`dashboard.figures.totals`); ``filters`` says them. ``figures`` are
    the large numbers, ``lines`` stand below them, and ``sentence`` says the same in
    running text.
    """

    rows: pd.DataFrame
    sums: Totals
    place: Placed
    filters: str
    figures: tuple[Figure, ...]
    lines: tuple[str, ...]
    sentence: str


def count_selection(selected: Selected) -> Counted:
    """Count the rows of a selection, of several campaigns each apart."""
    rows, dataset = selected.rows, selected.dataset
    sums, place = totals(rows), placed(rows)
    lines = campaign_lines(rows, dataset)
    sentence = "; ".join(lines) or counted_words(rows, sums)
    numbers = figures(rows, sums, place, dataset)
    return Counted(rows, sums, place, selected.words, numbers, lines, sentence)


def figures(
    rows: pd.DataFrame, sums: Totals, place: Placed, dataset: Dataset
) -> tuple[Figure, ...]:
    """Return the large numbers: strikes or incidents, people killed, not placed.

    The toll is left out where rows are of several campaigns: tolls are not added up.
    """
    if tables := table_groups(rows, dataset.dictionary):
        return _table_figures(tables)
    everything = dataset.everything
    if not len(rows):
        of = (
            gettext("of {number} in the table", number=number(everything))
            if everything
            else gettext("none in the table")
        )
        return (Figure("0", unit_words("incident", 0), of),)
    one = not several_campaigns(rows)
    toll = (Figure(*toll_figure(sum_toll(sums))),) if one else ()
    if not sums["incidents"]:
        parts = ngettext("part", "parts", sums["parts"])
        of = gettext("of incidents that are left out")
        return (Figure(number(sums["parts"]), parts, of), *toll)
    nowhere = place["area_only"] + place["unplaced"]
    counted_figures = (_incidents(rows, sums, dataset), *toll)
    if not nowhere:
        return counted_figures
    whole = sums["incidents"]
    not_placed = Figure(
        gettext("{part} of {whole}", part=number(nowhere), whole=number(whole)),
        ngettext("strikes not placed", "strikes not placed", whole)
        if unit_of(rows) == "strike"
        else ngettext("incidents not placed", "incidents not placed", whole),
        _not_placed_words(rows, one),
    )
    return (*counted_figures, not_placed)


def _table_figures(
    tables: list[tuple[Dictionary, pd.DataFrame]],
) -> tuple[Figure, ...]:
    """Return one large number for each table: nothing is added up over them."""
    some = tables if len(tables) <= MOST_FIGURES else tables[: MOST_FIGURES - 1]
    figures = []
    for each, rows in some:
        shown, everything = totals(rows)["incidents"], each.beside.incidents
        table = each.beside.label
        of = (
            gettext("of {number} in {table}", number=number(everything), table=table)
            if everything
            else gettext("none in {table}", table=table)
        )
        figures.append(Figure(number(shown), unit_words("incident", shown), of))
    if more := len(tables) - len(some):
        unit = ngettext("more table", "more tables", more)
        figures.append(Figure(number(more), unit, gettext("counted in the lines")))
    return tuple(figures)


def campaign_lines(rows: pd.DataFrame, dataset: Dataset) -> tuple[str, ...]:
    """Return a line for each campaign of the rows; none where there is only one."""
    groups = campaign_groups(rows, dataset.dictionary)
    apart = dataset.dictionary.tables_apart
    if len(groups) < (1 if apart else 2):
        return ()
    lines = []
    for group in _fewest_first(groups, dataset.dictionary):
        some = group.rows
        words = ", ".join(_count_and_toll(some, totals(some)))
        lines.append(f"{group.label}: {words}")
    return tuple(lines)


def lines_title(lines: int) -> str:
    """Return the title of the lines of campaigns where they are folded."""
    return ngettext(
        "Each of {count} apart: tolls are not added up",
        "Each of {count} apart: tolls are not added up",
        lines,
    )


def _fewest_first(
    groups: list[CampaignGroup], dictionary: Dictionary
) -> list[CampaignGroup]:
    """Return groups with the tables of the fewest campaigns first.

    Where there is no room for all, each table then has a line.
    """
    if not dictionary.tables_apart:
        return groups
    of = [str(each.rows["source_table"].iloc[0]) for each in groups]
    order = sorted(range(len(groups)), key=lambda at: of.count(of[at]))
    return [groups[at] for at in order]


def counted_words(rows: pd.DataFrame, sums: Totals) -> str:
    """Return "71 strikes on 73 vessels, 215–238 killed (best 238), …"."""
    if not len(rows):
        return gettext("no incident of the table matches")
    vessels = f" {vessels_words(sums, unit_of(rows))}" if sums["vessels"] else ""
    count, *toll = _count_and_toll(rows, sums)
    return ", ".join([f"{count}{vessels}", *toll])


def _count_and_toll(rows: pd.DataFrame, sums: Totals) -> list[str]:
    """Return the count, the toll, and the presumed dead in it where there are some."""
    dead = sum_toll(sums)
    words = [counted(rows, sums), toll_with_unknown(dead)]
    return [*words, *([missing_words(dead, "of them")] * bool(dead.missing))]


def counts_of_tables(rows: pd.DataFrame, dataset: Dataset) -> str:
    """Return :func:`shown_counts` of the rows, of several tables each apart."""
    tables = table_groups(rows, dataset.dictionary)
    if not tables:
        return shown_counts(totals(rows), placed(rows), dataset.everything)
    words = [
        shown_counts(totals(some), placed(some), each.beside.incidents)
        for each, some in tables
    ]
    return tables_joined(dataset.dictionary, words)


def shown_counts(sums: Totals, place: Placed, everything: int) -> str:
    """Return "71 of 97 incidents (1 part) · 16 placed, 53 known only to an area …"."""
    words = [
        shown_of(sums["incidents"], sums["parts"], everything),
        ", ".join(
            [
                ngettext("{count} placed", "{count} placed", place["placed"]),
                known_only_to_an_area(place["area_only"]),
                without_a_place(place["unplaced"]),
            ]
        ),
    ]
    if sums["deaths_unknown"]:
        words.append(
            ngettext(
                "{count} row with no death toll",
                "{count} rows with no death toll",
                sums["deaths_unknown"],
            )
        )
    return " · ".join(words)


def unit_of(rows: pd.DataFrame) -> str:
    """Return what the rows count: strikes where each is one, else incidents."""
    whole = rows[rows["parent_id"].eq("")]
    return (
        "strike"
        if len(whole) and whole["strikes"].fillna(0).ge(1).all()
        else "incident"
    )


def toll_of(rows: pd.DataFrame) -> str:
    """Return the toll of rows of one campaign: "215–238 killed (best 238)"."""
    return toll_with_unknown(rows_toll(rows))


def _incidents(rows: pd.DataFrame, sums: Totals, dataset: Dataset) -> Figure:
    unit = unit_of(rows)
    everything = dataset.everything
    tells = dataset.dictionary.file is None or rows["vessels"].notna().any()
    counted = tells and (sums["vessels"] or sums["vessels_unknown"])
    doubts = [vessels_words(sums, unit)] if counted else []
    doubts += [parts_words(rows)] if sums["parts"] else []
    of_table = ngettext(
        "of {count} incident in the table",
        "of {count} incidents in the table",
        everything,
    )
    return Figure(
        number(sums["strikes" if unit == "strike" else "incidents"] or 0),
        unit_words(unit, sums["incidents"]),
        ", ".join(doubts) or of_table,
    )


def _not_placed_words(rows: pd.DataFrame, one_campaign: bool) -> str:
    unplaced = rows[rows["join_method"].isin(["area", "unlocated"])]
    if one_campaign and totals(unplaced)["deaths_best"]:
        return gettext("among them {toll}", toll=toll_of(unplaced))
    return gettext("known only to an area, or to none")


def counted(rows: pd.DataFrame, sums: Totals) -> str:
    """Return "3 strikes" where every incident is one, else "4 incidents"; or parts.

    ``sums`` are the totals of the rows.
    """
    if not sums["incidents"]:
        return counts.parts(sums["parts"])
    say = counts.strikes if unit_of(rows) == "strike" else counts.incidents
    return say(sums["incidents"])
