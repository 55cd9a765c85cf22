"""What a save refuses, in Spanish."""

import shutil
from datetime import UTC, datetime

import pytest

from dashboard.editing.drafting import draft_edit
from dashboard.editing.folder import Refused, open_folder
from dashboard.editing.saving import undo_last
from dashboard.editing.typed import plain_address, plain_cell, plain_reason
from dashboard.table import read
from dashboard.text.language import speaking
from dashboard.views import _edit_check


@pytest.fixture
def folder(tmp_path):
    return open_folder(shutil.copy(read.INCIDENTS, tmp_path / "own.csv"))


def refused(make) -> tuple[str, str]:
    """Return what is refused, in English and in Spanish."""
    said = []
    for code in ("en", "es"):
        with speaking(code), pytest.raises(Refused) as caught:
            make()
        said.append(str(caught.value))
    return said[0], said[1]


@pytest.mark.parametrize(
    ("asked", "english", "spanish"),
    [
        (
            ("NO-SUCH-ROW", {}),
            "incident_id 'NO-SUCH-ROW': own.csv has no such row",
            "incident_id 'NO-SUCH-ROW': own.csv no tiene esa fila",
        ),
        (
            (None, {}),
            "the row has these values already: nothing to save",
            "la fila ya tiene estos valores: no hay nada que guardar",
        ),
        (
            (None, {"dead": "3"}),
            "dead: is no column of own.csv",
            "dead: no es una columna de own.csv",
        ),
        (
            (None, {"incident_id": "X-1"}),
            "incident_id 'X-1': the id of a row never changes",
            "incident_id 'X-1': el identificador de una fila nunca cambia",
        ),
    ],
)
def test_a_refused_edit_says_why_in_the_readers_language(
    folder, asked, english, spanish
):
    row, changes = asked
    row = row or dict(folder.records.rows())[1]["incident_id"]

    assert refused(lambda: draft_edit(folder, row, changes)) == (english, spanish)


def test_a_typed_text_is_refused_in_the_readers_language():
    assert refused(lambda: plain_address("ftp://x"))[1].endswith(
        "debe empezar con http:// o https://"
    )
    assert "empieza como una fórmula" in refused(lambda: plain_cell("note", "=1"))[1]
    assert "indicar por qué cambia la fila" in refused(lambda: plain_reason(" "))[1]


def test_nothing_to_undo_is_said_in_the_readers_language(folder):
    now = datetime(2026, 10, 5, tzinfo=UTC)

    assert refused(lambda: undo_last(folder, now, "editor")) == (
        "there is no save to undo",
        "no hay ningún guardado que deshacer",
    )


def test_a_save_is_told_in_the_language_of_who_asks_again(monkeypatch):
    monkeypatch.setattr(_edit_check, "_SAVED", {"token": ("7", "CAR-1")})

    def told(code: str) -> str:
        with speaking(code):
            return _edit_check._save_once(None, None, "token", "editor", "why")

    assert "CAR-1" in told("es")
    assert told("en").startswith("Saved: CAR-1 (save 7).") and told("en") != told("es")
