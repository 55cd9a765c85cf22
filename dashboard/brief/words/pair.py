"""The brief of two selections, set side by side with what differs."""

from dataclasses import replace
from urllib.parse import urlencode

from dashboard.brief.words.entries import list_entries, sources_line
from dashboard.brief.words.model import Brief, BriefError, Choices
from dashboard.brief.words.single import (
    brief_of_selection,
    coverage_of,
    figures_are,
)
from dashboard.figures.compare import Side, difference_words, overlap_words
from dashboard.figures.title import whose_positions, with_table
from dashboard.selection.filters import to_query
from dashboard.selection.selected import Selected
from dashboard.table.shown import printed_rows
from dashboard.text.language import N_, gettext

ONE_SCALE = N_("Two selections in one window, at one scale.")
TOLLS_NEXT = N_("Counts and tolls stand on the next slide.")
"""Below a map of a pair on a slide that has no room for them."""
PAIR_NAMES = {1: (N_("Above"), N_("Below")), 2: (N_("Left"), N_("Right"))}
"""What the two sides are called, by how many columns their maps stand in."""


def brief_of_pair(selected: Selected, choices: Choices) -> Brief:
    """Return the brief of two selections; its rows are those of either."""
    second = choices.second
    if second is None:
        raise BriefError("choices.second: must be the second selection of a pair")
    left, right = (
        brief_of_selection(side, Choices("map")) for side in (selected, second)
    )
    ids = {*left.rows["incident_id"], *right.rows["incident_id"]}
    incidents = selected.dataset.incidents
    rows = printed_rows(incidents[incidents["incident_id"].isin(ids)])
    own = PAIR_NAMES[choices.look.sheet.columns]
    names = gettext(own[0]), gettext(own[1])
    first, other = (name.lower() for name in names)
    difference = _difference(left, right, names)
    positions = whose_positions(rows, selected.dataset.dictionary)
    left, right = (_without(positions, side) for side in (left, right))
    usual = _with_period(_subject(selected, left, right), left, right)
    title = choices.title or usual
    sides = zip(names, (left, right), strict=True)
    said = " ".join(_side_words(name, side) for name, side in sides)
    sentence = f"{said} {difference}"
    coverage = coverage_of(selected, second)
    paste = (
        f"{sentence} {left.missing} {figures_are(selected.dataset)}. "
        f"{coverage} {left.data}. {choices.public_link}"
    )
    return replace(
        left,
        rows=rows,
        layout=choices.layout,
        title=title,
        subtitle=f"{gettext(ONE_SCALE)} {positions}",
        figures=(),
        lines=(),
        sentence=sentence,
        counts=f"{first} {left.counts} | {other} {right.counts}",
        filters=f"{first}: {left.filters} | {other}: {right.filters}",
        sources=sources_line(rows, selected.dataset.dictionary),
        link=choices.link,
        banner=choices.banner,
        as_of=choices.as_of,
        alt=f"{title}. {sentence} {coverage} {left.missing}".strip(),
        paste=paste.replace("  ", " ").rstrip(),
        coverage=coverage,
        entries=list_entries(rows, selected.dataset),
        disclaimer=left.disclaimer,
        own_title=title != usual,
        look=choices.look,
        against=urlencode(to_query(second.selection, opening={})),
        sides=(left, right),
        difference=difference,
    )


def _without(positions: str, side: Brief) -> Brief:
    """Return a side that does not say again what the subtitle of the pair says."""
    own = side.subtitle.removesuffix(positions).rstrip()
    return replace(side, subtitle=own or side.subtitle)


def side_lines(side: Brief) -> tuple[str, ...]:
    """Return what stands below one map of a pair: the toll, of each campaign apart."""
    return side.lines or (side.sentence,)


def _side_words(name: str, side: Brief) -> str:
    return f"{name} ({'; '.join(side.head)}): {'; '.join(side_lines(side))}."


def _subject(selected: Selected, left: Brief, right: Brief) -> str:
    """Return what is compared: the subject of both titles, else incidents."""
    subjects = {side.title.partition(",")[0] for side in (left, right)}
    if len(subjects) == 1:
        return gettext("{subject} compared", subject=subjects.pop())
    return with_table(
        gettext("Reported incidents compared"), selected.dataset.dictionary
    )


def _with_period(subject: str, left: Brief, right: Brief) -> str:
    """Return a title with the one period; of two, each stands above its map."""
    if left.period == right.period:
        return f"{subject}, {left.period}"
    return gettext("{subject}, two periods", subject=subject)


def _difference(left: Brief, right: Brief, names: tuple[str, str]) -> str:
    """Return the difference of the tolls as a range, and what stands on both sides."""
    sides = Side(left.rows, left.filters), Side(right.rows, right.filters)
    dictionary = left.dataset.dictionary
    toll = difference_words(*sides, dictionary)
    first, other = names
    overlap = overlap_words(*sides, dictionary)
    difference = gettext(
        "{other} minus {first}: {toll}.", other=other, first=first.lower(), toll=toll
    )
    return f"{difference} {overlap}".strip()
