"""The Compare page: two selections side by side, at one scale."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard.dataset import Dataset
from dashboard.figures.caveats import caveats
from dashboard.figures.compare import Side, differences, overlap_words, pair_sentence
from dashboard.figures.filter_words import shown_words
from dashboard.figures.grains import fitting_grain
from dashboard.figures.halves import (
    halves,
    halves_words,
    parting_day,
    side_title,
    what_may_differ,
)
from dashboard.figures.large_numbers import count_selection
from dashboard.figures.page_words import ignored_link
from dashboard.figures.time_words import bars_alt
from dashboard.figures.timeline import per_bin, span_of
from dashboard.figures.totals import all_added_are_missing, several_campaigns
from dashboard.look.bin_charts import (
    incident_bars,
    incident_title,
    killed_bars,
    killed_title,
)
from dashboard.look.charts import to_spec
from dashboard.look.front import numbers_html
from dashboard.selection.filters import FILTERS, offered
from dashboard.selection.link import SECOND, second_query
from dashboard.selection.selected import Selected
from dashboard.text.language import N_, gettext
from dashboard.views._crash import safely
from dashboard.views._data import read_data
from dashboard.views._download import draw_sentence, page_link
from dashboard.views._empty import draw_what_is_hidden
from dashboard.views._filters import (
    axis,
    draw_filter,
    keep_other,
    selection_of_widgets,
)
from dashboard.views._heading import draw_heading
from dashboard.views._link import read_link, write_link
from dashboard.views._link_changes import draw_changes
from dashboard.views._map import draw_switches, show_map
from dashboard.views._region_frame import frame_of
from dashboard.views._selected import draw_card, draw_list_card, listed_ids, selected_id
from dashboard.views._state import DIFFERS, FROM, TO, incident_id, linked
from dashboard.views._words import plain

NAMES = (N_("Left"), N_("Right"))
KEYS = ("left", "right")


def show() -> None:
    """Draw both selections and their difference, or say why there is nothing."""
    dataset, trouble = read_data()
    draw_heading(gettext("Two selections side by side"), dataset)
    if dataset is None:
        st.error(plain(trouble), icon=":material/error:")
        return
    first = selection_of_widgets()
    with st.container(key="above"):  # what comes and goes never moves a map's frame
        for notice in read_link(dataset):
            st.warning(plain(ignored_link(notice)))
        draw_changes(dataset)
        second, differing = _draw_second(dataset, first)
        keep_other({key: second.get(key) for key in differing})
        parting = None if differing else parting_day(dataset.dictionary, first)
        if parting:
            undated = int(Selected(dataset, first).rows["date"].isna().sum())
            first, second = halves(first, parting)
            differing = ["from", "to"]
            st.caption(plain(halves_words(parting, undated)))
    further = second_query(second, differing)
    if not parting:
        write_link(dataset, first, incident_id(), further)
    left, right = (_side(dataset, each) for each in (first, second))
    _draw_sides(dataset, [left, right], (first, second))
    _draw_difference(dataset, (left, right), first, further)


def _side(dataset: Dataset, selection: dict) -> Side:
    asked = Selected(dataset, selection)
    return Side(rows=asked.rows, words=asked.words)


def _that_may_differ(dataset: Dataset, linked_keys: list[str] | None) -> list[str]:
    """Return the filters that the table offers, and those that a link asks for."""
    keys = {each.key for each in offered(dataset.dictionary)} | set(linked_keys or ())
    return [key for key in FILTERS if key in keys]


def _draw_second(dataset: Dataset, first: dict) -> tuple[dict, list[str]]:
    """Draw what differs on the right; return its selection and the keys that differ."""
    with st.container(border=True):
        differing = st.multiselect(
            gettext("The left side follows the filters. On the right, these differ:"),
            _that_may_differ(dataset, linked(DIFFERS)),
            default=linked(DIFFERS),
            format_func=lambda key: gettext(FILTERS[key].label),
            key=DIFFERS,
            placeholder=what_may_differ(dataset.dictionary),
        )
        if "from" in first:
            st.button(
                gettext("The period before"),
                on_click=safely(_set_before),
                args=(dataset, first),
            )
        columns = st.columns(min(3, max(1, len(differing))))
        for number, key in enumerate(differing):
            with columns[number % len(columns)]:
                draw_filter(FILTERS[key], dataset, SECOND)
    own = selection_of_widgets(SECOND)
    kept = {key: value for key, value in first.items() if key not in differing}
    asked = {key: own[key] for key in differing if key in own}
    return {
        key: {**kept, **asked}[key] for key in FILTERS if key in {**kept, **asked}
    }, (differing)


def _set_before(dataset: Dataset, first: dict) -> None:
    """Set the right side to the period just before the left one, of the same length."""
    since = first["from"]
    until = first.get("to") or dataset.dictionary.last_day or since
    length = until - since
    st.session_state[SECOND + TO] = since - timedelta(days=1)
    st.session_state[SECOND + FROM] = since - timedelta(days=1) - length
    others = [key for key in st.session_state[DIFFERS] if key not in (FROM, TO)]
    st.session_state[DIFFERS] = [FROM, TO, *others]


def _draw_sides(dataset: Dataset, sides: list[Side], selections: tuple) -> None:
    opening, selected = _opening(dataset, selections), selected_id(dataset)
    periods = _same_length([axis(dataset, each) for each in selections])
    pairs = list(zip(sides, periods, strict=True))
    spans = [span_of(side.rows, *period) or period for side, period in pairs]
    grain = fitting_grain(spans)
    weeks = [per_bin(side.rows, *period, grain=grain) for side, period in pairs]
    draw_weeks = _weeks_drawer(dataset, sides, weeks, grain)
    columns = st.columns(2, gap="small")
    for number, column in enumerate(columns):
        side, period, table = sides[number], periods[number], weeks[number]
        with column:
            _draw_headline(dataset, side, number, selections)
            if side.rows.empty:
                draw_what_is_hidden(dataset, selections[number], buttons=not number)
            show_map(
                dataset,
                side.rows,
                selected,
                key=f"map-{KEYS[number]}-{opening}",
                opening=opening,
                strip="shared",
            )
            draw_weeks(table, period, gettext(NAMES[number]))
    with st.container(key="map_switches"):
        draw_switches(dataset)
    if selected:
        both = pd.concat([each.rows for each in sides])
        both = both[~both["incident_id"].duplicated()]
        with st.container(border=True, key="card_below"):
            draw_card(dataset, both, selected, selections[0], "compare")
    elif ids := listed_ids(*(each.rows for each in sides)):
        both = pd.concat([each.rows for each in sides])
        both = both[~both["incident_id"].duplicated()]
        with st.container(border=True, key="card_below"):
            draw_list_card(dataset, both, ids)


def _weeks_drawer(
    dataset: Dataset, sides: list[Side], weeks: list[pd.DataFrame], grain: str
) -> Callable:
    """Return what draws the bars of a side: both sides in one unit, on one scale.

    Where a side has several campaigns the bars are incidents, not added tolls.
    """
    several = any(several_campaigns(each.rows) for each in sides)
    missing = all(
        all_added_are_missing(each.rows, dataset.dictionary) for each in sides
    )
    column = "incidents" if several else "high"
    top = max([table[column].max() for table in weeks if len(table)] + [1])

    def draw(table: pd.DataFrame, period: tuple, name: str) -> None:
        if several:
            st.html(incident_title(grain=grain))
            bars = incident_bars(table, period, top)
        else:
            st.html(killed_title(missing=missing, grain=grain))
            bars = killed_bars(table, period, top=top, missing=missing)
        st.vega_lite_chart(
            spec=to_spec(bars),
            width="stretch",
            theme=None,
            alt=bars_alt(several, grain, side=name),
        )

    return draw


def _draw_headline(
    dataset: Dataset, side: Side, number: int, selections: tuple
) -> None:
    name, selection = gettext(NAMES[number]), selections[number]
    counted = count_selection(Selected(dataset, selection))
    title = side_title(name, selection, selections[1 - number], dataset)
    with st.container(gap=None, key=f"headline-{KEYS[number]}"):
        st.html(numbers_html(title, counted.figures, counted.lines))
        shown = int(side.rows["parent_id"].eq("").sum())
        if not dataset.dictionary.tables_apart:
            st.caption(plain(shown_words(shown, dataset.everything)))
        st.caption(plain(side.words))


def _opening(dataset: Dataset, selections: tuple) -> tuple | None:
    """Return one view for both maps that holds both regions; None for the usual one."""
    regions = [each["region"][0] for each in selections if "region" in each]
    if len(regions) < len(selections):
        return None
    frames = [frame_of(region_id, dataset.regions) for region_id in regions]
    (souths, wests), (norths, easts) = (
        tuple(zip(*corners, strict=True)) for corners in zip(*frames, strict=True)
    )
    return ((min(souths), min(wests)), (max(norths), max(easts)))


def _same_length(periods: list[tuple]) -> list[tuple]:
    """Return the periods as axes of the same number of days, so that weeks compare."""
    days = max((last - first).days for first, last in periods)
    return [(first, first + pd.Timedelta(days=days)) for first, _ in periods]


def _draw_difference(
    dataset: Dataset, sides: tuple[Side, Side], first: dict, further: tuple
) -> None:
    st.subheader(gettext("Difference"))
    if words := overlap_words(*sides, dataset.dictionary):
        st.info(plain(words))
    st.table(differences(*sides, dataset.dictionary).rename(index=plain))
    st.caption(
        gettext(
            "A difference of deaths is a range: from right low minus left high to "
            "right high minus left low."
        )
    )
    link = page_link(dataset, first, "compare", further)
    missing = caveats(dataset)
    draw_sentence(
        pair_sentence(*sides, dataset.dictionary, dataset.fingerprint, link, missing)
    )


show()
