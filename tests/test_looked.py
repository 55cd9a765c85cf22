"""Who looked, and up to which day: written into the description and read back."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dashboard.commands.cli import main
from dashboard.table import dictionary as descriptions
from dashboard.table.coverage import CoverageLook
from dashboard.table.dictionary import parse_dictionary, read_dictionary
from dashboard.table.looked import LookError, with_look

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "datapackage.json").read_bytes().decode("utf-8")


def look(to: date, text: str = "") -> CoverageLook:
    return CoverageLook(date(2026, 12, 1), to, "an editor", text)


def test_a_later_day_moves_the_end_and_the_gap_after_it():
    made = parse_dictionary(
        with_look(TEXT, look(date(2026, 11, 30), '"none" found')), "t"
    )
    before = read_dictionary(ROOT / "datapackage.json")
    assert made.coverage_end == date(2026, 11, 30)
    assert made.coverage_gaps[-1].start == date(2026, 12, 1)
    assert made.coverage_gaps[-1].text == "Not covered: 1 December 2026 and after."
    assert made.coverage_gaps[:-1] == before.coverage_gaps[:-1]
    assert made.coverage_looks[-1] == look(date(2026, 11, 30), '"none" found')
    assert made.coverage_looks[:-1] == before.coverage_looks


@pytest.mark.parametrize("days", [0, 1])
def test_the_end_never_goes_back(days):
    before = read_dictionary(ROOT / "datapackage.json")
    same_or_earlier = date.fromordinal(before.coverage_end.toordinal() - days)
    made = parse_dictionary(with_look(TEXT, look(same_or_earlier)), "t")
    assert made.coverage_end == before.coverage_end
    assert made.coverage_gaps == before.coverage_gaps
    assert made.coverage_looks[-1].to == same_or_earlier


def test_only_the_lines_of_the_coverage_change():
    made = with_look(TEXT, look(date(2026, 11, 30))).splitlines()
    old = TEXT.splitlines()
    assert sum(line not in made for line in old) <= 4
    assert sum(line not in old for line in made) <= 8


@pytest.mark.parametrize("text", ["{}", '{\n  "coverage_looks": [\n  ]\n}'])
def test_a_description_without_a_coverage_is_refused(text):
    with pytest.raises(LookError, match="has no"):
        with_look(text, look(date(2026, 11, 30)))


@pytest.fixture
def description(tmp_path, monkeypatch):
    path = Path(shutil.copy(ROOT / "datapackage.json", tmp_path))
    monkeypatch.setattr(descriptions, "DATAPACKAGE", path)
    return path


def test_the_command_writes_it(description, capsys):
    options = [
        "looked",
        "--to",
        "2026-11-30",
        "--on",
        "2026-12-01",
        "--by",
        "an editor",
    ]
    assert main(options) == 0
    assert "data to 2026-11-30" in capsys.readouterr().out
    assert read_dictionary(description).coverage_looks[-1].by == "an editor"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--to", "30 November"), "YYYY-MM-DD"),
        (("--to", "2026-12-02", "--on", "2026-12-01"), "lies after 2026-12-01"),
        (("--to", "2026-11-30", "--on", "2026-12-01", "--by", " "), "who looked"),
    ],
)
def test_what_cannot_be_is_refused(description, capsys, options, says):
    before = description.read_bytes()
    assert main(["looked", *options]) == 2
    assert says in capsys.readouterr().err
    assert description.read_bytes() == before
