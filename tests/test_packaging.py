"""The wheel: what is in it, and that it works from an empty folder with nothing else.

It is built and installed with no index, in an environment of its own that borrows every
other package from the one that runs the tests.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import start
from dashboard import resources
from dashboard.commands.cli import main
from tests import ROOT, browser

OFFLINE = ("--no-index", "--no-deps", "--disable-pip-version-check", "-q")
EXTRAS = ("auth", "cluster")
REQUIREMENTS = ("requirements.txt", *(f"requirements-{each}.txt" for each in EXTRAS))
LARGEST = 18_000_000
"""Bytes of a wheel; it was 15.5 million when this was written, 11.5 the world's layers."""


def call(*command, cwd: Path) -> subprocess.CompletedProcess:
    """Run a command as a user would, without settings of this checkout."""
    clean = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", *OFFLINE, "--no-build-isolation")
    built = call(*pip, "-w", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment where the wheel is installed."""
    venv = tmp_path_factory.mktemp("clean") / "venv"
    call(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    paths = {"base": str(venv), "platbase": str(venv)}
    scripts = Path(sysconfig.get_path("scripts", "venv", paths))
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    borrowed = sysconfig.get_path("purelib")
    (packages / "borrowed.pth").write_text(f"{borrowed}\n")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install")
    done = call(*pip, *OFFLINE, wheel, cwd=venv.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    return scripts


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    return tmp_path


def incidents(scripts: Path, folder: Path, *words: str) -> str:
    """Return what the installed command prints, called in ``folder``."""
    done = call(scripts / "conflict-incidents", *words, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# ── What is in it ────────────────────────────────────────────────────────────────


def test_the_wheel_holds_program_data_settings_and_map(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for inside, here in (
            ("dashboard/data/incidents.csv", "incidents.csv"),
            ("dashboard/data/published_totals.csv", "published_totals.csv"),
            ("dashboard/data/datapackage.json", "datapackage.json"),
            ("dashboard/.streamlit/config.toml", ".streamlit/config.toml"),
        ):
            assert archive.read(inside) == (ROOT / here).read_bytes()
    modules = {path.relative_to(ROOT) for path in (ROOT / "dashboard").rglob("*.py")}
    layers = {path.name for path in (ROOT / "geodata" / "layers").iterdir()}
    static = {
        path.relative_to(ROOT)
        for path in (ROOT / "dashboard" / "static").rglob("*")
        if path.is_file() and path.suffix != ".stamp" and path.name != ".stamp"
    }
    assert {path.as_posix() for path in modules | static} <= names
    assert {f"dashboard/data/geodata/layers/{name}" for name in layers} <= names
    assert {name.split("/")[0].split(".")[0] for name in names} == {
        "dashboard",
        "conflict_incidents-1",
    }
    assert [name for name in names if name.endswith(".stamp")] == []
    assert [name for name in names if name.startswith("dashboard/web/")] == []


def test_the_wheel_is_small(wheel):
    assert 3_000_000 < wheel.stat().st_size < LARGEST


def test_version_and_dependencies_are_those_of_the_files_that_say_them(scripts):
    (site,) = scripts.parent.rglob("site-packages")
    (installed,) = (
        each
        for each in distributions(path=[str(site)])
        if each.name == "conflict-incidents"
    )
    package = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert installed.version == package["version"]
    always = as_pairs(lines_of("requirements.txt"))
    asked = [Requirement(each) for each in installed.requires]
    assert as_pairs(str(each) for each in asked if not each.marker) == always
    for name in EXTRAS:
        extra = [each for each in asked if f'extra == "{name}"' in str(each.marker)]
        pairs = as_pairs(str(each) for each in extra)
        assert pairs == as_pairs(lines_of(f"requirements-{name}.txt")) and pairs
    assert len([each for each in asked if each.marker]) == len(
        [line for name in EXTRAS for line in lines_of(f"requirements-{name}.txt")]
    )
    assert commands_of(installed) == {"conflict-incidents"}


def lines_of(name: str) -> list[str]:
    """Return the requirements of a file, without remarks and other files."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    words = [line.partition("#")[0].strip() for line in lines]
    return [line for line in words if line and not line.startswith("-")]


def as_pairs(lines) -> set:
    read = map(Requirement, lines)
    return {(canonicalize_name(each.name), str(each.specifier)) for each in read}


def commands_of(installed: Distribution) -> set[str]:
    return {each.name for each in installed.entry_points}


def test_every_package_that_is_imported_is_named_in_the_requirements():
    names = ("requirements.txt", "requirements-cluster.txt")
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)
    wanted = {
        canonicalize_name(name) for name in re.findall(r"^[\w.-]+", text, re.MULTILINE)
    }
    names = {
        "pptx": "python-pptx",
        "docx": "python-docx",
        "mpl_toolkits": "matplotlib",
        "PIL": "pillow",
    }
    imported = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        found = re.findall(
            r"^\s*(?:import|from) (\w+)(?:[\w.]*) import |^\s*import (\w+)",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        imported |= {name for pair in found for name in pair if name}
    ours = {"dashboard", "geodata"} | sys.stdlib_module_names
    others = {canonicalize_name(names.get(name, name)) for name in imported - ours}
    assert "pandas" in others
    assert others - wanted == set()


@pytest.mark.full
def test_the_wheel_of_the_source_archive_is_the_same(wheel, tmp_path):
    build = (sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path)
    assert call(*build, cwd=ROOT).returncode == 0
    (source,) = tmp_path.glob("*.tar.gz")
    shutil.unpack_archive(source, tmp_path, filter="data")
    unpacked = source.with_suffix("").with_suffix("")
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    assert call(*build, cwd=unpacked).returncode == 0
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


# ── Without assets there is none ─────────────────────────────────────────────────


def test_without_map_assets_the_build_stops_with_one_sentence(tmp_path):
    shutil.copytree(ROOT / "bootstrap", tmp_path / "bootstrap")
    for name in ("pyproject.toml", "hatch_build.py", *REQUIREMENTS):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("datapackage.json", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, tmp_path)
    static = tmp_path / "dashboard" / "static"
    static.mkdir(parents=True)
    (static.parent / "__init__.py").touch()
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel")
    stopped = call(*build, cwd=tmp_path)
    assert stopped.returncode == 1
    (sentence,) = (stopped.stdout + stopped.stderr).strip().splitlines()
    assert sentence.startswith("First run `python3 start.py setup`: it brings ")
    assert "dashboard/static/vendor/leaflet/leaflet.js" in sentence
    assert "dashboard/static/built/basemap.js" in sentence


# ── At work, in an empty folder ──────────────────────────────────────────────────


def test_the_program_comes_from_the_wheel_and_reads_its_own_data(scripts, empty):
    show = "import dashboard, dashboard.resources as at; print(dashboard.__file__); "
    show += "print(at.resource('incidents.csv'))"
    done = call(scripts / "python", "-c", show, cwd=empty)
    module, table = map(Path, done.stdout.splitlines())
    venv = scripts.parent.resolve()
    assert module.resolve().is_relative_to(venv)
    assert table.is_file() and table.resolve().is_relative_to(venv)


def test_totals_are_those_of_the_checkout(scripts, empty, capsys):
    assert main(["totals", "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)
    assert json.loads(incidents(scripts, empty, "totals", "--json")) == ours


def test_selfcheck_finds_everything(scripts, empty):
    checks = json.loads(incidents(scripts, empty, "selfcheck", "--json"))
    assert len(checks) >= 5
    assert [each for each in checks if not each["ok"]] == []


@pytest.mark.full
@pytest.mark.parametrize(
    "words",
    [
        ("brief", "--text=Beata", "--format=svg", "--as-of=2026-10-05T12:00"),
        ("export", "--format", "csv", "--out", "out.csv"),
    ],
    ids=" ".join,
)
def test_files_are_written_here_and_are_those_of_the_checkout(
    words, scripts, empty, tmp_path_factory, monkeypatch
):
    incidents(scripts, empty, *words)
    monkeypatch.chdir(tmp_path_factory.mktemp("checkout"))
    assert main([*words]) == 0
    (ours,) = Path.cwd().iterdir()
    (theirs,) = empty.iterdir()
    assert ours.name == theirs.name
    equal = ours.read_bytes() == theirs.read_bytes()
    assert equal, f"{ours} and {theirs}"  # the difference of a megabyte takes minutes


def test_it_serves_the_map_to_this_machine_alone(scripts, empty):
    (empty / "streamlit.py").write_text("raise ImportError('a file of the user')")
    with running(scripts, empty) as app:
        for path in ("/_stcore/health", "/app/static/vendor/leaflet/leaflet.js"):
            with urllib.request.urlopen(app.url + path, timeout=10) as answer:
                assert answer.status == 200
        port = int(app.url.rpartition(":")[2])
        with pytest.raises(OSError, match="refused|assign"):  # 0.0.0.0 would answer
            socket.create_connection(("127.0.0.2", port), timeout=5).close()


@contextmanager
def running(scripts: Path, folder: Path) -> Iterator[browser.App]:
    """Start the installed dashboard in a folder, and end all of it after."""
    port = browser.find_free_port()
    app = browser.App(f"http://127.0.0.1:{port}", folder / "server.log")
    options = ("--", "--server.port", str(port), "--server.headless", "true")
    with (
        app.log.open("w") as log,
        subprocess.Popen(
            [scripts / "conflict-incidents", "run", *options],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as server,
    ):
        try:
            browser.wait_for_health(app, server)
            yield app
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def test_the_oldest_python_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = "{}.{}".format(*start.OLDEST_PYTHON)
    assert project["project"]["requires-python"] == f">={oldest}"
    assert project["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert project["tool"]["mypy"]["python_version"] == oldest


def test_the_cache_of_tests_is_not_the_users():
    assert resources.cache_folder().is_relative_to(ROOT / ".cache")
