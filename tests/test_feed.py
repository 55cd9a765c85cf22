"""The feed of changes, against the rules of RFC 4287 and a reader of feeds."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.commands.cli import main
from dashboard.dataset import open_dataset
from dashboard.exports.feed import MOST_ENTRIES, to_feed
from dashboard.figures.history_words import entries_of, entry_lines
from dashboard.table import read
from dashboard.table.history import UNDO_OF, Change, read_history, still_holding
from dashboard.text.escape import UNSEEN
from dashboard.text.language import speaking
from tests.hostile.payloads import ALL
from tests.worlds import DICTIONARY

ATOM = "{http://www.w3.org/2005/Atom}"
ONE, TWO = "CAR-2026-01-01-01", "CAR-2026-01-02-01"


def change(save: str, incident: str, column: str, old: str, new: str, **more) -> Change:
    given = {"when": f"2026-11-{int(save):02}T12:00:00Z", "who": "editor"}
    given |= {"why": "made up", "source": "", **more}
    return Change(
        save,
        given["when"],
        given["who"],
        incident,
        column,
        old,
        new,
        given["why"],
        given["source"],
    )


ADDING = [
    change("1", ONE, "incident_id", "", ONE, source="https://example.org/a?b=1&c=2"),
    change("1", ONE, "location", "", "off <b>nowhere</b> & co"),
    change("1", ONE, "deaths_best", "", "3"),
    change("1", ONE, "revision", "", "1"),
]
CHANGING = [
    change("2", ONE, "deaths_best", "3", "5"),
    change("2", ONE, "revision", "1", "2"),
]


def parsed(changes, root="", **places):
    feed = to_feed(changes, places, DICTIONARY, "made-up", root)
    return ET.fromstring(feed), feedparser.parse(feed)


def check_rules(feed: ET.Element) -> None:
    """Hold a feed against the rules of RFC 4287 that bind its writer."""
    assert feed.tag == f"{ATOM}feed"  # 4.1.1
    for node in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # 4.1.1, 4.1.2: exactly one
            assert len(node.findall(f"{ATOM}{name}")) == 1, name
        when = node.findtext(f"{ATOM}updated")  # 3.3: RFC 3339, T and Z in capitals
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when)
        datetime.fromisoformat(when)
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", node.findtext(f"{ATOM}id"))
        assert node.findtext(f"{ATOM}title").strip()
        links = node.findall(f"{ATOM}link")
        for link in links:  # 4.2.7.1: href is an IRI
            assert re.fullmatch(r"https?://\S+", link.get("href"))
        alternate = [link for link in links if link.get("rel") == "alternate"]
        assert len(alternate) <= 1
    authors = feed.findall(f"{ATOM}author")  # 4.1.1: an author, for all entries
    assert authors and all(each.findtext(f"{ATOM}name") for each in authors)
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:  # 4.1.2: content, where there is no alternate link
        assert len(entry.findall(f"{ATOM}content")) == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in (*entries, feed)]
    assert len(set(ids)) == len(ids)  # 4.1.1: no two entries of one id and time
    latest = max((e.findtext(f"{ATOM}updated") for e in entries), default=None)
    assert latest in (None, feed.findtext(f"{ATOM}updated"))


@pytest.mark.parametrize("root", ["", "https://example.org/map/"])
def test_the_feed_keeps_the_rules_and_a_reader_reads_it(root):
    feed, read_back = parsed([*ADDING, *CHANGING], root, **{ONE: "off nowhere"})
    check_rules(feed)
    assert not read_back.bozo and read_back.version == "atom10"
    new, old = read_back.entries
    assert new.title == f"{ONE} changed: deaths, best (off nowhere)"
    assert "Deaths, best: 3 → 5" in new.content[0].value
    assert "Revision" not in new.content[0].value
    assert old.title == f"{ONE} added (off nowhere)"
    assert "off <b>nowhere</b> & co" in old.content[0].value
    assert old.content[0].type == "text/plain"
    links = {link.rel: link.href for link in old.links}
    assert links["related"] == "https://example.org/a?b=1&c=2"
    assert links.get("alternate", "") == (f"{root}?id={ONE}" if root else "")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (4, "notes, place as reported, actor and vessel"),
        (5, "notes, place as reported, actor, vessel and 1 more column"),
    ],
)
def test_a_title_names_four_columns_and_counts_the_others(count, words):
    names = ["notes", "location", "actor", "vessel_type", "claimed_target"][:count]
    changes = [change("1", ONE, name, "a", "b") for name in names]
    (entry,) = parsed(changes)[1].entries
    assert entry.title == f"{ONE} changed: {words}"


def test_only_an_address_is_a_link():
    (entry,) = parsed([change("1", ONE, "notes", "a", "b", source="a letter")])[
        1
    ].entries
    assert "links" not in entry


def test_ids_stay_the_same_when_more_is_changed():
    before, after = (parsed(each)[1].entries for each in (ADDING, [*ADDING, *CHANGING]))
    assert before[0].id == after[1].id != after[0].id


def test_a_feed_without_changes_is_still_a_feed():
    feed, read_back = parsed([])
    check_rules(feed)
    assert read_back.entries == []


def test_the_latest_entries_are_kept():
    many = [
        change("1", f"A-{number}", "notes", "", "x")
        for number in range(MOST_ENTRIES + 1)
    ]
    titles = [entry.title for entry in parsed(many)[1].entries]
    assert len(titles) == MOST_ENTRIES
    assert titles[0].startswith(f"A-{MOST_ENTRIES} ")


def test_what_was_undone_is_not_told():
    undoing = change("3", ONE, "deaths_best", "5", "3", why=UNDO_OF.format(2))
    changes = [*ADDING, *CHANGING, undoing]
    assert still_holding(changes) == ADDING
    assert [each.save_id for each in entries_of(changes)] == ["1"]
    other = change("4", TWO, "deaths_best", "1", "2", why="undo of a mistake")
    assert [e.save_id for e in entries_of([*changes, other])] == ["1", "4"]


def test_an_undoing_does_not_turn_the_feed_back_in_time():
    undoing = change("3", ONE, "deaths_best", "5", "3", why=UNDO_OF.format(2))
    times = []
    for changes in ([*ADDING, *CHANGING], [*ADDING, *CHANGING, undoing]):
        root = ET.fromstring(to_feed(changes, {}, DICTIONARY, "made-up"))
        times.append(root.findtext(f"{ATOM}updated"))
    assert times == [CHANGING[-1].when, undoing.when] and times[0] < times[1]


def test_the_sources_of_an_incident_are_told_entry_by_entry():
    old, new = "A <https://a.example>", "B <https://b.example> | A <https://a.example>"
    (entry,) = entries_of([change("1", ONE, "sources", old, new)])
    assert entry_lines(entry, DICTIONARY)[0] == "Source added: B <https://b.example>"
    (entry,) = entries_of([change("1", ONE, "sources", new, old)])
    assert (
        entry_lines(entry, DICTIONARY)[0] == "Source taken out: B <https://b.example>"
    )
    turned = " | ".join(reversed(new.split(" | ")))
    (entry,) = entries_of([change("1", ONE, "sources", new, turned)])
    assert entry_lines(entry, DICTIONARY)[0] == "Sources in another order"


def test_a_row_that_was_taken_out_has_no_link_of_its_own():
    gone = [
        change("2", ONE, "incident_id", ONE, ""),
        change("2", ONE, "notes", "x", ""),
    ]
    feed, read_back = parsed(gone, "https://example.org")
    check_rules(feed)
    assert read_back.entries[0].title == f"{ONE} removed"
    assert "links" not in read_back.entries[0]


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=4))
def test_any_text_of_a_table_makes_a_feed_that_can_be_read(cells):
    changes = [change("1", ONE, "notes", *pair) for pair in cells]
    feed, read_back = parsed(changes, **{ONE: "".join(cell for cell, _ in cells)})
    check_rules(feed)
    assert not read_back.bozo


def test_the_command_writes_every_change_of_our_history(tmp_path, capsys):
    out = tmp_path / "feed.xml"
    assert main(["feed", "--out", str(out), "--root", "https://example.org/"]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    check_rules(ET.fromstring(out.read_bytes()))
    history = read_history(read.INCIDENTS.with_name("history.csv"))
    ids = {each.incident_id for each in history}
    entries = feedparser.parse(str(out)).entries
    assert {entry.title.split(" ")[0] for entry in entries} == ids
    assert ids <= set(open_dataset().incidents["incident_id"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--out", "no/such/folder/feed.xml"), "no folder"),
        (("--out", "feed.xml", "--root", "javascript:alert(1)"), "http:// or https://"),
    ],
)
def test_a_wrong_option_is_refused(tmp_path, monkeypatch, capsys, options, says):
    monkeypatch.chdir(tmp_path)
    assert main(["feed", *options]) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("start", range(0, len(ALL), 60))
def test_a_payload_in_any_part_of_a_history_is_text_of_a_feed(start):
    for text in [*ALL[start : start + 60], "\ud800", "\ufffe"]:
        source = f"https://hostile.invalid/{text}"
        given = {"who": text, "why": text, "source": source}
        id = text or "x"
        changes = [
            change("1", id, "incident_id", "", id, **given),
            change("1", id, "notes", "", text, **given),
            change("2", id, "notes", text, f"{text}.", **given),
        ]
        feed = ET.fromstring(
            to_feed(changes, {id: text}, DICTIONARY, text, "https://a.example")
        )
        entry = feed.find(f"{ATOM}entry")
        (title,) = [each.text for each in entry.iter(f"{ATOM}title")]
        assert not UNSEEN.search("".join(feed.itertext())) and title.strip()
        links = [each.get("href") for each in feed.iter(f"{ATOM}link")]
        assert len(links) > 2
        for each in links:
            assert each.startswith(("https://hostile.invalid", "https://a.example"))
            assert not re.search(r'[\s<>"\\^`{|}]', each) and not UNSEEN.search(each)
        assert not {child.tag for child in feed.iter()} - TAGS


TAGS = {
    f"{ATOM}{name}"
    for name in "feed title subtitle id updated author name rights link entry content "
    "category".split()
}
"""All elements that a feed of ours has: no text becomes another."""


def test_a_feed_in_spanish_says_its_language_and_the_same_numbers():
    english, _ = parsed([*ADDING, *CHANGING])
    with speaking("es"):
        spanish, read_by_reader = parsed([*ADDING, *CHANGING])

    check_rules(spanish)
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert spanish.get(language) == "es" and english.get(language) is None
    assert read_by_reader.feed.language == "es"
    (changed, added) = (
        entry.findtext(f"{ATOM}content") for entry in spanish.findall(f"{ATOM}entry")
    )
    assert "3 → 5\nModificada el 2 nov 2026 por: editor\nMotivo: made up" in changed
    assert "Agregada el 1 nov 2026 por: editor" in added
    for entry, other in zip(english, spanish, strict=True):
        for tag in ("id", "updated"):
            assert entry.findtext(f"{ATOM}{tag}") == other.findtext(f"{ATOM}{tag}")
