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
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

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
import sys
from tests.test_same_bytes import digests
print(json.dumps(digests(sys.argv[1:])))
"""
CLOCK = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
JANUARY = {"from": date(2026, 1, 1), "to": date(2026, 1, 10)}
BRIEF = {"title": "Día «uno» $1 & $2", "as_of": "2026-11-27T09:30+01:00"}
SEIZURES = {"campaign": ["vessel_seizure"]}
BRIEFS = [kind for kind in BRIEF_FORMATS if kind != "png2x"]  # png once more, larger
IN_THE_GATE = ["svg", "pptx"]
"""One drawn by the vector writer, one packed: between them each source of disorder."""


def digests(kinds: list[str]) -> dict[str, str]:
    """Return the SHA-256 of each file of one brief and of one selection, with members.

    ``kinds`` are those of the brief.
    """
    dataset = real_dataset()
    brief = make_brief(dataset, JANUARY, **BRIEF)
    files = {f"brief.{kind}": to_file(brief, kind) for kind in kinds}
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
def both() -> Callable[[bool], tuple[dict, dict]]:
    """Return what gives the digests of this process and of one elsewhere.

    All briefs, or those of the gate alone.
    """

    @cache
    def made(whole: bool) -> tuple[dict, dict]:
        kinds = BRIEFS if whole else IN_THE_GATE
        found = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, *kinds],
            cwd=ROOT,
            env={**os.environ, **CLOCK},
            capture_output=True,
            text=True,
            check=True,
        )
        with drawn_once():  # elsewhere each is drawn anew
            here = digests(kinds)
        return here, json.loads(found.stdout.splitlines()[-1])

    return made


@pytest.mark.parametrize(
    "name",
    [
        *(f"brief.{each}" for each in IN_THE_GATE),
        *(f"selection.{each}" for each in EXPORT_FORMATS),
    ],
)
def test_the_same_bytes_in_another_place_and_process(both, name):
    here, elsewhere = both(False)
    assert here[name] == elsewhere[name]


@pytest.mark.full
@pytest.mark.parametrize("kind", [kind for kind in BRIEFS if kind not in IN_THE_GATE])
def test_so_has_every_other_format_of_a_brief(both, kind):
    here, elsewhere = both(True)
    assert here[f"brief.{kind}"] == elsewhere[f"brief.{kind}"]
