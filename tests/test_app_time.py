"""The time of the Map page without a browser: controls, words, period."""

import datetime

from tests.test_app import opened


def captions(at) -> str:
    return " ".join(each.value for each in at.caption).replace("\\", "")


def test_bars_open_weekly_by_deaths_and_can_be_monthly_by_incidents():
    at = opened()
    assert "Deaths per week" in captions(at)
    assert "2 incidents have no one known day" in captions(at)
    at.session_state["time_measure"] = "incidents"
    at.session_state["time_grain"] = "month"
    at.switch_page("views/method.py").run()
    at.switch_page("views/map.py").run()
    assert not at.exception and "Incidents per month" in captions(at)


def test_several_campaigns_offer_no_deaths_and_say_why():
    at = opened(campaign="")
    assert "Choose one campaign for bars of deaths" in captions(at)
    assert "97 incidents; most in the week" in captions(at)
    bodies = " ".join(each.proto.body for each in at.get("html"))
    assert "Incidents per week" in bodies and "running total" not in bodies


def test_a_selection_without_deaths_has_bars_of_incidents_and_no_empty_chart():
    at = opened(campaign="vessel_seizure")
    assert "11 incidents; most in the week" in captions(at)
    at.session_state["time_measure"] = "deaths"
    at.switch_page("views/method.py").run()
    at.switch_page("views/map.py").run()
    bodies = " ".join(each.proto.body for each in at.get("html"))
    assert "Deaths per week" in captions(at)
    assert "per week" not in bodies and "running total" not in bodies


def test_a_typed_period_is_shown_and_lets_the_preset_go():
    at = opened(**{"from": "2026-01-05"})
    assert "Kept: 5 Jan 2026 – 4 Oct 2026" in captions(at)
    at.session_state["preset"] = "2026"
    widget = next(each for each in at.date_input if each.key == "to")
    widget.set_value(datetime.date(2026, 2, 1)).run()
    assert not at.session_state[
        "preset"
    ] and "Kept: 5 Jan 2026 – 1 Feb 2026" in captions(at)
    next(each for each in at.button if each.key == "whole_period").click().run()
    assert "Kept:" not in captions(at)


def test_a_month_is_chosen_from_the_calendar_and_a_day_parts_the_table():
    at = opened()
    (calendar,) = [each for each in at.selectbox if each.key == "calendar"]
    (january,) = [each for each in calendar.options if each.startswith("January 2026")]
    calendar.set_value("2026-01").run()
    number = int(january.split(" · ")[1].split()[0])
    assert f"Kept: 1 Jan 2026 – 31 Jan 2026 · {number} of 71" in captions(at)
    day = next(each for each in at.date_input if each.key == "parting_day")
    day.set_value(datetime.date(2026, 1, 3)).run()
    next(each for each in at.button if each.key == "period_before").click().run()
    assert "Kept: 2 Sep 2025 – 2 Jan 2026" in captions(at)
    (calendar,) = [each for each in at.selectbox if each.key == "calendar"]
    assert calendar.value is None
    next(each for each in at.button if each.key == "period_from_on").click().run()
    assert "Kept: 3 Jan 2026 – 4 Oct 2026" in captions(at) and not at.exception


def test_a_link_to_days_beyond_the_table_can_be_drawn_and_taken_back():
    at = opened(**{"from": "1999-01-01", "to": "2099-01-01"})
    ends = {each.key: each.value for each in at.date_input}
    assert (ends["from"].year, ends["to"].year) == (1999, 2099)


def test_a_selected_incident_is_said_with_its_date():
    assert "Blue: the selected incident, about" in captions(
        opened(id="CAR-2025-10-24-01")
    )
