"""The same selection gives the same bytes: here, and in another place and process.

All files of briefs and of selections in one other process, which has another clock,
another language and another order of sets: starting one takes longer than most files.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard import ROOT
from dashboard.brief.files.formats import BRIEF_FORMATS, to_file
from dashboard.brief.words.make import make_brief
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.selection.filters import select
from tests.drawn_once import drawn_once
from tests.worlds import real_dataset

ELSEWHERE = """
import json
from tests.test_same_bytes import digests
print(json.dumps(digests()))
"""
CLOCK = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
JANUARY = {"from": date(2026, 1, 1), "to": date(2026, 1, 10)}
BRIEF = {"title": "Día «uno» $1 & $2", "as_of": "2026-11-27T09:30+01:00"}
SEIZURES = {"campaign": ["vessel_seizure"]}
BRIEFS = [kind for kind in BRIEF_FORMATS if kind != "png2x"]  # png once more, larger


def digests() -> dict[str, str]:
    """Return the SHA-256 of each file of one brief and of one selection, with members."""
    dataset = real_dataset()
    brief = make_brief(dataset, JANUARY, **BRIEF)
    files = {f"brief.{kind}": to_file(brief, kind) for kind in BRIEFS}
    rows = select(dataset.incidents, SEIZURES, dataset.regions)
    export = Export(rows, "vessel seizures", dataset.dictionary, "f00", "/?v=1")
    files |= {
        f"selection.{kind}": each.write(export) for kind, each in EXPORT_FORMATS.items()
    }
    return {name: "\n".join(_parts(each)) for name, each in files.items()}


def _parts(content: bytes) -> Iterator[str]:
    """Return the SHA-256 of a file, and of each member where it is a zip."""
    yield hashlib.sha256(content).hexdigest()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield f"{name} {hashlib.sha256(packed.read(name)).hexdigest()}"


@pytest.fixture(scope="module")
def both() -> tuple[dict, dict]:
    """Return the digests of this process and of one elsewhere."""
    found = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env={**os.environ, **CLOCK},
        capture_output=True,
        text=True,
        check=True,
    )
    with drawn_once():  # elsewhere each is drawn anew
        here = digests()
    return here, json.loads(found.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    "name",
    [
        *(f"brief.{each}" for each in BRIEFS),
        *(f"selection.{each}" for each in EXPORT_FORMATS),
    ],
)
def test_the_same_bytes_in_another_place_and_process(both, name):
    here, elsewhere = both
    assert here[name] == elsewhere[name]
