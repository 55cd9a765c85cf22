"""Lists of several incidents, days beyond a table, and files of a search, on the pages."""

from dashboard.views._state import LISTED
from tests.test_app import bodies, first_line, opened, opened_at
from tests.test_app_selected import BOATS

CARIBBEAN = tuple(
    BOATS.loc[
        BOATS["area_id"].eq("basin-caribbean") & BOATS["join_method"].eq("area"),
        "incident_id",
    ]
)


def list_card(at):
    cards = [html for html in bodies(at) if html.startswith("<div class='incident-")]
    return "".join(cards)


def listed(at, ids):
    """Show the list of what was clicked at once, as the map's report does."""
    at.session_state[LISTED] = ids
    at.run()
    assert not at.exception
    return at


def press(at, key):
    (button,) = [each for each in at.button if each.key == key]
    button.click().run()
    assert not at.exception
    return at


def test_a_list_goes_when_the_filters_hide_its_rows_and_with_reset():
    at = listed(opened(), CARIBBEAN)
    assert "Known only to the Caribbean" in list_card(at)
    (field,) = [each for each in at.text_input if each.key == "text"]
    field.set_value("Beata").run()
    assert first_line(at).startswith("**1 of 97") and list_card(at) == ""
    press(at, "undo")
    assert list_card(at)
    press(at, "reset")
    assert list_card(at) == "" and not at.session_state[LISTED]


def test_a_list_is_on_compare_too():
    at = listed(opened_at("compare"), CARIBBEAN)
    assert "Known only to the Caribbean" in list_card(at)


def test_a_list_counts_only_what_the_page_shows():
    at = listed(opened(**{"from": "2026-01-01"}), CARIBBEAN)
    shown = BOATS[BOATS["incident_id"].isin(CARIBBEAN) & BOATS["date"].ge("2026-01-01")]
    assert f"{len(shown)} incidents" in list_card(at) and 0 < len(shown) < 15


def test_days_of_a_link_beyond_the_table_can_be_taken_off():
    for link, button in (
        ({"to": "2026-12-31"}, "reset"),
        ({"from": "2025-01-01"}, "whole_period"),
    ):
        at = press(opened(**link), button)
        assert first_line(at).startswith("**71 of 97 incidents")


def test_an_empty_region_list_says_what_hides_it():
    at = opened_at("region", text="no such words anywhere")
    (button,) = [each for each in at.button if each.key == "take_off_text"]
    assert "71 incidents" in button.label
    assert not [each for each in at.button if "open_region_" in str(each.key)]


def test_an_empty_side_of_a_comparison_says_what_hides_it():
    at = opened_at("compare", b_text="no such words anywhere")
    said = " ".join(each.value for each in at.caption).replace("\\", "")
    assert "No incident matches these filters together" in said
    assert "71 incidents" in said
    assert not [each for each in at.button if each.key == "take_off_text"]


def test_a_search_that_finds_nothing_any_more_offers_no_file_of_no_row():
    at = opened()
    (find,) = [each for each in at.text_input if each.key == "table_find_widget"]
    find.set_value("trinidad").run()
    (field,) = [each for each in at.text_input if each.key == "text"]
    field.set_value("no such words anywhere").run()
    labels = [each.label for each in at.get("download_button")]
    assert not [label for label in labels if "these 0 rows" in label]
