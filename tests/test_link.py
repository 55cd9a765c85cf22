"""What a link remembers of its data, and how it says what has changed since."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest

from dashboard.figures.since_link import pin_of, since_words
from dashboard.selection.filters import parse_selection, select, to_query
from dashboard.selection.link import Pin, PinError, filters_of, parse_pin, pinned_query
from tests.worlds import NO_TOLL, OPENING, located, real_dataset

DATASET = real_dataset()
OLD, NEW = "f4dc1a04", "0a1b2c3d"


def pin_of_selection(selection):
    rows = select(DATASET.incidents, selection, DATASET.regions)
    return pin_of(rows, OLD, selection)


def test_the_opening_view_is_pinned_by_its_published_totals():
    assert (
        str(pin_of_selection(OPENING)) == f"{OLD}.71.215.238.238.s{filters_of(OPENING)}"
    )


def test_tolls_of_several_campaigns_are_not_in_a_pin():
    assert str(pin_of_selection({})) == f"{OLD}.97.s{filters_of({})}"


def test_an_end_that_was_not_reported_is_said_so_and_is_not_zero():
    rows = located({**NO_TOLL, "deaths_low": 1})
    assert str(pin_of(rows, OLD, {})) == f"{OLD}.1.1.-.-.s{filters_of({})}"


@pytest.mark.parametrize(
    "text",
    [f"{OLD}.71.215.238.238", f"{OLD}.97", f"{OLD}.1.1.-.-.s3f9a", f"{OLD}.0.s0000"],
)
def test_a_pin_is_read_back_as_it_was_written(text):
    assert str(parse_pin(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        OLD,
        f"{OLD}.",
        f"{OLD}.1.1..",
        f"{OLD}.-",
        f"{OLD}.1.2",
        f"{OLD}.1.2.3",
        "F4DC1A04.1",
        "x.1.1.1.1",
    ]
    + [
        f"{OLD}.-1",
        f"{OLD}.1.1.1.1.1",
        f"{OLD}.1.1.1.1\n",
        f"{OLD}.1.s1",
        f"{OLD}.{10**12}",
    ],
)
def test_another_text_is_no_pin_and_told_what_one_is(text):
    with pytest.raises(PinError, match="must be a fingerprint and totals"):
        parse_pin(text)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (Pin(OLD, 71, (1, 2, 3)), Pin(OLD, 71, (1, 2, 3)), ""),
        (
            Pin(OLD, 71, (215, 233, 238)),
            Pin(NEW, 73, (215, 238, 240)),
            "+2 incidents and deaths best +5, high +2 since this link "
            f"(data {OLD}, now {NEW})",
        ),
        (
            Pin(OLD, 2, (5, 5, 5)),
            Pin(NEW, 1, (4, 4, 4)),
            "−1 incident and deaths low −1, best −1, high −1 since this link "
            f"(data {OLD}, now {NEW})",
        ),
        (
            Pin(OLD, 2, (5, 5, None)),
            Pin(NEW, 2, (5, 5, 9)),
            f"deaths high not reported, now 9 since this link (data {OLD}, now {NEW})",
        ),
        (
            Pin(OLD, 2, (5, 5, 5)),
            Pin(NEW, 2, (5, 5, 5)),
            f"the data has changed since this link (data {OLD}, now {NEW}), its "
            "totals have not",
        ),
        (
            Pin(OLD, 2),
            Pin(NEW, 3, (1, 1, 1)),
            "+1 incident and several campaigns on one side, so deaths are not compared "
            f"since this link (data {OLD}, now {NEW})",
        ),
    ],
)
def test_what_has_changed_is_said_in_numbers(then, now, words):
    assert since_words(then, now) == words


def test_other_totals_on_the_same_table_are_told_as_what_they_are():
    words = since_words(Pin(OLD, 2, (5, 5, 5)), Pin(OLD, 1, (5, 5, 5)))
    assert "on the same data" in words and "rules that select have changed" in words


TABLE = "f5040835"
SAME = Pin(NEW, 71, (215, 238, 238))


def test_a_link_of_before_pins_the_table_alone_and_opens_without_a_word():
    old = parse_pin(f"{TABLE}.71.215.238.238.s1de5")
    assert since_words(old, SAME, "", TABLE) == ""
    assert since_words(old, SAME, "", "0000000a").startswith("the data has changed")
    words = since_words(replace(old, incidents=70), SAME, "", TABLE)
    assert words.startswith(f"+1 incident since this link, on the same table ({TABLE})")
    assert "the description, the layers or the rules that select" in words


def test_another_description_of_the_same_table_is_told_as_what_it_is():
    then = Pin(OLD, 71, (215, 238, 238))
    words = f"have changed since this link (data {OLD}, now {NEW})"
    assert since_words(then, SAME, TABLE, TABLE).endswith(f"or the layers {words}")
    assert since_words(then, SAME, "0000000a", TABLE).startswith("the data has changed")
    changed = since_words(replace(then, incidents=70), SAME, TABLE, TABLE)
    assert f"on the same table ({TABLE}): the description" in changed


def test_a_pinned_link_holds_selection_version_and_pin():
    query = pinned_query(
        {"campaign": ["vessel_seizure"]}, Pin(OLD, 3, (0, 0, 0)), OPENING
    )
    assert query == [
        ("campaign", "vessel_seizure"),
        ("v", "1"),
        ("data", f"{OLD}.3.0.0.0"),
    ]


def test_filters_are_told_apart_and_are_no_part_of_what_has_changed():
    assert filters_of({"from": date(2026, 1, 1)}) != filters_of(OPENING)
    assert Pin(OLD, 1, filters="aaaa") == Pin(OLD, 1, filters="bbbb") == Pin(OLD, 1)


DAYS = {"from": date(2025, 10, 1), "to": date(2026, 1, 7)}
BOX = ((10.5, -65.0), (11.8, -65.0), (11.8, -61.0), (10.5, -61.0))
MADE_LINKS = [
    ("from=2025-10-01&to=2026-01-07&campaign=", DAYS),
    (
        "campaign=vessel_seizure&event_type=land_strike&event_type=raid",
        {"campaign": ["vessel_seizure"], "event_type": ["land_strike", "raid"]},
    ),
    (
        "campaign=&theatre=caribbean&verification=contested",
        {"theatre": ["caribbean"], "verification": ["contested"]},
    ),
    (
        "campaign=&geo_precision=1&geo_precision=2",
        {"geo_precision": ["1", "2"]},
    ),
    ("campaign=&region=VE-R", {"region": ("VE-R", "in", 12.0)}),
    (
        "campaign=&region=VE-R&relation=off&within_nm=12",
        {"region": ("VE-R", "off", 12.0)},
    ),
    (
        "campaign=&region=VE-R&relation=off&within_nm=24.5",
        {"region": ("VE-R", "off", 24.5)},
    ),
    ("campaign=&region=VE-R&within_nm=25", {"region": ("VE-R", "in", 25.0)}),
    ("campaign=&region=TT&relation=could", {"region": ("TT", "could", 12.0)}),
    (
        "campaign=&region=basin-caribbean&relation=area",
        {"region": ("basin-caribbean", "area", 12.0)},
    ),
    ("campaign=&region=VE&relation=left", {"region": ("VE", "left", 12.0)}),
    (
        "campaign=&deaths_min=4&actor=US+military&claimed_target=ELN",
        {"deaths_min": 4, "actor": ["US military"], "claimed_target": ["ELN"]},
    ),
    (
        "campaign=&publisher=CBS+News&text=Golfito",
        {"publisher": ["CBS News"], "text": "Golfito"},
    ),
    ("campaign=&shape=10.5,-65;11.8,-65;11.8,-61;10.5,-61", {"shape": BOX}),
    ("campaign=&bounds=9.5,-66,12.5,-60", {"bounds": (9.5, -66.0, 12.5, -60.0)}),
]
"""Links that earlier versions have written, and what they have always meant."""


def read(link):
    world = (DATASET.incidents, DATASET.dictionary, DATASET.regions)
    return parse_selection(parse_qs(link, keep_blank_values=True), *world)


@pytest.mark.parametrize(("link", "selection"), MADE_LINKS)
def test_a_link_of_before_means_the_same_and_is_still_written(link, selection):
    assert read(link) == (selection, [])
    assert urlencode(to_query(selection, OPENING), safe=",;:") == link


@pytest.mark.parametrize(
    ("link", "selection"),
    [
        ("region=VE-R&relation=off", {"region": ("VE-R", "off", 12.0)}),
        ("region=VE&relation=left&within_nm=12", {"region": ("VE", "left", 12.0)}),
        ("region=VE-R&relation=&within_nm=", {"region": ("VE-R", "in", 12.0)}),
        ("region=&relation=off&within_nm=25", {}),
        ("relation=near", {}),
        ("text=+Golfito+", {"text": "Golfito"}),
        ("text=+%00", {}),
        ("bounds=9.50004,-66,12.5,-0.0", {"bounds": (9.5, -66.0, 12.5, 0.0)}),
    ],
)
def test_a_link_that_a_person_wrote_is_read_with_its_usual_parameters(link, selection):
    assert read(link) == (selection, [])
