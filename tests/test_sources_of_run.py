"""What ``run --data`` hands to the server, written and read by one module."""

import json
from pathlib import Path

import pytest

from dashboard.openers.opened import TableSource
from dashboard.sources_of_run import VARIABLE, sources_of_run, to_variable
from dashboard.table.read import UnreadableTableError


def read(text: str) -> list[TableSource]:
    return sources_of_run({VARIABLE: text})


@pytest.mark.parametrize("text", ["", "  ", "[]"])
def test_a_run_that_names_no_file_opens_our_own_table(text):
    assert read(text) == []


def test_without_the_variable_nothing_is_asked_for():
    assert sources_of_run({}) == []


def test_what_the_command_writes_is_what_the_page_reads(tmp_path):
    mapping = tmp_path / "own.json"
    mapping.write_text('{"made up": "é"}', encoding="utf-8")
    paths = [tmp_path / "one log.csv", tmp_path / "two.xlsx"]
    text = to_variable(paths, part="Sheet 2", importer="table", mapping=mapping)
    assert read(text) == [
        TableSource(path.name, path, "Sheet 2", "table", '{"made up": "é"}')
        for path in paths
    ]


def test_a_path_of_the_callers_folder_is_made_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (source,) = read(to_variable([Path("log.csv")]))
    assert source == TableSource("log.csv", tmp_path.resolve() / "log.csv")


def test_a_plain_path_is_enough(tmp_path):
    path = tmp_path / "log.csv"
    assert read(json.dumps([str(path)])) == [TableSource("log.csv", path)]


@pytest.mark.parametrize("text", ["log.csv", "{", "3", "[3]", '[{"file": "a.csv"}]'])
def test_anything_else_is_refused_and_says_what_is_allowed(text):
    with pytest.raises(UnreadableTableError, match=r"must be a JSON list of paths"):
        read(text)


def test_a_mapping_that_is_not_there_is_named(tmp_path):
    text = to_variable([tmp_path / "a.csv"], mapping=tmp_path / "gone.json")
    with pytest.raises(UnreadableTableError, match=r"gone\.json: the mapping"):
        read(text)
