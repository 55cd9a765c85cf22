"""The store of opened tables: the same in every part, or not used at all.

Tables are small here and made up; the bounds below which none is kept are set to 0.
"""

import dataclasses
import io
import json
import math
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandas.testing import assert_frame_equal
from shapely import Point

from dashboard.commands.cli import main
from dashboard.dataset import open_dataset, open_table
from dashboard.geo import regions as layers
from dashboard.geo.region_counts import incidents_by_region
from dashboard.geo.regions import Regions
from dashboard.layers import kept_whole
from dashboard.layers.whole import whole_table
from dashboard.openers.opened import TableSource
from dashboard.store import columns, inputs, kept, shelf
from dashboard.store.answers import kept_counts
from dashboard.store.columns import ROW, from_parquet, same_rows, to_parquet
from dashboard.store.document import from_document, to_document
from dashboard.table import read
from dashboard.text import language
from dashboard.views._open import open_in_steps
from tests.importing import SAMPLES
from tests.worlds import AREA
from tests.worlds import ROW as INCIDENT

ROOT = Path(__file__).resolve().parent.parent
ROWS = [
    {"incident_id": "TST-2025-10-05-01", "date": "2025-10-05", "notes": "é ‘x’ \x85"},
    {"incident_id": "TST-2025-09-02-01"},
    {"incident_id": "TST-2025-09-02-02", **AREA, "latitude": "", "longitude": ""},
    {"incident_id": "TST-2025-09-03-01", "geo_precision": "1"},
    {"incident_id": "TST-2025-09-04-01", "latitude": "north"},
    {"incident_id": "TST-2025-09-04-02", "deaths_best": "", "date_precision": "month"},
]

OUTSIDE = {"incident_id": "TST-2025-09-03-02", "latitude": "48.8", "longitude": "2.3"}
"""A row for which the layers of the world are read, which takes a second."""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The store of a test, in a folder of its own, which keeps small tables too."""
    monkeypatch.setattr(shelf, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(kept, "SMALLEST_BYTES", 0)
    monkeypatch.setattr(kept, "FEWEST_ROWS", 1)
    return tmp_path / "cache" / "opened"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "incidents.csv"
    return written(path, ROWS)


def written(path, rows):
    pd.DataFrame([INCIDENT | row for row in rows]).to_csv(path, index=False)
    return path


def opened_by_steps(path, day=None):
    source = TableSource(path.name, path)
    return kept.opened_once(
        path,
        ("steps", *kept.how_read(source)),
        lambda: open_in_steps(source, today=day),
        lambda opened: opened.dataset,
        day,
    )


def assert_same(one, other, where="opened"):
    """Compare two values part by part; frames column by column."""
    assert type(one) is type(other) or isinstance(one, float), where
    if isinstance(one, Regions):
        assert one.fingerprint == other.fingerprint
        assert one.names == other.names and one.notices == other.notices
    elif isinstance(one, pd.DataFrame):
        assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other), obj=where)
        if isinstance(one, gpd.GeoDataFrame):
            assert same_rows(one, other), where
    elif dataclasses.is_dataclass(one):
        for field in dataclasses.fields(one):
            name = field.name
            assert_same(getattr(one, name), getattr(other, name), f"{where}.{name}")
    elif isinstance(one, dict):
        assert list(one) == list(other), where
        for key in one:
            assert_same(one[key], other[key], f"{where}[{key}]")
    elif isinstance(one, list | tuple):
        assert len(one) == len(other), where
        for at, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            assert_same(mine, theirs, f"{where}[{at}]")
    else:
        assert one == other, where


class Counted:
    """Counts how often a table was opened from its file."""

    def __init__(self, monkeypatch):
        self.times = 0
        make = kept.open_table

        def counted(source):
            self.times += 1
            return make(source)

        monkeypatch.setattr(kept, "open_table", counted)


@pytest.fixture
def counted(monkeypatch):
    return Counted(monkeypatch)


def open_kept(path, **options):
    return kept.open_kept_table(TableSource(path.name, path, **options))


def test_a_kept_table_is_the_same_in_every_part(table, counted):
    written(table, [*ROWS, OUTSIDE])
    once, again = open_kept(table), open_kept(table)
    assert counted.times == 1
    fresh = open_table(TableSource(table.name, table))
    assert_same(fresh, once)
    assert_same(fresh, again)
    assert fresh.problems and fresh.regions.world.is_open  # the hard parts are in it
    assert not fresh.incidents["date"].is_monotonic_increasing


@pytest.mark.full
@pytest.mark.parametrize(
    "name",
    [
        "ucdp_mexico",
        "acled_made_up",
        *(
            pytest.param(name, marks=pytest.mark.full)
            for name in ("hxl_made_up", "iom_2026", "imb", "asam")
        ),
    ],
)
def test_so_is_a_table_of_another_format_with_what_its_reading_noticed(tmp_path, name):
    path = shutil.copy(SAMPLES / f"{name}.csv", tmp_path)
    day = date(2026, 11, 29)
    once, again = opened_by_steps(Path(path), day), opened_by_steps(Path(path), day)
    assert once is not again
    assert_same(open_in_steps(TableSource(f"{name}.csv", Path(path)), today=day), again)


def test_so_is_our_own_table(folder):
    kept.open_kept_dataset()
    assert len(list(folder.iterdir())) == 2
    assert_same(open_dataset(), kept.open_kept_dataset())


def test_rows_are_kept_by_date_and_codes_as_a_dictionary(table):
    rows = open_kept(table).incidents
    content = to_parquet(rows)
    kept_rows = pd.read_parquet(io.BytesIO(content))
    assert kept_rows["date"].is_monotonic_increasing
    assert kept_rows[ROW].tolist() == [1, 2, 3, 4, 0]
    assert kept_rows["event_type"].dtype == "category"
    assert same_rows(from_parquet(content), rows)


def test_rows_are_written_group_by_group(table, monkeypatch):
    rows = open_kept(table).incidents
    sizes, make = [], columns.pa.Table.from_pandas

    class Watched:
        @staticmethod
        def from_pandas(frame, **options):
            sizes.append(len(frame))
            return make(frame, **options)

    monkeypatch.setattr(columns, "ROWS_OF_GROUP", 2)
    monkeypatch.setattr(columns.pa, "Table", Watched)
    content = to_parquet(rows)
    assert max(sizes) == 2 and len(rows) == 5
    days = [
        pq.ParquetFile(io.BytesIO(content)).read_row_group(at, ["date"])["date"]
        for at in range(3)
    ]
    flat = [day for group in days for day in group.to_pylist()]
    assert flat == sorted(flat) and [*map(len, days)] == [2, 2, 1]
    assert same_rows(from_parquet(content), rows)
    geo = gpd.read_parquet(io.BytesIO(content))
    assert geo.crs == 4326 and len(geo) == 5
    about = json.loads(pq.read_schema(io.BytesIO(content)).metadata[b"geo"])
    assert about["columns"]["geometry"]["bbox"] == rows.total_bounds.tolist()


def test_a_table_is_written_between_pages(table, monkeypatch):
    """What is held of a group is let go before the next page is waited for."""
    work, held, most, waited = [], [], [], []
    rows = later_opened(table, work).incidents
    monkeypatch.setattr(columns, "ROWS_OF_GROUP", 2)
    monkeypatch.setattr(columns, "leave_memory", held.clear)
    for name in ("_group", "_is_same"):
        place = columns._Writer if name == "_group" else columns
        monkeypatch.setattr(place, name, noted(getattr(place, name), held))
    content = to_parquet(rows, lambda: most.append(len(held)))
    assert len(most) == 2 * 3  # three groups are written, and compared
    assert max(most[1:]) == 0
    assert same_rows(from_parquet(content), rows)
    work[0](lambda: waited.append(True))
    assert len(waited) == 2 * 3


def noted(real, held):
    def function(*given):
        held.append(real.__name__)
        return real(*given)

    return function


@pytest.mark.parametrize("at", [0, 4])
def test_a_row_that_comes_back_otherwise_is_seen_in_any_group(table, monkeypatch, at):
    rows = open_kept(table).incidents
    monkeypatch.setattr(columns, "ROWS_OF_GROUP", 2)
    content = to_parquet(rows)
    assert columns._comes_back(content, rows)
    for name, other in (("notes", "other"), ("geometry", Point(0, 0))):
        changed = rows.copy()
        changed.loc[rows.index[at], name] = other
        assert not columns._comes_back(content, changed)
    assert not columns._comes_back(content, rows.iloc[:4])


def later_opened(table, work):
    source = TableSource(table.name, table)
    return kept.opened_once(
        table,
        ("dataset", *kept.how_read(source)),
        lambda: kept.open_table(source),
        lambda each: each,
        later=work.append,
    )


def test_a_page_is_drawn_before_the_table_is_written(table, folder, counted):
    work = []
    first = later_opened(table, work)
    assert len(work) == 1 and not folder.exists()
    found, times = ranking_of(first)  # what the page works out is kept with it
    assert times == 1 and len(list(folder.iterdir())) == 1
    work[0](columns.at_once)
    assert len(list(folder.iterdir())) == 3
    again = later_opened(table, work)
    assert counted.times == 1 and len(work) == 1
    assert_same(first, again)
    pd.testing.assert_series_equal(ranking_of(again)[0], found)
    assert ranking_of(again)[1] == 0


def test_of_a_file_saved_while_it_was_opened_no_ranking_is_kept(
    table, folder, monkeypatch
):
    make, work = kept.open_table, []

    def saved_meanwhile(source):
        opened = make(source)
        changed_same_size_and_time(table)
        return opened

    monkeypatch.setattr(kept, "open_table", saved_meanwhile)
    opened = later_opened(table, work)
    assert work == [] and ranking_of(opened)[1] == 1 == ranking_of(opened)[1]
    assert not folder.exists()


def test_a_file_saved_after_it_was_opened_is_opened_anew(table, counted):
    work = []
    later_opened(table, work)
    changed_same_size_and_time(table)
    work[0](columns.at_once)
    assert later_opened(table, work).incidents["actor"].eq("anybody").all()
    assert counted.times == 2


def test_rows_with_another_place_or_value_are_not_the_same(table):
    rows = open_kept(table).incidents
    assert same_rows(rows, rows.copy())
    x, y = rows.geometry.iloc[0].coords[0]
    for place in (Point(math.nextafter(x, 99), y), None):
        moved = rows.copy()
        moved.loc[rows.index[0], "geometry"] = place
        assert not same_rows(rows, moved)
    assert not same_rows(rows, rows.assign(notes="other"))
    assert not same_rows(rows, rows.assign(event_type=None))
    assert not same_rows(rows.assign(event_type=None), rows)


@pytest.mark.parametrize("name", [ROW, None])
def test_rows_that_would_not_come_back_are_not_written(table, name):
    rows = open_kept(table).incidents
    rows = rows.assign(**{name: 1}) if name else rows.iloc[1:]
    with pytest.raises(ValueError):
        to_parquet(rows)


def changed_same_size_and_time(path):
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"someone", b"anybody"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_mtime_ns == stat.st_mtime_ns


def test_a_table_changed_within_its_size_and_time_is_opened_anew(table, counted):
    open_kept(table)
    changed_same_size_and_time(table)
    assert open_kept(table).incidents["actor"].eq("anybody").all()
    assert counted.times == 2


def other_program(table, monkeypatch):
    monkeypatch.setattr(inputs, "program_sha256", lambda: "another")


def other_layers(table, monkeypatch):
    folder = table.parent / "layers"
    shutil.copytree(layers.LAYERS, folder)
    provenance = folder / "provenance.json"
    provenance.write_text(provenance.read_text() + "\n")
    monkeypatch.setattr(layers, "LAYERS", folder)


def other_file_beside(name, content):
    def change(table, monkeypatch):
        table.with_name(name).write_text(content)

    return change


PUBLISHERS = "publisher_id,name,kind,note\na,A Paper,newspaper,\n"
CHANGES = {
    "program": other_program,
    "layers": other_layers,
    "description": other_file_beside("datapackage.json", '{"resources": []}'),
    "publishers": other_file_beside("publishers.csv", PUBLISHERS),
}


@pytest.mark.sample(2)
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_kept_of_another_state_is_not_used(
    table, counted, monkeypatch, change
):
    open_kept(table)
    open_kept(table)
    assert counted.times == 1
    CHANGES[change](table, monkeypatch)
    open_kept(table)
    assert counted.times == 2


@pytest.mark.sample(1)
@pytest.mark.parametrize("options", [{"importer": "table"}, {"part": "x"}])
def test_another_way_of_reading_is_another_entry(table, counted, options):
    assert inputs.key_of(table, ("a", "b")) != inputs.key_of(table, ("ab", ""))
    open_kept(table)
    open_kept(table, **options)
    assert counted.times == 2


def cut(content):
    return content[: len(content) // 2]


def flipped(content):
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("damage", "ending"),
    [
        (cut, ".parquet"),
        (flipped, ".parquet"),
        (flipped, ".json.z"),
        (lambda content: b"", ".json.z"),
    ],
)
def test_a_damaged_entry_is_not_used_and_is_made_anew(
    table, folder, counted, damage, ending
):
    open_kept(table)
    (path,) = folder.glob(f"*{ending}")
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert_same(open_table(TableSource(table.name, table)), open_kept(table))
    assert counted.times == 2 and path.read_bytes() == whole
    open_kept(table)
    assert counted.times == 2


@pytest.mark.full
def test_an_entry_under_the_key_of_another_is_not_used(table, folder, counted):
    open_kept(table)
    (document,) = folder.glob("*.json.z")
    changed_same_size_and_time(table)
    open_kept(table)
    new = next(each for each in folder.glob("*.json.z") if each != document)
    shutil.copy(document, new)
    assert open_kept(table).incidents["actor"].eq("anybody").all()
    assert counted.times == 3


KILLED = """
import os, signal, sys
from pathlib import Path
from dashboard.openers.opened import TableSource
from dashboard.store import kept, shelf
from dashboard.table import write
kept.SMALLEST_BYTES, kept.FEWEST_ROWS = 0, 1
shelf.cache_folder = lambda: Path(sys.argv[2])
step, times = sys.argv[3], int(sys.argv[4])
calls = []
real = getattr(os, step)
def kill(*given, **named):
    calls.append(given)
    if len(calls) == times:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(os, step, kill)
kept.open_kept_table(TableSource("incidents.csv", Path(sys.argv[1])))
print("opened")
"""


def start(table, folder, step, times):
    arguments = [str(table), str(folder.parent), step, str(times)]
    return subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


STEPS = [("replace", 1), ("replace", 2)]
LONG_STEPS = [("fsync", 1), ("fdopen", 1), ("chmod", 1), ("fsync", 3), ("chmod", 2)]


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("step", "times"),
    [*STEPS, *(pytest.param(*each, marks=pytest.mark.full) for each in LONG_STEPS)],
)
def test_after_a_writer_was_killed_the_next_start_is_right(
    table, folder, counted, step, times
):
    process = start(table, folder, step, times)
    assert process.communicate()[0] == b""
    assert process.returncode == -signal.SIGKILL
    assert not list(folder.glob("*.json.z"))  # the rows alone are no entry
    fresh = open_table(TableSource(table.name, table))
    assert_same(fresh, open_kept(table))
    assert_same(fresh, open_kept(table))
    assert counted.times == 1


@pytest.mark.full
def test_two_processes_that_open_one_table_leave_one_entry(table, folder, counted):
    both = [start(table, folder, "fsync", 99) for _ in range(2)]
    assert [each.communicate() for each in both] == [(b"opened\n", b"")] * 2
    assert sorted(each.suffix for each in folder.iterdir()) == [".parquet", ".z"]
    assert_same(open_table(TableSource(table.name, table)), open_kept(table))
    assert counted.times == 0


def test_a_file_saved_while_it_was_opened_is_not_kept(table, folder, monkeypatch):
    make = kept.open_table

    def saved_meanwhile(source):
        opened = make(source)
        changed_same_size_and_time(table)
        return opened

    monkeypatch.setattr(kept, "open_table", saved_meanwhile)
    assert open_kept(table).incidents["actor"].eq("someone").all()
    assert not folder.exists()


def test_an_upload_is_never_kept(table, folder):
    upload = TableSource(table.name, table.read_bytes())
    kept.open_kept_table(upload)
    assert not folder.exists()
    with pytest.raises(TypeError, match="bytes"):
        to_document(open_in_steps(upload))


@pytest.mark.parametrize(("over", "files"), [(0, 2), (1, 0)])
def test_small_tables_are_opened_as_ever(table, folder, monkeypatch, over, files):
    rows = len(open_table(TableSource(table.name, table)).incidents)
    monkeypatch.setattr(kept, "FEWEST_ROWS", rows + over)
    open_kept(table)
    assert len(list(folder.glob("*"))) == files


@pytest.mark.parametrize(("over", "times"), [(0, 1), (1, 0)])
def test_nothing_is_asked_of_a_small_file(table, monkeypatch, over, times):
    asked = []
    monkeypatch.setattr(kept, "SMALLEST_BYTES", table.stat().st_size + over)
    monkeypatch.setattr(kept, "_key", lambda *given: asked.append(given) or "")
    open_kept(table)
    assert len(asked) == times


def test_our_own_110_rows_are_below_both_bounds(monkeypatch):
    monkeypatch.undo()
    assert read.INCIDENTS.stat().st_size < kept.SMALLEST_BYTES / 2
    assert not kept._is_large(read.INCIDENTS)


def test_a_date_after_the_day_of_reading_holds_on_that_day_alone():
    holds = kept._holds_on
    first, next_day = date(2026, 1, 1), date(2026, 1, 2)
    assert holds(None, "", "2026-12-31")
    assert holds(first, "2026-01-01", "2026-12-31")  # the very day
    assert not holds(next_day, "2026-01-01", "2026-01-02")
    assert holds(next_day, "2026-01-01", "2026-01-01")
    assert not holds(first, "2026-01-02", "2026-01-02")  # the clock went back
    assert holds(first, "2026-01-02", "2026-01-01")


@pytest.mark.full
def test_the_report_of_another_day_tells_the_dates_after_it(table):
    def told(day):
        findings = opened_by_steps(table, day).report.findings
        return [each.message for each in findings if "after today" in each.message]

    assert len(told(date(2025, 9, 30))) == 1
    assert told(date(2025, 10, 5)) == [] == told(date(2025, 10, 6))
    assert len(told(date(2025, 9, 30))) == 1


def test_a_document_makes_no_class_of_another_package(table):
    rows, regions = gpd.GeoDataFrame(), None
    for name in ("os.system", "subprocess.Popen", "dashboard.store.kept.settle", "os"):
        with pytest.raises(ValueError, match="no class"):
            from_document({"of": name, "with": {}}, rows, regions)
    for value in (b"", object(), date, {1: b""}):
        with pytest.raises(TypeError):
            to_document(value)


@pytest.mark.full
def test_the_store_is_bounded_and_the_oldest_goes_first(table, folder, monkeypatch):
    other = table.with_name("other.csv")
    other.write_bytes(table.read_bytes().replace(b"someone", b"anybody"))
    open_kept(table)
    size = sum(each.stat().st_size for each in folder.iterdir())
    for each in folder.iterdir():
        os.utime(each, (1, 1))
    first = {each.name for each in folder.iterdir()}
    monkeypatch.setattr(shelf, "most_bytes", lambda: int(1.05 * size))
    open_kept(other)
    left = {each.name for each in folder.iterdir()}
    assert len(left) == 2 and not first & left
    monkeypatch.setattr(shelf, "most_bytes", lambda: 10)
    shelf.clear_store()
    open_kept(table)
    assert list(folder.iterdir()) == []


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("text", "megabytes"), [("0", 0), ("7", 7), ("", 2048), ("much", 2048)]
)
def test_the_environment_says_how_much_is_kept(
    table, folder, monkeypatch, text, megabytes
):
    monkeypatch.setenv(shelf.LIMIT, text)
    assert shelf.most_bytes() == megabytes * 1024 * 1024
    open_kept(table)
    assert folder.exists() == (megabytes > 0)


def test_a_value_larger_than_the_store_takes_nothing_else_out(folder, monkeypatch):
    shelf.put_document("a" * 64, {"x": 1})
    large = {"x": os.urandom(3_000).hex()}
    size = len(shelf._packed({"key": "b" * 64, **large}))
    for most, fits in ((size - 1, False), (size + 1_000, True)):
        monkeypatch.setattr(shelf, "most_bytes", lambda most=most: most)
        shelf.put_document("b" * 64, large)
        assert shelf.find_document("a" * 64) is not None
        assert (shelf.find_document("b" * 64) is not None) is fits


def test_only_this_user_may_read_what_is_kept(table, folder):
    open_kept(table)
    assert folder.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_written_the_table_opens_all_the_same(table, folder):
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    assert_same(open_table(TableSource(table.name, table)), open_kept(table))


def test_the_command_shows_and_clears(table, folder, capsys):
    open_kept(table)
    assert main(["cache", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["files"], shown["cleared"]) == (2, False)
    assert shown["bytes"] == sum(each.stat().st_size for each in folder.iterdir())
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("removed 2 files, ")
    assert list(folder.iterdir()) == []
    (folder / ".part-abcd1234").write_bytes(b"left by a program that was killed")
    (folder / "of somebody else").write_bytes(b"")
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out.startswith("removed 0 files, ")
    assert [each.name for each in folder.iterdir()] == ["of somebody else"]
    assert main(["cache"]) == 0
    assert capsys.readouterr().out.startswith("0 files, 0.0 MB; at most 2,048 MB")


def test_a_command_takes_a_kept_table(table, folder, counted, capsys):
    for _ in range(2):
        assert main(["totals", "--data", str(table), "--json"]) == 1  # a faulty row
    assert counted.times == 1
    first, again = capsys.readouterr().out.split("}\n{")
    assert json.loads(f"{first}}}") == json.loads(f"{{{again}")


class Worked:
    """A ranking that counts how often it is worked out."""

    def __init__(self, dataset):
        self.dataset, self.times = dataset, 0

    def __call__(self):
        self.times += 1
        return incidents_by_region(self.dataset.incidents, self.dataset.regions)


def ranking_of(dataset, name="ranking"):
    work = Worked(dataset)
    return kept_counts(dataset.incidents, name, work), work.times


def test_a_ranking_is_worked_out_once_for_a_kept_table(table):
    first, again = open_kept(table), open_kept(table)
    fresh = incidents_by_region(first.incidents, first.regions)
    found, times = ranking_of(first)
    assert times == 1 and len(fresh) > 3
    pd.testing.assert_series_equal(found, fresh)
    found, times = ranking_of(again)
    assert times == 0
    pd.testing.assert_series_equal(found, fresh)
    assert ranking_of(again, "another")[1] == 1


@pytest.mark.full
def test_a_ranking_of_other_rows_is_worked_out_anew(table, folder):
    dataset = open_kept(table)
    ranking_of(dataset)
    some = dataclasses.replace(dataset, incidents=dataset.incidents.copy())
    assert ranking_of(some)[1] == 1 == ranking_of(some)[1]
    changed_same_size_and_time(table)
    assert ranking_of(open_kept(table))[1] == 1
    upload = kept.open_kept_table(TableSource(table.name, table.read_bytes()))
    assert ranking_of(upload)[1] == 1 == ranking_of(upload)[1]


@pytest.mark.parametrize("damage", [cut, flipped])
def test_a_damaged_ranking_is_worked_out_anew(table, folder, damage):
    dataset = open_kept(table)
    before = set(folder.iterdir())
    ranking_of(dataset)
    (path,) = set(folder.iterdir()) - before
    path.write_bytes(damage(path.read_bytes()))
    assert [ranking_of(dataset)[1], ranking_of(dataset)[1]] == [1, 0]


def packed_anew(monkeypatch):
    """Return the list that grows with each packing of all columns of a table."""
    times: list[int] = []

    def counted_table(rows, dictionary):
        times.append(len(rows))
        return whole_table(rows, dictionary)

    monkeypatch.setattr(kept_whole, "whole_table", counted_table)
    return times


def assert_same_columns(one, other):
    assert one.key == other.key and one.packed == other.packed
    for name in ("mark", "sizes", "look", "best", "parent", "campaign"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is None:
            assert theirs is None, name
            continue
        assert mine.dtype == theirs.dtype, name
        np.testing.assert_array_equal(mine, theirs, err_msg=name)


def test_the_columns_of_the_map_are_packed_once_for_a_kept_table(table, monkeypatch):
    packed = packed_anew(monkeypatch)
    first, again = open_kept(table), open_kept(table)
    made = kept_whole.kept_whole_table(first.incidents, first.dictionary)
    found = kept_whole.kept_whole_table(again.incidents, again.dictionary)
    assert len(packed) == 1
    assert_same_columns(made, whole_table(first.incidents, first.dictionary))
    assert_same_columns(made, found)
    copied = again.incidents.copy()  # rows that nobody keeps
    assert_same_columns(kept_whole.kept_whole_table(copied, again.dictionary), made)
    assert len(packed) == 2
    with language.speaking("es"):  # its words are no part of the key
        kept_whole.kept_whole_table(again.incidents, again.dictionary)
    assert len(packed) == 3


def test_columns_of_the_map_that_are_not_what_was_kept_are_packed_anew(
    table, folder, monkeypatch
):
    packed, dataset = packed_anew(monkeypatch), open_kept(table)
    before = set(folder.iterdir())
    made = kept_whole.kept_whole_table(dataset.incidents, dataset.dictionary)
    (path,) = set(folder.iterdir()) - before
    shelf.put_document(path.name.split(".")[0], {"of": made.key, "packed": "…"})
    found = kept_whole.kept_whole_table(dataset.incidents, dataset.dictionary)
    assert_same_columns(made, found)
    assert len(packed) == 2


def test_columns_without_parents_are_kept_too(table):
    whole = whole_table(open_kept(table).incidents, open_kept(table).dictionary)
    # Two rows at one point may each report two thousand millions.
    whole = dataclasses.replace(whole, parent=None, best=whole.best + 2**32)
    plain = json.loads(json.dumps(kept_whole.to_plain(whole)))
    assert_same_columns(kept_whole.from_plain(plain), whole)


def test_memory_is_given_back_once_a_large_table_is_open(monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr(kept, "give_memory_back", lambda: given.append(1))
    monkeypatch.setattr(kept, "SMALLEST_BYTES", 10)
    table = tmp_path / "table.csv"
    table.write_text("date,latitude,longitude\n2026-01-01,1,2\n")
    kept.open_kept_table(TableSource(table.name, table))
    assert given
    given.clear()
    monkeypatch.setattr(kept, "SMALLEST_BYTES", 10_000)
    kept.open_kept_table(TableSource(table.name, table))
    assert not given  # a small one is opened as before


def test_a_column_is_read_with_the_type_of_itself_alone(table, monkeypatch):
    types: list[list[str]] = []

    def noted(file, name):
        found = types_of(file, name)
        told = json.loads(found["pandas"])["columns"]
        types.append([each["name"] for each in told])
        return found

    types_of = columns._types_of
    monkeypatch.setattr(columns, "_types_of", noted)
    rows = open_table(TableSource(table.name, table)).incidents
    assert same_rows(from_parquet(to_parquet(rows)), rows)
    assert ["date"] in types and all(len(each) == 1 for each in types)
