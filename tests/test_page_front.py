"""The front of a page: chips, counts, what is heard, lists, answers and halves."""

from datetime import date

import pytest

from dashboard.figures.filter_words import (
    chip_words,
    clear_words,
    counts_of_choices,
    dates_words,
    more_filters,
    shown_words,
)
from dashboard.figures.halves import (
    halves,
    halves_words,
    parting_day,
    side_title,
    what_may_differ,
)
from dashboard.figures.large_numbers import Figure, count_selection
from dashboard.figures.list_words import list_words, more_listed
from dashboard.figures.region_front import (
    answer_figures,
    elsewhere_words,
    ranked_regions,
    relation_labels,
)
from dashboard.figures.region_report import answer_lines
from dashboard.figures.share_words import front_said
from dashboard.geo.region_answers import find_answers
from dashboard.geo.region_counts import incidents_by_region
from dashboard.look.card import list_card
from dashboard.look.front import OPEN_LINES, front_html, numbers_html
from dashboard.selection.filters import FILTERS
from dashboard.selection.selected import Selected
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
INCIDENTS, DICTIONARY, REGIONS = (
    DATASET.incidents,
    DATASET.dictionary,
    DATASET.regions,
)
COUNTS = counts_of_choices(INCIDENTS, {}, REGIONS)
CAMPAIGNS = COUNTS["campaign"]


def chip(key, value):
    return chip_words(key, value, CAMPAIGNS, DICTIONARY, REGIONS)


def test_a_chip_says_what_its_filter_keeps_and_how_many():
    assert chip("campaign", ["boat_strike"]) == "Boat strikes 71"
    both = chip("campaign", ["boat_strike", "vessel_seizure"])
    assert both == "Boat strikes or vessel seizures 82"
    third = ["boat_strike", "vessel_seizure", "accident"]
    assert chip("campaign", third) == "Campaign: 3 chosen"
    assert chip("campaign", None) == "All campaigns"
    assert chip("theatre", None) == "Any theatre"
    assert chip("event_type", ["follow_up_strike"]) == "Follow-up strike"  # parts alone
    assert chip("region", ("VE-R", "in", 12.0)) == "In Sucre, Venezuela"


def test_the_counts_of_a_chip_are_those_of_the_table_without_parts():
    whole = INCIDENTS[INCIDENTS["parent_id"].eq("")]
    assert sum(CAMPAIGNS.values()) == len(whole) == 97
    assert CAMPAIGNS["boat_strike"] == whole["campaign"].eq("boat_strike").sum()
    assert {"publisher", "deaths_min"} <= FILTERS.keys() - COUNTS.keys()


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, "All dates"),
        (date(2026, 1, 1), None, "From 1 Jan 2026"),
        (None, date(2025, 12, 31), "To 31 Dec 2025"),
        (date(2026, 1, 1), date(2026, 3, 31), "1 Jan – 31 Mar 2026"),
    ],
)
def test_the_chip_of_the_dates_says_both_ends(since, until, words):
    assert dates_words(since, until) == words


def test_other_filters_are_counted_and_taken_off_in_words():
    assert more_filters(0) == "More filters"
    assert more_filters(1) == "More filters (1)"
    assert clear_words("campaign", 97) == "All campaigns 97"
    assert clear_words("region", 0) == "All regions"
    assert shown_words(96, 97) == "96 of 97 incidents shown"
    assert shown_words(97, 97) == "all 97 incidents"


def test_the_front_escapes_and_folds_many_lines():
    figures = (Figure("1", "<i>strikes", "on 1 & more"),)
    html = front_html("<script>", figures, ["a < b"])
    assert "<script>" not in html and "<i>strikes" not in html and "a < b" not in html
    assert html.count("<li>") == 2 and "<details" not in html
    some = [f"line {n}" for n in range(OPEN_LINES)]
    assert "<details" not in front_html("t", (), some)
    folded = front_html("t", (), [*some, "one more"])
    assert "Each of 4 apart: tolls are not added up" in folded
    assert numbers_html("<b>", figures).startswith("<div class='front front-side'>")
    assert "<b>" in numbers_html("x", figures) and "<h2>&lt;b&gt;" in numbers_html(
        "<b>", figures
    )


def test_what_is_heard_is_title_count_and_numbers():
    counted = count_selection(Selected(DATASET, OPENING))
    said = front_said("Strikes", counted.figures, "71 of 97 incidents shown")
    assert said.startswith("Strikes. 71 of 97 incidents shown. 71 strikes. 215–238 ")
    assert front_said("Only a title", (), "") == "Only a title"


def test_a_plate_lists_its_area_and_a_mark_its_point():
    rows = Selected(DATASET, OPENING).rows
    area = rows[rows["area_id"].eq("basin-caribbean") & rows["join_method"].eq("area")]
    title, why, tolls = list_words(area, DICTIONARY)
    assert title == "Known only to the Caribbean" and "No dot" in why
    assert "15 incidents" in tolls[0] and "50–56 killed" in tolls[0]
    acapulco = rows[rows["latitude"].eq(11.57) & rows["longitude"].eq(-105.34)]
    title, why, _ = list_words(acapulco, DICTIONARY)
    assert title == "3 incidents at one point" and "same point" in why
    title, why, _ = list_words(rows[rows["geo_precision"].lt(3)], DICTIONARY)
    assert title.endswith("at several places") and "marks would overlap" in why
    away = acapulco.head(2).assign(latitude=61.5, longitude=[-13.0, -14.0])
    title, why, _ = list_words(away, DICTIONARY)
    assert title.endswith("at several places") and "beyond this map" in why
    away.loc[away.index[0], ["latitude", "longitude"]] = (11.0, -62.0)
    assert "marks would overlap" in list_words(away, DICTIONARY)[1]
    part = rows[rows["parent_id"].ne("")]
    assert list_words(part, DICTIONARY)[0].startswith("1 part")
    _, why, _ = list_words(area, DICTIONARY, beside=True)
    assert "not counted above" in why
    assert more_listed(1_000) == (
        "and 1,000 more: narrow the filters, or see the table"
    )
    assert "<b>" not in list_card("<b>", "", []) and "quiet" not in list_card(
        "t", "", []
    )


def test_answers_about_a_region_are_numbers_with_their_tolls():
    asked = Selected(DATASET, {**OPENING, "region": ("VE-R", "in", 12.0)})
    figures = answer_figures(answer_lines(asked.answers, DATASET))
    assert [each.number for each in figures] == ["0", "0", "3", "15", "1"]
    assert figures[0].doubt == "none" and figures[2].doubt == "21 killed"
    labels = relation_labels(asked.answers)
    assert labels["in"] == "in it 0" and labels["left"] == "left from it 1"
    assert labels["area"].endswith(" 15") and list(labels)[1] == "off"
    assert relation_labels(asked.answers, apart=True)["in"] == "in it"


def test_an_answer_of_none_names_the_answers_about_the_region_that_have_some():
    boats = {**OPENING, "region": ("VE-R", "in", 12.0)}
    asked = Selected(DATASET, boats)
    words = elsewhere_words(asked.answers, "in")
    assert words.startswith("None in it. But: could have been there 3, ")
    assert "off its coast" not in words  # there is none either
    assert "left from it 1" in words
    assert "left from it 1" not in elsewhere_words(asked.answers, "left")
    alone = find_answers(INCIDENTS.head(0), "VE-R", 12.0, REGIONS)
    assert elsewhere_words(alone, "in") == ""


def test_a_sea_has_no_button_for_its_coast():
    asked = Selected(DATASET, {"region": ("basin-eastern-pacific", "in", 12.0)})
    assert "off" not in relation_labels(asked.answers, coast=False)
    assert "off" in relation_labels(asked.answers)


def test_regions_are_ranked_by_their_incidents_and_told_apart_by_kind():
    rows = Selected(DATASET, OPENING).rows
    counts = incidents_by_region(rows, REGIONS).to_dict()
    basins = ranked_regions(counts, REGIONS, ("basin",))
    assert [each.region_id for each in basins[:2]] == [
        "basin-eastern-pacific",
        "basin-caribbean",
    ]
    states = ranked_regions(counts, REGIONS, ("state",))
    assert len(states) == 10 and not any("incident" in each.words for each in states)
    assert "Sucre, Venezuela" in [each.words for each in states]


def test_a_side_is_titled_with_what_only_it_asks():
    left, right = halves(OPENING, date(2026, 1, 1))
    assert side_title("Left", left, right, DATASET) == "Left: to 31 Dec 2025"
    assert side_title("Right", right, left, DATASET) == "Right: from 1 Jan 2026"
    assert side_title("Left", OPENING, right, DATASET) == "Left"


def test_two_halves_are_cut_at_the_last_year_or_in_the_middle():
    assert parting_day(DICTIONARY, OPENING) == date(2026, 1, 1)
    assert parting_day(DICTIONARY, {"from": date(2026, 1, 1)}) is None
    assert parting_day(DICTIONARY, {"to": date(2026, 1, 1)}) is None
    first, second = halves(OPENING, date(2026, 1, 1))
    one, two = (Selected(DATASET, each).rows for each in (first, second))
    assert len(one) + len(two) == len(Selected(DATASET, OPENING).rows)
    assert one["date"].max() < two["date"].min()
    said = halves_words(date(2026, 1, 1))
    assert "1 Jan 2026" in said and "without a date" not in said
    assert "1 row without a date in neither" in halves_words(date(2026, 1, 1), 1)
    assert what_may_differ(DICTIONARY) == "Choose: from, to and campaign …"


class OneYear:
    """A table of eleven days in one year."""

    first_day, last_day = date(2026, 3, 1), date(2026, 3, 11)


def test_a_table_of_one_year_is_cut_in_the_middle_and_one_day_not_at_all():
    assert parting_day(OneYear, {}) == date(2026, 3, 6)

    class OneDay(OneYear):
        last_day = OneYear.first_day

    assert parting_day(OneDay, {}) is None
