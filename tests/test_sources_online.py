"""Sources against a small server on this machine, in place of the web and the archive."""

import json
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.checks.companions import find_beside
from dashboard.commands import online
from dashboard.commands.cli import main
from dashboard.editing.folder import open_folder
from dashboard.table.read import read_text
from dashboard.table.source_table import read_source_table
from tests.test_app_edit import FILES

ROOT = Path(__file__).resolve().parents[1]
ID = "CAR-2025-09-02-01"


class Web(BaseHTTPRequestHandler):
    """Pages that answer, move, are gone or closed; and an archive of some of them."""

    def do_GET(self):
        """Answer one request."""
        path = urlsplit(self.path).path
        if path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/fine")
            self.end_headers()
        elif path == "/available":
            (url,) = parse_qs(urlsplit(self.path).query)["url"]
            self._say(200, json.dumps({"archived_snapshots": self._closest(url)}))
        elif path.startswith("/save/"):
            self.send_response(302)
            self.send_header("Location", f"/web/20261128093000/{path[6:]}")
            self.end_headers()
        else:
            status = {"/gone": 404, "/dead": 410, "/closed": 403, "/busy": 503}
            self._say(status.get(path, 200), "page")

    def _closest(self, url):
        if not url.endswith("/fine"):
            return {}
        copy = f"https://web.archive.org/web/20260102030405/{url}"
        return {
            "closest": {"available": True, "url": copy, "timestamp": "20260102030405"}
        }

    def _say(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        """Say nothing on the terminal."""


@pytest.fixture
def web(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setattr(online, "AVAILABLE", f"{root}/available?url=")
    monkeypatch.setattr(online, "SAVE", f"{root}/save/")
    yield root
    server.shutdown()
    server.server_close()


@pytest.fixture
def table(tmp_path, web):
    """Return a copy of our table; its first row has sources at the small server."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    path = tmp_path / "incidents.csv"
    sources = [
        {"publisher": "Airwars", "url": f"{web}/{page}"}
        for page in ("fine", "moved", "gone", "closed")
    ]
    row = tmp_path / "row.json"
    given = {
        "date": "2026-10-05",
        "date_precision": "day",
        "theatre": "other",
        "location": "made up",
        "geo_precision": 3,
        "event_type": "other",
        "campaign": "boat_strike",
        "actor": "x",
        "verification": "official_claim",
        "sources": sources,
    }
    text = {k: v for k, v in given.items() if k != "event_type"} | {
        "event_type": "vessel_strike"
    }
    row.write_text(json.dumps(text), "utf-8")
    assert main(["add", str(row), "--data", str(path), "--why", "made up"]) == 0
    return path


def of(table):
    return open_folder(table).changes[-1].incident_id


@pytest.mark.sample(3)
@pytest.mark.parametrize(
    ("page", "kind", "status"),
    [
        ("fine", online.FINE, 200),
        ("fine/", online.FINE, 200),
        ("moved", online.MOVED, 200),
        ("gone", online.GONE, 404),
        ("dead", online.GONE, 410),
        ("closed", online.REFUSED, 403),
        ("busy", online.REFUSED, 503),
    ],
)
def test_a_page_tells_how_it_is(web, page, kind, status):
    answer = online.check_page(f"{web}/{page}")
    assert (answer.kind, answer.status) == (kind, status)
    assert bool(answer.moved_to) is (kind == online.MOVED)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9/x", "ftp://example.org/x", "file:///etc/passwd", "x", ""],
)
def test_what_cannot_be_asked_does_not_answer(url):
    answer = online.check_page(url)
    assert answer.kind == online.SILENT and answer.why


def test_a_copy_has_its_address_and_day(web):
    assert online.find_copy(f"{web}/fine").day == "2026-01-02"
    assert online.find_copy(f"{web}/gone") == online.Copy()
    made = online.make_copy("https://example.org/a")
    assert made.day == "2026-11-28" and made.url.endswith("/https://example.org/a")


def test_check_tells_and_writes_nothing(table, capsys):
    before = {each: each.read_bytes() for each in table.parent.iterdir()}
    options = ["sources", "check", "--data", str(table), "--id", of(table)]
    assert main(options) == 1  # one page is gone
    said = capsys.readouterr().out
    assert "4 pages: 1 answer, 1 have moved, 1 are gone, 1 let no program in" in said
    assert "the archive has 1 of them" in said and "Nothing was written" in said
    assert {each: each.read_bytes() for each in table.parent.iterdir()} == before
    assert main([*options, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in report["pages"]] == [
        "fine",
        "moved",
        "gone",
        "refused",
    ]
    assert report["written"] == 0


@pytest.mark.full
def test_write_puts_the_copy_into_sources_as_one_save_that_can_be_undone(table, capsys):
    incident, before = of(table), table.with_name("sources.csv").read_bytes()
    options = ["sources", "check", "--data", str(table), "--id", incident, "--write"]
    assert main(options) == 1
    assert "Written: 1 entry" in capsys.readouterr().out
    rows = read_source_table(table.with_name("sources.csv"))
    (row,) = [each for each in rows if each.archive_url]
    assert row.incident_id == incident and row.url.endswith("/fine")
    assert row.archive_date == "2026-01-02"
    assert open_folder(table).changes[-1].new == row.archive_url
    found = find_beside(read_text(table), table, table.with_name("datapackage.json"))
    assert not found, found
    assert main(["undo", "--data", str(table)]) == 0
    assert table.with_name("sources.csv").read_bytes() == before


@pytest.mark.full
def test_archive_asks_only_with_write_and_records_the_copies(table, capsys):
    options = ["sources", "archive", "--data", str(table), "--id", of(table)]
    assert main(options) == 0
    assert "0 of 4 pages archived" in capsys.readouterr().out
    assert main([*options, "--write"]) == 0
    assert "4 of 4 pages archived" in capsys.readouterr().out
    rows = read_source_table(table.with_name("sources.csv"))
    assert {each.archive_date for each in rows if each.archive_url} == {"2026-11-28"}


def test_without_a_network_one_sentence_says_so(table, monkeypatch, capsys):
    monkeypatch.setattr(
        online, "check_page", lambda url: online.Answer(url, online.SILENT)
    )
    monkeypatch.setattr(online, "AVAILABLE", "http://127.0.0.1:9/?url=")
    monkeypatch.setattr(online, "SAVE", "http://127.0.0.1:9/")
    for what in ("check", "archive"):
        assert (
            main(["sources", what, "--data", str(table), "--id", of(table), "--write"])
            == 2
        )
        error = capsys.readouterr().err.strip().splitlines()[-1]
        assert "needs a network" in error and "changed" in error


def test_a_table_without_sources_is_told_what_is_needed(tmp_path, capsys):
    path = tmp_path / "mine.csv"
    path.write_text("incident_id,date\nA-1,2026-01-01\n", "utf-8")
    assert main(["sources", "check", "--data", str(path)]) == 2
    assert "sources.csv is needed" in capsys.readouterr().err
