"""Why the machine refuses a file, in the reader's language."""

import errno
import os

import pytest

from dashboard import ROOT
from dashboard.commands.cli import main
from dashboard.text.language import again, gettext, in_english, speaking
from dashboard.text.machine import REASONS, reason_of

RAW = {
    "commands/online.py": "of a host, not of a file",
    "openers/reader_process.py": "why a process did not start, said inside a sentence",
    "table/folder.py": "made here, and read by reason_of",
    "text/language.py": "of an error inside a sentence, looked up in the catalogues",
    "text/machine.py": "reads it",
}


def test_english_says_what_the_system_says_and_spanish_its_own():
    for number in REASONS:
        error = OSError(number, os.strerror(number), "/x")
        assert reason_of(error) == os.strerror(number)
        with in_english():
            kept = reason_of(error)
        with speaking("es"):
            assert reason_of(error) == again(kept) != os.strerror(number)


def test_an_error_inside_a_sentence_is_said_without_its_number_and_path():
    error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/x/{y}")
    with in_english():
        kept = gettext("{file} cannot be read ({error}).", file="a.csv", error=error)
    assert kept == "a.csv cannot be read (Permission denied)."
    with speaking("es"):
        assert "permiso denegado" in again(kept).lower()
        other = OSError(errno.EXDEV, "Odd {brace}")
        told = gettext("{file} cannot be read ({error}).", file="a.csv", error=other)
        assert "Odd {brace}" in told


@pytest.mark.parametrize(
    "error", [OSError(errno.EXDEV, "Invalid cross-device link"), OSError("no room")]
)
def test_what_is_not_known_stays_as_it_is(error):
    with speaking("es"):
        assert reason_of(error) in ("Invalid cross-device link", "no room")


def test_a_command_says_it_in_spanish(tmp_path, capsys):
    code = main(["add", "--json", str(tmp_path / "none.json"), "--lang", "es"])
    assert code == 2
    assert "none.json: el archivo o la carpeta no existe" in capsys.readouterr().err


def test_no_other_module_says_the_words_of_the_system_itself():
    package = ROOT / "dashboard"
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if ".strerror" in path.read_text(encoding="utf-8")
    }
    assert found <= RAW.keys()
