"""An Atom feed of what was added and changed: RFC 4287, one entry for each change."""

import re
import uuid
from collections.abc import Mapping, Sequence
from urllib.parse import quote
from xml.etree import ElementTree as ET

from dashboard.figures.citation import REPORTED_FIGURES, licence_text
from dashboard.figures.dataset_words import lasting_data_to, table_name
from dashboard.figures.history_words import (
    REMOVED,
    Entry,
    entries_of,
    entry_lines,
    entry_title,
)
from dashboard.table.dictionary import Dictionary
from dashboard.table.history import Change
from dashboard.text.escape import UNSEEN
from dashboard.text.language import N_, SOURCE, current, gettext
from dashboard.text.xml_text import xml_bytes

ATOM = "http://www.w3.org/2005/Atom"
NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""The name space of addresses (RFC 4122, appendix C), in which our ids are made."""
MOST_ENTRIES = 200
"""Entries of one feed, the latest first; ``history.csv`` has all."""
AUTHORS = N_("the authors of the table")
NO_ADDRESS = re.compile(r'[\s<>"\\^`{|}]')
"""What no address holds as it is (RFC 3987, section 2.2); each is written as %XX."""
FIRST_DAY = "1970-01-01T00:00:00Z"


def to_feed(
    changes: Sequence[Change],
    places: Mapping[str, str],
    dictionary: Dictionary,
    name: str,
    root: str = "",
) -> bytes:
    """Return the feed in UTF-8; the same history gives the same bytes.

    ``places`` are the words for where each incident took place, by id; ``name`` tells
    this data set from every other and makes the ids; ``root`` is the address of a
    dashboard that shows it, blank for none. Times are those of the history.
    """
    feed = ET.Element(f"{{{ATOM}}}feed")
    if current() != SOURCE:  # the texts of the table stay in their own language
        feed.set("xml:lang", current())
    entries = entries_of(changes)[::-1][:MOST_ENTRIES]
    _text(feed, "title", gettext("Changes of {table}", table=table_name(dictionary)))
    _text(
        feed, "subtitle", f"{lasting_data_to(dictionary)}. {gettext(REPORTED_FIGURES)}"
    )
    _text(feed, "id", _urn(name))
    # An undoing counts: a feed that goes back in time is not read again.
    _text(feed, "updated", max((each.when for each in changes), default=FIRST_DAY))
    _text(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", gettext(AUTHORS))
    _text(feed, "rights", licence_text(dictionary))
    if root:
        _link(feed, "alternate", root)
    for entry in entries:
        _add(feed, entry, places.get(entry.incident_id, ""), dictionary, name, root)
    ET.indent(feed)
    return xml_bytes(feed, {"": ATOM}) + b"\n"


def _add(
    feed: ET.Element,
    entry: Entry,
    place: str,
    dictionary: Dictionary,
    name: str,
    root: str,
) -> None:
    node = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _text(node, "title", entry_title(entry, place, dictionary))
    _text(node, "id", _urn(f"{name}/{entry.incident_id}/{entry.save_id}"))
    _text(node, "updated", entry.when)
    _text(node, "content", "\n".join(entry_lines(entry, dictionary)))
    ET.SubElement(node, f"{{{ATOM}}}category", {"term": entry.kind})
    if root and entry.kind != REMOVED:
        _link(node, "alternate", f"{root.rstrip('/')}/?id={_quoted(entry.incident_id)}")
    for source in entry.sources:
        if source.startswith(("http://", "https://")):
            _link(node, "related", source)


def _quoted(incident_id: str) -> str:
    return quote(incident_id, errors="replace")


def _urn(name: str) -> str:
    whole = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return uuid.uuid5(NAMESPACE, whole).urn


def _text(parent: ET.Element, tag: str, text: str) -> None:
    node = ET.SubElement(parent, f"{{{ATOM}}}{tag}")
    node.text = UNSEEN.sub("", text).replace("\r", " ")


def _link(parent: ET.Element, rel: str, href: str) -> None:
    seen = UNSEEN.sub("", href)
    address = NO_ADDRESS.sub(lambda found: quote(found[0]), seen)
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": address})
