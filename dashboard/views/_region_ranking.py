"""Page Region before a region is chosen: those with most incidents, and a map."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.region_front import ASK_FOR_ONE, HOW_TO_ASK, ranked_regions
from dashboard.geo.region_counts import incidents_by_region
from dashboard.selection.filters import to_query
from dashboard.selection.selected import Selected
from dashboard.text.language import N_, gettext
from dashboard.views._crash import safely
from dashboard.views._empty import draw_empty
from dashboard.views._heading import draw_heading
from dashboard.views._kept import kept
from dashboard.views._selected import selected_id
from dashboard.views._stage import draw_stage
from dashboard.views._state import REGION
from dashboard.views._stoppable import draw_stopped, kept_or_done, kept_or_raise
from dashboard.views._words import bold, plain

RANKED = {
    N_("States and provinces"): ("state",),
    N_("Countries"): ("country",),
    N_("Seas and basins"): ("sea", "basin"),
}
"""The lists of a page without a region, by the kinds of region in each."""
RANKING = "ranking"
"""The count over all regions, as a step that a person can stop."""
RANKING_STOPPED = N_(
    "The count over all regions was stopped, so none is listed here. A region can be "
    "chosen among the filters all the same."
)


def ask_for_one(dataset: Dataset, selection: dict) -> None:
    """List the regions with most incidents, to choose one, and show them on the map."""
    draw_heading(gettext(ASK_FOR_ONE), dataset)
    rows = Selected(dataset, selection).rows
    if rows.empty:
        draw_empty(dataset, selection)
        return
    st.markdown(plain(gettext(HOW_TO_ASK)))
    query = tuple(to_query(selection, opening={}))
    counts = _ranking(dataset, query, rows)
    if counts is None:
        draw_stopped(RANKING, gettext(RANKING_STOPPED))
        counts = {}
    columns = st.columns(len(RANKED), gap="medium")
    for column, (title, kinds) in zip(columns, RANKED.items(), strict=True):
        with column:
            st.markdown(bold(gettext(title)))
            for each in ranked_regions(counts, dataset.regions, kinds):
                st.button(
                    plain(each.words),
                    key=f"open_region_{each.region_id}",
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    on_click=safely(_choose),
                    args=(each.region_id,),
                )
    asked, also = Selected(dataset, selection), ("regions",)
    draw_stage(asked, rows, selected_id(dataset), key="maprank", also=also)


def _ranking(
    dataset: Dataset, query: tuple, rows: pd.DataFrame
) -> dict[str, int] | None:
    """Return the number of incidents by region; None where the count was stopped."""
    return kept_or_done(
        RANKING,
        partial(_counts, dataset.fingerprint, query),
        (dataset.fingerprint, query),
        gettext("Counting over all regions …"),
        lambda tell: incidents_by_region(rows, dataset.regions, tell).to_dict(),
    )


@kept(st.cache_data, show_spinner=False, max_entries=32)
def _counts(
    fingerprint: str, query: tuple, _found: dict[str, int] | None
) -> dict[str, int]:
    return kept_or_raise(_found)


def _choose(region_id: str) -> None:
    st.session_state[REGION] = region_id
