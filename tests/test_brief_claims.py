"""What a brief claims: titles, counts and limits say no more than the selection holds."""

from datetime import date

import pandas as pd
import pytest

from dashboard.brief.drawing.mark_labels import short_place
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import BriefError, checked_banner
from dashboard.figures.large_numbers import counted_words
from dashboard.figures.totals import totals
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
SUCRE = ("VE-R", "could", 12.0)


def brief_of(selection: dict, layout: str = "numbers", **more):
    if layout == "region" and "region" not in selection:
        selection = {**selection, "region": SUCRE}
    if layout == "compare":
        more["against"] = {**selection, "from": date(2026, 1, 1)}
    return make_brief(DATASET, selection, layout=layout, **more)


def test_a_title_never_says_in_where_it_could_only_have_been():
    could = brief_of({**OPENING, "region": SUCRE}).title
    assert "possibly in or off Sucre" in could
    area = brief_of({**OPENING, "region": ("VE-R", "area", 12.0)}).title
    assert "known only to an area around Sucre" in area


def test_a_title_does_not_count_other_seas_into_the_one_it_names():
    seizures = brief_of({"campaign": ["vessel_seizure"]})
    assert seizures.rows["theatre"].eq("other").sum() == 4
    assert "Caribbean and elsewhere" in seizures.title
    assert "Eastern Pacific, Venezuela and elsewhere" in " ".join(
        brief_of({}).title.replace("Venezuela, on land", "Venezuela").split()
    )
    assert "elsewhere" not in brief_of(OPENING).title
    assert "elsewhere" not in brief_of({"theatre": ["other"]}).title


def test_only_of_boat_strikes_is_it_said_that_no_position_is_official():
    assert brief_of(OPENING).subtitle.endswith("No position is official.")
    for other in ({}, {"campaign": ["vessel_seizure"]}, {"text": "Blanquilla"}):
        brief = brief_of(other)
        assert "official" not in brief.subtitle and "official" not in brief.paste


def test_a_thousand_strikes_are_counted_in_words_that_hold_together():
    row = brief_of({"text": "Beata"}).rows.iloc[:1]
    many = pd.concat([row] * 1000, ignore_index=True)
    many["incident_id"] = [f"MADE-UP-{number}" for number in range(1000)]
    words = counted_words(many, totals(many))
    assert words.startswith("1,000 strikes on 1,000 vessels, 3,000 killed")


def test_a_place_keeps_its_accents_and_loses_remarks():
    report = "Caribbean; off La Guajira (relatives); waters (US)"
    assert short_place(report, ("Caribbean",)) == "off La Guajira"
    assert short_place(report, ()) == "Caribbean"
    report = "Caribbean between Venezuela (Sucre) and Trinidad"
    between = "Caribbean between Venezuela and Trinidad"
    assert short_place(report, ("Caribbean",)) == between


@pytest.mark.parametrize("banner", ["TLP:PURPLE", "tlp:green", "x" * 61])
def test_a_banner_that_is_not_allowed_is_refused(banner):
    with pytest.raises(BriefError, match="banner"):
        checked_banner(banner)


@pytest.mark.parametrize(
    "wrong",
    [
        {"layout": "poster"},
        {"layout": "region"},
        {"layout": "compare"},
        {"as_of": "soon"},
        {"title": "x" * 161},
    ],
)
def test_what_is_not_allowed_is_named(wrong):
    with pytest.raises(BriefError, match=next(iter(wrong)).replace("_", "-")):
        make_brief(DATASET, OPENING, **wrong)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (
            {"shape": ((9, -66), (13, -66), (13, -60), (9, -60))},
            "placed in a drawn rectangle, Caribbean",
        ),
        ({"bounds": (9, -66, 13, -60)}, "placed in one view of the map, Caribbean"),
    ],
)
def test_a_title_does_not_claim_a_sea_of_which_a_part_was_drawn(selection, words):
    brief = make_brief(
        DATASET,
        {"campaign": ["boat_strike"], **selection},
        layout="numbers",
        as_of="2026-11-23T12:00Z",
    )
    assert words in brief.title


def test_a_row_without_a_figure_is_told_and_leaves_a_difference_open():
    land = {"campaign": ["land_strike"], "to": date(2026, 5, 31)}
    assert "3 incidents, none killed, 1 row with no figure" in brief_of(land).paste
    other = {"campaign": ["accident"]}
    pair = make_brief(DATASET, land, layout="compare", against=other)
    assert "best +1; the range is open, a row has no figure." in pair.difference


def test_answers_about_a_region_are_never_counted_over_all_of_them():
    brief = brief_of({**OPENING, "region": SUCRE}, "region")
    assert brief.figures == () and brief.lines[-1].endswith("are not added up")
    for text in (brief.paste, brief.alt):
        assert "known only to an area around it: 15 strikes, 50–56 killed" in text
        assert "71–77" not in text


@pytest.mark.parametrize(
    ("selection", "name", "words"),
    [
        (
            {"region": ("VE-A", "in", 12.0)},
            "subtitle",
            "Only 2 parts of incidents, not",
        ),
        ({**OPENING, "deaths_min": 8}, "title", "Reported US strikes on vessels, filt"),
        ({"to": date(2025, 8, 1)}, "title", "Reported incidents, a period that the"),
        ({"event_type": ["follow_up_strike"]}, "paste", "and Washington Post."),
        ({**OPENING, "deaths_min": 8}, "alt", "at least 8 killed (best)). 3 strikes"),
    ],
)
def test_no_words_claim_more_than_the_selection_holds(selection, name, words):
    assert words in getattr(brief_of(selection), name)


def test_a_time_that_no_clock_can_show_is_refused():
    with pytest.raises(BriefError, match="as-of '0001-01-01T00:00"):
        brief_of(OPENING, as_of="0001-01-01T00:00+14:00")
