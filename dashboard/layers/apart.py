"""Tolls of several campaigns in one mark or plate, one below the other.

Their sum would match nothing that anyone published, so no words state one.
"""

import numpy as np
import pandas as pd

from dashboard.figures.campaign_groups import NO_CAMPAIGN
from dashboard.figures.mark_words import TOLLS_BY_CLICK, labelled
from dashboard.figures.tolls import toll_plate, toll_popup
from dashboard.layers.columns import worded
from dashboard.layers.groups import GROUP_TOLL, group_toll, grouped
from dashboard.table.dictionary import Dictionary
from dashboard.text.escape import safe
from dashboard.text.language import gettext

PLATE_LINES, PLATE_LETTERS = 2, 36
"""Room for tolls on a plate: a wider one finds no place in the Caribbean."""


def tolls_apart(rows: pd.DataFrame, keys: np.ndarray, dictionary: Dictionary) -> dict:
    """Return what to say of each key whose rows are of several campaigns.

    By number of the key, in order of first appearance: ``toll`` and ``short`` (a line
    for each campaign, in the dictionary's order) and ``best``, the largest sum of one
    campaign, blank where none has a figure.
    """
    codes, distinct = pd.factorize(keys)
    own, labels = campaign_numbers(rows, dictionary)
    pair = codes * len(labels) + own
    mixed = np.bincount(np.unique(pair) // len(labels), minlength=len(distinct)) > 1
    if not mixed.any():
        return {}
    several = mixed[codes]
    groups = grouped(rows[several], pair[several])
    groups["pair"] = pair[several][groups["first"].to_numpy(dtype="int64")]
    return _lines(groups.sort_values("pair").reset_index(drop=True), labels)


def campaign_numbers(
    rows: pd.DataFrame, dictionary: Dictionary
) -> tuple[np.ndarray, list[str]]:
    """Return the number of the campaign of each row, and the labels of all numbers.

    They are in the dictionary's order; 0 stands for none.
    """
    campaigns = list(dictionary.fields["campaign"].codes)
    labels = [dictionary.label("campaign", each) for each in campaigns]
    named = rows["campaign"].where(rows["campaign"].isin(campaigns))  # may be blank
    own = pd.Categorical(named, categories=campaigns).codes.astype("int64")
    return own + 1, [gettext(NO_CAMPAIGN), *labels]


def with_tolls_apart(columns: dict, apart: dict) -> dict:
    """Return the columns of groups, with these words in place of sums.

    The size of a mark follows the largest toll of one campaign: its area stands for a
    number of dead that somebody may have published, which the sum is not.
    """
    for number, words in apart.items():
        columns["best"][number] = -1 if np.isnan(words["best"]) else int(words["best"])
        for name in columns.keys() & {"toll", "short"}:
            columns[name]["i"][number] = len(columns[name]["d"])
            columns[name]["d"].append(words[name])
    return columns


def _lines(groups: pd.DataFrame, labels: list[str]) -> dict:
    tables = groups[GROUP_TOLL]
    tolls = worded(tables, lambda *cells: toll_popup(group_toll(*cells)))
    shorts = worded(tables, lambda *cells: toll_plate(group_toll(*cells)))
    table = pd.DataFrame(
        {
            "label": [labels[each] for each in groups["pair"] % len(labels)],
            "toll": [tolls["d"][each] for each in tolls["i"]],
            "short": [shorts["d"][each] for each in shorts["i"]],
            "best": groups["deaths_best"],
        }
    )
    return {
        int(number): {
            "toll": "\n".join(_line(each) for each in some[["label", "toll"]].values),
            "short": _for_plate(some[["label", "short"]].values),
            "best": some["best"].max(),
        }
        for number, some in table.groupby(groups["pair"] // len(labels))
    }


def _line(label_and_toll) -> str:
    label, toll = label_and_toll
    return labelled(safe(label), toll)


def _for_plate(labels_and_tolls) -> str:
    lines = [_line(each) for each in labels_and_tolls]
    fits = len(lines) <= PLATE_LINES and max(map(len, lines)) <= PLATE_LETTERS
    return "\n".join(lines) if fits else gettext(TOLLS_BY_CLICK)
