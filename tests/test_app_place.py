"""Shapes, views and places asked for, without a browser."""

import pytest

from dashboard.layers.tools import ViewError, parse_view, tools_state, view_text
from dashboard.views import _map
from tests.test_app import caption, first_line, opened, widget

BOX = "10.5,-65;11.8,-65;11.8,-61;10.5,-61"


def captions(at):
    return " ".join(each.value for each in at.caption).replace("\\", "")


@pytest.mark.parametrize("text", ["10.6,-63.2,6.25", "-5,-100,1", "0,0,11", "0,184,3"])
def test_a_view_is_read_back_as_it_was_written(text):
    view = parse_view(text)
    assert parse_view(view_text(*view)) == view


@pytest.mark.parametrize(
    "text", ["", "1,2", "a,b,c", "86,0,5", "0,361,5", "0,0,12", "0,0,0.9"]
)
def test_a_text_that_is_no_view_is_told_what_one_is(text):
    with pytest.raises(ViewError, match="must be latitude,longitude,zoom"):
        parse_view(text)


def test_the_name_of_a_place_is_made_safe_for_the_map():
    state = tools_state(places=[("<b>`${x}`", 1.0, 2.0)], distance="<i>${y}")
    for text in (state["places"][0][0], state["distance"]):
        assert "<" not in text and "$" not in text


def test_a_link_keeps_its_view_and_a_bad_one_is_named():
    at = opened(at="10.6,-63.2,6.25")
    assert at.session_state["at"] == (10.6, -63.2, 6.25)
    assert at.query_params["at"] in ("10.600,-63.200,6.25", ["10.600,-63.200,6.25"])
    bad = opened(at="<script>")
    assert "at '<script>': must be latitude" in bad.warning[0].value.replace("\\", "")


def test_a_bad_shape_of_a_link_is_named_and_the_rest_holds():
    at = opened(shape="0,0;1,1;0,1;1,0")
    assert "crosses or meets itself" in at.warning[0].value.replace("\\", "")
    assert first_line(at).startswith("**71 of 97")


def test_a_wrong_shape_that_is_typed_is_told_and_not_used():
    at = opened()
    widget(at, "shape").set_value("10,x").run()
    said = [each.value for each in at.error]
    assert any("Drawn shape not used" in each for each in said)
    assert any("The drawn shape is not used" in each for each in said)  # by the map
    assert first_line(at).startswith("**71 of 97")


def test_a_shape_says_what_it_cannot_decide():
    at = opened(shape=BOX)
    assert "inside a drawn rectangle" in caption(at)
    assert "known only to an area or to none: in no shape" in captions(at)


def test_a_view_of_a_link_is_a_filter_with_its_words():
    at = opened(bounds="9.5,-66,12.5,-60")
    assert "in view: 9.5° to 12.5° N" in caption(at)
    assert "in no view" in captions(at)
    (switch,) = [each for each in at.toggle if each.key == "bounds"]
    assert switch.value is True
    switch.set_value(False).run()
    assert "in view" not in caption(at)


def asked(text):
    at = opened()
    widget(at, "place_asked").set_value(text).run()
    assert not at.exception
    return at


def picker(at):
    (found,) = [each for each in at.selectbox if "place_hit_0" in (each.key or "")]
    return found


def param(at, key):
    held = at.query_params[key]
    return held if isinstance(held, str) else held[0]


def captions_of(at):
    return [each.value.replace("\\", "").split(":")[0] for each in at.caption]


def test_a_place_is_told_with_its_position_and_several_may_be_chosen_from():
    at = asked("Sucre")
    choice = picker(at)
    assert len(choice.options) > 3
    assert "state in" in captions(at) and "a spot inside" in captions(at)
    other = choice.options[2]
    choice.set_value(2).run()
    assert param(at, "go") == other
    assert [other == each for each in captions_of(opened(go=other))].count(True) == 1
    widget(at, "place_asked").set_value("San Juan").run()  # another question
    assert picker(at).value == 0 and param(at, "go") == "San Juan"


def test_swapped_coordinates_are_suspected_and_said():
    assert "Outside the map; did you mean 10.6, -63.2?" in captions(
        asked("-63.2, 10.6")
    )


def test_two_places_give_their_distance():
    at = asked("10.6,-63.2 to 11,-62")
    told = " ".join(each.value for each in at.markdown)
    assert "**138.5 km (74.8 NM)** between them" in told.replace("\\", "")
    assert param(at, "go") == "10.6,-63.2 to 11,-62"


def test_a_link_that_goes_to_no_place_is_told_and_the_rest_holds():
    at = opened(go="Nowhere at all", id="")
    assert "go “Nowhere at all”: no town" in at.warning[0].value.replace("\\", "")
    assert first_line(at).startswith("**71 of 97")
    assert "go" not in at.query_params and widget(at, "place_asked").value == ""


def test_each_end_of_a_distance_may_be_chosen_and_no_region_is_one():
    at = asked("Sucre to 11,-62")
    choice = picker(at)
    assert len(choice.options) > 1 and all(
        "spot" not in each for each in choice.options
    )
    at = asked("Gulf of Paria to 11,-62")
    assert any(
        "is a region, and a distance needs a point" in each.value.replace("\\", "")
        for each in at.warning
    )


def test_more_hits_than_are_listed_are_counted():
    labels = [each.label for each in asked("san").selectbox]
    assert any(label.startswith("50 of ") for label in labels)


def test_nonsense_is_told_what_is_allowed():
    at = asked("<script>")
    assert any("no town, island, port" in each.value for each in at.warning)


@pytest.mark.parametrize(
    ("bounds", "at", "seen", "kept_at"),
    [
        ([1, -200, 9, -170], [5, -185, 4], (1, 160, 9, 190), (5, -185, 4)),
        ([1, -730, 9, -700], [5, -715, 4], (1, -10, 9, 20), (5, 5, 4)),
        ([-80, -500, 80, 300], [0, -100, 1.5], (-80, -180, 80, 180), (0, -100, 1.5)),
    ],
)
def test_a_view_past_180_degrees_is_taken(monkeypatch, bounds, at, seen, kept_at):
    session = {"bounds": True}
    monkeypatch.setattr(_map.st, "session_state", session)
    _map._take_view({"moved": True, "bounds": bounds, "at": at})
    assert (session["bounds_seen"], session["at"]) == (seen, kept_at)
    assert session["view_of_map_unread"] is False


@pytest.mark.parametrize("bounds", [None, [1, 2, 3], ["x"] * 4, [5, 1, 2, 3]])
def test_a_view_that_cannot_be_read_leaves_the_one_before(monkeypatch, bounds):
    session = {"bounds": True, "bounds_seen": (1, 2, 3, 4)}
    monkeypatch.setattr(_map.st, "session_state", session)
    _map._take_view({"moved": True, "bounds": bounds, "at": [0, 0, 4]})
    assert session["bounds_seen"] == (1, 2, 3, 4)
    assert session["view_of_map_unread"] and session["map_changed_the_page"]


def test_a_view_that_cannot_be_read_is_told():
    at = opened(bounds="9.5,-66,12.5,-60")
    kept = first_line(at)
    assert not any("could not be read" in each.value for each in at.warning)
    at.session_state["view_of_map_unread"] = True
    at.run()
    assert any("could not be read" in each.value for each in at.warning)
    assert first_line(at) == kept
