"""The words of a brief fit its selection, and its printed command makes it again."""

import shlex
from datetime import date

import pytest

from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.entries import count_publishers
from dashboard.brief.words.make import make_brief
from dashboard.commands import cli
from dashboard.figures.title import ENDS_WITH_DAY
from dashboard.geo.distance_words import in_kilometers, radius_in_words
from dashboard.settings import Settings
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
BOATS = {"campaign": ["boat_strike"]}
JANUARY = {**BOATS, "from": date(2026, 1, 1), "to": date(2026, 1, 31)}
WEEK = {"from": date(2025, 9, 1), "to": date(2025, 9, 7)}
SUCRE = ("VE-R", "could", 12.0)
ORANGE_BAR = 5
"""The layer (zorder) of the solid part of a bar."""


def brief_of(selection: dict, layout: str = "numbers", **more):
    return make_brief(DATASET, selection, layout=layout, **more)


def drawn_words(brief) -> str:
    [axes] = draw_picture(brief).axes
    return " ".join(" ".join(text.get_text() for text in axes.texts).split())


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (JANUARY, False),
        ({**BOATS, "to": date(2026, 6, 21)}, False),
        ({**BOATS, "to": date(2026, 6, 22)}, True),
        ({**BOATS, "from": date(2026, 8, 22)}, True),
        ({**BOATS, "from": date(2026, 8, 23)}, False),
        (BOATS, True),
    ],
)
def test_a_gap_is_said_only_of_days_asked_for(selection, said):
    brief = brief_of(selection)
    assert ("22 June to 22 August" in brief.coverage) is said
    assert ("22 June to 22 August" in drawn_words(brief)) is said


@pytest.mark.full
def test_a_pair_says_the_gaps_of_both_sides():
    before, after = {"to": date(2026, 1, 2)}, {"from": date(2026, 1, 3)}
    few = {"campaign": ["vessel_seizure"]}
    brief = brief_of(few | before, "compare", against=few | after)
    assert "22 June to 22 August" in brief.coverage
    assert "22 June to 22 August" in drawn_words(brief)
    early = brief_of(before, "compare", against={"to": date(2026, 1, 31)})
    assert "22 June" not in early.coverage


@pytest.mark.parametrize(
    ("last", "said"), [(date(2026, 10, 4), False), (date(2026, 10, 5), True)]
)
def test_days_after_the_last_look_are_said_where_they_are_asked_for(last, said):
    brief = brief_of({**BOATS, "to": last})
    assert ("Not covered: 5 October 2026" in brief.coverage) is said


@pytest.mark.sample(1)
@pytest.mark.parametrize(("selection", "said"), [(WEEK, False), (OPENING, True)])
def test_what_was_added_later_is_in_the_key_only_where_a_bar_has_it(selection, said):
    assert ("added later" in drawn_words(brief_of(selection, "weekly"))) is said


@pytest.mark.parametrize("layout", ["numbers", "weekly"])
def test_one_bar_is_no_giant_square(layout):
    [axes] = draw_picture(brief_of(WEEK, layout)).axes
    bars = [
        patch
        for patch in axes.patches
        if patch.get_zorder() == ORANGE_BAR and hasattr(patch, "get_width")
    ]
    assert bars and max(bar.get_width() for bar in bars) <= 40


def test_nothing_without_a_place_is_no_large_number():
    assert [figure.unit for figure in brief_of({"text": "Beata"}).figures] == [
        "strike",
        "people killed",
    ]
    assert "strikes not placed" in [figure.unit for figure in brief_of(BOATS).figures]


def test_a_title_has_one_date():
    title = brief_of({"campaign": ["venezuela_operation"]}).title
    assert title == "Reported US operation in Venezuela, 3 January 2026"
    assert ENDS_WITH_DAY.search("raid, 14 May 2026")
    assert not ENDS_WITH_DAY.search("raid 2026")


@pytest.mark.full
def test_a_period_that_no_title_names_is_in_the_foot():
    brief = brief_of({"campaign": ["venezuela_operation"]})
    assert brief.period in drawn_words(brief)
    assert brief_of(BOATS).stamp.count("2 Sep 2025") == 0


@pytest.mark.full
def test_a_pair_of_two_periods_has_each_above_its_map():
    few = {"campaign": ["vessel_seizure"], "to": date(2026, 1, 2)}
    brief = brief_of(few, "compare", against=JANUARY)
    assert brief.title == "Reported incidents compared, two periods"
    said = drawn_words(brief)
    assert all(side.period in said for side in brief.sides)
    assert "· from 3 Jan" not in said and "· to 2 Jan" not in said


def test_a_pair_counts_strikes_where_both_sides_do():
    title = "Reported US strikes on vessels compared, two periods"
    later = {**BOATS, "from": date(2026, 1, 3)}
    assert brief_of(BOATS, "compare", against=later).title == title
    incidents = brief_of(BOATS, "compare", against={}).title
    assert incidents.startswith("Reported incidents compared")


def test_the_answers_about_a_region_count_strikes_where_its_title_does():
    brief = brief_of({**BOATS, "region": SUCRE}, "region")
    assert "could have been, by its own radius: 3 strikes" in brief.alt
    assert "in it: 0 strikes" in brief.alt and "incident" not in brief.alt
    every = brief_of({"region": SUCRE}, "region")
    assert "incidents" in every.sentence


def test_a_region_counts_what_it_holds_and_the_rest_beside_it():
    brief = brief_of({**BOATS, "region": SUCRE}, "region")
    assert brief.subtitle == (
        "3 of 3 strikes can be placed, and only roughly. No position is official. "
        "Beside these, 15 strikes are known only to an area around Sucre, Venezuela."
    )
    assert "18" not in drawn_words(brief).split("What is known")[0].split("Sucre")[0]
    assert brief.subtitle in brief.alt and brief.subtitle in brief.paste


def test_a_region_that_holds_nothing_says_so():
    brief = brief_of({"geo_precision": ["3"], "region": SUCRE}, "region")
    assert brief.subtitle.startswith("Nothing is placed here; 20 incidents are")


@pytest.mark.sample(1)
@pytest.mark.parametrize(("selection", "unit"), [(BOATS, "strike"), ({}, "incident")])
def test_the_same_count_has_one_unit(selection, unit):
    said = drawn_words(brief_of({**selection, "theatre": ["caribbean"]}, "weekly"))
    other = {"strike": " incidents,", "incident": "All rows 22 strikes"}[unit]
    assert other not in said.split("Sources")[0]


@pytest.mark.parametrize(
    ("words", "in_km"),
    [
        ("about 80 nm south of Isla Beata", "148 km (80 NM) south"),
        ("1 NM off", "1.9 km (1 NM) off"),
        ("12 nautical miles off", "22 km (12 NM) off"),
        ("30 millas náuticas de", "56 km (30 NM) de"),
        ("830 km SW", "830 km (448 NM) SW"),
        ("32 miles east", "51 km (28 NM) east"),
        ("Type 54 km-long", "Type 54 km (29 NM)-long"),
        ("flight 32 mixed", "flight 32 mixed"),
        ("no distance", "no distance"),
    ],
)
def test_distances_have_one_form(words, in_km):
    assert in_km in in_kilometers(words).replace("\u00a0", " ")


def test_a_radius_has_both_units():
    assert radius_in_words(110).replace("\u00a0", " ") == "±110 km (59 NM)"


def test_labels_and_list_have_no_other_unit():
    said = drawn_words(brief_of(OPENING, "map"))
    assert " nm" not in said and "miles" not in said
    assert "148\u00a0km" in said or "148 km" in said


def test_primary_sources_come_first_and_repeats_last():
    rows = brief_of({}).rows
    named = [name for name, _ in count_publishers(rows, DATASET.dictionary)]
    kinds = [DATASET.dictionary.publisher_kinds.get(name, "") for name in named]
    assert kinds[0] == "primary" and kinds.count("primary") == 1
    first_repeat = kinds.index("aggregator or repost")
    assert set(kinds[first_repeat:]) == {"aggregator or repost"}


def test_a_publisher_is_one_however_it_was_seen_and_counts_incidents():
    rows = brief_of({}).rows
    counted = dict(count_publishers(rows, DATASET.dictionary))
    assert [name for name in counted if name.startswith("CBS")] == ["CBS News"]
    cbs = rows[rows["sources"].str.contains("CBS News")]
    whole = cbs["parent_id"].where(cbs["parent_id"].ne(""), cbs["incident_id"])
    assert counted["CBS News"] <= whole.nunique()
    assert "title seen" not in brief_of({}).sources


SHOWN = {
    "opening": (OPENING, {"banner": "TLP:AMBER"}),
    "all": ({}, {"layout": "map", "title": "Año & día: 'x' \"y\""}),
    "words": ({"text": "-no such"}, {"layout": "table"}),
    "region": ({**JANUARY, "region": ("VE-R", "off", 24.0)}, {"layout": "region"}),
    "several": ({"event_type": ["land_strike", "raid"], "deaths_min": 3}, {}),
    "view": ({"bounds": (-70.0, 9.0, -60.0, 14.0)}, {"layout": "weekly"}),
    "pair": ({**BOATS, "to": date(2026, 1, 2)}, {"layout": "compare", "against": {}}),
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            each, marks=() if each in ("words", "region") else pytest.mark.full
        )
        for each in SHOWN
    ],
)
def test_the_printed_command_makes_the_same_file(name, tmp_path, capsys):
    selection, choices = SHOWN[name]
    brief = brief_of(selection, **{"as_of": "2026-11-27", **choices})
    program, command = brief.again.split("again with ")[1].split(" -m dashboard ", 1)
    assert program == "python" and brief.again in drawn_words(brief)
    code = cli.main([*shlex.split(command), "--out", str(tmp_path)])
    assert code == 0, capsys.readouterr()
    [file] = tmp_path.iterdir()
    assert file.read_bytes() == to_file(brief, "png")


def test_a_public_address_is_printed_in_place_of_the_command():
    settings = Settings(public_address="https://desk.example")
    brief = brief_of(BOATS, root="https://desk.example", settings=settings)
    assert brief.again.startswith("link https://desk.example/brief?")
    assert "python -m" not in drawn_words(brief)
    assert brief.link in brief.paste


@pytest.mark.parametrize("root", ["", "http://127.0.0.1:8501"])
def test_no_address_of_this_machine_is_printed(root):
    brief = brief_of(BOATS, root=root)
    for words in (drawn_words(brief), brief.paste, brief.again):
        assert "127.0.0.1" not in words and "/brief?" not in words
