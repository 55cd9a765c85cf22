"""What each filter hides: a zero is never said alone."""

from typing import Any, NamedTuple

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.campaign_groups import campaign_groups
from dashboard.figures.region_report import count_words
from dashboard.figures.table_groups import by_table
from dashboard.figures.toll_sums import campaign_tolls
from dashboard.figures.totals import several_campaigns
from dashboard.geo.articles import in_sentence
from dashboard.geo.place_words import full_name
from dashboard.selection.filters import FILTERS, select
from dashboard.table.dictionary import Dictionary
from dashboard.text.language import N_, gettext

EVERY = ""
"""Key of all filters together."""
MOST_TOLLS = 2
"""Campaigns whose tolls a button has room for."""
NOTHING_MATCHES = N_("No incident matches these filters together.")
EACH_HIDES = N_("Without one of them there are some:")
ONLY_TOGETHER = N_("None of them alone hides them all:")
EMPTY_TABLE = N_("The table has no incident.")


class Hidden(NamedTuple):
    """What would be shown if one filter were taken off.

    ``key`` is that of the filter, ``EVERY`` for all of them; ``label`` is the filter in
    words, ``words`` the rows that would be shown: how many incidents, and their toll
    (``toll_words``). Both are of each table apart where there are several.
    """

    key: str
    label: str
    words: str
    incidents: int
    toll_words: str


def hidden_by(dataset: Dataset, selection: dict[str, Any]) -> list[Hidden]:
    """Return for each single filter what would be shown without it, where that is any.

    Where no single one brings an incident back, the one entry is for all filters
    together; the list is empty where the table has none.
    """
    singles = [
        _hidden(
            key, {name: selection[name] for name in selection if name != key}, dataset
        )
        for key in FILTERS
        if key in selection
    ]
    found = [_named(each, selection, dataset) for each in singles if each.incidents]
    every = _hidden(EVERY, {}, dataset)
    return found or [_named(every, selection, dataset)] * bool(every.incidents)


def hidden_inside(dataset: Dataset, selection: dict[str, Any]) -> list[Hidden]:
    """Return what each filter but the region hides of the incidents *in* the region.

    Empty where the selection asks for no region, or has an incident in it.
    """
    if "region" not in selection:
        return []
    region_id, _, within_nm = selection["region"]
    inside = {**selection, "region": (region_id, "in", within_nm)}
    if len(select(dataset.incidents, inside, dataset.regions)):
        return []
    found = hidden_by(dataset, inside)
    return [each for each in found if each.key not in ("region", EVERY)]


def take_off_words(hidden: Hidden) -> str:
    """Return what the button says: "Take off ‘…’: 4 incidents, 57–100 killed"."""
    if hidden.key == EVERY:
        return gettext("Take off all filters: {counts}", counts=hidden.words)
    return gettext(
        "Take off ‘{filter}’: {counts}", filter=hidden.label, counts=hidden.words
    )


def hidden_title(found: list[Hidden]) -> str:
    """Return the sentence over the buttons of an empty page."""
    if not found:
        return f"{gettext(NOTHING_MATCHES)} {gettext(EMPTY_TABLE)}"
    more = ONLY_TOGETHER if found[0].key == EVERY else EACH_HIDES
    return f"{gettext(NOTHING_MATCHES)} {gettext(more)}"


def inside_title(dataset: Dataset, selection: dict[str, Any]) -> str:
    """Return the sentence over the buttons beside a zero of a region."""
    name = full_name(selection["region"][0], dataset.regions)
    return gettext(
        "None of these incidents is in {name}. A filter hides others that are:",
        name=in_sentence(name),
    )


def _hidden(key: str, selection: dict[str, Any], dataset: Dataset) -> Hidden:
    rows = select(dataset.incidents, selection, dataset.regions)
    if rows.empty:
        return Hidden(key, "", "", 0, "")
    dictionary = dataset.dictionary
    whole = rows["incident_id"].where(rows["parent_id"].eq(""), rows["parent_id"])
    return Hidden(
        key=key,
        label="",
        words=by_table(rows, dictionary, lambda some: _words(some, dictionary)),
        incidents=int(whole.nunique()),
        toll_words=by_table(rows, dictionary, lambda some: _toll(some, dictionary)),
    )


def _named(hidden: Hidden, selection: dict[str, Any], dataset: Dataset) -> Hidden:
    if hidden.key == EVERY:
        return hidden._replace(label=gettext("all filters"))
    kind = FILTERS[hidden.key]
    value = selection[hidden.key]
    words = kind.describe(value, dataset.dictionary, dataset.regions)
    return hidden._replace(label=words)


def _words(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    between = "; " if several_campaigns(rows) else ", "
    return between.join(filter(None, (count_words(rows), _toll(rows, dictionary))))


def _toll(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return the toll of rows; blank where a button has no room for all campaigns."""
    many = len(campaign_groups(rows, dictionary))
    return campaign_tolls(rows, dictionary) if 0 < many <= MOST_TOLLS else ""
