"""Rows parted by campaign: the one loop that every sum of several campaigns takes.

A sum over campaigns matches nothing that anyone published. Rows without a campaign are
a group of their own beside those that have one; alone they are one series without a
name.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.table.dictionary import Dictionary
from dashboard.text import counts
from dashboard.text.language import N_, gettext, ngettext

NO_CAMPAIGN = N_("no campaign given")
"""What rows without a campaign are called beside rows that have one."""
MOST_LISTED = 12
"""Campaigns that a list names one by one; a foreign table may have hundreds."""


@dataclass(frozen=True, eq=False)
class CampaignGroup:
    """The rows of one campaign; the code is blank where none is given.

    The label is blank where no row of the whole has a campaign: there is nothing to
    tell apart. ``whole`` has the rows of all groups, ``kept`` says which are of this
    one, None for all.
    """

    code: str
    label: str
    whole: pd.DataFrame
    kept: np.ndarray | None = None

    @property
    def rows(self) -> pd.DataFrame:
        """The rows, taken out when asked for: all groups at once are a second table."""
        return self.whole if self.kept is None else self.whole[self.kept]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return len(self.whole) if self.kept is None else int(self.kept.sum())


def campaign_groups(rows: pd.DataFrame, dictionary: Dictionary) -> list[CampaignGroup]:
    """Return the groups of rows in the order of the dictionary's codes.

    Codes that the dictionary does not list follow, and rows without a campaign are
    last. Together the groups hold every row once; no rows are no group.
    """
    codes = _few_bytes(rows)
    present = set(codes.unique())
    listed = [code for code in dictionary.fields["campaign"].codes if code in present]
    order = [*listed, *sorted(present - {*listed, ""}), *({""} & present)]
    if order == [""]:
        return [CampaignGroup("", "", rows)]
    labels = _labels(order, dictionary)
    return [
        CampaignGroup(
            code,
            labels[code],
            rows,
            codes.eq(code).to_numpy() if len(order) > 1 else None,
        )
        for code in order
    ]


def listed(
    groups: list[CampaignGroup], most: int = MOST_LISTED
) -> tuple[list[CampaignGroup], str]:
    """Return the groups that a list has room for, and how many it leaves out in words.

    Those with the most rows stay, in their order; the words are blank for none left.
    """
    by_rows = sorted(range(len(groups)), key=lambda at: -groups[at].number)
    some = [groups[at] for at in sorted(by_rows[:most])]
    rest = [groups[at] for at in by_rows[most:]]
    if not rest:
        return some, ""
    rows = sum(each.number for each in rest)
    words = ngettext(
        "{count} more campaign with {rows}",
        "{count} more campaigns with {rows}",
        len(rest),
        rows=counts.rows(rows),
    )
    return some, words


def _few_bytes(rows: pd.DataFrame) -> pd.Series:
    """Return :func:`campaign_codes` as categories where the column is: 1 byte a row."""
    column = rows["campaign"]
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return campaign_codes(rows)
    if "" not in column.cat.categories:
        column = column.cat.add_categories([""])
    return column.fillna("")


def _labels(codes: list[str], dictionary: Dictionary) -> dict[str, str]:
    """Return the words for codes; two codes of one label are told apart by the code."""
    unnamed = gettext(NO_CAMPAIGN)
    labels = {code: dictionary.label("campaign", code) or unnamed for code in codes}
    often = Counter(labels.values())
    return {
        code: f"{label} ({code})" if often[label] > 1 and code else label
        for code, label in labels.items()
    }


def campaign_codes(rows: pd.DataFrame) -> pd.Series:
    """Return the campaign of each row as text, blank where none is given."""
    return rows["campaign"].astype("object").fillna("").astype("str")
