"""Every cache in the code has a bound, and what is over it goes."""

import ast
import gc
import inspect
import weakref
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from dashboard.brief.drawing import ground
from dashboard.dataset import open_dataset
from dashboard.figures import since_words
from dashboard.geo import place_names
from dashboard.layers import zones
from dashboard.resources import PACKAGE
from dashboard.text import fold
from dashboard.views import _edit_check, _tidy

MOST = {"max_entries": 256, "lru_cache": 4096, "keeps_texts": 100_000}
"""The largest bound that each kind of cache may have."""
STORES = {
    "brief/drawing/ground.py _kept",
    "brief/drawing/ground.py _coarse",
    "figures/since_words.py _KEPT",
    "geo/kept_relations.py _KEPT",
    "geo/place_names.py _KEPT",
    "geo/region_counts.py _COASTAL",
    "geo/region_names.py _SHARED",
    "geo/reported_regions.py _KEPT",
    "layers/zones.py _drawn",
    "table/on_disk.py _MAPS",
    "text/fold.py _KEPT",
    "text/kept.py _clearers",
    "views/_edit_check.py _SAVED",
    "views/_login.py STAMPS",
    "views/_memory.py _holds",
}
"""Containers of a module that begin empty. Each has a test below, except ``_clearers``,
which imports fill, ``STAMPS``, one entry a file of secrets, and the weak ones, whose entries go with what they are about."""
KEPT = ("kept", "with_spinner", "cache_data", "cache_resource")
"""Decorators whose bound is ``max_entries``."""
EMPTY = "dict list set deque defaultdict OrderedDict Counter WeakSet WeakKeyDictionary"


def trees():
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def name_of(node: ast.expr) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return ast.unparse(node).rpartition(".")[2]


def bound_of(decorator: ast.expr, constants: dict[str, int]) -> object:
    """Return the bound that a decorator of a cache names, None where it names none."""
    if not isinstance(decorator, ast.Call):
        return None
    named = {each.arg: each.value for each in decorator.keywords}
    options = [named[key] for key in ("max_entries", "maxsize") if key in named]
    is_kept = name_of(decorator) in KEPT
    (value,) = (options or ([] if is_kept else decorator.args[:1])) or (None,)
    if isinstance(value, ast.Name):
        return constants.get(value.id)
    return ast.literal_eval(value) if value is not None else None


def caches_of(tree: ast.Module):
    """Yield the kind of every cache of a module, its bound, and its function."""
    constants = {
        each.targets[0].id: each.value.value
        for each in tree.body
        if isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Name)
        and isinstance(each.value, ast.Constant)
    }
    kinds = ("cache", "lru_cache", "keeps_texts")
    for function in ast.walk(tree):
        for decorator in getattr(function, "decorator_list", ()):
            kind = name_of(decorator)
            if kind in (*kinds, *KEPT):
                yield kind, bound_of(decorator, constants), function


def test_every_cache_of_a_function_has_a_bound():
    found = [(path, *each) for path, tree in trees() for each in caches_of(tree)]
    for path, kind, bound, function in found:
        where = f"{path.name}: {function.name}"
        if not ast.unparse(function.args):
            continue  # it has one answer
        assert kind != "cache", where  # it keeps one for each argument
        most = MOST.get(kind, MOST["max_entries"])
        assert isinstance(bound, int) and 1 <= bound <= most, where
    assert len(found) > 25


@pytest.mark.parametrize(
    "code",
    [
        "@lru_cache\ndef made_up(x): ...",
        "@lru_cache(None)\ndef made_up(x): ...",
        "@st.cache_data(show_spinner=False)\ndef made_up(x): ...",
        "@kept(st.cache_resource)\ndef made_up(x): ...",
        "@keeps_texts(MANY)\ndef made_up(x): ...",
    ],
)
def test_a_cache_without_a_bound_is_seen(code):
    ((_, bound, _),) = caches_of(ast.parse(code))
    assert bound is None


def test_every_store_of_a_module_is_on_the_list():
    found = set()
    for path, tree in trees():
        for each in tree.body:
            value = getattr(each, "value", None)
            if not isinstance(each, ast.Assign | ast.AnnAssign) or value is None:
                continue
            target = each.target if isinstance(each, ast.AnnAssign) else each.targets[0]
            is_empty = (
                isinstance(value, ast.Dict | ast.List) and not ast.unparse(value)[1:-1]
            )
            is_made = isinstance(value, ast.Call) and name_of(value) in EMPTY.split()
            if is_empty or (is_made and not value.args):
                short = path.relative_to(PACKAGE).as_posix()
                found.add(f"{short} {ast.unparse(target)}")
    assert found == STORES


def with_layers(regions, number: int):
    return replace(regions, fingerprint=f"made-up-{number}")


@pytest.fixture(scope="module")
def regions():
    return open_dataset().regions


def test_windows_of_a_brief_are_bounded(regions, monkeypatch):
    monkeypatch.setattr(ground, "_kept", {})
    monkeypatch.setattr(ground, "_ground", lambda frame, regions: frame)
    for number in range(3 * ground.KEPT):
        assert ground.ground(number, regions) == number
    assert len(ground._kept) == ground.KEPT


def test_coarse_land_and_lines_are_bounded(regions, monkeypatch):
    monkeypatch.setattr(ground, "_coarse", {})
    monkeypatch.setattr(ground.shapely, "simplify", lambda shapes, far: shapes)
    monkeypatch.setattr(zones, "_drawn", {})
    monkeypatch.setattr(zones, "_content", lambda regions: {})
    for number in range(3 * ground.KEPT):
        ground.coarse_land(with_layers(regions, number))
        zones.zone_lines(None, None, with_layers(regions, number))
    assert 1 <= len(ground._coarse) <= ground.KEPT
    assert 1 <= len(zones._drawn) <= zones.MOST_KEPT


def test_names_of_places_are_kept_for_one_state_of_the_layers(regions, monkeypatch):
    monkeypatch.setattr(place_names, "_KEPT", {})
    monkeypatch.setattr(
        place_names, "_in_two_languages", lambda regions: pd.DataFrame()
    )
    for number in range(3):
        place_names.names_of(with_layers(regions, number))
    assert list(place_names._KEPT) == ["made-up-2"]


def test_sentences_on_versions_are_bounded(monkeypatch):
    monkeypatch.setattr(since_words, "_KEPT", {})
    monkeypatch.setattr(since_words, "since_version", lambda dataset: None)
    for number in range(3 * since_words.MOST_KEPT):
        table = SimpleNamespace(path=Path("a"), fingerprint=str(number))
        assert since_words.since_version_sentence(table) == ""
    assert 1 <= len(since_words._KEPT) <= since_words.MOST_KEPT


def test_what_saved_drafts_said_is_bounded(monkeypatch):
    monkeypatch.setattr(_edit_check, "_SAVED", {})
    done = SimpleNamespace(save_id="1", incident_id="made up")
    monkeypatch.setattr(_edit_check, "save", lambda *_: done)
    for number in range(2 * _edit_check.MOST_KEPT + 1):
        assert _edit_check._save_once(None, None, str(number), "", "")
    assert len(_edit_check._SAVED) == 1


def test_folded_columns_are_bounded_with_the_columns_they_are_of(monkeypatch):
    monkeypatch.setattr(fold, "_KEPT", {})
    columns = [pd.Series([f"é{n}", "long" * 250], dtype="str") for n in range(9)]
    monkeypatch.setattr(fold, "MOST_BYTES", 7_000)  # a column takes a little over 2,000
    for column in columns:
        assert fold.holds(column, "e").tolist() == [True, False]
    assert len(fold._KEPT) == 3


def test_a_session_that_left_is_forgotten_though_no_other_leaves():
    class Session:
        id = "made up"

    storage, session = MemorySessionStorage(ttl_seconds=0), Session()
    gone = weakref.ref(session)
    storage.save(SimpleNamespace(session=session))
    del session
    gc.collect()
    assert gone() is not None
    sessions = WebsocketSessionManager(storage, None, None, None)
    assert _tidy.forget_sessions(sessions) == 1
    assert gone() is None
    assert _tidy.forget_sessions(sessions) == 0


def test_a_session_that_may_come_back_is_kept():
    storage = MemorySessionStorage(ttl_seconds=60)
    storage.save(SimpleNamespace(session=SimpleNamespace(id="made up")))
    sessions = WebsocketSessionManager(storage, None, None, None)
    assert _tidy.forget_sessions(sessions) == 0
    assert storage.get("made up") is not None


def test_another_streamlit_is_left_alone():
    assert _tidy.forget_sessions(SimpleNamespace()) == 0


def test_what_was_set_aside_is_freed_when_it_is_in_a_circle():
    class Part:
        pass

    part = Part()
    part.own = part
    gone = weakref.ref(part)
    try:
        gc.freeze()
        del part
        gc.collect()
        assert gone() is not None
        _tidy.collect_all()
        assert gone() is None
    finally:
        gc.unfreeze()


@pytest.mark.parametrize(
    ("active", "was_busy", "looked"),
    [(1, True, 1), (1, False, 1), (0, True, 1), (0, False, 0)],
)
def test_all_is_looked_through_while_there_are_sessions_and_once_after_the_last(
    monkeypatch, active, was_busy, looked
):
    calls = []
    monkeypatch.setattr(_tidy, "collect_all", lambda: calls.append(True))
    sessions = SimpleNamespace(list_active_sessions=lambda: [1] * active)
    runtime = SimpleNamespace(_session_mgr=sessions)
    assert _tidy.tidy(runtime, was_busy) is bool(active)
    assert len(calls) == looked


def test_what_is_alive_is_set_aside_after_the_look():
    try:
        gc.unfreeze()
        _tidy.collect_all()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()


def test_circles_are_looked_for_after_a_run_only_where_they_were_not_just_now(
    monkeypatch,
):
    clock = SimpleNamespace(monotonic=lambda: clock.now, now=100.0)
    monkeypatch.setattr(_tidy, "time", clock)
    asked = []
    monkeypatch.setattr(
        _tidy,
        "gc",
        SimpleNamespace(collect=lambda n: asked.append(n) or 7, get_count=lambda: (1,)),
    )
    seldom = _tidy.Seldom(pause=5.0)
    assert seldom.collect(2) == 7 and seldom.get_count() == (1,)
    for passed, found in ((4.9, 0), (5.0, 7)):
        clock.now = 100.0 + passed
        assert seldom.collect(2) == found
    assert asked == [2, 2]


@pytest.mark.parametrize("on_disk", [True, False])
def test_after_a_run_on_a_large_table_memory_goes_back_at_once(monkeypatch, on_disk):
    given = []
    monkeypatch.setattr(_tidy, "give_back", lambda: given.append(True))
    monkeypatch.setattr(_tidy, "has_texts_on_disk", lambda: on_disk)
    seldom = _tidy.Seldom(pause=60.0)
    for _ in range(2):
        seldom.collect(0)
    assert given == [True] * on_disk


def test_streamlits_own_look_after_each_run_is_the_seldom_one(monkeypatch):
    """Its option is on, and the name that this Streamlit calls is the one we set."""
    assert "gc.collect(2)" in inspect.getsource(script_runner.ScriptRunner)
    monkeypatch.setattr(script_runner, "gc", gc)
    _tidy.collect_seldom()
    first = script_runner.gc
    assert isinstance(first, _tidy.Seldom)
    _tidy.collect_seldom()
    assert script_runner.gc is first
    monkeypatch.setattr(script_runner, "gc", other := SimpleNamespace())
    _tidy.collect_seldom()
    assert script_runner.gc is other


def test_memory_that_was_freed_goes_back():
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    held = [bytes(1000) for _ in range(100_000)]  # 100 MB in small pieces
    pin = [bytes(1000) for _ in range(10)]
    full = resident()
    del held
    _tidy.give_back()
    assert full - resident() > 50_000_000 and len(pin) == 10


@pytest.mark.parametrize("was_busy", [True, False])
@pytest.mark.parametrize("kept", [{}, {"_session_mgr": SimpleNamespace()}])
def test_where_sessions_are_kept_in_another_way_memory_alone_is_given_back(
    kept, was_busy, monkeypatch
):
    given = []
    monkeypatch.setattr(_tidy, "give_back", lambda: given.append(True))
    assert _tidy.tidy(SimpleNamespace(**kept), was_busy) is was_busy
    assert given == [True]


def test_emptied_caches_begin_no_second_thread():
    first = _tidy.keep_memory_small()
    st.cache_resource.clear()
    assert _tidy.keep_memory_small() is first
