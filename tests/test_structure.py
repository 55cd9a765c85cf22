"""The house: imports run one way, streamlit stays at the doors, words are kept."""

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from dashboard import ROOT

ORDER = (
    "resources style text logo settings roles table crash geo checks openers importers "
    "sources_of_run dataset in_language store since "
    "same_table table_names combined selection figures editing look layers exports "
    "batches brief commands notebook"
).split()
"""The rooms of the house, from the ground up: each imports only from its left."""
DOORS = {"__init__", "__main__", "app", "views"}
PACKAGE = ROOT / "dashboard"
MODULES = {
    path: path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for path in PACKAGE.rglob("*.py")
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


def inner_imports(path: Path) -> set[Path]:
    """Return the modules of this project that a module imports."""
    found = set()
    for name in imports(path):
        there = ROOT.joinpath(*name.split("."))
        found |= {there.with_suffix(".py"), there / "__init__.py"} & set(MODULES)
    return found - {path, PACKAGE / "__init__.py"}


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def test_every_module_has_its_place():
    assert set(MODULES.values()) == {*ORDER, *DOORS}


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_imports_run_one_way(path):
    room = MODULES[path]
    if room in DOORS:
        return
    used = {MODULES[each] for each in inner_imports(path)} & set(ORDER)
    later = {each for each in used if ORDER.index(each) > ORDER.index(room)}
    assert later == set(), f"{room} imports {later}"


def test_no_module_leads_back_to_itself():
    sorter = TopologicalSorter({path: inner_imports(path) for path in MODULES})
    order = [short(path) for path in sorter.static_order()]  # raises on a circle
    assert len(order) == len(MODULES)


def test_a_circle_would_be_noticed():
    with pytest.raises(CycleError):
        [*TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order()]


LONG = 300
"""Lines above which a module is more than one room."""


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_module_is_one_room(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONG


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_streamlit_stays_at_the_doors(path):
    used = {name.split(".")[0] for name in imports(path)}
    if MODULES[path] not in ("app", "views"):
        assert not {"streamlit", "streamlit_folium"} & used
    if path.name != "_map.py":
        assert "streamlit_folium" not in used


def session_keys_as_text(path: Path) -> list[str]:
    """Return where a module writes a key of the session as a text."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        keys = []
        if isinstance(node, ast.Subscript) and _is_session(node.value):
            keys = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            keys = node.args[:1] if _is_session(node.func.value) else []
        elif isinstance(node, ast.Attribute) and _is_session(node.value):
            keys = [] if node.attr in dir(dict) else [ast.Constant(node.attr)]
        if any(isinstance(key, (ast.Constant, ast.JoinedStr)) for key in keys):
            found.append(f"{path.name}:{node.lineno}: {ast.unparse(node)}")
    return found


def _is_session(node: ast.expr) -> bool:
    return ast.unparse(node) in ("st.session_state", "session_state")


def test_keys_of_the_session_are_in_one_module(tmp_path):
    for path, room in MODULES.items():
        if room in ("app", "views") and path.name != "_state.py":
            assert session_keys_as_text(path) == []
    wrong = tmp_path / "wrong.py"
    lines = ['st.session_state["a"]', 'st.session_state.get(f"{A}_b")']
    lines += ["st.session_state.a", "st.session_state[A]", "st.session_state.get(A)"]
    wrong.write_text("\n".join(lines))
    assert len(session_keys_as_text(wrong)) == 3


def unguarded_callbacks(path: Path) -> list[str]:
    """Return the callbacks of widgets whose errors no page would see.

    Guarded is what goes through ``safely``, and ``"ignore"``, which calls nothing.
    """
    calls = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    return [
        f"{path.name}:{given.value.lineno}: {given.arg}={ast.unparse(given.value)}"
        for call in calls
        for given in call.keywords
        if given.arg and re.match("on_|callback$", given.arg)
        if not isinstance(given.value, ast.Constant)
        if not ast.unparse(given.value).startswith("safely(")
    ]


def test_no_callback_of_a_widget_goes_without_a_catch(tmp_path):
    guarded = 0
    for path, room in MODULES.items():
        if room in ("app", "views"):
            assert unguarded_callbacks(path) == []
            guarded += path.read_text(encoding="utf-8").count("=safely(")
    assert guarded > 40
    wrong = tmp_path / "wrong.py"
    lines = ["st.button('a', on_click=f)", "st.pills('a', on_change=partial(f, 1))"]
    lines += ["st.dataframe(a, on_select=lambda: 1)", "c(on_picked_change=a.f)"]
    lines += ["st.button('a', on_click='ignore')", "st.button('a', on_click=safely(f))"]
    wrong.write_text("\n".join(lines))
    assert len(unguarded_callbacks(wrong)) == 4


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


HEAVY = "altair docx folium matplotlib pptx scipy streamlit xlsxwriter".split()
"""Packages that draw or serve: half a second and more each."""


@pytest.mark.parametrize(
    "command", [["totals"], ["validate", "--help"], ["--help"]], ids=" ".join
)
def test_a_command_imports_only_what_it_uses(command):
    script = (
        "import sys, dashboard.commands.cli as cli\n"
        "try:\n    cli.main(sys.argv[1:])\n"
        "except SystemExit:\n    pass\n"
        f"print('imported:', *[name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "imported:"


def test_the_help_needs_no_table():
    """Neither pandas nor the layers: it is there at once, whatever else is broken."""
    script = (
        "import sys, dashboard.commands.cli as cli\n"
        "try:\n    cli.main(['--help'])\n"
        "except SystemExit as end:\n"
        "    sys.exit(end.code or 'pandas' in sys.modules)\n"
    )
    run = [sys.executable, "-c", script]
    assert subprocess.run(run, cwd=ROOT, check=False).returncode == 0


NAMES = re.compile(
    "boat_strike|US military|Guyana|Venezuela|Caribbean|Eastern Pacific|Sucre",
    re.IGNORECASE,
)
"""Campaigns, seas and actors of our data set; its description names them, not code."""
EXAMPLES = {
    "commands/looking.py": "the help of region says what an id looks like",
    "selection/region_texts.py": "the error for an unknown region shows three",
}
"""Modules that name one as an example for a reader, and why; the list only shrinks."""


def literals(path: Path) -> list[str]:
    """Return the texts of a module that are no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [
        node.value
        for node in texts
        if isinstance(node.value, str) and id(node) not in alone
    ]


def test_no_code_names_a_sea_a_campaign_or_an_actor_of_our_data_set():
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(NAMES.search(text) for text in literals(path))
    }
    assert found == set(EXAMPLES)


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
    large = {path.name for path in tracked() if path.stat().st_size > 4_000_000}
    assert large == {"world_states.parquet"}  # bounded in test_geodata.py
