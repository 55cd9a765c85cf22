"""Problems of a table: each is named with its line, and all of them at once."""

import dataclasses

import pytest

from dashboard.checks.problems import (
    InvalidIncidentsError,
    find_problems,
    sound_rows,
    typed_incidents,
)
from dashboard.table.dictionary import DictionaryError, read_dictionary
from dashboard.table.read import INCIDENTS, read_text
from tests.worlds import DICTIONARY, NO_TOLL, text_table


def messages(*changes):
    return [str(each) for each in find_problems(text_table(*changes), DICTIONARY)]


def test_our_table_has_no_problem():
    assert find_problems(read_text(INCIDENTS), DICTIONARY) == []


def test_a_sound_row_has_no_problem():
    assert messages({}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"latitude": "91"}, "line 2, latitude '91': must be between -90 and 90"),
        ({"latitude": "north"}, "latitude 'north': must be a number"),
        ({"latitude": "nan"}, "latitude 'nan': must be a number"),
        ({"latitude": "1,5"}, "latitude '1,5': must be a number"),
        ({"radius_km": "-1"}, "radius_km '-1': must be between 0 and 20,000"),
        (
            {"deaths_high": "999999999999999"},
            "deaths_high '999999999999999': must be between 0 and 10,000,000",
        ),
        (
            {"date": "0025-09-02"},
            "date '0025-09-02': must be between 1900-01-01 and 2100-12-31",
        ),
        (
            {"date_end": "9999-12-31"},
            "date_end '9999-12-31': must be between 1900-01-01 and 2100-12-31",
        ),
        ({"strikes": "1.5"}, "strikes '1.5': must be a whole number"),
        ({"deaths_low": "2e0"}, "deaths_low '2e0': must be a whole number"),
        ({"event_type": "war"}, "event_type 'war': must be one of vessel_strike, "),
        ({"geo_precision": "4"}, "geo_precision '4': must be one of 1, 2, 3"),
        ({"event_type": ""}, "event_type (blank): must not be blank"),
        ({"date": "2025-02-30"}, "date '2025-02-30': must be a real date"),
        ({"date": "2025-9-2"}, "date '2025-9-2': must be a real date"),
        ({"date": "02/09/2025"}, "date '02/09/2025': must be a real date"),
        ({"date_end": "2025-09-01"}, "date_end '2025-09-01': must not be before"),
        ({"deaths_low": "4"}, "deaths_low '4': must not be above deaths_best"),
        ({"deaths_best": "5"}, "deaths_best '5': must not be above deaths_high"),
        (
            {"deaths_best": "", "deaths_low": "9"},
            "deaths_low '9': must not be above deaths_high",
        ),
        ({"missing": "9"}, "missing '9': must not be above deaths_high"),
        ({"parent_id": "TST-2025-01-01-99"}, "must be the incident_id of another row"),
        ({"incident_id": "A_1"}, "incident_id 'A_1': must look like "),
        ({"sources": "hearsay"}, "sources 'hearsay': must look like "),
        ({"sources": "A <javascript:alert(1)>"}, "sources 'A <javascript:alert(1)>'"),
        ({"sources": ""}, "sources (blank): must not be blank"),
        ({"longitude": ""}, "longitude (blank): give both coordinates"),
    ],
)
def test_a_wrong_cell_is_named_with_what_is_allowed(change, words):
    found = messages(change)
    assert any(words in each for each in found), found


EDGES = [
    ({"latitude": "90.001"}, {"latitude": "90"}),
    ({"latitude": "-90.001"}, {"latitude": "-90"}),
    ({"longitude": "180.001"}, {"longitude": "180"}),
    ({"longitude": "-180.001"}, {"longitude": "-180"}),
    ({"radius_km": "-0.001"}, {"radius_km": "0"}),
    ({"missing": "5"}, {"missing": "4"}),  # deaths_high is 4
    ({"deaths_low": "4"}, {"deaths_low": "3"}),  # deaths_best is 3
    ({"deaths_best": "5"}, {"deaths_best": "4"}),  # deaths_high is 4
    ({"date_end": "2025-09-01"}, {"date_end": "2025-09-02"}),
    ({"strikes": "-1"}, {"strikes": "0"}),
    ({"strikes": "100001"}, {"strikes": "100000"}),
    ({"vessels": "100001"}, {"vessels": "100000"}),
    ({"survivors": "10000001"}, {"survivors": "10000000"}),
    ({"deaths_high": "10000001"}, {"deaths_high": "10000000"}),
    ({"radius_km": "20000.1"}, {"radius_km": "20000"}),
    ({"date": "1899-12-31"}, {"date": "1900-01-01"}),
    ({"date_end": "2101-01-01"}, {"date_end": "2100-12-31"}),
]
"""A value that is wrong, and the nearest to it that is right."""


@pytest.mark.parametrize(("wrong", "right"), EDGES)
def test_a_value_at_its_limit_is_right_and_the_next_is_wrong(wrong, right):
    (column,) = wrong
    found = messages(wrong)
    assert found and all(f", {column} '" in message for message in found)
    assert messages(right) == []


def test_a_number_has_fifteen_digits_at_most():
    field = dataclasses.replace(DICTIONARY.fields["strikes"], constraints={})
    fields = {**DICTIONARY.fields, "strikes": field}
    dictionary = dataclasses.replace(DICTIONARY, fields=fields)
    for digits, number in ((15, 0), (16, 1)):
        table = text_table({"strikes": "1" * digits})
        assert len(find_problems(table, dictionary)) == number


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"minimum": "2000-01-01"}, "must be 2000-01-01 or more"),
        ({"maximum": "1999-12-31"}, "must be 1999-12-31 or less"),
        ({}, None),
    ],
)
def test_a_date_may_have_one_limit_or_none(limits, words):
    field = dataclasses.replace(DICTIONARY.fields["date_end"], constraints=limits)
    fields = {**DICTIONARY.fields, "date_end": field}
    dictionary = dataclasses.replace(DICTIONARY, fields=fields)
    ends = ("1999-12-31", "2000-01-01")
    dates = [{"date": end, "date_end": end, "incident_id": f"T-{end}"} for end in ends]
    found = find_problems(text_table(*dates), dictionary)
    assert [each.message for each in found] == ([words] if words else [])


def test_a_wrong_shape_is_shown_by_an_example_and_else_by_its_pattern():
    fields = dict(DICTIONARY.fields)
    field = dataclasses.replace(fields["incident_id"], example="")
    for example, shown in (("CAR-1", "CAR-1"), ("", field.constraints["pattern"])):
        fields["incident_id"] = dataclasses.replace(field, example=example)
        dictionary = dataclasses.replace(DICTIONARY, fields=fields)
        (problem,) = find_problems(text_table({"incident_id": "A_1"}), dictionary)
        assert problem.message == f"must look like {shown}"


def test_a_part_of_a_part_and_a_second_use_of_an_id_are_problems():
    one = {"incident_id": "TST-2025-09-02-01"}
    two = {"incident_id": "TST-2025-09-02-02", "parent_id": "TST-2025-09-02-01"}
    three = {"incident_id": "TST-2025-09-02-03", "parent_id": "TST-2025-09-02-02"}
    assert messages(one, two, three) == [
        "line 4, parent_id 'TST-2025-09-02-02': is itself a part; a part belongs to an "
        "incident, not to another part"
    ]
    assert messages(one, one | {"notes": "another"}) == [
        "line 3, incident_id 'TST-2025-09-02-01': is used already; ids are unique"
    ]
    assert messages(one, one) == [
        "line 3, incident_id 'TST-2025-09-02-01': this row is the same as an earlier one; the two count once"
    ]


def test_a_row_that_is_its_own_parent_is_a_problem():
    own = {"incident_id": "TST-2025-09-02-01", "parent_id": "TST-2025-09-02-01"}
    assert any("is itself a part" in each for each in messages(own))


def test_a_missing_column_is_named_and_the_others_are_still_checked():
    table = text_table({"latitude": "91"}, drop=("sources",))
    found = [str(each) for each in find_problems(table, DICTIONARY)]
    assert found == [
        "line 1, sources (blank): this column is missing; its cells may be blank",
        "line 2, latitude '91': must be between -90 and 90",
    ]


def test_all_problems_come_at_once_in_the_order_of_lines():
    found = messages({"latitude": "91"}, {"date": "soon", "strikes": "x"})
    assert [each.split(",")[0] for each in found] == ["line 2", "line 3", "line 3"]


def test_a_toll_that_was_not_reported_is_no_problem():
    assert messages(NO_TOLL) == []


def test_rows_without_problems_go_on_and_the_others_do_not():
    table = text_table({}, {"latitude": "91"}, {})
    problems = find_problems(table, DICTIONARY)
    assert sound_rows(table, problems).index.tolist() == [2, 4]
    with pytest.raises(InvalidIncidentsError, match="line 3, latitude '91'"):
        typed_incidents(table, DICTIONARY)


def test_no_row_can_be_trusted_where_a_column_is_missing():
    table = text_table({}, drop=("deaths_low",))
    with pytest.raises(InvalidIncidentsError, match="deaths_low"):
        sound_rows(table, find_problems(table, DICTIONARY))


def test_a_value_of_sixty_characters_is_quoted_whole():
    (message,) = messages({"event_type": "x" * 60})
    assert f"'{'x' * 60}'" in message and "…" not in message
    (message,) = messages({"event_type": "x" * 61})
    assert f"'{'x' * 60}…'" in message


def test_a_part_without_an_id_does_not_make_parts_of_the_others():
    found = messages({}, {"incident_id": "", "parent_id": "TST-2025-09-02-01"})
    assert found == ["line 3, incident_id (blank): must not be blank"]


def test_a_long_value_is_cut_in_the_message():
    (message,) = messages({"event_type": "x" * 500})
    assert "x" * 61 not in message and "…" in message


@pytest.mark.parametrize("text", ["", "{", "[]", '{"title": "x"}'])
def test_a_damaged_dictionary_says_what_to_do(tmp_path, text):
    path = tmp_path / "datapackage.json"
    path.write_text(text)
    with pytest.raises(DictionaryError, match="Take it from the project again"):
        read_dictionary(path)
    with pytest.raises(DictionaryError, match="is missing"):
        read_dictionary(tmp_path / "none" / "datapackage.json")


def test_a_problem_of_the_first_line_costs_one_row_where_the_file_has_no_header():
    table = text_table({"deaths_best": "many"}, {})
    table.index = [1, 2]
    problems = find_problems(table, DICTIONARY)
    assert sound_rows(table, problems).index.tolist() == [2]
