"""Every number and word of a brief from small made-up tables, read by eye."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.brief.words.make import make_brief
from dashboard.figures.large_numbers import Figure
from dashboard.geo.locate import locate
from dashboard.geo.place_words import where_in_words
from tests.worlds import AREA, NO_TOLL, incidents, real_dataset

DATASET = real_dataset()
AT = {"latitude": "11.15", "longitude": "-62.6"}
"""At sea, about 24 NM off Sucre."""
NOWHERE = {
    "geo_precision": "3",
    "latitude": "",
    "longitude": "",
    "radius_km": "",
    "area_id": "",
    "theatre": "not_disclosed",
}
TOWN = {"geo_precision": "1", "radius_km": "5"}
PART = {"parent_id": "TST-2025-09-02-01", "strikes": "0", "vessels": "0"}
SEIZURE = {
    "campaign": "vessel_seizure",
    "event_type": "vessel_seizure",
    "strikes": "0",
    "deaths_low": "0",
    "deaths_best": "0",
    "deaths_high": "0",
    "missing": "0",
}
US = {"actor": "US military"}


def toll(low="", best="", high="", missing="0") -> dict:
    return {
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
        "missing": missing,
    }


def world(*changes: dict):
    """Return a data set of made-up rows at real places."""
    table = locate(incidents(*changes), DATASET.regions)
    table["where_words"] = where_in_words(table, DATASET.regions)
    return replace(DATASET, incidents=table)


def brief_of(*changes: dict, selection=None, **more):
    return make_brief(world(*changes), selection or {}, **more)


def numbers(*changes: dict) -> list[tuple[str, str, str]]:
    return [tuple(figure) for figure in brief_of(*changes).figures]


def test_one_strike_is_counted_by_eye():
    assert numbers({}) == [
        ("1", "strike", "on 1 vessel"),
        ("2–4", "people killed", "best 3; 1 presumed dead"),
    ]


def test_what_is_known_to_an_area_or_nowhere_is_not_placed():
    assert numbers({}, AREA, NOWHERE, NOWHERE)[2] == (
        "3 of 4",
        "strikes not placed",
        "among them 6–12 killed (best 9)",
    )
    assert numbers({}, AREA)[2][0] == "1 of 2"
    assert numbers({}, NOWHERE)[2][0] == "1 of 2"


def test_a_toll_of_none_gives_what_is_not_placed_no_weight():
    harmless = {**AREA, **toll("0", "0", "0")}
    assert numbers({}, harmless)[2] == (
        "1 of 2",
        "strikes not placed",
        "known only to an area, or to none",
    )


def test_several_campaigns_have_no_toll_together():
    brief = brief_of({}, {**SEIZURE, **AREA})
    assert [tuple(figure) for figure in brief.figures] == [
        ("2", "incidents", "on 2 vessels"),
        ("1 of 2", "incidents not placed", "known only to an area, or to none"),
    ]
    assert brief.lines == (
        "boat strikes: 1 strike, 2–4 killed (best 3), 1 of them presumed dead",
        "vessel seizures: 1 incident, none killed",
    )
    assert brief.sentence == "; ".join(brief.lines)
    doubt = numbers({}, SEIZURE, AREA)[-1][2]  # the toll of an area is of one campaign
    assert doubt == "known only to an area, or to none"


@pytest.mark.parametrize(
    ("ends", "number", "doubt"),
    [
        (toll("2", "3", ""), "≥ 2", "best 3; high not known for 1 row"),
        (toll("", "3", "4"), "≤ 4", "best 3; low not known for 1 row"),
        (toll("", "3", ""), "3", "no range reported"),
        (toll("3", "3", "3"), "3", "low, best and high agree"),
        (toll("2", "", "4"), "2–4", "best figure not reported"),
        (toll("2", "3", "4", "2"), "2–4", "best 3; 2 presumed dead"),
        (toll("4", "4", "4", "1"), "4", "1 presumed dead"),
        (toll("0", "0", "0"), "0", "low, best and high agree"),
        (toll(), "–", "blank, which is not zero"),
    ],
)
def test_a_toll_says_its_range_and_its_doubt(ends, number, doubt):
    unit = "deaths not reported" if number == "–" else "people killed"
    assert numbers(ends)[1] == (number, unit, doubt)


def test_an_open_end_is_counted_by_its_rows():
    two_open, one_low = [toll("2", "3", "")] * 2, toll("", "3", "4")
    high = ("≥ 4", "people killed", "best 6; high not known for 2 rows")
    assert numbers(*two_open)[1] == high
    doubt = "best figure; low not known for 1 row; high not known for 2 rows"
    assert numbers(*two_open, one_low)[1] == ("9", "people killed", doubt)
    low = ("≤ 8", "people killed", "best 6; low not known for 2 rows")
    assert numbers(one_low, one_low)[1] == low


def test_a_row_without_a_figure_is_said_beside_the_toll():
    assert numbers({}, NO_TOLL)[1] == (
        "2–4",
        "people killed",
        "best 3; 1 presumed dead; 1 row with no figure",
    )


def test_nothing_selected_is_none_of_the_table():
    brief = brief_of({}, {}, selection={"text": "no such words"})
    assert brief.figures == (Figure("0", "incidents", "of 2 in the table"),)
    assert brief.subtitle == "No incident of the table matches these filters."
    assert brief.sentence == "no incident of the table matches"
    assert brief.sources == "No source: no incident matches."
    assert brief.counts == (
        "0 of 2 incidents · 0 placed, 0 known only to an area, 0 without a place"
    )


def test_parts_without_their_incident_are_parts():
    brief = brief_of(
        {"location": "left out"},
        {**PART, "location": "kept", **toll("1", "1", "1")},
        {**PART, "location": "kept", **AREA, **toll("1", "1", "1")},
        selection={"text": "kept"},
    )
    assert [tuple(figure) for figure in brief.figures] == [
        ("2", "parts", "of incidents that are left out"),
        ("2", "people killed", "low, best and high agree"),
    ]
    assert brief.subtitle == (
        "Only 2 parts of incidents, not the incidents themselves; 1 can be placed. "
        "No position is official."
    )
    assert brief.sentence == "2 parts, 2 killed"


def test_units_are_strikes_only_where_every_incident_is_one():
    assert numbers({}, {})[0] == ("2", "strikes", "on 2 vessels")
    assert numbers({"strikes": "3"}, {})[0] == ("4", "strikes", "on 2 vessels")
    assert numbers({"strikes": "0"}, {})[0] == ("2", "incidents", "on 2 vessels")
    vessels = numbers({"vessels": ""}, {"vessels": "2"})[0][2]
    assert vessels == "on 2 vessels, 1 with no figure"
    assert numbers({"vessels": ""})[0][2] == "on 0 vessels, 1 with no figure"
    assert numbers({"vessels": "0"})[0][2] == "of 1 incident in the table"


def test_parts_are_said_with_how_many_have_a_place():
    part = {**PART, **NO_TOLL}
    follow_up = {**part, "event_type": "follow_up_strike"}
    assert numbers({}, follow_up)[0][2] == "on 1 vessel, 1 follow-up strike"
    words = numbers({}, part, {**part, **TOWN})[0][2]
    assert words == "on 1 vessel, 2 parts, each with a place"
    words = numbers({}, part, {**part, **AREA}, follow_up)[0][2]
    assert words == "on 1 vessel, 3 parts, 2 with a place"


def test_a_sentence_says_units_vessels_toll_and_missing():
    brief = brief_of({}, {}, NO_TOLL)
    assert brief.sentence == (
        "3 strikes on 3 vessels, 4–8 killed (best 6), 1 row with no figure, 2 of them "
        "presumed dead"
    )
    assert brief.counts == (
        "3 of 3 incidents · 3 placed, 0 known only to an area, 0 without a place · "
        "1 row with no death toll"
    )
    counts = brief_of({}, {**PART, **NO_TOLL}, AREA, NOWHERE).counts
    assert counts == (
        "3 of 3 incidents (1 part) · 1 placed, 1 known only to an area, 1 without a "
        "place"
    )


OFFICIAL = "No position is official."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([{}], "The one strike can be placed only roughly."),
        ([TOWN], "The one strike can be placed to a named place."),
        ([AREA], "The one strike is known only to an area."),
        (
            [AREA, {**PART, **NO_TOLL}],
            "The one strike is known only to an area; 1 part of it can be placed.",
        ),
        ([NOWHERE], "The one strike cannot be placed; not even an area is known."),
        (
            [NOWHERE, NOWHERE],
            "None of 2 strikes can be placed; not even an area is known.",
        ),
        (
            [{}, NOWHERE, {}],
            "2 of 3 strikes can be placed, and only roughly; 1 without a place.",
        ),
        ([{}, {}], "2 of 2 strikes can be placed, and only roughly."),
        ([{}, TOWN], "2 of 2 strikes can be placed, 1 of them only roughly."),
        ([TOWN, TOWN], "2 of 2 strikes have a named place."),
        (
            [{}, AREA],
            (
                "1 of 2 strikes can be placed, and only roughly; 1 is known only to an "
                "area."
            ),
        ),
        (
            [TOWN, AREA, AREA, NOWHERE],
            (
                "1 of 4 strikes has a named place; 2 are known only to an area, 1 not "
                "even to an area."
            ),
        ),
        (
            [AREA, AREA, NOWHERE],
            (
                "None of 3 strikes can be placed; 2 are known only to an area, 1 not even "
                "to an area."
            ),
        ),
    ],
)
def test_the_subtitle_says_what_can_be_placed(changes, words):
    assert brief_of(*changes).subtitle == f"{words} {OFFICIAL}"


DAYS = "2 Sep 2025 – 4 Oct 2026"


@pytest.mark.parametrize(
    ("changes", "selection", "title"),
    [
        ([US], {}, f"Reported US strikes on vessels, Caribbean, {DAYS}"),
        ([{}], {}, f"Reported strikes on vessels, Caribbean, {DAYS}"),
        ([US, {}], {}, f"Reported strikes on vessels, Caribbean, {DAYS}"),
        ([{**SEIZURE, **US}], {}, f"Reported US vessel seizures, Caribbean, {DAYS}"),
        ([{}, SEIZURE], {}, f"Reported incidents, Caribbean, {DAYS}"),
        (
            [{}, {"theatre": "eastern_pacific"}],
            {},
            f"Reported strikes on vessels, Caribbean and Eastern Pacific, {DAYS}",
        ),
        (
            [{}],
            {"deaths_min": 1},
            f"Reported strikes on vessels, filtered, Caribbean, {DAYS}",
        ),
        (
            [{}],
            {"campaign": ["boat_strike"]},
            f"Reported strikes on vessels, Caribbean, {DAYS}",
        ),
        (
            [{}],
            {"campaign": ["accident"]},
            f"Reported accidents, {DAYS}",
        ),
        (
            [{"campaign": "venezuela_operation", "theatre": "venezuela_land", **US}],
            {},
            "Reported US operation in Venezuela, 3 January 2026",
        ),
        (
            [{}],
            {"campaign": ["boat_strike", "vessel_seizure"]},
            f"Reported strikes on vessels, filtered, Caribbean, {DAYS}",
        ),
        (
            [{}],
            {"from": date(2025, 9, 2), "to": date(2025, 9, 2)},
            "Reported strikes on vessels, Caribbean, 2 Sep 2025",
        ),
        (
            [{}],
            {"from": date(2020, 1, 1), "to": date(2030, 1, 1)},
            f"Reported strikes on vessels, Caribbean, {DAYS}",
        ),
        ([{"theatre": "other"}], {}, f"Reported strikes on vessels, {DAYS}"),
        (
            [{}, {"theatre": "other"}],
            {},
            f"Reported strikes on vessels, Caribbean and elsewhere, {DAYS}",
        ),
        (
            [{}, NOWHERE],
            {},
            f"Reported strikes on vessels, Caribbean, {DAYS}",
        ),
        (
            [{}],
            {"region": ("VE-R", "off", 30.0)},
            f"Reported strikes on vessels within 30 NM of Sucre, Venezuela, {DAYS}",
        ),
    ],
)
def test_a_title_says_who_what_where_and_when(changes, selection, title):
    assert brief_of(*changes, selection=selection).title == title


def test_a_pair_counts_both_sides_and_their_difference():
    brief = brief_of(
        {"campaign": "boat_strike", "location": "early"},
        {"location": "late", **toll("1", "5", "9", "4")},
        {"location": "early and late", **NO_TOLL},
        selection={"text": "early"},
        layout="compare",
        against={"text": "late"},
    )
    assert brief.difference == (
        "Right minus left: between −3 and +7 (best +2) killed. 1 strike on both sides."
    )
    assert brief.sentence == (
        f"Left ({DAYS}; text holds “early”): 2 strikes on 2 vessels, 2–4 killed (best "
        f"3), 1 row with no figure, 1 of them presumed dead. Right ({DAYS}; text holds "
        "“late”): 2 strikes on 2 vessels, 1–9 killed (best 5), 1 row with no figure, "
        f"4 of them presumed dead. {brief.difference}"
    )
    assert brief.title == f"Reported strikes on vessels compared, {DAYS}"
    assert len(brief.rows) == len(brief.entries) == 3
    one, other = brief.counts.split(" | ")
    assert one.startswith("left 2 of 3 inc") and other.startswith("right 2 of 3 inc")
    assert brief.figures == brief.lines == ()


def test_a_pair_of_several_campaigns_has_no_difference_of_tolls():
    brief = brief_of({}, SEIZURE, layout="compare", against={"deaths_min": 1})
    assert brief.difference == (
        "Right minus left: not added up over campaigns. 1 strike on both sides."
    )
    words = (
        "boat strikes: 1 strike, 2–4 killed (best 3), 1 of them presumed dead; vessel"
    )
    assert words in brief.sentence


def test_a_pair_of_two_periods_names_both():
    before, after = {"to": date(2025, 12, 31)}, {"from": date(2026, 1, 1)}
    brief = brief_of(
        {}, {"date": "2026-02-02"}, selection=before, layout="compare", against=after
    )
    assert brief.title == "Reported strikes on vessels compared, two periods"
    assert [side.period for side in brief.sides] == [
        "2 Sep 2025 – 31 Dec 2025",
        "1 Jan 2026 – 4 Oct 2026",
    ]
    assert brief.difference == "Right minus left: between −2 and +2 (best 0) killed."


def test_each_answer_about_a_region_has_its_own_count():
    brief = brief_of(
        AT,
        {**AREA, **SEIZURE},
        {**AREA, **toll("1", "1", "1")},
        {"latitude": "10.5", "longitude": "-63.2", **TOWN},
        selection={"region": ("VE-R", "in", 30.0)},
        layout="region",
    )
    assert brief.lines == (
        "in it: 1 incident, 2–4 killed (best 3)",
        "off its coast within 30 NM: 1 incident, 2–4 killed (best 3)",
        "could have been, by its own radius: 1 incident, 2–4 killed (best 3)",
        (
            "known only to an area around it: 2 incidents, boat strikes: 1 killed; vessel "
            "seizures: none killed"
        ),
        "left from it: 0 incidents",
        "the answers overlap and are not added up",
    )
    assert (
        brief.title == f"Reported incidents in, off and around Sucre, Venezuela, {DAYS}"
    )
    assert brief.filters.endswith(
        "· in, off or around Sucre, Venezuela, or left from it"
    )
    assert len(brief.rows) == 4 and brief.figures == ()
    sea = brief_of(
        AT, selection={"region": ("basin-caribbean", "in", 30.0)}, layout="region"
    )
    assert not any("coast" in line for line in sea.lines)
    assert sea.lines[0] == "in it: 1 strike, 2–4 killed (best 3)"


def test_publishers_are_named_by_number_of_incidents():
    cells = [
        f"Paper {name} <https://example.org/{name}> 2025-09-03" for name in "abcdefghij"
    ]
    rows = [{"sources": cell} for cell in cells] + [{"sources": cells[9]}]
    brief = brief_of(*rows)
    assert brief.sources == (
        "Reported by (number of incidents): Paper j (2), Paper a (1), Paper b (1), "
        "Paper c (1), Paper d (1), Paper e (1), Paper f (1), Paper g (1) and 2 other "
        "publishers; full list with the data."
    )
    assert (
        "Sources: Paper j, Paper a, Paper b, Paper c, Paper d and others."
        in brief.paste
    )
    few = brief_of(*rows[:5])
    assert "Sources: Paper a, Paper b, Paper c, Paper d and Paper e." in few.paste


def test_the_list_has_the_newest_first_and_names_the_whole_of_a_part():
    brief = brief_of(
        {}, {**PART, **NO_TOLL}, {"date": "2025-09-05", "location": "elsewhere"}
    )
    assert [entry[-1] for entry in brief.entries] == [
        "TST-2025-09-05-03",
        "TST-2025-09-02-01",
        "TST-2025-09-02-02, part of TST-2025-09-02-01",
    ]
    assert [entry[2] for entry in brief.entries] == [
        "2–4 killed (best 3)",
        "2–4 killed (best 3)",
        "no figure",
    ]


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        ("", ""),
        ("2026-11-27", "made 27 Nov 2026"),
        ("2026-11-27T09:30", "made 27 Nov 2026 09:30 UTC"),
        ("2026-11-27T00:30+01:00", "made 26 Nov 2026 23:30 UTC"),
    ],
)
def test_the_time_of_making_is_said_in_utc(as_of, words):
    assert brief_of({}, as_of=as_of).as_of == words


def test_published_totals_are_those_of_the_brief():
    """The official tally of 7 January 2026: 35 strikes, 36 vessels, 114 to 123 dead."""
    brief = make_brief(DATASET, {"campaign": ["boat_strike"], "to": date(2025, 12, 31)})
    strikes, killed, _ = brief.figures
    assert strikes.number == "35" and strikes.doubt.startswith("on 36 vessels")
    assert killed.number.startswith("114–") and "best 123" in killed.doubt


def test_a_difference_that_is_not_known_is_not_killed():
    brief = brief_of(
        {"location": "early"},
        {"location": "late", **NO_TOLL},
        selection={"text": "early"},
        layout="compare",
        against={"text": "late"},
    )
    assert brief.difference == "Right minus left: not known: a side has no figure."


def test_a_part_counts_as_its_incident_in_an_answer():
    region = {"region": ("VE-R", "in", 30.0)}
    brief = brief_of(AT, {**PART, **NO_TOLL}, selection=region, layout="region")
    assert brief.lines[1].startswith("off its coast within 30 NM: 1 strike, ")
