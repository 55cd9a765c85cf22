"""The map's code: its own tests, its types, its rules, and the bundle that is served.

The tests of its pure parts are in ``tests/web``, beside all others and outside of what is
installed; they run in Node.js. What a browser has to show is in ``test_browser*.py``.
"""

import json
import re
import subprocess
from graphlib import TopologicalSorter

import numpy as np
import pytest
from pyproj import Geod

from bootstrap import assets, node, places, shell
from dashboard import ROOT

WEB = ROOT / "dashboard" / "web"
SOURCES = sorted((WEB / "src").rglob("*.js"))
TESTS = sorted((ROOT / "tests" / "web").glob("*.test.js"))
MODULES = places.TOOLS / "node_modules"
RULES = ("-c", WEB / "eslint.config.js", "--max-warnings", "0")


def run_node(*arguments, text: str = "") -> subprocess.CompletedProcess:
    """Run Node.js from the project's folder."""
    program = node.find_node()
    if not program or not MODULES.is_dir():
        pytest.fail("Missing for this test. Run: python3 start.py setup --test")
    command = [program, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )


def lint(*arguments, text: str = "") -> subprocess.CompletedProcess:
    return run_node(MODULES / "eslint/bin/eslint.js", *RULES, *arguments, text=text)


def test_the_pure_parts_do_what_their_tests_say():
    assert len(TESTS) > 4
    run = run_node("--test", "--test-reporter=tap", *TESTS)
    assert run.returncode == 0, run.stdout
    counts = dict(re.findall(r"^# (\w+) (\d+)$", run.stdout, re.M))
    assert counts["fail"] == counts["skipped"] == counts["todo"] == "0"
    written = sum(len(re.findall(r"^test\(", p.read_text(), re.M)) for p in TESTS)
    assert int(counts["pass"]) == written > 30


def test_every_type_fits():
    run = run_node(MODULES / "typescript/bin/tsc", "-p", WEB)
    assert run.returncode == 0, run.stdout


def test_the_code_keeps_its_rules():
    run = lint(WEB, ROOT / "tests" / "web")
    assert run.returncode == 0, run.stdout
    bad = lint("--stdin", "--stdin-filename", WEB / "src" / "x.js", text="var x = 1;\n")
    assert bad.returncode == 1 and "no-var" in bad.stdout


def test_no_file_is_long():
    for path in [*SOURCES, *TESTS, *WEB.glob("src/*.d.ts")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path


def test_imports_run_in_no_circle():
    graph = {}
    for path in SOURCES:
        found = re.findall(r'^import .*?"(\..*?)";', path.read_text(), re.M | re.S)
        graph[path] = {(path.parent / each).resolve() for each in found}
    assert set().union(*graph.values()) == set(SOURCES) - {WEB / "src" / "main.js"}
    assert len(list(TopologicalSorter(graph).static_order())) == len(SOURCES)


def test_what_is_served_is_what_the_code_gives(tmp_path):
    assets.bundle(WEB / "src" / "main.js", tmp_path / "map.js")
    served = places.STATIC / "built" / "map.js"
    assert served.read_bytes() == (tmp_path / "map.js").read_bytes()


ONLY_NAME = """
import vm from "node:vm";
import { readFileSync } from "node:fs";
const page = { L: { Renderer: class {}, Layer: class {} } };
page.window = page;
const before = Object.keys(page);
vm.runInContext(readFileSync(process.argv[1], "utf8"), vm.createContext(page));
const names = Object.keys(page).filter((name) => !before.includes(name));
console.log(JSON.stringify([names, Object.keys(page.IncidentMap).sort()]));
"""


def test_the_bundle_leaves_one_name_on_the_page():
    script = places.STATIC / "built" / "map.js"
    run = run_node("--input-type=module", "-e", ONLY_NAME, script)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [["IncidentMap"], ["base", "layer", "printWhole"]]


LENGTHS = """
import { distance } from "./dashboard/web/src/tools/geodesic.js";
let text = "";
for await (const part of process.stdin) text += part;
const pairs = JSON.parse(text);
const at = ([lat, lng]) => ({ lat, lng });
console.log(JSON.stringify(pairs.map(([one, two]) => distance(at(one), at(two)))));
"""


def test_lengths_are_those_of_pyproj():
    random = np.random.default_rng(9)
    places = random.uniform((-65, -180), (75, 180), (2, 500, 2)).round(6)
    pairs = np.stack(places, axis=1)
    pairs[0] = ((10, -60), (10, -60))
    pairs[1] = ((0, 0), (0.5, 179.7))  # nearly opposite: Vincenty finds no answer
    run = run_node(
        "--input-type=module", "-e", LENGTHS, text=json.dumps(pairs.tolist())
    )
    assert run.returncode == 0, run.stderr
    one, two = pairs[:, 0], pairs[:, 1]
    *_, wanted = Geod(ellps="WGS84").inv(one[:, 1], one[:, 0], two[:, 1], two[:, 0])
    assert json.loads(run.stdout) == pytest.approx(wanted.tolist(), abs=1e-6)


def test_an_edit_is_bundled_again_without_a_network(tmp_path, monkeypatch):
    project = tmp_path / "project"
    for path in SOURCES:
        copied = project / path.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(path.read_bytes())
    for name in ("package.json", "package-lock.json"):
        (project / name).write_bytes((ROOT / name).read_bytes())
    (project / ".cache").mkdir()
    (project / ".cache" / "bundler").symlink_to(places.SCRATCH / "bundler")
    monkeypatch.setattr(places, "ROOT", project)
    monkeypatch.setattr(places, "SCRATCH", project / ".cache")
    monkeypatch.setattr(places, "STATIC", project / "static")
    built = project / "static" / "built" / "map.js"
    done = [assets.bundle_map(), assets.bundle_map()]
    before = built.read_bytes()
    main = project / "dashboard" / "web" / "src" / "main.js"
    main.write_text(f"{main.read_text()}\nwindow.edited = 1;\n")
    assert [*done, assets.bundle_map()] == [True, False, True]
    assert b"edited" in built.read_bytes() and b"edited" not in before
    main.write_text("import {")
    with pytest.raises(shell.SetupError, match="Bundling the map's code failed"):
        assets.bundle_map()
    assert b"edited" in built.read_bytes()  # the last good one stays
