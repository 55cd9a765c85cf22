"""The sentences of the pages, each made from numbers: a case on each side of an edge."""

from datetime import date, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.figures import incident_words, page_words, place_search_words, time_words
from dashboard.figures.legend_words import (
    in_no_region,
    no_port,
    parts_not_counted,
    perhaps_elsewhere,
    shade_words,
    white_words,
)
from dashboard.figures.mark_words import count_words, departures_words, region_count
from dashboard.figures.region_words import (
    about_lines,
    boundary_credit,
    campaigns_and_answers,
)
from dashboard.geo.place_search import Hit
from dashboard.geo.region_facts import RegionFacts
from tests.worlds import NO_TOLL, located, real_dataset


@pytest.mark.parametrize(
    ("shown", "whole", "position", "rest"),
    [
        (3, 3, 0, ", 3 rows; opens newest first, a click on a heading sorts"),
        (2, 3, 0, ", 2 of 3 rows; opens newest first, a click on a heading sorts"),
        (
            *(1200, 1200, 1),
            ", 1,200 rows; opens newest first, a click on a heading sorts"
            " · selected: row 1",
        ),
    ],
)
def test_the_title_of_the_table_counts_its_rows(shown, whole, position, rest):
    title = page_words.table_title(shown, whole, position)
    assert title == ("Incidents and their parts", rest)


def test_sums_name_the_rows_that_they_are_of():
    assert page_words.sum_title(1) == "Sum of this row"
    assert page_words.sum_title(2) == "Sum of these 2 rows"
    of_all = page_words.sum_title(1200, paged=True)
    assert of_all == "Sum of all 1,200 rows, not of this page alone"


def test_a_page_of_the_table_says_which_rows_it_has():
    _, rest = page_words.table_title(900, 1200, 301, (201, 400))
    assert rest == (
        ", 900 of 1,200 rows; here are 201 to 400, a click on a heading sorts these"
        " alone · selected: row 301"
    )
    assert "200 of 900 rows" in page_words.table_alt(200, 900)
    assert ", 3 rows," in page_words.table_alt(3, 3)


@pytest.mark.parametrize(
    ("size", "label"),
    [
        (None, "Download CSV (2 rows)"),
        (1, "Download CSV (2 rows, 1 KB)"),
        (3 * 1024, "Download CSV (2 rows, 3 KB)"),
    ],
)
def test_a_download_says_its_rows_and_its_size(size, label):
    assert page_words.download_label("CSV", 2, size) == label


def test_what_a_search_found_and_the_whole_are_offered_with_their_numbers():
    assert page_words.found_label("CSV", 1) == "CSV of this row"
    assert page_words.found_label("Excel", 2) == "Excel of these 2 rows"
    assert page_words.whole_label("CSV", 1200, None) == "CSV of all 1,200 rows"
    assert page_words.whole_label("CSV", 1, 900) == "CSV of all 1 row (1 KB)"
    assert page_words.narrowed_words("campaign is x", "Sucre").endswith(
        "campaign is x; of these the rows in which the table holds “Sucre”"
    )


def test_a_count_has_its_toll_unless_campaigns_are_mixed():
    rows = located({}, NO_TOLL)
    assert page_words.count_and_toll(rows) == (
        "2 incidents · 2–4 killed (best 3) · 1 with no figure"
    )
    assert page_words.count_and_toll(rows, with_toll=False) == "2 incidents"


def test_a_period_that_ends_before_it_begins_is_said():
    rows, day = located({}), date(2025, 9, 2)
    same = time_words.kept_words(rows.iloc[:0], rows, day, day)
    assert same == "Kept: 2 Sep 2025 · 0 of 1 incident; rest pale"
    turned = time_words.kept_words(rows, rows, day, date(2025, 9, 1))
    assert turned.startswith("Kept: From lies after To ")
    known = real_dataset().dictionary
    last, after = known.last_day, known.last_day + timedelta(days=1)
    late = time_words.kept_words(rows, rows, after, last, known)
    assert late.startswith("Kept: no day that the table covers ")
    assert "no day" not in time_words.kept_words(rows, rows, last, last, known)


def test_days_that_are_not_known_are_named_up_to_a_dozen():
    spans = pd.DataFrame({"incident_id": [f"T{n}" for n in range(13)], "words": "x"})
    text = time_words.spans_alt(spans)
    assert text.startswith("13 incidents without one known day. T0: x; ")
    assert text.endswith("T11: x")
    assert time_words.spans_words(1).startswith("1 incident has no one known day")
    assert time_words.spans_words(2).startswith("2 incidents have no one known day")


def test_a_running_total_says_what_it_leaves_out():
    rows = located({}, NO_TOLL)
    period = (date(2025, 9, 2), date(2025, 9, 9))
    lead = "Running total as reported, 2 Sep 2025 – 9 Sep 2025: "
    assert time_words.running_words(rows, period, 0) == (
        f"{lead}2–4 killed (best 3); 1 row with no figure."
    )
    assert time_words.running_words(rows.iloc[:1], period, 2) == (
        f"{lead}2–4 killed (best 3), with 2 published totals as dots."
    )


def test_bars_of_several_campaigns_are_called_incidents():
    assert time_words.bars_heading("deaths") == "People killed per week"
    assert (
        time_words.bars_heading("incidents", several=True, of="x")
        == "Incidents per week, several campaigns, x"
    )
    assert time_words.bars_alt(True, side="Left") == "Left: incidents per week"
    assert time_words.bars_alt(False, title="x") == (
        "Bars of the people reported killed per week, x"
    )


def test_only_what_is_presumed_dead_is_called_so_in_a_bar():
    assert time_words.bar_parts(True)[1] == "added later, presumed dead"
    assert "dead" not in " ".join(time_words.bar_parts(False))
    assert "presumed dead" in time_words.solid_and_pale(True)[1]
    assert "dead" not in " ".join(time_words.solid_and_pale(False))


def test_what_was_near_says_how_many_are_not_listed():
    assert incident_words.near_note(0).endswith("from the whole table.")
    assert incident_words.near_note(1).endswith("; 1 more not listed.")
    assert incident_words.position_words(3, 1) == "3 of 1 row by date"


def test_strikes_and_vessels_that_are_none_are_left_out():
    assert incident_words.units_words(2, 1) == "2 strikes · 1 vessel"
    assert incident_words.units_words(0, 0) == ""


BOX = (-90.0, 0.0, -50.0, 30.0)


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (30.0, -90.0, ""),
        (30.1, -90.0, ". Outside the map"),
        (0.0, -50.0, ""),
        (0.0, -49.9, ". Outside the map"),
        (-63.2, 10.6, ". Outside the map; did you mean 10.6, -63.2?"),
    ],
)
def test_a_place_outside_the_map_is_said_to_be(latitude, longitude, words):
    hit = Hit("here", "", latitude, longitude)
    assert place_search_words.hit_words(hit, BOX) == f"here{words}"


def test_only_a_point_has_its_figures():
    town = Hit("here", "town", 10.5, -63.0)
    assert place_search_words.hit_words(town, BOX).startswith("here, town: 10")
    sea = Hit("there", "sea", 10.5, -63.0, is_area=True)
    assert place_search_words.hit_words(sea, BOX) == "there, sea"


def test_a_list_of_places_says_how_many_it_leaves_out():
    assert place_search_words.hits_label(3, 3).startswith("3 places")
    assert place_search_words.hits_label(50, 1200).startswith("50 of 1,200 places")
    assert place_search_words.shape_doubts("").endswith("no row is in doubt")


@pytest.mark.parametrize(
    ("low", "high", "deaths", "words"),
    [
        (1, 1, False, "1 incident"),
        (1, 1, True, "1 killed (best)"),
        (2, 4, False, "2–4 incidents"),
        (25, None, False, "25 or more incidents"),
        (100, None, True, "100 or more killed (best)"),
    ],
)
def test_a_shade_says_its_range(low, high, deaths, words):
    assert shade_words(low, high, deaths) == words


def test_the_legend_says_what_white_means():
    assert white_words(True, False) == "white: none killed"
    assert white_words(False, True) == "white: “?” no figure"
    assert white_words(True, True) == "white: none killed; “?” no figure"
    assert no_port(1) == "1 departure without a known port"
    assert in_no_region(2, "sea") == "2 incidents not in any sea"
    assert parts_not_counted(1) == "1 part of an incident not counted"
    assert perhaps_elsewhere(3) == "3 may lie in another state"


def test_a_mark_is_counted_in_strikes_only_where_every_incident_is_one():
    assert count_words(2, 0, 3, 0) == "3 strikes"
    assert count_words(2, 0, 1, 1) == "2 incidents"
    assert count_words(0, 1, 1, 0) == "1 part of an incident"
    assert region_count(1, 0, "x") == "1 incident · x"
    assert region_count(2, 1, "x") == "2 incidents, 1 part · x"
    assert departures_words(1) == "reported departure of 1 incident"


def test_a_region_is_described_by_what_is_known_of_it():
    bare = RegionFacts("sea", "A sea", "A sea", "", "", (), ())
    assert about_lines(bare, "sea-a") == ["Sea", "Id: sea-a"]
    full = RegionFacts(
        "state", "One", "Uno", "Land", "Ruler", ("a claim",), ("Two", "Three")
    )
    assert about_lines(full, "L-1") == [
        "State or province",
        "In Spanish: Uno",
        "Of: Land",
        "Administered by: Ruler",
        "Disputed: a claim",
        "Next to: Two, Three",
        "Id: L-1",
    ]
    assert boundary_credit({"source": "S"}) == "Boundary: S. . Licence: . ."
    assert campaigns_and_answers("", "x") == "All campaigns: x"
    assert campaigns_and_answers("y", "x") == "Only y: x"


def test_notices_of_a_link_are_one_sentence():
    assert page_words.ignored_link("a") == "Part of the link was ignored: a"
    assert page_words.ignored_link("a", "b").endswith(": a; b")
    dictionary = SimpleNamespace(
        tables=(), coverage_gaps=[SimpleNamespace(text="A gap.")]
    )
    assert time_words.gaps_words(dictionary, True) == "Grey behind the bars: A gap."
    assert time_words.gaps_words(dictionary, False) == "A gap."
