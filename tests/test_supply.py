"""The list of what is shipped and installed, and what a new lock changed."""

import json
import re

import pytest
from packaging.requirements import Requirement

from bootstrap import supply
from dashboard import ROOT

SBOM = json.loads((ROOT / supply.NAME).read_text(encoding="utf-8"))
PARTS = {part["purl"]: part for part in SBOM["components"]}


def locked_here() -> set[str]:
    """Return what the locks install on Linux, the system that the list was made on."""
    found = set()
    for name in supply.LOCKS:
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(r"^[a-z0-9][^#\n]*", text, re.MULTILINE):
            asked = Requirement(line.partition("--hash")[0].strip())
            system = {"sys_platform": "linux", "platform_system": "Linux"}
            if not asked.marker or asked.marker.evaluate(system):
                version = str(asked.specifier).removeprefix("==")
                found.add((supply.normal(asked.name), version))
    return found


def test_the_list_names_what_the_locks_install_and_nothing_else():
    python = {
        (supply.normal(part["name"]), part["version"])
        for purl, part in PARTS.items()
        if purl.startswith("pkg:pypi/")
    }
    assert python == locked_here() and len(python) > 50
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {purl for purl in PARTS if purl.startswith("pkg:npm/")} == {
        f"pkg:npm/{name}@{packages[f'node_modules/{name}']['version']}"
        for name in supply.SERVED
    }
    served = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert set(served) == set(supply.SERVED)


def test_every_part_has_a_licence_and_none_an_address():
    for part in PARTS.values():
        assert part["licenses"], part["name"]
    text = (ROOT / supply.NAME).read_text(encoding="utf-8")
    assert re.findall(r"https?://[^/\"]+", text) == ["http://cyclonedx.org"]


def test_a_package_without_a_licence_is_not_listed():
    bare = {"type": "library", "name": "made-up", "version": "1", "purl": "-"}
    with pytest.raises(supply.shell.SetupError, match="made-up declares no licence"):
        supply._part(bare)
    name, words = next(iter(supply.NOT_DECLARED.items()))
    (known,) = supply._part(bare | {"name": name})["licenses"]
    assert known["license"]["id"] == words


def test_what_a_new_lock_changed_is_said_by_package():
    before = "one==1.0 \\\n    --hash=sha256:0\nTwo_x==2\nthree==3 ; python < 3.12\n"
    after = "one==1.1\ntwo-x==2\nthree==3 ; python < 3.12\nthree==4 ; more\nfour==4\n"
    assert supply.changes(before, after) == [
        "four: new → 4",
        "one: 1.0 → 1.1",
        "three: 3 → 3 and 4",
    ]
    assert supply.changes(after, "one==1.1\n")[0] == "four: 4 → gone"
    assert supply.changes(before, before) == []
