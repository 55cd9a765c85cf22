"""What is thrown at each door of the program, and what each may answer.

A door takes bytes or text of a stranger: a file, a link, a filter, a mapping, settings.
It may refuse in words of its own error; any other error is a crash.
"""

import io
import json
import random
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from dashboard.brief.words.errors import BriefError
from dashboard.brief.words.look import LOOK_KEYS, look_of, look_query
from dashboard.checks.problems import InvalidIncidentsError
from dashboard.dataset import STOPS, open_dataset, open_table
from dashboard.editing.folder import Refused
from dashboard.editing.typed import plain_cell
from dashboard.figures.since_link import since_words
from dashboard.figures.totals import published_for
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.phrase import position_of
from dashboard.geo.place_question import find_asked
from dashboard.geo.place_search import PlaceError
from dashboard.importers.apply import map_table
from dashboard.importers.mapping import MAPPABLE, Mapping
from dashboard.layers.tools import ViewError, parse_view, view_text
from dashboard.logo import read_logo
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.roles import RolesError, read_roles
from dashboard.selection.filters import (
    describe,
    link_keys,
    parse_selection,
    select,
    to_query,
)
from dashboard.selection.link import PinError, filters_of, parse_pin, query_text
from dashboard.settings import SettingsError, read_settings
from dashboard.sources_of_run import VARIABLE, sources_of_run
from dashboard.table.companions import read_companions
from dashboard.table.dates import plain_date
from dashboard.table.dictionary import DictionaryError, parse_dictionary
from dashboard.table.given import NAME, describe_by, find_description
from dashboard.table.history import read_history
from dashboard.table.numbers import plain_number
from dashboard.table.read import UnreadableTableError, read_published_totals
from dashboard.table.records import read_records
from dashboard.table.source_table import read_publishers, read_source_table
from dashboard.table.sources import parse_sources
from dashboard.text.banner import fit_banner
from dashboard.text.fold import fold
from tests import ROOT
from tests.hostile.payloads import ALL, LARGE
from tests.hostile.seeds import COLUMNS, ROWS, csv_text, seeds

PACKAGE = (ROOT / "datapackage.json").read_bytes()
LINES = (b"\n", b"\r", b",", b'"', b"\0", b"<", b"{", b"[", b"\xff", b"\xed\xa0\x80")


class Door(NamedTuple):
    """A way in: what is thrown at it, how it is opened, and what it may raise."""

    thrown: st.SearchStrategy
    open: Callable[[Any], object]
    refuses: tuple[type[Exception], ...] = ()


# ── What is thrown ───────────────────────────────────────────────────────────────

words = st.one_of(
    st.sampled_from(ALL),
    st.sampled_from(ALL),
    st.text(max_size=30),
    st.lists(st.sampled_from(ALL), min_size=2, max_size=3).map(" ".join),
    st.floats().map(str),
    st.integers().map(str),
    st.dates().map(str),
)


def broken(content: bytes, seed: int) -> bytes:
    """Return bytes that are broken in one to four places, by chance from ``seed``."""
    chance = random.Random(seed)
    raw = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw) + 1)
        end = min(len(raw), at + chance.choice((1, 1, 2, 4, 16, 200)))
        way = chance.randrange(7)
        if way == 0:
            del raw[at:]
        elif way == 1:
            del raw[at:end]
        elif way == 2:
            raw[at:end] = raw[at:end] * chance.choice((2, 3, 50))
        elif way == 3:
            raw[at:end] = chance.randbytes(end - at)
        elif way == 4:
            text = chance.choice(ALL).encode("utf-8", "surrogatepass")
            raw[at:end] = text
        elif way == 5:
            raw[at:at] = chance.choice(LINES)
        else:
            raw[at:end] = bytes([chance.choice((0, 1, 0x7F, 0x80, 0xFF))]) * (end - at)
    return bytes(raw)


def broken_inside(content: bytes, seed: int) -> bytes:
    """Return an archive in which one member is broken; other bytes as they are."""
    chance = random.Random(seed)
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        names = old.namelist()
        wrong = chance.choice(names)
        for name in names:
            inner = old.read(name)
            new.writestr(name, broken(inner, seed) if name == wrong else inner)
    return stream.getvalue()


def _file(name: str, seed: int) -> tuple[str, bytes]:
    content = seeds()[name]
    inside = content[:2] == b"PK" and seed % 4
    return name, (broken_inside if inside else broken)(content, seed)


numbers = st.integers(0, 2**48)
files = st.builds(_file, st.sampled_from(sorted(seeds())), numbers)
tables = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(COLUMNS), words),
    min_size=1,
    max_size=6,
)
links = st.dictionaries(
    st.sampled_from([*link_keys(), *LOOK_KEYS, "at", "go", "data", "banner"]),
    st.lists(words, min_size=1, max_size=2),
    max_size=5,
)
names = st.one_of(words, st.sampled_from(COLUMNS))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), names),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=3)
    ),
    max_leaves=6,
)
mappings = st.one_of(
    st.builds(
        lambda columns, order: json.dumps(
            {"mapping": 1, "columns": columns, "date_order": order}
        ),
        st.dictionaries(
            st.sampled_from([name for name, _ in MAPPABLE]),
            st.one_of(
                st.sampled_from(COLUMNS),
                st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique=True),
                values,
            ),
        ),
        st.one_of(st.sampled_from(["", "dmy", "mdy"]), words),
    ),
    values.map(json.dumps),
    words,
)
settings_texts = st.one_of(
    st.dictionaries(
        st.sampled_from(
            ["organisation", "unit", "logo", "public_address", "banner", "paper", "x"]
        ),
        words.map(json.dumps),
    ).map(lambda each: "\n".join(f"{key} = {value}" for key, value in each.items())),
    words,
    st.builds(lambda seed: broken(SETTINGS, seed).decode("utf-8", "replace"), numbers),
)
SETTINGS = (
    b'organisation = "Made up"\nbanner = "TLP:GREEN"\n'
    b'public_address = "https://hostile.invalid/x"\n[colors]\nheading = "#112233"\n'
)
packages = st.builds(broken, st.just(PACKAGE), numbers)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g fill="#f00">'
    b'<rect width="9" height="9"/><use href="#a"/></g></svg>'
)
logos = st.builds(
    broken,
    st.sampled_from([LOGO, (ROOT / "docs/page-map.png").read_bytes()[:2000]]),
    numbers,
)


# ── The doors ────────────────────────────────────────────────────────────────────


@cache
def world():
    """Return our table, opened once."""
    return open_dataset()


def _open_file(thrown: tuple[str, bytes]) -> None:
    name, content = thrown
    opened = open_file(TableSource(name, content))
    map_table(opened, TableSource(name, content), regions_for_table())


def _open_table(thrown: list[tuple[int, str, str]]) -> None:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]
    for at, column, text in thrown:
        rows[at][column] = text
    cells = [
        [f'"{text.replace(chr(34), chr(34) * 2)}"' for text in row.values()]
        for row in rows
    ]
    text = csv_text([COLUMNS, *cells], sign=",\0")  # the quotes are there already
    content = text.replace(",\0", ",").encode("utf-8", "surrogatepass")
    opened = open_table(TableSource("a.csv", content))
    assert len(opened.incidents) + len({each.line for each in opened.problems}) >= 1
    [str(each) for each in (*opened.problems, *opened.findings)]


def _open_link(thrown: dict[str, list[str]]) -> None:
    data = world()
    parts = (data.incidents, data.dictionary, data.regions)
    selection, wrong = parse_selection(thrown, *parts)
    assert all(isinstance(each, str) for each in wrong)
    select(data.incidents, selection, data.regions)
    describe(selection, data.dictionary, data.regions)
    query = to_query(selection, {})
    query_text(query), filters_of(selection)
    again = {key: [text for name, text in query if name == key] for key, _ in query}
    assert parse_selection(again, *parts) == (selection, [])


def _open_view(thrown: str) -> None:
    assert parse_view(view_text(*parse_view(thrown)))


def _open_pin(thrown: str) -> None:
    pin = parse_pin(thrown)
    assert parse_pin(str(pin)) == pin
    since_words(pin, pin)


def _open_look(thrown: dict[str, list[str]]) -> None:
    look = look_of({key: texts[0] for key, texts in thrown.items()})
    assert look_of(dict(look_query(look))) == look


def _open_mapping(thrown: str) -> None:
    mapping = Mapping.from_json(thrown)
    source = TableSource("a.csv", seeds()["a.csv"], mapping=mapping.to_json())
    map_table(open_file(source), source, regions_for_table())


def _open_package(thrown: bytes) -> None:
    parse_dictionary(thrown.decode("utf-8", "replace"), "datapackage.json")


def _with_file(name: str, read: Callable[[Path], object]) -> Callable[[Any], object]:
    """Return a door that reads a file, which lies in a folder of its own."""

    def opened(thrown: bytes | str) -> object:
        content = thrown if isinstance(thrown, bytes) else _bytes(thrown)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            return read(path)

    return opened


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _describe(path: Path) -> None:
    table = path.with_name("incidents.csv")
    if (beside := find_description(table)) is not None:
        describe_by(beside, table, world().incidents.astype(str))


def _totals(path: Path) -> None:
    published_for(read_published_totals(path), {"campaign": ["boat_strike"]}, date.min)


def _beside(name: str) -> st.SearchStrategy:
    return st.builds(broken, st.just((ROOT / name).read_bytes()[:3000]), numbers)


def _deep(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(
        strategy, strategy, strategy, st.sampled_from(sorted(LARGE.values()))
    )


DOORS = {
    "file": Door(files, _open_file, STOPS),
    "table": Door(tables, _open_table, STOPS),
    "link": Door(links, _open_link),
    "view of a link": Door(
        st.one_of(
            words,
            st.lists(st.floats(), max_size=4).map(lambda n: ",".join(map(str, n))),
        ),
        _open_view,
        (ViewError,),
    ),
    "pin of a link": Door(
        st.one_of(
            words, st.from_regex(r"[0-9a-f]{8}(\.[0-9-]{1,9}){1,4}", fullmatch=True)
        ),
        _open_pin,
        (PinError,),
    ),
    "look of a link": Door(
        st.dictionaries(
            st.sampled_from(LOOK_KEYS), st.lists(words, min_size=1, max_size=1)
        ),
        _open_look,
        (BriefError,),
    ),
    "place": Door(words, lambda text: find_asked(text, world().regions), (PlaceError,)),
    "phrase": Door(
        st.one_of(words, words.map("80 NM south of {}".format)),
        lambda text: position_of(text, world().regions),
        (PlaceError,),
    ),
    "banner": Door(words, fit_banner, (ValueError,)),
    "mapping": Door(_deep(mappings), _open_mapping, (UnreadableTableError,)),
    "settings": Door(
        _deep(settings_texts),
        _with_file("settings.toml", read_settings),
        (SettingsError,),
    ),
    "logo": Door(logos, _with_file("logo", read_logo), (ValueError,)),
    "cell of the form": Door(words, lambda text: plain_cell("notes", text), (Refused,)),
    "roles": Door(values, read_roles, (RolesError,)),
    "tables of a run": Door(
        _deep(st.one_of(words, values.map(json.dumps))),
        lambda text: sources_of_run({VARIABLE: text}),
        (UnreadableTableError,),
    ),
    "description": Door(
        st.one_of(packages, st.sampled_from(sorted(LARGE.values())).map(str.encode)),
        _open_package,
        (DictionaryError,),
    ),
    "description beside a table": Door(
        st.one_of(packages, st.sampled_from(sorted(LARGE.values())).map(str.encode)),
        _with_file(NAME, _describe),
        (DictionaryError,),
    ),
    "files beside a table": Door(
        st.one_of(packages, st.sampled_from(sorted(LARGE.values())).map(str.encode)),
        _with_file(NAME, lambda path: read_companions(path, ROOT)),
        (DictionaryError,),
    ),
    "published totals": Door(
        _beside("published_totals.csv"),
        _with_file("published_totals.csv", _totals),
        (UnreadableTableError,),
    ),
    "history": Door(
        _beside("history.csv"),
        _with_file("history.csv", read_history),
        (UnreadableTableError,),
    ),
    "sources": Door(
        _beside("sources.csv"),
        _with_file("sources.csv", read_source_table),
        (UnreadableTableError,),
    ),
    "publishers": Door(
        _beside("publishers.csv"),
        _with_file("publishers.csv", read_publishers),
        (UnreadableTableError,),
    ),
    "records": Door(
        _beside("incidents.csv"),
        lambda raw: read_records(raw, "incidents.csv"),
        (UnreadableTableError,),
    ),
    "sources of a cell": Door(words, parse_sources),
    "number": Door(words, plain_number),
    "day": Door(words, plain_date, (ValueError,)),
    "fold": Door(words, fold),
}


def throw(door: Door, thrown: Any) -> None:
    """Open a door with what is thrown at it; raises only where that is a crash."""
    try:
        door.open(thrown)
    except (*door.refuses, InvalidIncidentsError) as error:
        assert str(error).strip(), "an error without a word"
