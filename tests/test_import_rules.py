"""Rows that do not keep our rules: what an importer makes of them, and what it says."""

import pandas as pd
import pytest

from dashboard.checks.finding import WARNING
from dashboard.checks.left_out import left_out
from dashboard.checks.problems import doubts_beside, find_problems
from dashboard.exports.columns import LOCATED_COLUMNS, REGION_COLUMNS
from dashboard.geo.locate import COLUMNS
from dashboard.importers.columns import Columns, plain_codes
from dashboard.importers.reserved import INTERNAL, RESERVED, free_names
from dashboard.table.foreign import describe_table
from dashboard.table.standard import STANDARD
from tests.importing import mapped, said

PLACE = {"latitude": "10.5", "longitude": "-66.9"}


def problems_of(found):
    dictionary = describe_table("made up.csv", found.text)
    return [f"{e.line} {e.column}" for e in find_problems(found.text, dictionary)]


def toll(low="", best="", high="", **more):
    row = {
        "incident_id": "A",
        "deaths_low": low,
        "deaths_best": best,
        "deaths_high": high,
    }
    found = mapped([row | more])
    text = found.text.iloc[0]
    figures = tuple(text[f"deaths_{name}"] for name in ("low", "best", "high"))
    raw = text.get("reported_deaths_best")
    warned = any(each.level == WARNING for each in found.findings)
    assert problems_of(found) == []
    return figures, raw, warned


@pytest.mark.parametrize(
    ("came", "counts"),
    [
        (("5", "3", "4"), ("3", "3", "5")),
        (("1", "5", "4"), ("1", "5", "5")),
        (("5", "", "4"), ("4", "", "5")),
        (("", "5", "3"), ("3", "5", "5")),
    ],
)
def test_a_toll_out_of_order_counts_with_the_widest_range_and_keeps_its_figures(
    came, counts
):
    assert toll(*came) == (counts, came[1], True)


@pytest.mark.parametrize(
    "came", [("3", "3", "3"), ("1", "2", "3"), ("", "2", ""), ("", "", "")]
)
def test_a_toll_in_order_is_left_alone(came):
    assert toll(*came) == (came, None, False)


def test_more_missing_than_the_upper_figure_raise_it():
    assert toll("0", "2", "3", missing="3") == (("0", "2", "3"), None, False)
    assert toll("0", "2", "3", missing="4") == (("0", "2", "4"), "2", True)


def test_words_for_nothing_are_blank_in_numbers_and_days_and_stay_in_texts():
    rows = [
        {
            "id": str(at),
            "date": word,
            "deaths": word,
            "lat": word,
            "lon": word,
            "notes": word,
        }
        for at, word in enumerate(["NA", "-", "unknown", "n/a", "NaN", "null", ""])
    ]
    found = mapped(rows)
    assert problems_of(found) == []
    assert (
        found.text[["date", "deaths_best", "latitude", "longitude"]]
        .eq("")
        .all(axis=None)
    )
    assert found.text["notes"].tolist() == [row["notes"] for row in rows]


def test_what_cannot_be_read_is_a_problem_with_its_line_and_leaves_its_deaths_out():
    good = {"id": "1", "date": "2026-01-01", "deaths": "4", **PLACE}
    bad = [
        {"date": "soon"},
        {"deaths": "many"},
        {"latitude": "106.5"},
        {"longitude": "inf"},
    ]
    bad = [good | {"id": str(at + 2)} | each for at, each in enumerate(bad)]
    found = mapped([good, *bad])
    assert problems_of(found) == [
        "3 date",
        "4 deaths_best",
        "5 latitude",
        "6 longitude",
    ]
    dictionary = describe_table("made up.csv", found.text)
    lost = left_out(found.text, find_problems(found.text, dictionary))
    assert (lost.rows, lost.deaths_at_least, lost.without_figure) == (4, 12, 1)


def test_a_row_without_a_day_or_a_place_is_used():
    found = mapped([{"id": "1", "date": "", "latitude": "", "longitude": ""}])
    assert problems_of(found) == []


def test_one_coordinate_without_the_other_is_a_problem():
    assert problems_of(mapped([{"id": "1", "lat": "1.5", "lon": ""}])) == [
        "2 longitude"
    ]


def test_a_second_row_with_an_id_is_a_problem_and_says_whether_it_is_the_same():
    row = {"id": "1", **PLACE}
    found = mapped([row, row, row | {"latitude": "11"}])
    dictionary = describe_table("made up.csv", found.text)
    messages = [each.message for each in find_problems(found.text, dictionary)]
    assert [message.split(";")[0] for message in messages] == [
        "this row is the same as an earlier one",
        "is used already",
    ]


def test_rows_without_an_id_get_one_of_the_tables_name_and_the_line():
    found = mapped([{"id": "", **PLACE}, {"id": "7", **PLACE}], "My Táble (2).csv")
    assert found.text["incident_id"].tolist() == ["my-table-2-2", "7"]
    assert any("1 row has no id" in each for each in said(found, "incident_id"))


def test_a_made_id_is_never_one_that_the_file_gives():
    rows = [{"id": "", **PLACE}, {"id": "t-2", **PLACE}, {"id": "t-2-row", **PLACE}]
    found = mapped(rows, "t.csv")
    assert found.text["incident_id"].tolist() == ["t-2-row-row", "t-2", "t-2-row"]


def test_rows_without_ids_that_are_the_same_are_kept_and_doubted():
    found = mapped([PLACE, PLACE, PLACE | {"latitude": "11"}])
    assert problems_of(found) == []
    doubts = [each.line for each in found.findings if each.level == WARNING]
    assert doubts == [3]


def test_a_last_day_before_the_first_is_left_blank_and_kept():
    row = {"id": "1", "date": "2026-01-05", "date_end": "2026-01-04"}
    found = mapped(
        [
            row,
            row | {"id": "2", "date_end": "2026-01-05"},
            row | {"id": "3", "date_end": "2026-01-06"},
        ]
    )
    assert found.text["date_end"].tolist() == ["", "", "2026-01-06"]
    days = ["2026-01-04", "2026-01-05", "2026-01-06"]
    assert found.text["reported_date_end"].tolist() == days
    assert [each.line for each in found.findings if each.column == "date_end"] == [2]


def test_a_code_of_precision_that_is_not_ours_is_kept_beside_and_left_blank():
    row = {"id": "1", "date_precision": "fortnight", "geo_precision": "4", **PLACE}
    found = mapped(
        [row, row | {"id": "2", "date_precision": "day", "geo_precision": "3"}]
    )
    assert problems_of(found) == []
    assert found.text["date_precision"].tolist() == ["", "day"]
    assert found.text["geo_precision"].tolist() == ["", "3"]
    assert found.text["reported_geo_precision"].tolist() == ["4", ""]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("٤", "4"), ("４", "4"), ("+4", "4"), ("4.0", "4"), (" 4 ", "4")],
)
def test_digits_of_other_scripts_are_read_as_numbers(cell, number):
    found = mapped([{"id": "1", "deaths": cell}])
    assert found.text["deaths_best"].tolist() == [number]
    assert problems_of(found) == []


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("10.65", "-63.25"),
        ("10,65", "-63,25"),
        ("10.65", "−63.25"),
        ("10°39'N", "63°15'W"),
        ("N10.65", "W63.25"),
        ("10°39'00\"N", "63 15 00 W"),
        ("10.65 N", "63.25 W"),
        ("١٠.65", "-６３.25"),
    ],
)
def test_coordinates_in_many_forms_are_one_place(latitude, longitude):
    found = mapped([{"id": "1", "lat": latitude, "lon": longitude}])
    assert found.text[["latitude", "longitude"]].values.tolist() == [
        ["10.65", "-63.25"]
    ]


@pytest.mark.parametrize(
    "cell", ["10°75'N", "-10.65S", "north", "10.65.3", "1e1x", "10.65 E"]
)
def test_a_coordinate_that_is_none_is_a_problem(cell):
    assert "2 latitude" in problems_of(mapped([{"id": "1", "lat": cell, "lon": "1"}]))


def test_longitudes_from_0_to_360_are_turned_and_said():
    found = mapped([{"lat": "1", "lon": "296.75"}, {"lat": "1", "lon": "10"}])
    assert found.text["longitude"].tolist() == ["-63.25", "10"]
    assert "360 taken off in 1 row" in " ".join(said(found, "longitude"))
    mixed = mapped([{"lat": "1", "lon": "296.75"}, {"lat": "1", "lon": "-10"}])
    assert problems_of(mixed) == ["2 longitude"]


def test_zero_zero_and_swapped_coordinates_are_doubted_and_not_moved():
    rows = [
        ("0", "0.0"),
        ("-63.25", "10.65"),
        ("-59.9", "10.65"),
        ("10.65", "-63.25"),
        ("-63.25", "61"),
    ]
    found = mapped(
        [{"id": str(at), "lat": y, "lon": x} for at, (y, x) in enumerate(rows)]
    )
    assert found.text["latitude"].tolist() == [y for y, _ in rows]
    doubts = {
        each.line: each.message for each in found.findings if each.level == WARNING
    }
    assert set(doubts) == {2, 3}
    assert "0, 0" in doubts[2] and "swapped" in doubts[3]


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-03-02", "", "2026-03-02"),
        ("2026-03-02T10:15:00", "", "2026-03-02"),
        ("2026/3/2", "", "2026-03-02"),
        ("02 March 2026", "", "2026-03-02"),
        ("March 2, 2026", "", "2026-03-02"),
        ("2 de marzo de 2026", "", "2026-03-02"),
        ("25/03/2026", "", "2026-03-25"),
        ("03/25/2026", "", "2026-03-25"),
        ("02/03/2026", "dmy", "2026-03-02"),
        ("02/03/2026", "mdy", "2026-02-03"),
        ("Mon, 03/02/2026 - 12:00", "mdy", "2026-03-02"),
        ("02/03/2026", "", "02/03/2026"),
        ("30 February 2026", "", "30 February 2026"),
        ("02/03/26", "dmy", "02/03/26"),
    ],
)
def test_days_are_read_where_they_are_plain_and_never_swapped_in_silence(
    cell, order, day
):
    mapping = (
        f'{{"mapping": 1, "columns": {{"date": "When"}}, "date_order": "{order}"}}'
    )
    assert mapped([{"When": cell}], mapping=mapping).text["date"].tolist() == [day]


INTERNAL_NAMES = sorted(RESERVED - set(STANDARD))


@pytest.mark.parametrize("name", INTERNAL_NAMES)
def test_a_column_with_an_internal_name_is_renamed_and_said(name):
    found = mapped([{"id": "1", name: "mine", **PLACE}])
    assert found.renamed == {name: f"reported_{name}"}
    assert found.text[f"reported_{name}"].tolist() == ["mine"]
    assert name not in found.text
    assert said(found, name) == [
        f"this name already has a meaning here; your column is kept as reported_{name}"
    ]


@pytest.mark.parametrize("name", STANDARD)
def test_a_column_with_a_standard_name_survives_where_another_is_mapped(name):
    mapping = f'{{"mapping": 1, "columns": {{"{name}": "theirs"}}}}'
    found = mapped([{name: "mine", "theirs": "1"}], mapping=mapping)
    assert found.renamed[name].startswith("reported_")
    assert found.text[found.renamed[name]].tolist() == ["mine"]


def test_every_name_that_the_program_adds_is_reserved():
    assert {
        *COLUMNS,
        *LOCATED_COLUMNS,
        *REGION_COLUMNS,
        *INTERNAL,
        *STANDARD,
    } == RESERVED
    assert {"country", "zone", "sea_id", "geometry", "where_words", "line"} <= RESERVED


def test_a_name_that_is_taken_is_numbered_whatever_its_case():
    names = free_names(["Country", "reported_country", "reported_country_2", "adm_1"])
    assert names == {
        "Country": "reported_Country_3",
        "reported_country": "reported_country",
        "reported_country_2": "reported_country_2",
        "adm_1": "adm_1",
    }


def test_a_column_of_our_name_that_says_more_than_ours_is_kept_whole():
    found = mapped([{"id": "1", "date": "2026-01-02 14:30:00", "lat": "1", "lon": "2"}])
    assert found.text["date"].tolist() == ["2026-01-02"]
    assert found.text["reported_date"].tolist() == ["2026-01-02 14:30:00"]
    same = mapped([{"id": "1", "date": "2026-01-02", "deaths_best": "3.0"}])
    assert "reported_date" not in same.text and "reported_deaths_best" not in same.text


def test_a_day_of_which_only_the_month_is_told_becomes_a_span():
    found = mapped(
        [{"id": "1", "when": "March 2026"}, {"id": "2", "when": "2026-03-05"}]
    )
    columns = ["date", "date_end", "date_precision"]
    assert found.text[columns].values.tolist() == [
        ["2026-03-01", "2026-03-31", "month"],
        ["2026-03-05", "", ""],
    ]


def test_a_cell_that_is_refused_is_one_problem_with_its_reason():
    found = mapped([{"id": "1", "date": "02/03/2026"}])
    dictionary = describe_table("made up.csv", found.text)
    problems = find_problems(found.text, dictionary, found.findings)
    assert [each.column for each in problems] == ["date"]
    assert "may be 2026-03-02 or 2026-02-03" in problems[0].message


def test_a_decimal_comma_elsewhere_tells_what_a_comma_means():
    rows = [
        {"id": "1", "lat": "10,651", "lon": "1,5"},
        {"id": "2", "lat": "9,5", "lon": "2"},
    ]
    assert mapped(rows).text["latitude"].tolist() == ["10.651", "9.5"]
    assert mapped([{"id": "1", "deaths": "1,234"}]).text["deaths_best"].tolist() == [
        "1,234"
    ]


@pytest.mark.parametrize("word", ["none", "None", "NIL"])
def test_none_may_be_zero_dead_and_is_refused(word):
    found = mapped([{"id": "1", "deaths": word, "lat": word, "lon": word}])
    assert problems_of(found) == ["2 deaths_best"]
    assert "may be 0, or not known" in said(found, "deaths_best")[0]


def test_a_last_day_that_ours_keeps_as_it_is_is_there_once():
    row = {"id": "1", "date": "2026-01-05", "date_end": "2026-01-06"}
    assert "reported_date_end" not in mapped([row]).text
    found = mapped([row, row | {"id": "2", "date_end": "2026-01-05"}])
    assert found.text["date_end"].tolist() == ["2026-01-06", ""]
    assert found.text["reported_date_end"].tolist() == ["2026-01-06", "2026-01-05"]


@pytest.mark.parametrize("name", ["survivors", "missing"])
def test_a_count_below_zero_is_left_blank_and_the_row_and_its_dead_stay(name):
    found = mapped([{"id": "1", "deaths": "3", name: "-1"}, {"id": "2", name: "0"}])
    assert problems_of(found) == []
    assert found.text[name].tolist() == ["", "0"]
    assert found.text[f"reported_{name}"].tolist() == ["-1", ""]
    assert found.text["deaths_best"].tolist() == ["3", ""]
    warned = [each for each in found.findings if each.column == name]
    assert [(each.line, each.level, each.value) for each in warned] == [
        (2, WARNING, "-1")
    ]


def test_deaths_below_zero_are_a_problem():
    assert problems_of(mapped([{"id": "1", "deaths": "-1"}])) == ["2 deaths_best"]


@pytest.mark.parametrize(
    ("end", "last"),
    [("2025-10", "2025-10-31"), ("2026", "2026-12-31"), ("2025-10-05", "2025-10-05")],
)
def test_a_last_day_of_which_only_the_month_is_told_is_the_last_of_it(end, last):
    found = mapped([{"id": "1", "date": "2025-09-02", "date_end": end}])
    assert found.text["date_end"].tolist() == [last]


@pytest.mark.parametrize(
    ("ids", "read"),
    [
        (["1.0", "2.0", ""], ["1", "2"]),
        (["1.0", "1.1"], ["1.0", "1.1"]),
        (["001", "01"], ["001", "01"]),
    ],
)
def test_an_id_that_a_program_took_for_a_number_loses_its_zeros(ids, read):
    found = mapped([{"id": each, "x": "x"} for each in ids])
    assert found.text["incident_id"].tolist()[: len(read)] == read


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"latitude": "10,65", "longitude": "-63,25"},
            "the cells were read as numbers",
        ),
        ({"date": "2 Sep 2025"}, "the cells were read as dates"),
        ({"Date ": "2 Sep 2025"}, "the cells were read as dates"),
        ({"country": "Peru"}, "this name already has a meaning here"),
    ],
)
def test_why_a_column_got_another_name_is_said(row, words):
    found = mapped([{"id": "1", **row}])
    name = next(iter(row))
    if name in found.renamed:
        assert words in said(found, name)[-1]
    else:  # a name with blanks is no name of ours
        assert found.text[name].tolist() == [row[name]]


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("104", "20"), ("-91", "10.5"), ("180", "90")]
)
def test_a_row_that_is_rejected_for_its_place_is_not_warned_of_too(latitude, longitude):
    found = mapped([{"id": "1", "lat": latitude, "lon": longitude}])
    problems = find_problems(
        found.text, describe_table("x", found.text), found.findings
    )
    problem = next(each for each in problems if each.column == "latitude")
    assert "swapped" in problem.fix
    assert doubts_beside(found.findings, [problem]) == [
        each for each in found.findings if each.level != WARNING
    ]


def test_a_point_far_in_the_south_is_doubted_in_plain_words():
    found = mapped([{"id": "1", "lat": "-63.25", "lon": "10.65"}])
    [words] = said(found, "latitude", WARNING)
    assert "60° S" in words and "swapped" in words and "pole" not in words


@pytest.mark.parametrize("cells", [("-0", "0"), ("+0", "0.0"), ("0", "-0.00")])
def test_zero_with_a_sign_is_zero(cells):
    found = mapped([{"id": "1", "lat": cells[0], "lon": cells[1]}])
    assert "the point 0, 0" in said(found, "latitude", WARNING)[0]


@pytest.mark.parametrize(
    ("cell", "left"), [("-0", "-0"), ("-01", ""), ("-1", ""), ("-1.5", "-1.5")]
)
def test_zero_with_a_minus_is_not_below_zero(cell, left):
    assert mapped([{"id": "1", "survivors": cell}]).text["survivors"].tolist() == [left]


def test_only_the_missing_are_taken_out_of_the_dead():
    found = mapped([{"id": "1", "deaths_best": "-2", "survivors": "-2"}])
    assert found.text["deaths_best"].tolist() == ["-2"]


@pytest.mark.parametrize(
    ("tag", "wanted", "is_found"),
    [
        ("#geo+lat+num", "#geo+lat", True),
        ("#geo+lat", "#geo+lat", True),
        ("#geo+lat", "#geo+lat+num", False),
        ("#geo+lon+num", "#geo+lat+num", False),
        ("#loc+lat", "#geo+lat", False),
        ("#date+end", "#date", False),
    ],
)
def test_a_tag_stands_for_one_that_asks_for_less_of_the_same(tag, wanted, is_found):
    columns = Columns(pd.DataFrame({"a": ["1"]}, dtype="str"), [tag])
    assert columns.find((wanted,)) == ("a" if is_found else "")


@pytest.mark.parametrize(
    ("codes", "plain"),
    [
        (["-3.0", "-4", ""], ["-3", "-4", ""]),
        (["3.00", "3"], ["3", "3"]),
        (["3.0", "3.1"], ["3.0", "3.1"]),
        (["3.0", "x"], ["3.0", "x"]),
    ],
)
def test_codes_lose_a_fraction_of_zeros_where_all_are_whole(codes, plain):
    assert plain_codes(pd.Series(codes, dtype="str")).tolist() == plain


def test_a_row_with_an_id_of_its_own_is_not_said_to_count_again():
    given = {"id": "7", **PLACE}
    found = mapped([{"id": "", **PLACE}, given, given])
    assert not any("counts again" in each for each in said(found))
