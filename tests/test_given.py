"""A description beside a table that is not ours: what it gives is said, no more."""

import json
import shutil

import pytest

from dashboard import ROOT
from dashboard.dataset import open_table
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.figures.citation import citation
from dashboard.openers.opened import TableSource
from dashboard.table.dictionary import DictionaryError
from dashboard.table.given import describe_by, find_description, totals_path
from dashboard.table.read import read_text
from dashboard.table.standard import STANDARD
from tests.worlds import real_dataset

ROWS = """incident_id,date,event_type,theatre,deaths_best,region name,kind
M-1,2019-01-03,b,north,2,East (made up),1
M-2,2019-02-03,c,,,West (made up),2
"""


def open_beside(folder, package, importer="table", rows=ROWS):
    table = folder / "made-up.csv"
    table.write_text(rows, encoding="utf-8")
    if package is not None:
        words = package if isinstance(package, str) else json.dumps(package)
        (folder / "datapackage.json").write_text(words, encoding="utf-8")
    text = read_text(table)
    for column in STANDARD:
        text[column] = text.get(column, "")
    beside = find_description(table)
    return describe_by(beside, table, text, importer) if beside else None


def package(*fields, **members):
    resource = {"name": "x", "path": "made-up.csv", "schema": {"fields": [*fields]}}
    return {"resources": [resource], **members}


def test_a_table_without_a_file_beside_it_has_no_given_description(tmp_path):
    assert open_beside(tmp_path, None) is None
    assert find_description(tmp_path / "made-up.csv") is None


@pytest.mark.parametrize("path", ["other.csv", "../made-up.csv", None, 5, []])
def test_a_package_of_another_table_is_not_its_description(tmp_path, path):
    assert open_beside(tmp_path, {"resources": [{"path": path}]}) is None
    assert open_beside(tmp_path, {"name": "no resource"}) is None


@pytest.mark.parametrize("path", ["made-up.csv", "./made-up.csv", ["made-up.csv"]])
def test_the_resource_is_found_by_its_path(tmp_path, path):
    given = open_beside(tmp_path, {"resources": [{"path": path}], "title": "Made up"})
    assert given.title == "Made up"


def test_a_bare_description_claims_nothing(tmp_path):
    given = open_beside(tmp_path, package())
    assert (given.title, given.version, given.licenses) == ("made-up", "", ())
    assert (given.coverage_start, given.coverage_end, given.coverage_gaps) == (
        None,
        None,
        (),
    )
    assert given.file.last.isoformat() == "2019-02-03"
    assert given.description.opening_filters == {} and given.description.areas == {}
    assert given.description.first_person is False
    assert list(given.fields["event_type"].codes) == ["b", "c"]


def test_what_is_given_is_said(tmp_path):
    gap = {"start": "2019-03-01", "end": None, "text": "Not covered: spring."}
    types = {
        "name": "event_type",
        "type": "string",
        "categories": [{"value": "b", "label": "battle"}],
    }
    own = {
        "name": "kind",
        "type": "integer",
        "categories": [{"value": 1, "label": "one"}],
    }
    given = open_beside(
        tmp_path,
        package(
            types,
            own,
            {"name": "not there"},
            title="Made up",
            version="2",
            coverage_end="2019-12-31",
            coverage_gaps=[gap],
            licenses=[{"name": "ODC-BY-1.0"}],
            rules=[{"id": "near_duplicate", "level": "warning", "km": 5}],
            dashboard={"title": "Short", "opening": {"filters": {"event_type": ["b"]}}},
        ),
    )
    assert (given.title, given.version, given.description.title) == (
        "Made up",
        "2",
        "Short",
    )
    assert (given.coverage_start, str(given.coverage_end)) == (None, "2019-12-31")
    assert given.coverage_gaps[0].text == "Not covered: spring."
    assert given.description.opening_filters == {"event_type": ["b"]}
    assert given.description.opening_view == (-180.0, -60.0, 180.0, 80.0)
    assert [given.label("event_type", code) for code in "bc"] == ["battle", "c"]
    assert given.label("kind", "1") == "one" and given.fields["kind"].type == "string"
    assert "not there" not in given.fields
    assert given.rule_level("near_duplicate") == "warning"
    assert given.rule("near_duplicate")["km"] == 5
    assert given.rule_level("deaths_order") == ""
    assert given.looks.classes[0].label == "battle"


def test_the_bounds_of_a_standard_column_hold_whatever_is_given(tmp_path):
    wide = {"name": "deaths_best", "type": "integer", "constraints": {"maximum": 1e30}}
    field = open_beside(tmp_path, package(wide)).fields["deaths_best"]
    assert (
        field.constraints["maximum"]
        == STANDARD["deaths_best"]["constraints"]["maximum"]
    )


def test_a_column_that_an_importer_renamed_keeps_its_words(tmp_path):
    named = {"name": "event_type", "type": "string", "title": "Their types"}
    given = open_beside(tmp_path, package(named), importer="acled")
    assert given.fields["event_type"].title == "Event type"


def test_an_own_column_that_was_renamed_keeps_its_words(tmp_path):
    rows = ROWS.replace("kind", "reported_zone")
    named = {"name": "zone", "title": "Their zone"}
    given = open_beside(tmp_path, package(named), rows=rows)
    assert given.fields["reported_zone"].title == "Their zone"


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("{", "datapackage.json beside the table cannot be read"),
        ("[]", "must be an object"),
        (package(title=" "), "beside made-up.csv, title ' ': must be a text"),
        (package(coverage_end="soon"), "coverage_end 'soon': must be a day as"),
        (package(licenses="mine"), "licenses 'mine': must be a list of objects"),
        (package({"type": "string"}), "name is missing"),
        (package(coverage_gaps=[{"text": "x"}]), "is no data package"),
        (package(dashboard=5), "dashboard 5: must be an object"),
        (package(dashboard={"opening": 5}), "dashboard.opening 5: must be an object"),
        (package(dashboard={"first_person": "yes"}), "must be true or false"),
        (
            package(dashboard={"opening": {"filters": {"event_type": ["war"]}}}),
            "must be a list of b, c",
        ),
    ],
)
def test_a_broken_description_is_named_and_what_to_do(tmp_path, broken, words):
    with pytest.raises(DictionaryError) as error:
        open_beside(tmp_path, broken)
    assert words in str(error.value)
    assert "the table opens without it" in str(error.value)


def test_published_totals_beside_the_table_are_found(tmp_path):
    both = package()
    both["resources"].append(
        {"name": "published-totals", "path": "t.csv", "schema": {"fields": []}}
    )
    open_beside(tmp_path, both)
    assert totals_path(tmp_path / "made-up.csv") is None
    (tmp_path / "t.csv").write_text("campaign\n")
    assert totals_path(tmp_path / "made-up.csv") == tmp_path / "t.csv"


def test_our_own_files_in_another_folder_are_our_data_set(tmp_path):
    names = ("incidents.csv", "datapackage.json", "published_totals.csv")
    for name in (*names, "publishers.csv"):
        shutil.copy(ROOT / name, tmp_path / name)
    copy = open_table(TableSource("incidents.csv", tmp_path / "incidents.csv"))
    ours = real_dataset()
    assert copy.fingerprint == ours.fingerprint
    assert copy.description == ours.description
    kinds = copy.dictionary.publisher_kinds
    assert kinds == ours.dictionary.publisher_kinds and kinds["Wikipedia"]
    assert len(copy.published) == len(ours.published) > 0
    assert citation(copy.dictionary, "d") == citation(ours.dictionary, "d")
    files = [
        EXPORT_FORMATS["csv"].write(Export(each.incidents, "all", each.dictionary, "d"))
        for each in (copy, ours)
    ]
    assert files[0] == files[1]


@pytest.mark.parametrize("path", ["../totals.csv", "/etc/hostname", "a\0b", "x" * 5000])
def test_a_path_out_of_the_folder_is_not_followed(tmp_path, path):
    (tmp_path / "totals.csv").write_text("made up")
    folder = tmp_path / "inner"
    folder.mkdir()
    described = package()
    totals = {"name": "published-totals", "path": path, "schema": {"fields": []}}
    described["resources"].append(totals)
    assert open_beside(folder, described) is not None
    assert totals_path(folder / "made-up.csv") is None
    described["resources"].append("no object")
    (folder / "datapackage.json").write_text(json.dumps(described))
    assert totals_path(folder / "made-up.csv") is None


def test_a_description_that_is_nested_too_deep_is_named(tmp_path):
    with pytest.raises(DictionaryError, match="cannot be read"):
        open_beside(tmp_path, "[" * 200_000)
