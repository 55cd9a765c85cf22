"""What GDAL can open in a server and in a command: our formats and no others."""

import json
import os
import subprocess
import sys

import pytest

from dashboard import ROOT
from dashboard.exports import EXPORT_FORMATS
from dashboard.openers import drivers
from tests.files import kml, placemark, points, shapefile, written, zipped

DOORS = ("dashboard.__main__", "dashboard.views")
ASK = """
import importlib, json, sys
door, *files = sys.argv[1:]
door = importlib.import_module(door)
sys.argv = ["dashboard", "--help"]
try:
    getattr(door, "main", int)()
except SystemExit:
    pass
from dashboard.exports.geo import pyogrio
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from pathlib import Path
found = {"drivers": sorted(pyogrio.list_drivers())}
for file in map(Path, files):
    found[file.name] = len(open_file(TableSource(file.name, file.read_bytes())).text)
print(json.dumps(found))
"""


def asked(*arguments, script=ASK) -> str:
    """Return the last line that a fresh process prints."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != drivers.OPTION},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()[-1]


@pytest.fixture
def files(tmp_path):
    """Return a file of each format that GDAL opens for us, with two rows."""
    frame = points({"id": ["a", "b"]}, [(1, 2), (3, 4)])
    made = {
        "a.gpkg": written(tmp_path, frame, "made.gpkg"),
        "a.kml": kml(placemark("a", "1,2"), placemark("b", "3,4")).encode(),
        "a.zip": zipped(shapefile(tmp_path, frame)),
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


@pytest.mark.parametrize("door", DOORS)
def test_gdal_has_our_drivers_and_no_other(door, files):
    found = json.loads(asked(door, *files))
    assert found.pop("drivers") == sorted(drivers.USED)
    assert found == {"a.gpkg": 2, "a.kml": 2, "a.zip": 2}


@pytest.mark.full
def test_every_format_is_written_without_the_other_drivers(tmp_path):
    for format in EXPORT_FORMATS:
        subprocess.run(
            [sys.executable, "-m", "dashboard", "export", "--format", format]
            + ["--out", str(tmp_path / f"a.{format}")],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        assert (tmp_path / f"a.{format}").stat().st_size > 1000


def test_a_notebook_keeps_the_drivers_of_its_owner():
    script = "import dashboard.notebook, pyogrio; print(*pyogrio.list_drivers())"
    assert "OGR_VRT" in asked(script=script)


def test_what_the_option_names_already_stays_left_out(monkeypatch):
    monkeypatch.setenv(drivers.OPTION, "KML,CSV")
    drivers.leave_out_others()
    once = drivers.os.environ[drivers.OPTION].split(",")
    drivers.leave_out_others()
    assert drivers.os.environ[drivers.OPTION].split(",") == once
    assert once[:2] == ["KML", "CSV"] and once.count("CSV") == 1
