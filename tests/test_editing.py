"""Rows are added, corrected and undone: every byte in its place, nothing lost."""

import json
import shutil
import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import ROOT
from dashboard.editing.drafting import draft_addition, draft_edit
from dashboard.editing.folder import Refused, open_folder
from dashboard.editing.saving import save, undo_last
from dashboard.table import transaction
from dashboard.table.history import NAME_TAKEN_OUT, read_history
from dashboard.table.reading import UnreadableTableError
from dashboard.table.transaction import SaveError

NOW = datetime(2026, 11, 28, 12, 0, 5, tzinfo=UTC)
OURS = "incidents.csv sources.csv publishers.csv history.csv datapackage.json".split()
FIRST = "CAR-2025-09-02-01"
MADE_UP = {
    "date": "2026-11-27",
    "theatre": "caribbean",
    "date_precision": "day",
    "location": "made up for a test",
    "latitude": "14",
    "longitude": "-70",
    "geo_precision": "2",
    "radius_km": "40",
    "event_type": "vessel_strike",
    "campaign": "boat_strike",
    "deaths_low": "2",
    "deaths_best": "2",
    "deaths_high": "3",
    "verification": "official_claim",
    "sources": "AFP <https://example.org/made-up> 2026-11-27",
}
OWN = (
    "\ufeffincident_id;date;location;latitude;longitude;deaths_best;notes\r\n"
    'A-1;2026-01-02;"somewhere; made up";1,5;2,5;3;\r\n'
    "A-2;2026-01-03;made up;2;3;;last"
)


@pytest.fixture
def ours(tmp_path):
    for name in (*OURS, "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path / "incidents.csv"


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_bytes(OWN.encode())
    return path


def contents(table: Path) -> dict[str, bytes]:
    files = table.parent.iterdir()
    return {p.name: p.read_bytes() for p in files if not p.name.startswith(".")}


def without_history(files: dict[str, bytes]) -> dict[str, bytes]:
    """The history keeps every save, and its own seal with it."""
    kept = {n: c for n, c in files.items() if not n.endswith("history.csv")}
    if "datapackage.json" in kept:
        package = json.loads(kept["datapackage.json"])
        history = [r for r in package["resources"] if r["name"] == "history"]
        for resource in history:
            for name in ("hash", "bytes", "rows"):
                resource.pop(name, None)
        kept["datapackage.json"] = json.dumps(package).encode()
    return kept


def edit(table: Path, incident_id: str, **values: str):
    folder = open_folder(table)
    draft = draft_edit(folder, incident_id, values)
    return save(folder, draft, NOW, "editor", "a test")


def add(table: Path, **values: str):
    folder = open_folder(table)
    draft = draft_addition(folder, MADE_UP | values)
    return save(folder, draft, NOW, "editor", "a test")


def test_an_added_row_has_the_next_id_and_is_told_everywhere(ours):
    before = contents(ours)
    draft = draft_addition(open_folder(ours), MADE_UP)
    assert draft.totals_after["incidents"] == draft.totals_before["incidents"] + 1
    assert draft.totals_after["deaths_best"] == draft.totals_before["deaths_best"] + 2
    saved = add(ours)
    after = contents(ours)
    assert saved.incident_id == "CAR-2026-11-27-01"
    assert after["incidents.csv"].startswith(before["incidents.csv"])
    assert after["incidents.csv"].endswith(b",2026-11-28,1\n")
    line = "- CAR-2026-11-27-01 added: 2026-11-27, made up for a test, 2 reported dead"
    assert line in after["CHANGELOG.md"].decode()
    assert b"CAR-2026-11-27-01,1,afp,https://example.org" in after["sources.csv"]


def test_the_seal_holds_after_a_save(ours):
    from dashboard.table.fingerprint import bytes_sha256

    add(ours)
    resources = json.loads((ours.parent / "datapackage.json").read_text())["resources"]
    sealed = {r["path"]: r for r in resources if "hash" in r}
    for name in ("incidents.csv", "sources.csv", "history.csv"):
        content = (ours.parent / name).read_bytes()
        assert sealed[name]["hash"] == f"sha256:{bytes_sha256(content)}"
        assert sealed[name]["bytes"] == len(content)


def test_an_edit_changes_one_record_and_counts_its_revision(ours):
    before = ours.read_bytes().split(b"\n")
    saved = edit(ours, FIRST, deaths_high="11")
    after = ours.read_bytes().split(b"\n")
    assert [
        n for n, pair in enumerate(zip(before, after, strict=True)) if len({*pair}) > 1
    ] == [1]
    cells = {(c.column, c.old, c.new) for c in saved.changes}
    assert cells == {("deaths_high", "9", "11"), ("revision", "2", "3")}


def test_undo_gives_the_first_bytes_and_the_history_keeps_both(ours):
    first = contents(ours)
    edit(ours, FIRST, notes="made up")
    add(ours)
    for _ in range(2):
        undo_last(open_folder(ours), NOW, "editor")
    assert without_history(contents(ours)) == without_history(first)
    whys = [c.why for c in read_history(ours.with_name("history.csv"))]
    assert "undo of save 3" in whys and "undo of save 2" in whys
    with pytest.raises(Refused, match="no save to undo"):
        undo_last(open_folder(ours), NOW, "editor")


@pytest.mark.full
def test_an_id_that_was_undone_is_never_given_again(ours):
    assert add(ours).incident_id == "CAR-2026-11-27-01"
    undo_last(open_folder(ours), NOW, "editor")
    assert add(ours).incident_id == "CAR-2026-11-27-02"
    with pytest.raises(Refused, match="never used again"):
        draft_addition(
            open_folder(ours), MADE_UP | {"incident_id": "CAR-2026-11-27-01"}
        )


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"latitude": "91"}, r"line 112, latitude '91'"),
        ({"event_type": "war"}, r"line 112, event_type 'war': must be one of"),
        ({"deaths_low": "4"}, r"line 112, deaths_"),
        ({"sources": "Nobody <https://example.org>"}, "sources 'Nobody'"),
        ({"no_such": "1"}, "no_such"),
        ({"revision": "7"}, "revision"),
    ],
)
def test_a_wrong_row_is_refused_and_leaves_every_file(ours, values, words):
    before = contents(ours)
    with pytest.raises(Refused, match=words):
        add(ours, **values)
    assert contents(ours) == before


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "entry, words",
    [
        ({"seen": "perhaps"}, "seen 'perhaps'"),
        ({"archive_url": "javascript:alert(1)"}, "archive_url 'javascript"),
        ({"archive_date": "some day"}, "archive_date 'some day'"),
        ({"archive_date": "2026-11-27"}, "a copy that has no archive_url"),
        ({"detail": "=1+1"}, "like a formula"),
    ],
)
def test_a_wrong_source_is_refused_and_leaves_every_file(ours, entry, words):
    before = contents(ours)
    values = {name: text for name, text in MADE_UP.items() if name != "sources"}
    folder = open_folder(ours)
    entry = {"publisher": "AFP", "url": "https://example.org/made-up", **entry}
    with pytest.raises(Refused) as refused:
        save(folder, draft_addition(folder, values, [entry]), NOW, "a test", "made up")
    assert words in str(refused.value)
    assert contents(ours) == before


@pytest.mark.parametrize("seen", ["", "opened"])
def test_a_source_with_blank_members_and_a_foreign_name_is_sound(ours, seen):
    values = {name: text for name, text in MADE_UP.items() if name != "sources"}
    entry = {"publisher": "مثال", "kind": "primary", "url": "https://example.org/1"}
    folder = open_folder(ours)
    draft = draft_addition(folder, values, [{**entry, "seen": seen}])
    assert draft.findings == []
    assert [each.publisher_id for each in draft.new_publishers] == ["publisher"]


@pytest.mark.parametrize(
    "text", ["=1+1", "@here", "a\x00b", "half \ud800", " =1+1", "\x9f"]
)
def test_a_text_that_no_file_may_hold_is_refused(ours, text):
    with pytest.raises(Refused, match="formula|character"):
        draft_edit(open_folder(ours), FIRST, {"location": text})


def test_line_ends_of_a_typed_text_are_of_one_kind(ours):
    draft = draft_edit(open_folder(ours), FIRST, {"notes": "one\r\ntwo\rthree"})
    assert draft.after["notes"] == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "why, source", [("undo of save 1", ""), (" undo  of save 1 ", ""), ("w", "about:")]
)
def test_a_reason_that_would_hide_a_save_and_a_wrong_address_are_refused(
    own, why, source
):
    folder = open_folder(own)
    draft = draft_edit(folder, "A-1", {"location": "x"})
    with pytest.raises(Refused):
        save(folder, draft, NOW, "a test", why, source)
    assert save(folder, draft, NOW, "a test", "undo of an error", "https://example.org")


def test_archived_copies_stay_when_the_cell_is_typed(ours):
    path = ours.with_name("sources.csv")
    first = path.read_text("utf-8").splitlines()[1]
    copy = "https://archive.example/1"
    cells = first.split(",")
    assert cells[0] == FIRST and cells[7:9] == ["", ""]
    cells[7:9] = copy, "2026-11-28"
    path.write_text(path.read_text("utf-8").replace(first, ",".join(cells)), "utf-8")
    folder = open_folder(ours)
    more = f"{folder.row(FIRST)[1]['sources']} | AFP <https://example.org/1>"
    rows = draft_edit(folder, FIRST, {"sources": more}).source_rows
    assert [each.archive_url for each in rows].count(copy) == 1
    assert next(each for each in rows if each.archive_url).url == cells[3]


@pytest.mark.parametrize(
    ("day", "saved"), [("2026-11-29", True), ("2026-11-30", False)]
)
def test_a_day_in_the_future_is_refused(own, day, saved):
    """It is noon in UTC, so that the 29th has begun in the Pacific, and no 30th."""
    folder = open_folder(own)
    draft = draft_edit(folder, "A-1", {"date": day})
    refused = pytest.raises(Refused, match="is in the future")
    with nullcontext() if saved else refused:
        save(folder, draft, NOW, "a test", "made up")


def test_nothing_keeps_the_name_of_a_private_person(ours):
    name = "Made Up Person"
    typed = f"{name}, made up"
    save(open_folder(ours), draft_edit(open_folder(ours), FIRST, {"notes": typed}), NOW,
         "a test", "made up")  # fmt: skip
    keeps = [n for n, each in contents(ours).items() if name.encode() in each]
    assert {"incidents.csv", "history.csv", "CHANGELOG.md"} <= {*keeps}
    folder = open_folder(ours)
    draft = draft_edit(folder, FIRST, {"notes": "A person, made up"})
    with pytest.raises(Refused, match="still has the name"):
        save(folder, draft, NOW, "a test", "made up", private=["A person"])
    save(folder, draft, NOW, "a test", f"{name} is private", private=[name])
    undo = ours.with_name(folder.undo_name)
    every = {**contents(ours), undo.name: undo.read_bytes()}
    assert not [n for n, each in every.items() if name.encode() in each]
    last = [e for e in read_history(ours.with_name("history.csv")) if e.save_id == "3"]
    assert {e.old for e in last if e.column == "notes"} == {
        f"{NAME_TAKEN_OUT}, made up"
    }
    with pytest.raises(Refused, match="no save to undo"):
        undo_last(open_folder(ours), NOW, "a test")


@pytest.mark.parametrize("text", ['{"a": 1}', "[1]", '[{"files": {}}]', "{", "1"])
def test_a_file_for_undo_that_is_none_is_told(own, text):
    folder = open_folder(own)
    own.with_name(folder.undo_name).write_text(text)
    with pytest.raises(SaveError, match="save-undo"):
        undo_last(folder, NOW, "a test")


def test_an_id_that_two_rows_have_is_not_edited(own):
    own.write_text(own.read_text("utf-8").replace("A-2", "A-1"), "utf-8")
    with pytest.raises(Refused, match="several rows"):
        draft_edit(open_folder(own), "A-1", {"location": "x"})


def test_the_second_of_two_editors_is_told_and_shown_both(ours):
    folder = open_folder(ours)
    draft = draft_edit(folder, FIRST, {"deaths_high": "12"})
    edit(ours, FIRST, deaths_high="11")
    before = contents(ours)
    with pytest.raises(Refused) as refused:
        save(folder, draft, NOW, "editor", "a test")
    assert [row["deaths_high"] for row in refused.value.conflict] == ["9", "11"]
    assert contents(ours) == before


@pytest.mark.full
def test_a_draft_of_one_row_survives_a_save_of_another(ours):
    folder = open_folder(ours)
    draft = draft_edit(folder, FIRST, {"deaths_high": "12"})
    second = draft_addition(folder, MADE_UP)
    add(ours)
    save(folder, draft, NOW, "editor", "a test")
    assert save(folder, second, NOW, "e", "w").incident_id == "CAR-2026-11-27-02"


def test_a_row_that_may_be_the_same_is_shown(ours):
    add(ours)
    draft = draft_addition(open_folder(ours), MADE_UP | {"location": "again"})
    assert [row["incident_id"] for row in draft.may_be_same] == ["CAR-2026-11-27-01"]


def test_a_table_of_ones_own_keeps_its_mark_delimiter_and_line_ends(own):
    edit(own, "A-1", deaths_best="0")
    assert own.read_bytes() == OWN.replace(";3;\r\n", ";0;\r\n").encode()
    folder = open_folder(own)
    row = {"incident_id": "A-3", "date": "2026-02-01", "location": "a; b"}
    save(folder, draft_addition(folder, row), NOW, "editor", "a test")
    assert own.read_bytes().endswith(b';last\r\nA-3;2026-02-01;"a; b";;;;')
    for _ in range(2):
        undo_last(open_folder(own), NOW, "editor")
    assert own.read_bytes() == OWN.encode()
    assert set(contents(own)) == {"mine.csv", "mine.history.csv"}


def test_a_blank_toll_is_not_zero(own):
    saved = edit(own, "A-2", deaths_best="0")
    assert [(c.old, c.new) for c in saved.changes] == [("", "0")]


def test_ids_without_a_pattern_are_given_by_hand(own):
    with pytest.raises(Refused, match="give the id"):
        draft_addition(open_folder(own), {"date": "2026-01-01"})


def test_another_format_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("id,when\n1,2\n")
    with pytest.raises(UnreadableTableError, match="import other.csv"):
        open_folder(path)


def test_a_file_changed_by_other_means_is_not_undone(own):
    edit(own, "A-1", deaths_best="0")
    own.write_bytes(own.read_bytes() + b"\r\n")
    before = contents(own)
    with pytest.raises(Refused, match=r"mine\.csv was changed by other means"):
        undo_last(open_folder(own), NOW, "editor")
    assert contents(own) == before


EDITS = st.tuples(
    st.sampled_from(["A-1", "A-2"]),
    st.sampled_from(["location", "notes", "deaths_best"]),
    st.integers(0, 99).map(str) | st.sampled_from(["", "7"]),
)
STEPS = st.one_of(EDITS, EDITS, st.none())
"""An edit, or None for an undo."""
SLOW = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}


def edits_and_undos(path: Path, steps) -> None:
    path.write_bytes(OWN.encode())
    for hidden in path.parent.glob(".save-undo*"):
        hidden.unlink()
    states = [path.read_bytes()]
    for step in [*steps, *([None] * len(steps))]:
        if step is not None:
            incident_id, column, value = step
            try:
                edit(path, incident_id, **{column: value})
            except Refused:  # the cell has this value
                continue
            states.append(path.read_bytes())
        elif len(states) > 1:
            undo_last(open_folder(path), NOW, "editor")
            states.pop()
        assert path.read_bytes() == states[-1]
    assert path.read_bytes() == OWN.encode()


@settings(max_examples=6, **SLOW)
@given(steps=st.lists(STEPS, max_size=4))
def test_random_edits_and_undos_give_the_first_bytes(tmp_path, steps):
    edits_and_undos(tmp_path / "mine.csv", steps)


@pytest.mark.full
@settings(max_examples=25, **SLOW)
@given(steps=st.lists(STEPS, min_size=8, max_size=10))
def test_two_hundred_edits_and_undos_give_the_first_bytes(tmp_path, steps):
    edits_and_undos(tmp_path / "mine.csv", steps)


SAVE_OF_OURS = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from dashboard.editing.drafting import draft_addition
from dashboard.editing.folder import open_folder
from dashboard.editing.saving import save
from dashboard.table import transaction
whole, calls = transaction.write_whole, []
def killing(path, content):
    len(calls) == int(sys.argv[2]) and os.kill(os.getpid(), signal.SIGKILL)
    whole(path, content)
    calls.append(path)
transaction.write_whole = killing
folder = open_folder(Path(sys.argv[1]))
save(folder, draft_addition(folder, ROW), datetime.now(UTC), "editor", "a test")
"""


@pytest.mark.full
@pytest.mark.parametrize("step", range(7))
def test_a_save_that_is_killed_is_whole_or_not_there(ours, step):
    before = contents(ours)
    code = SAVE_OF_OURS.replace("ROW", repr(MADE_UP))
    argv = [sys.executable, "-c", code, str(ours), str(step)]
    ended = subprocess.run(argv, check=False, cwd=ROOT).returncode
    assert ended == -9
    with pytest.raises(Refused, match="no save to undo") if not step else nullcontext():
        undo_last(open_folder(ours), NOW, "editor")
    assert without_history(contents(ours)) == without_history(before)


def test_a_folder_that_cannot_be_written_to_keeps_every_file(ours, monkeypatch):
    before = contents(ours)

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(transaction, "write_whole", full)
    with pytest.raises(SaveError, match="nothing was saved"):
        add(ours)
    assert contents(ours) == before


EDITOR = """
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from dashboard.editing.drafting import draft_addition
from dashboard.editing.folder import open_folder
from dashboard.editing.saving import save
for n in range(int(sys.argv[3])):
    folder = open_folder(Path(sys.argv[1]))
    row = {"date": "2026-02-01", "location": f"{sys.argv[2]} {n}", "theatre": "x"}
    draft = draft_addition(folder, row)
    save(folder, draft, datetime.now(UTC), sys.argv[2], "two editors")
"""


@pytest.mark.parametrize("each", [2, pytest.param(20, marks=pytest.mark.full)])
def test_two_editors_at_once_lose_no_row(tmp_path, each):
    table = tmp_path / "mine.csv"
    table.write_text(
        "incident_id,date,location,theatre\nX-2026-02-01-01,2026-02-01,made up,x\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, table, who, str(each)], cwd=ROOT
        )
        for who in ("one", "other")
    ]
    assert [process.wait() for process in both] == [0, 0]
    rows = [row for _, row in open_folder(table).records.rows()]
    assert len({row["incident_id"] for row in rows}) == 1 + 2 * each
    places = {row["location"] for row in rows[1:]}
    assert places == {f"{who} {n}" for who in ("one", "other") for n in range(each)}
