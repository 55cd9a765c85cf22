"""The commands in Spanish: by option or environment, with the numbers of English."""

import csv
import json

import pytest

import dashboard
from dashboard.commands.cli import main
from dashboard.commands.speech import of_environment
from dashboard.table import read
from dashboard.text.language import current

BOATS = ["--campaign", "boat_strike"]


@pytest.fixture(autouse=True)
def english_environment(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def run(capsys, *words):
    """Run a command; return its exit code and what it printed on both streams."""
    code = main([*words])
    return code, *capsys.readouterr()


def without_texts(value):
    """Return a report for programs with its numbers and codes alone."""
    if isinstance(value, dict):
        return {key: without_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_texts(each) for each in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize(
    "words", [["totals", "--lang", "es"], ["--lang=es", "totals"]], ids=" ".join
)
def test_lang_stands_before_or_behind_the_command(capsys, words):
    code, out, _ = run(capsys, *words, *BOATS)
    assert code == 0
    assert "incidentes" in out and "muertos" in out
    assert current() == "en"  # it was spoken for the life of the command only


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "es_VE.UTF-8"}, "es"),
        ({"LC_ALL": "", "LC_MESSAGES": "es_CO", "LANG": "en_US"}, "es"),
        ({"LC_ALL": "C", "LANG": "es_VE.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_decides_where_no_option_does(environment, code):
    assert of_environment(environment) == code


def test_option_goes_before_environment(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "es_VE.UTF-8")
    assert "incidentes" in run(capsys, "totals", *BOATS)[1]
    assert "incidents" in run(capsys, "totals", "--lang", "en", *BOATS)[1]


@pytest.mark.parametrize("words", [["--lang", "xx"], ["--lang="], ["--lang"]])
def test_a_language_that_is_not_there_is_wrong_use(capsys, words):
    code, out, error = run(capsys, "totals", *words)
    assert code == 2 and not out
    assert error.rstrip().endswith("must be one of en, es")


def test_what_follows_two_dashes_is_for_others(capsys):
    from dashboard.commands.speech import language_of

    assert language_of(["run", "--", "--lang", "es"], {}) == (
        "en",
        ["run", "--", "--lang", "es"],
    )


@pytest.mark.parametrize("words", [["totals"], ["region", "VE-R"]], ids=" ".join)
def test_json_has_the_same_keys_and_numbers(capsys, words):
    code, english, _ = run(capsys, *words, *BOATS, "--json")
    spanish_code, spanish, _ = run(capsys, *words, *BOATS, "--json", "--lang", "es")
    english, spanish = json.loads(english), json.loads(spanish)
    assert code == spanish_code
    assert without_texts(english) == without_texts(spanish)
    assert english != spanish  # its words are Spanish


def test_validate_tells_of_a_bad_table_in_spanish(capsys, tmp_path):
    lines = read.INCIDENTS.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = list(csv.reader(lines[:3]))
    rows[1][rows[0].index("deaths_best")] = "many"
    path = tmp_path / "bad.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    code, out, _ = run(capsys, "validate", str(path), "--lang", "es")
    assert code == 1
    assert out.splitlines()[-1].startswith("bad.csv: filas: 2, problemas: 1, ")
    assert "deaths_best" in out and "many" in out


def test_help_is_in_spanish(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["totals", "--help", "--lang", "es"])
    out = capsys.readouterr().out
    assert ended.value.code == 0
    assert out.startswith("uso: python -m dashboard totals")
    for words in ("opciones:", "mostrar esta ayuda y salir", "imprimir JSON"):
        assert words in out


def test_argparse_says_what_is_wrong_in_spanish(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "es", "export"])
    assert ended.value.code == 2
    assert "faltan argumentos obligatorios: --out" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["export"])
    assert "the following arguments are required: --out" in capsys.readouterr().err


def test_export_has_the_same_rows(capsys, tmp_path):
    paths = [tmp_path / f"{code}.csv" for code in ("en", "es")]
    for path in paths:
        words = ["export", *BOATS, "--out", str(path), "--lang", path.stem]
        assert run(capsys, *words)[0] == 0
    english, spanish = (
        [line for line in path.read_text("utf-8-sig").splitlines() if line[:1] != "#"]
        for path in paths
    )
    assert len(english) > 50
    assert english == spanish


def test_a_notebook_keeps_the_language_of_its_table():
    table = dashboard.open(language="es")
    strikes = table.select(campaign="boat_strike")
    assert current() == "en"
    assert "incidentes" in repr(strikes)
    english = dashboard.open().select(campaign="boat_strike")
    assert "incidents" in repr(english)
    assert without_texts(strikes.totals()) == without_texts(english.totals())
    with pytest.raises(ValueError, match="no es un filtro"):
        table.select(nothing=1)
