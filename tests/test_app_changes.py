"""Page Changes without a browser: since the version, since a day, against a file."""

import shutil
from datetime import date

import pytest

from dashboard.table import archive, read
from dashboard.table import dictionary as descriptions
from dashboard.table.history import read_history
from tests.test_app_data import app, on, run, words


@pytest.fixture(autouse=True)
def kept_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "ARCHIVE", tmp_path / "kept")


def changes_of(at):
    return [frame.value for frame in at.dataframe if "What" in frame.value][-1]


def test_the_map_page_says_what_changed_since_the_version():
    at = app()
    said = words(at)
    version = descriptions.read_dictionary().version
    assert f"Since version {version}" in said and "totals unchanged" in said


def test_the_page_lists_every_row_that_changed_since_the_version():
    at = on(app(), "changes")
    frame = changes_of(at)
    history = read_history(read.INCIDENTS.with_name("history.csv"))
    assert set(frame["Id"]) == {each.incident_id for each in history}
    assert set(frame["What"]) == {"changed"}
    assert not frame["Why"].eq("").any()


def test_a_table_that_was_saved_since_its_version_is_not_called_as_released():
    """Each save seals it anew: it is whole, and no longer what the version was."""
    said = words(on(app(), "changes"))
    rows = len(read.read_text(read.INCIDENTS))
    assert f"The table is whole: {rows} rows, as its description says" in said
    assert "as released" not in said and "rows changed" in said


def test_another_day_is_another_answer():
    at = on(app(), "changes")
    (chooser,) = [each for each in at.selectbox if each.key == "changes_since"]
    assert chooser.options[0].startswith("version ")
    assert chooser.options[-1] == "an older file of this table"
    assert "the end of 27 Nov 2026" in chooser.options
    chooser.select(date(2026, 11, 27))
    run(at)
    assert "Since 27 Nov 2026: " in words(at)


def test_an_older_file_is_compared_cell_by_cell(tmp_path):
    older = shutil.copy(read.INCIDENTS, tmp_path / "older.csv")
    text = older.read_text("utf-8").splitlines(True)
    older.write_text("".join(text[:-1]), "utf-8")
    at = on(app(), "changes")
    (chooser,) = [each for each in at.selectbox if each.key == "changes_since"]
    chooser.select("older_file")
    run(at)
    at.file_uploader[0].upload("older.csv", older.read_bytes())
    run(at)
    assert "1 row added" in words(at) and "+1 incident" in words(at)
    assert changes_of(at)["What"].tolist() == ["added"]


def test_a_file_that_is_no_table_is_refused_in_one_sentence():
    at = on(app(), "changes")
    (chooser,) = [each for each in at.selectbox if each.key == "changes_since"]
    chooser.select("older_file")
    run(at)
    at.file_uploader[0].upload("older.csv", b"\x89PNG\r\n\x1a\n")
    run(at)
    assert at.error and "this is a picture" in at.error[0].value


def test_the_method_page_offers_the_citation_to_programs():
    at = on(app(), "method")
    labels = [each.label for each in at.get("download_button")]
    assert "Citation file (CITATION.cff)" in labels
    assert any("schema.org" in each for each in labels)
