"""One selected incident drives card, table, link and its neighbors; no browser."""

from urllib.parse import parse_qs, urlsplit

from dashboard.figures.related import newest_first
from dashboard.selection.filters import select
from tests.test_app import opened, opened_at
from tests.worlds import OPENING, real_dataset

DATASET = real_dataset()
BOATS = newest_first(select(DATASET.incidents, OPENING, DATASET.regions))
FIRST, PART = "CAR-2025-09-02-01", "CAR-2025-09-02-02"


CARD = "<div class='incident-card'>"


def button(at, key):
    (found,) = [each for each in at.button if each.key == key]
    return found


def press(at, key):
    button(at, key).click().run()
    assert not at.exception
    return at


def card(at):
    bodies = [each.proto.body for each in at.get("html")]
    return next((each for each in bodies if CARD in each), "")


def linked(at):
    value = at.query_params.get("id", "")
    return value if isinstance(value, str) else value[0]


def test_later_and_earlier_go_through_the_table_by_date():
    at = opened(id="CAR-2025-09-19-01")
    ids = BOATS["incident_id"].tolist()
    place = ids.index("CAR-2025-09-19-01")
    press(at, "step_later")
    assert linked(at) == ids[place - 1] == at.session_state["id"]
    press(at, "step_earlier")
    press(at, "step_earlier")
    assert linked(at) == ids[place + 1]
    press(at, "step_close")
    assert linked(at) == card(at) == ""


def test_the_oldest_has_nothing_earlier_and_the_newest_nothing_later():
    oldest, newest = BOATS["incident_id"].iloc[-1], BOATS["incident_id"].iloc[0]
    assert button(opened(id=oldest), "step_earlier").disabled
    assert button(opened(id=newest), "step_later").disabled


def test_a_searched_table_offers_its_rows_and_all_as_files():
    at = opened()
    assert [label[:20] for label in downloads(at)] == ["Download CSV (72 row"]
    search = next(each for each in at.text_input if "Find in" in each.label)
    search.set_value("Golfito").run()
    of_found, of_all = downloads(at)
    assert of_found == "CSV of this row" and of_all.startswith("CSV of all 72 rows")
    search = next(each for each in at.text_input if "Find in" in each.label)
    search.set_value("no such text").run()
    assert len(downloads(at)) == 1


def downloads(at):
    return [each.proto.label for each in at.get("download_button")]


def test_a_part_opens_from_its_incident_and_back():
    at = press(opened(id=FIRST), f"open_{PART}")
    assert linked(at) == PART and "follow-up strike" in card(at)
    press(at, f"open_{FIRST}")
    assert linked(at) == FIRST


def test_without_a_mouse_any_incident_opens_from_the_list_of_the_map():
    at = opened()
    (found,) = [each for each in at.selectbox if each.key == "opened_in_list"]
    assert len(found.options) == len(BOATS) and found.options[0].startswith("4 Oct")
    found.set_value("CAR-2025-10-16-01").run()
    assert linked(at) == "CAR-2025-10-16-01" and "16 Oct 2025" in card(at)
    assert at.session_state["opened_in_list"] is None


def test_what_is_near_opens_even_if_the_filters_leave_it_out():
    at = opened(id="CAR-2025-10-16-01", to="2025-10-16")
    press(at, "open_CAR-2025-10-17-01")
    assert linked(at) == "CAR-2025-10-17-01"
    assert any("The filters hide this incident" in each.value for each in at.caption)


def citation_of(at, incident_id):
    (words,) = [each.value for each in at.code if each.value.startswith(incident_id)]
    return words


def test_an_incident_is_cited_with_its_range_its_sources_and_its_link():
    words = citation_of(opened(id=FIRST), FIRST)
    assert "11 killed in all" in words and "reported by Airwars, " in words
    assert "data to 4 Oct 2026" in words and f"id={FIRST}" in words
    assert "CC BY 4.0" in words and "may be revised" in words


def test_the_link_of_a_citation_holds_its_incident_whatever_the_filters():
    words = citation_of(opened(id=FIRST, verification="corroborated"), FIRST)
    query = parse_qs(urlsplit(words.split()[-1]).query, keep_blank_values=True)
    at = opened(**query)
    assert not any("Not among" in each.value for each in at.caption)
    assert at.session_state["id"] == FIRST


def test_card_and_table_follow_on_the_region_page():
    at = opened_at("region", region="VE-R", id=FIRST)
    assert "air strike on a vessel" in card(at)
    press(at, "step_close")
    assert card(at) == ""


def test_the_compare_page_shows_the_card_too():
    assert "San Juan de Unare" in card(opened_at("compare", id=FIRST))


def table_of(at):
    tables = [each.value for each in at.dataframe if "Id" in each.value]
    return max(tables, key=len)


def test_the_table_is_the_twin_of_the_map_in_order_and_ids():
    assert table_of(opened())["Id"].tolist() == BOATS["incident_id"].tolist()


def test_search_narrows_the_table_and_its_sums_alone():
    at = opened()
    (find,) = [each for each in at.text_input if each.key == "table_find_widget"]
    find.set_value("colombia").run()
    assert not at.exception
    rows = next(each.value for each in at.dataframe if "Id" in each.value)
    names = [name for name in BOATS if BOATS[name].dtype == "str"]
    held = BOATS[names].apply(lambda texts: texts.str.contains("colombia", case=False))
    assert rows["Id"].tolist() == BOATS.loc[held.any(axis=1), "incident_id"].tolist()
    assert 1 < len(rows) < len(BOATS)
    whole = int(rows["Part of"].eq("").sum())
    assert f"Sum of these {len(rows)} rows · Boat strikes: {whole} incidents" in sums(
        at
    )
    assert any("71 of 97" in each.value for each in at.markdown)


def test_columns_may_be_chosen_and_the_id_stays():
    at = opened()
    (columns,) = [each for each in at.multiselect if each.key == "table_columns_widget"]
    assert "Vessel" in columns.options and "Vessel" not in columns.value
    columns.set_value(["Vessel"]).run()
    assert not at.exception
    shown = table_of(at)
    assert "Vessel" in shown and len(shown) == len(BOATS)
    assert at.session_state["table_columns"] == ["Vessel"]


def sums(at):
    lines = [each.value for each in at.markdown if "**Sum of" in each.value]
    return "".join(lines).replace("\\", "").replace("*", "")


def test_the_footer_sums_each_campaign_apart_and_invents_no_zero():
    lines = sums(opened(campaign="")).splitlines()
    assert lines[0] == "Sum of these 110 rows"
    boats, seizures = (
        next(each for each in lines if head in each)
        for head in ("Boat strikes:", "Vessel seizures:")
    )
    assert "215–238 killed (best 238)" in boats and "3 known survivors" in boats
    assert "survivor" not in seizures and "none killed" in seizures
    assert lines[-1].endswith("tolls of campaigns are not added up")
    assert "97 incidents and 13 parts" in lines[-1]
