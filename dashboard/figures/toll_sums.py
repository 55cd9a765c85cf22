"""Tolls of several rows: an incident with its parts, and campaigns kept apart.

A sum over campaigns matches nothing that anyone published, so none is made here.
"""

from collections.abc import Callable

import pandas as pd

from dashboard.figures.campaign_groups import MOST_LISTED, campaign_groups, listed
from dashboard.figures.tolls import (
    TOLL_COLUMNS,
    Toll,
    sum_toll,
    toll,
    toll_sentence,
    toll_total,
)
from dashboard.figures.totals import totals
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import gettext
from dashboard.text.words import range_text


def rows_toll(rows: pd.DataFrame) -> Toll:
    """Return the toll of rows of one campaign, added up."""
    added = sum_toll(totals(rows))
    reported = rows["survivors"].notna().any()
    return added if reported else added._replace(survivors=None)


def toll_with_parts(incident: pd.Series, parts: pd.DataFrame) -> str:
    """Return the toll of an incident; parts with a toll of their own are added to it.

    "11 killed in all: 9 at first, 2 in its parts". Where an end is open nothing is
    added up: the tolls are listed.
    """
    columns = list(TOLL_COLUMNS)
    own = toll(*(incident[name] for name in columns))
    with_toll = parts[parts[columns].notna().any(axis=1)] if len(parts) else parts
    if with_toll.empty:
        return toll_sentence(own)
    if with_toll[columns].isna().any(axis=None) or None in own[:3]:
        tolls = with_toll[columns].itertuples(index=False)
        apart = "; ".join(toll_sentence(toll(*ends)) for ends in tolls)
        return gettext(
            "{toll} at first; in its parts, each apart: {tolls}",
            toll=toll_sentence(own),
            tolls=apart,
        )
    added = toll(*(with_toll[name].sum(skipna=False) for name in columns))
    whole = toll(*(incident[name] + with_toll[name].sum() for name in columns))
    first, rest = (range_text(each.low, each.high) for each in (own, added))
    return gettext(
        "{toll} in all: {first} at first, {rest} in its parts",
        toll=toll_sentence(whole),
        first=first,
        rest=rest,
    )


def tolls_by_campaign(
    rows: pd.DataFrame,
    dictionary: Dictionary,
    say: Callable[[Toll], str] = toll_total,
    most: int = MOST_LISTED,
) -> tuple[dict[str, str], str]:
    """Return the toll of up to ``most`` campaigns of rows, by label, and what is left.

    ``say`` puts one toll into words; what is left is counted in words, blank for none.
    """
    groups, left = listed(campaign_groups(rows, dictionary), most)
    return {each.label: say(rows_toll(each.rows)) for each in groups}, left


def campaign_tolls(
    rows: pd.DataFrame,
    dictionary: Dictionary,
    say: Callable[[Toll], str] = toll_total,
    *,
    between: str = "; ",
    after_label: str = ": ",
) -> str:
    """Return the toll of rows, that of several campaigns each apart, never their sum.

    "boat strikes: 215–238 killed (best 238); …"; of one campaign there is no label.
    A blank ``after_label`` is a colon where the language needs one.
    """
    groups, left = listed(campaign_groups(rows, dictionary))
    tolls = [(each.label, say(rows_toll(each.rows))) for each in groups]
    if len(tolls) == 1:
        return tolls[0][1]
    words = [
        gettext("{campaign} {toll}", campaign=label, toll=text)
        if after_label == " "
        else f"{label}{after_label}{text}"
        for label, text in tolls
    ]
    return between.join(filter(None, (*words, left)))
