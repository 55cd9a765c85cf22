"""A zero is never said alone: what each filter hides."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.figures.hidden_by import (
    EVERY,
    hidden_by,
    hidden_inside,
    hidden_title,
    take_off_words,
)
from dashboard.selection.filters import select
from tests.worlds import real_dataset

DATASET = real_dataset()
BOATS = {"campaign": ["boat_strike"]}
IN_VENEZUELA = {"region": ("VE", "in", 12.0)}


def test_venezuela_without_the_boat_filter_has_the_operation_of_january():
    campaign, region = hidden_by(DATASET, BOATS | IN_VENEZUELA)
    assert (campaign.key, region.key) == ("campaign", "region")
    without = select(DATASET.incidents, IN_VENEZUELA, DATASET.regions)
    whole = without["incident_id"].where(
        without["parent_id"].eq(""), without["parent_id"]
    )
    assert campaign.incidents == whole.nunique() == 4
    said = take_off_words(campaign)
    assert said.startswith("Take off ‘campaign is boat strikes’: 4 incidents")
    assert "57–100 killed" in said
    said = take_off_words(region)
    assert said.startswith("Take off ‘in Venezuela’: 71 incidents, 215–238 killed")


def test_a_filter_that_hides_nothing_is_not_offered():
    found = hidden_by(DATASET, BOATS | {"text": "a text that no row holds"})
    assert [each.key for each in found] == ["text"]


def test_where_two_filters_hide_all_only_both_are_offered():
    texts = {"text": "a text that no row holds", "deaths_min": 1_000_000}
    (every,) = hidden_by(DATASET, texts)
    assert (every.key, every.incidents) == (EVERY, DATASET.everything)
    assert (
        take_off_words(every) == f"Take off all filters: {DATASET.everything} incidents"
    )
    assert "None of them alone" in hidden_title([every])


def test_an_empty_table_has_nothing_to_offer():
    assert "The table has no incident" in hidden_title([])


@pytest.mark.parametrize(
    ("selection", "keys"),
    [
        (BOATS | IN_VENEZUELA, ["campaign"]),
        (BOATS | {"region": ("VE", "could", 12.0)}, ["campaign"]),
        (IN_VENEZUELA, []),
        (BOATS | {"region": ("VE-R", "in", 12.0)}, []),
        (BOATS, []),
    ],
    ids=["hidden", "whatever the relation", "not zero", "truly none", "no region"],
)
def test_the_zero_of_a_region_says_what_a_filter_hides(selection, keys):
    assert [each.key for each in hidden_inside(DATASET, selection)] == keys


def test_the_region_page_shows_what_the_campaign_hides_with_one_click():
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    at.query_params["region"] = "VE"
    at.run()
    at.switch_page("views/region.py").run()
    button = at.button(key="take_off_campaign")
    assert "4 incidents" in button.label
    button.click().run()
    assert not at.exception and at.session_state["campaign"] == []
    assert any("4 in Venezuela" in each.value for each in at.markdown)
