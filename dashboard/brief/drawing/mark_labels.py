"""What the label of a mark says: when, how many, what is not sure, and where."""

import numpy as np
import pandas as pd

from dashboard.brief.drawing.fonts import wrap
from dashboard.brief.drawing.sites import Site
from dashboard.figures.mark_words import count_words
from dashboard.figures.toll_sums import campaign_tolls, rows_toll
from dashboard.figures.tolls import toll_with_unknown
from dashboard.figures.totals import several_campaigns
from dashboard.geo.distance_words import in_kilometers, radius_in_words
from dashboard.style import (
    Outline,
)
from dashboard.table.dictionary import Dictionary
from dashboard.text.kept import keeps_texts
from dashboard.text.language import current, gettext, ngettext, pgettext
from dashboard.text.words import (
    date_in_words,
    day_in_words,
    is_blank,
    listing,
    period_in_words,
)

HEAD_WIDTH, LABEL_WIDTH, FULL_HEAD = 330, 250, 20
"""Pixels of the lines of a label whose head has the type ``FULL_HEAD``."""
Lines = tuple[tuple[str, float, str], ...]
"""Lines of a label: words, size in pixels and weight of each."""


def toll_words(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return the toll of rows; of several campaigns each apart, never their sum."""
    is_one = len(set(rows["campaign"])) <= 1  # mostly, and quickly told
    if is_one or not several_campaigns(rows):
        unknown = gettext("no death toll")
        return toll_with_unknown(rows_toll(rows), best=False, unknown=unknown)
    return campaign_tolls(
        rows, dictionary, toll_with_unknown, between=", ", after_label=" "
    )


def label_forms(
    site: Site, dictionary: Dictionary, head_px: float, px: float
) -> tuple[Lines, ...]:
    """Return the forms of a site's label, the fullest first, as lines with their type.

    For tight spots one leaves out the place, and the last all but day and toll: the
    circle, the outline and the legend tell the rest. ``head_px`` and ``px`` are the
    sizes of type of the first line and of the others.
    """
    head, place, notes = _parts_of_label(site.rows, site.line, dictionary)
    wide = HEAD_WIDTH * head_px / FULL_HEAD
    heads = tuple(
        (text, head_px, "semibold") for text in wrap(head, head_px, wide, "semibold")
    )
    forms = []
    for parts in ([place, *notes], notes, []):
        words = ", ".join(part for part in parts if part)
        lines = wrap(words, px, LABEL_WIDTH * head_px / FULL_HEAD)
        forms.append((*heads, *((text, px, "regular") for text in lines)))
    return tuple(dict.fromkeys(forms))


def label_words(site: Site, dictionary: Dictionary) -> str:
    """Return the label of a site on one line."""
    return entry_words(site.rows, site.line, dictionary)[0]


def entry_words(
    rows: pd.DataFrame, line: Outline, dictionary: Dictionary
) -> tuple[str, str]:
    """Return what a list says of the rows of one number, on one line.

    And the same without the place, as the short form of a label says it.
    """
    head, where, notes = _parts_of_label(rows, line, dictionary)
    whole = ", ".join(filter(None, (head, where, *notes)))
    return whole, ", ".join(filter(None, (head, *notes)))


def _parts_of_label(
    rows: pd.DataFrame, line: Outline, dictionary: Dictionary
) -> tuple[str, str, list[str]]:
    """Return the head of a label, its place, and its notes.

    The head says when and how many. Where only the whole incident has a toll, it says
    when and where: a part leads with what is known of it.
    """
    is_whole = rows["parent_id"].eq("")
    whole = _kept(rows, is_whole)
    parts = len(rows) if whole.empty else 0
    whole = rows if whole.empty else whole
    place = _places(whole, dictionary.description.vague_places)
    notes = _notes(rows, whole, line, parts)
    if not is_whole.any() and rows["deaths_best"].isna().all():
        return f"{_days(whole)} · {place}", "", notes
    with_toll = _kept(rows, is_whole | rows["deaths_best"].notna())
    return f"{_days(whole)} · {toll_words(with_toll, dictionary)}", place, notes


def _kept(rows: pd.DataFrame, mask: pd.Series) -> pd.DataFrame:
    """Return the rows of a mask: the same table where all are, which costs nothing."""
    return rows if mask.all() else rows[mask]


def _places(rows: pd.DataFrame, vague_places: tuple[str, ...]) -> str:
    """Return the place of rows, or the first of several and how many more there are."""
    language = current()  # of the point in "1.5 km"
    names = dict.fromkeys(
        _kept_place(each, vague_places, language)
        for each in dict.fromkeys(rows["location"])
    )
    first, *more = filter(None, names) if any(names) else [""]
    if not more:
        return first
    return ngettext(
        "{place} and {count} more place",
        "{place} and {count} more places",
        len(more),
        place=first,
    )


@keeps_texts(16_384)
def _kept_place(location: str, vague_places: tuple[str, ...], _language: str) -> str:
    """Return the place of a report in a few words; each try of a map asks again."""
    return in_kilometers(short_place(location, vague_places))


def _notes(
    rows: pd.DataFrame, whole: pd.DataFrame, line: Outline, parts: int
) -> list[str]:
    """Return what a label adds to day, toll and place.

    ``whole`` are the incidents; ``parts`` counts the rows where none is one.
    """
    notes = []
    if parts and rows["deaths_best"].isna().all():
        notes.append(_parts_without_toll(parts))
    elif parts > 1:
        notes.append(count_words(0, parts, 0, 0))
    elif len(whole) > 1:
        strikes, own = (
            each["strikes"].to_numpy("float64", na_value=0) for each in (rows, whole)
        )
        none = int((np.nan_to_num(own) < 1).sum())
        notes.append(count_words(len(whole), 0, int(np.nansum(strikes)), none))
    if "follow_up_strike" in set(rows["event_type"]):
        notes.append(gettext("with follow-up"))
    if line.verification == "contested":
        notes.append(pgettext("of an incident", "contested"))
    widest = rows["radius_km"].max()
    if not is_blank(widest):
        notes.append(radius_in_words(float(widest)))
    return notes


def _parts_without_toll(parts: int) -> str:
    if parts == 1:
        return gettext("part of an incident, no toll of its own")
    return ngettext(
        "{count} part of an incident, no toll of its own",
        "{count} parts of an incident, no toll of their own",
        parts,
    )


def short_place(location: str, vague_places: tuple[str, ...]) -> str:
    """Return the place of a report in a few words, for a label.

    Leaves out remarks in brackets, other versions after ";" or "/", and one of
    ``vague_places``, a bare name of a sea, where a closer place follows.
    """
    without_brackets, depth = location, 0
    if "(" in location or ")" in location:
        without_brackets = ""
        for letter in location:
            depth += letter == "("
            without_brackets += "" if depth else letter
            depth -= letter == ")"
    pieces = [" ".join(piece.split()) for piece in without_brackets.split(";")]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and pieces[0] in vague_places:
        pieces = pieces[1:]
    return pieces[0].split(" / ")[0] if pieces else ""


def _days(rows: pd.DataFrame) -> str:
    if len(rows) == 1:
        start, end, precision = (
            rows[name].iloc[0] for name in ("date", "date_end", "date_precision")
        )
        return date_in_words(start, end, precision, True)
    found = np.unique(rows["date"].dropna().to_numpy())
    days = [pd.Timestamp(day) for day in (found if len(found) <= 2 else found[[0, -1]])]
    if len(days) == 2 and days[0].to_period("M") == days[1].to_period("M"):
        return pgettext(
            "two days of one month",
            "{first} and {day}",
            first=days[0].day,
            day=day_in_words(days[1]),
        )
    if len(found) <= 2:
        return listing([day_in_words(day) for day in days])
    return period_in_words(days[0], days[-1], short=True)
