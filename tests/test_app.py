"""The app without a browser: filters, links, bad links, broken tables."""

import csv
import shutil
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.selection.filters import FILTERS
from dashboard.table import read
from tests.worlds import to_file

APP = str(ROOT / "dashboard" / "app.py")


def opened(**query):
    """Return the app after its first run, opened from a link."""
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def first_line(at):
    """Return the bold first line of the Map page."""
    return next(each.value for each in at.markdown if " of 97" in each.value).replace(
        "\\", ""
    )


def caption(at):
    return next(each.value for each in at.caption if "data " in each.value).replace(
        "\\", ""
    )


def widget(at, key):
    kinds = (
        at.multiselect,
        at.selectbox,
        at.date_input,
        at.number_input,
        at.text_input,
        at.button_group,
    )
    (found,) = [each for kind in kinds for each in kind if each.key == key]
    return found


def test_the_app_opens_on_the_boat_strikes_and_says_so():
    at = opened()
    assert first_line(at).startswith(
        "**71 of 97 incidents (1 part), boat strikes · 71 strikes · 72 vessels · 215–238"
    )
    assert caption(at).startswith("campaign is boat strikes")
    assert at.session_state["campaign"] == ["boat_strike"]


VALUES = {
    "from": ("2026-01-01", "from 1 Jan 2026"),
    "to": ("2025-12-31", "to 31 Dec 2025"),
    "campaign": ("vessel_seizure", "campaign is vessel seizures"),
    "event_type": ("land_strike", "event type is strike on land"),
    "theatre": ("caribbean", "theatre is Caribbean"),
    "region": ("VE", "in Venezuela"),
    "verification": ("contested", "verification is contested"),
    "geo_precision": ("1", "place known is a named place"),
    "deaths_min": ("4", "at least 4 killed (best)"),
    "actor": ("US military", "actor is US military"),
    "claimed_target": ("ELN", "claimed target is ELN"),
    "publisher": ("CBS News", "reported by CBS News"),
    "text": ("Golfito", "text holds “Golfito”"),
    "shape": ("10.5,-65;11.8,-65;11.8,-61;10.5,-61", "inside a drawn rectangle, 10.5°"),
    "bounds": ("9.5,-66,12.5,-60", "in view: 9.5° to 12.5° N, 66.0° to 60.0° W"),
}


def test_every_filter_is_tried():
    several_tables = {"source_table"}  # in tests/test_foreign_filters.py
    assert set(VALUES) == set(FILTERS) - several_tables


@pytest.mark.sample(6)
@pytest.mark.parametrize("key", VALUES)
def test_a_link_opens_on_its_selection(key):
    value, words = VALUES[key]
    at = opened(**{"campaign": "", key: value})
    assert words in caption(at)
    assert not at.warning
    assert first_line(at) != line_of_everything()


@cache
def line_of_everything() -> str:
    return first_line(opened(campaign=""))


@pytest.mark.sample(6)
@pytest.mark.parametrize(
    "key", [key for key in VALUES if key not in ("from", "to", "bounds")]
)
def test_a_widget_changes_what_is_shown(key):
    value, words = VALUES[key]
    at = opened()
    each = widget(at, key)
    if each.type in ("multiselect", "button_group"):
        each.set_value([value]).run()
    else:
        each.set_value(int(value) if key == "deaths_min" else value).run()
    assert not at.exception and words in caption(at)
    if key != "campaign":
        assert at.query_params[key] in (value, [value])


def test_a_region_can_be_asked_off_its_coast():
    at = opened(region="VE-R", relation="off", within_nm="25")
    assert "within 25 NM off the coast of Sucre, Venezuela" in caption(at)
    assert first_line(at).startswith("**1 of 97 incidents")


def test_a_preset_sets_the_period_from_the_last_day_covered():
    at = opened()
    (pills,) = [each for each in at.button_group if each.key == "preset"]
    pills.set_value("last_30").run()
    assert "from 5 Sep 2026" in caption(at)


def test_reset_goes_back_to_the_opening_view():
    at = opened(campaign="", deaths_min="5", text="boat")
    (reset,) = [each for each in at.button if each.label == "Reset"]
    reset.click().run()
    assert caption(at).startswith("campaign is boat strikes · data")
    assert set(at.query_params) == {"v", "data"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"campaign": "war"}, "campaign 'war': must be one of"),
        ({"from": "soon"}, "from 'soon': must be a real date"),
        ({"region": "XX"}, "region 'XX'"),
        ({"colour": "red"}, "colour: no filter has this name"),
        ({"deaths_min": "<b>"}, "deaths_min '<b>'"),
    ],
)
def test_a_bad_link_is_ignored_with_a_notice(query, words):
    at = opened(**query)
    (notice,) = at.warning
    assert words in notice.value.replace("\\", "")
    assert first_line(at).startswith("**71 of 97 incidents")


def test_a_text_over_the_limit_is_refused_with_the_limit_in_link_and_widget():
    long = "Golfito " * 30
    at = opened(text=long)
    assert "must have at most 200 letters, not 239" in at.warning[0].value
    assert "text holds" not in caption(at)
    widget(at, "text").set_value(long).run()
    assert any("must have at most 200 letters" in each.value for each in at.error)
    assert "text holds" not in caption(at) and "text" not in at.query_params


def test_a_link_to_one_incident_opens_its_card():
    at = opened(id="CAR-2025-09-02-01")
    assert at.session_state["id"] == "CAR-2025-09-02-01"
    assert any("San Juan de Unare" in each.proto.body for each in at.get("html"))


def test_a_link_to_an_incident_that_is_not_there_says_so():
    at = opened(id="<script>")
    assert any("no incident of the table has it" in each.value for each in at.warning)


def test_an_empty_selection_says_so_and_draws_no_chart():
    at = opened(text="no such words anywhere")
    assert first_line(at).startswith("**0 of 97 incidents")
    assert any("No incident matches" in each.value for each in at.markdown)
    (button,) = [each for each in at.button if each.key == "take_off_text"]
    assert "71 incidents" in button.label  # a zero is never said alone
    button.click().run()
    assert first_line(at).startswith("**71 of 97 incidents")


def test_the_method_page_holds_the_dictionary_and_the_licences():
    at = opened()
    at.switch_page("views/method.py")
    at.run()
    assert not at.exception
    texts = " ".join(each.value for each in at.markdown)
    assert "geodesic" in texts and "CC BY 4.0" in texts.replace("\\", "") or at.code
    assert len(at.table) >= 3  # rules of places, columns, layers


def bodies(at):
    """Return the HTML of our own on a page."""
    return [each.proto.body for each in at.get("html")]


def opened_at(page, **query):
    """Return the app opened from a link to a page that is not the first."""
    at = opened(**query)
    at.switch_page(f"views/{page}.py").run()
    assert not at.exception
    return at


def test_the_region_page_gives_the_answers_side_by_side():
    at = opened_at("region", region="VE-R")
    texts = " ".join(each.value for each in at.markdown).replace("\\", "")
    assert "0 in Sucre · 0 within 12 NM of Sucre · up to 3 could have been" in texts
    (front,) = [html for html in bodies(at) if "class='front'" in html]
    assert "<b>15</b>" in front and "50–56 killed (best 56)" in front
    assert front.count("<i>none</i>") == 2
    (sentence,) = [each.value for each in at.code if "Sucre" in each.value]
    assert "not added up" in sentence and "71–77" not in sentence
    assert "71–77" not in texts  # nor under the table
    assert "/region?region=VE-R" in sentence


def test_the_region_page_asks_for_a_region_and_says_when_there_is_nothing():
    at = opened_at("region")
    assert any("Choose a region" in html for html in bodies(at))
    listed = [each.key for each in at.button if "open_region_" in str(each.key)]
    assert len(listed) == 30 and "open_region_VE-R" in listed
    at = opened_at("region", region="BR-AC")
    assert any("No incident of this selection" in each.value for each in at.info)


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "region", ["TT", "sea-caribbean-sea", "basin-eastern-pacific", "zone-ve-200nm"]
)
def test_the_region_page_shows_every_kind_of_region(region):
    at = opened_at("region", region=region, campaign="")
    assert at.dataframe


PAIR = {"to": "2025-12-31", "b_to": "2026-01-31", "b_from": "2026-01-01"}


def test_the_compare_page_opens_from_a_link_for_the_pair():
    at = opened_at("compare", **PAIR)
    texts = " ".join(each.value for each in at.caption).replace("\\", "")
    assert "35 of 97 incidents" in texts and "1 of 97 incidents" in texts
    (sentence,) = [each.value for each in at.code if "Right" in each.value]
    assert "b_from=2026-01-01&b_to=2026-01-31" in sentence
    assert at.query_params["b_from"] in ("2026-01-01", ["2026-01-01"])


def test_a_right_side_may_be_cleared_of_a_filter():
    at = opened_at("compare", b_campaign="")
    assert any("all 97 incidents" in each.value for each in at.caption)
    assert at.query_params["b_campaign"] in ("", [""])


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("map", {}, "People killed per week"),
        ("map", {"campaign": ""}, "Incidents per week, several campaigns"),
        ("compare", {"b_theatre": "caribbean"}, "People killed per week"),
        ("compare", {"b_campaign": ""}, "Incidents per week, several campaigns"),
        ("region", {"region": "VE", "campaign": ""}, "Incidents per week, several"),
    ],
)
def test_bars_per_week_never_add_tolls_of_several_campaigns(page, query, words):
    at = opened(**query) if page == "map" else opened_at(page, **query)
    titles = [each for each in bodies(at) if "per week" in each]
    assert titles and all(words in each for each in titles)


def test_the_compare_page_says_when_both_sides_are_the_same():
    same = opened_at("compare", b_campaign="boat_strike")
    assert any("same incidents" in each.value for each in same.info)


def test_before_anybody_has_chosen_two_halves_are_compared():
    at = opened_at("compare")
    texts = " ".join(each.value for each in at.caption).replace("\\", "")
    assert "Nothing is chosen yet" in texts and "to 31 Dec 2025" in texts
    assert "35 of 97 incidents" in texts and "36 of 97 incidents" in texts
    assert "from" not in at.query_params and "b_from" not in at.query_params


def test_the_period_before_is_as_long_and_ends_the_day_before():
    at = opened_at("compare", **{"from": "2026-02-01", "to": "2026-02-28"})
    (before,) = [each for each in at.button if each.label == "The period before"]
    before.click().run()
    assert not at.exception
    captions = " ".join(each.value for each in at.caption)
    assert "from 4 Jan 2026" in captions and "to 31 Jan 2026" in captions


def test_a_bad_value_of_the_right_side_is_ignored_with_a_notice():
    at = opened_at("compare", b_campaign="war", b_nonsense="1")
    notices = " ".join(each.value for each in at.warning).replace("\\", "")
    assert "b_campaign 'war': must be one of" in notices and "b_nonsense" in notices
    assert any("Nothing is chosen yet" in each.value for each in at.caption)


@pytest.mark.parametrize("day", ["1850-01-01", "9999-12-31"])
def test_a_day_far_out_of_range_is_ignored_with_a_notice(day):
    at = opened(to=day)
    assert any("must be a real date" in each.value for each in at.warning)


def test_a_day_after_the_last_covered_is_no_error():
    assert "to 1 Jan 2030" in caption(opened(to="2030-01-01"))


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Let the app read a copy of the table that a test may break."""
    path = tmp_path / "incidents.csv"
    shutil.copy(ROOT / "incidents.csv", path)
    monkeypatch.setattr(read, "INCIDENTS", path)
    return path


def texts(at):
    return " ".join(
        each.value for kind in (at.error, at.text, at.warning, at.info) for each in kind
    ).replace("\\", "")


def test_nonsense_in_a_row_is_set_aside_named_and_the_rest_shown(table):
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[5] = lines[5].replace(",vessel_strike,", ",<img src=x>,")
    table.write_text("".join(lines), encoding="utf-8")
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception
    assert "line 6, event_type '<img src=x>': must be one of vessel_strike" in texts(at)
    assert any(
        "70 of 96 incidents" in each.value.replace("\\", "") for each in at.markdown
    )


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "there is no such file"),
        (lambda path: path.write_text(""), "empty"),
        (lambda path: path.write_bytes(b"\xff\xfea\x00b"), "not UTF-16"),
        (lambda path: path.write_text("a,b\n1,2\n"), "this column is missing"),
    ],
)
def test_a_broken_table_is_told_plainly_and_the_method_page_still_works(
    table, damage, words
):
    damage(table)
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert not at.exception and words in texts(at)
    at.switch_page("views/method.py").run()
    assert not at.exception and words in texts(at) and len(at.table) >= 3


def test_tolls_of_left_out_parts_stand_apart_for_each_campaign():
    at = opened(campaign=[""], event_type=["vessel_strike", "raid"])
    said = [each.value.replace("\\", "") for each in at.caption]
    (words,) = [each for each in said if "left out by the filters" in each]
    assert "boat strikes: 2 killed" in words
    assert "US operation in Venezuela, 3 January 2026: deaths: no figure" in words


def test_what_is_left_of_surer_reports_says_what_has_no_figure():
    at = opened(campaign="land_strike")
    texts = [each.value.replace("\\", "") for each in at.markdown]
    assert any("2 incidents · none killed · 1 with no figure" in each for each in texts)


def bytes_of(block):
    """Return how much the page sends for each element under a block."""
    for each in getattr(block, "children", {}).values():
        proto = getattr(each, "proto", None)
        if hasattr(proto, "ByteSize"):
            yield proto.ByteSize()
        yield from bytes_of(each)


@pytest.mark.sample(1)
@pytest.mark.parametrize("page", ["map", "region"])
def test_a_megabyte_in_a_cell_does_not_reach_the_page(tmp_path, monkeypatch, page):
    long = "x" * (1 << 20)
    names = "location notes actor claimed_target geo_note".split()
    changes = [{name: long} for name in names]
    changes.append({"sources": f"{long} <https://example.org/a>"})
    path = to_file(tmp_path / "t.csv", *changes)
    monkeypatch.setattr(read, "INCIDENTS", path)
    limit = csv.field_size_limit(1 << 21)
    chosen = {"incident": "TST-2025-09-02-01"} if page == "map" else {"region": "VE"}
    at = opened(**chosen)
    if page != "map":
        at.switch_page(f"views/{page}.py").run()
    csv.field_size_limit(limit)
    assert not at.exception and max(bytes_of(at.main)) < 200_000
