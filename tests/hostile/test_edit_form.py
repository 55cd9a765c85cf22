"""Every payload typed into the form that edits: refused in words, or saved as it is."""

import csv
import io
import shutil

import pytest

from dashboard.editing.drafting import draft_edit
from dashboard.editing.folder import Refused, open_folder
from dashboard.editing.saving import save
from dashboard.editing.typed import CONTROL, plain_cell
from dashboard.text.escape import guarded
from tests import ROOT
from tests.hostile.payloads import ALL, LARGE
from tests.test_editing import FIRST, NOW, OURS, OWN

TYPED = [*ALL, *LARGE.values(), "\ud800", "\ufffe"]


def one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return any(sign.isdigit() for sign in text)  # "-Infinity" is a word


def accepted(text: str) -> bool:
    """Return whether a cell may hold a text; a refusal has words."""
    try:
        kept = plain_cell("notes", text)
    except Refused as error:
        assert "notes" in str(error)
        return False
    assert kept == one_line_end(text)
    return True


def test_a_typed_text_is_kept_as_it_is_or_refused():
    for text in TYPED:
        kept = one_line_end(text)
        is_formula = guarded(kept) != kept and not is_number(kept)
        runs = is_formula or CONTROL.search(kept)
        assert accepted(text) is not bool(runs), ascii(text[:80])
    assert sum(map(accepted, TYPED)) > 120


def test_payloads_that_are_saved_are_read_back_and_change_no_other_row(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(OWN.encode())
    words = "; ".join(text for text in ALL if text.strip() and accepted(text))
    folder = open_folder(path)
    save(folder, draft_edit(folder, "A-2", {"notes": words}), NOW, "x", "made up")
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[1]["notes"] == one_line_end(words)
    assert path.read_bytes().startswith(OWN.encode().rpartition(b"A-2")[0])


@pytest.mark.full
def test_no_payload_in_any_column_ends_a_draft(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(OWN.encode())
    folder = open_folder(path)
    columns = ("date", "latitude", "deaths_best", "location", "incident_id", "made_up")
    for at, text in enumerate(TYPED):
        for column in (columns[at % 6], columns[(at + 1) % 6]):
            try:
                assert draft_edit(folder, "A-1", {column: text}).after
            except Refused as error:
                assert str(error).strip()


@pytest.mark.full
def test_no_payload_in_a_source_ends_a_draft(tmp_path):
    for name in (*OURS, "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    folder = open_folder(tmp_path / "incidents.csv")
    for at, text in enumerate(ALL):
        known = {"publisher": "AFP", "url": "https://example.org/a"}
        entry = [
            {"publisher": text, "kind": "primary", "url": "https://example.org/b"},
            {"publisher": "AFP", "url": text, "date": "2026-01-01"},
            {**known, "date": text},
            {**known, "archive_url": text, "archive_date": text},
            {**known, "detail": text, "seen": text},
        ][at % 5]
        try:
            draft = draft_edit(folder, FIRST, {}, [entry])
        except Refused as error:
            assert str(error).strip()
        else:
            cells = draft.after["sources"]
            assert "javascript:" not in cells or entry.get("url") != text
