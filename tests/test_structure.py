"""The house: imports run one way, streamlit stays at the doors, words are kept."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from dashboard import ROOT
from dashboard.cli import build_parser
from dashboard.filters import FILTERS

ORDER = (
    "dictionary words sources safe load archive changes validate region_index coast borders regions "
    "locate gazetteer whereabouts places shapes answers surroundings doubts filter_kinds filters summarize pins headline "
    "compare dataset region_report style timeline related layers card overview charts time_charts provenance exports "
    "brief selfcheck commands brief_command export_command cli"
).split()
"""Each imports only from its left."""
MODULES = {
    path: path.relative_to(ROOT / "dashboard").parts[0].removesuffix(".py")
    for path in (ROOT / "dashboard").rglob("*.py")
}


def imports(path: Path) -> set[str]:
    """Return the full names that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say the full name"
            names |= {node.module} | {
                f"{node.module}.{each.name}" for each in node.names
            }
    return names


def test_every_module_has_its_place():
    doors = {"__init__", "__main__", "app", "views"}
    assert set(MODULES.values()) == {*ORDER, *doors}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_imports_run_one_way(path):
    room = MODULES[path]
    if room in ("app", "views", "__main__", "__init__"):
        return
    used = {
        name.split(".")[1] for name in imports(path) if name.startswith("dashboard.")
    } & set(ORDER)
    later = {each for each in used if ORDER.index(each) > ORDER.index(room)}
    assert later == set(), f"{room} imports {later}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_streamlit_stays_at_the_doors(path):
    used = {name.split(".")[0] for name in imports(path)}
    if MODULES[path] not in ("app", "views"):
        assert not {"streamlit", "streamlit_folium"} & used
    if path.name != "_map.py":
        assert "streamlit_folium" not in used


def test_geodata_knows_nothing_of_the_dashboard():
    for path in (ROOT / "geodata").rglob("*.py"):
        assert not any(name.startswith("dashboard") for name in imports(path)), path


def test_doors_decide_nothing_so_no_module_imports_them():
    for path, room in MODULES.items():
        if room not in ("app", "views"):
            assert not any(
                name.startswith(("dashboard.app", "dashboard.views"))
                for name in imports(path)
            ), path


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", FILTERS)
def test_the_readme_names_every_filter(key):
    assert f"`--{key.replace('_', '-')}`" in readme()


def test_the_readme_names_every_command():
    (commands,) = [
        each for each in build_parser()._actions if getattr(each, "choices", None)
    ]
    for name in commands.choices:
        assert f"`python -m dashboard {name}" in readme(), name


def test_the_readme_names_every_layer():
    from dashboard.layers import LAYERS

    for name in LAYERS:
        assert f"**{name}**" in readme(), name


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()
    ]


def test_no_file_names_a_path_of_one_machine_or_a_registry():
    hosts = "|".join(["registry." + "npmjs", "pypi" + r"\.org", "python" + "hosted"])
    paths = r"(^|[\s\"'(=])/(home|root|Users|work)/"
    for path in tracked():
        if path.suffix in (".parquet", ".png", ".csv", ".ttf", ".woff2"):
            continue
        text = path.read_text(encoding="utf-8")
        assert not re.search(hosts, text), path
        assert not re.search(paths, text, re.MULTILINE), path


def test_no_file_is_large():
    assert [path for path in tracked() if path.stat().st_size > 4_000_000] == []
