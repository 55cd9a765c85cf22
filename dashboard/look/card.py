"""One incident as a card: everything that is known about it, and how surely.

The card is HTML made of escaped text; a page only shows it.
"""

import pandas as pd

from dashboard.figures.card_labels import (
    CARD_LABELS,
    HOW_PLACED,
    MORE_FACTS,
    MORE_LINES,
    OPEN_LINES,
    PLACE_LINES,
    SOURCES,
    more_sources,
    point_words,
)
from dashboard.figures.incident_words import (
    claim_of_nobody,
    claim_words,
    id_words,
    part_words,
    radius_words,
    units_words,
)
from dashboard.figures.own_columns import OWN_COLUMNS, own_columns, own_text
from dashboard.figures.source_words import last_changed, source_day, source_note
from dashboard.figures.toll_sums import toll_with_parts
from dashboard.figures.tolls import (
    part_sentence,
    people_words,
    row_toll,
    toll_label,
)
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import Source, shown_sources
from dashboard.text.escape import safe, safe_url
from dashboard.text.language import gettext
from dashboard.text.words import (
    coordinates_in_words,
    date_in_words,
    is_blank,
)

OPEN_SOURCES = 3
"""Sources that stand open on a card; the others are folded."""


def incident_card(
    incident: pd.Series, parts: pd.DataFrame, dictionary: Dictionary
) -> str:
    """Return the HTML of one located row: everything that is known about it.

    ``incident`` is a row of the located frame with ``where_words``; ``parts`` the rows
    whose parent it is (none for a part): their tolls are added to its own, and
    :func:`part_lines` lists them. Every text goes through ``safe``.
    """
    toll = _upper_first(toll_with_parts(incident, parts))
    units = units_words(incident.strikes, incident.vessels)
    lines = _lines(incident, dictionary)
    blocks = [
        f"<h2>{safe(_heading(incident, dictionary))}</h2>",
        f"<p class='quiet'>{lines['location']}</p>" if lines["location"] else "",
        f"<p><b>{safe(toll)}</b>{safe(people_words(row_toll(incident)))}</p>",
        f"<p>{safe(units)}</p>" if units else "",
        _named(lines, OPEN_LINES),
        _sources(shown_sources(incident.sources), dictionary),
        _folded(gettext(HOW_PLACED), _place_lines(incident, lines, dictionary)),
        _folded(gettext(MORE_FACTS), _named(lines, MORE_LINES) + _part_of(incident)),
        _own(incident, dictionary),
    ]
    return f"<div class='incident-card'>{''.join(blocks)}</div>"


def _folded(title: str, html: str) -> str:
    """Return lines behind a title that opens them; "" where there is none."""
    return f"<details><summary>{safe(title)}</summary>{html}</details>" if html else ""


def _named(lines: dict[str, str], names: tuple[str, ...]) -> str:
    return "".join(_line(gettext(CARD_LABELS[name]), lines[name]) for name in names)


def _place_lines(incident, lines: dict[str, str], dictionary: Dictionary) -> str:
    """Return how a place is known; what is ours about a point stands right below it."""
    upto = PLACE_LINES.index("point") + 1
    worked_out = _worked_out(incident, dictionary)
    return (
        _named(lines, PLACE_LINES[:upto])
        + worked_out
        + _named(lines, PLACE_LINES[upto:])
    )


def list_card(title: str, why: str, tolls: list[str]) -> str:
    """Return the head of a card that lists several incidents, as HTML."""
    lines = "".join(f"<p><b>{safe(line)}</b></p>" for line in tolls)
    quiet = f"<p class='quiet'>{safe(why)}</p>" if why else ""
    return f"<div class='incident-card'><h2>{safe(title)}</h2>{lines}{quiet}</div>"


def _heading(incident, dictionary: Dictionary) -> str:
    when = date_in_words(incident.date, incident.date_end, incident.date_precision)
    kind = dictionary.label("event_type", incident.event_type)
    return " · ".join(filter(None, (_upper_first(when), kind)))


def part_lines(parts: pd.DataFrame, dictionary: Dictionary) -> list[tuple[str, str]]:
    """Return the id of each part and its words: "follow-up strike: … – 2 killed"."""
    return [
        (
            each.incident_id,
            part_words(
                dictionary.label("event_type", each.event_type),
                each.location,
                part_sentence(row_toll(each), "operation"),
            ),
        )
        for each in parts.itertuples()
    ]


def short_line(incident: pd.Series, dictionary: Dictionary) -> str:
    """Return an incident in one line: "19 Sep 2025 · air strike … · 3 killed"."""
    return f"{_heading(incident, dictionary)} · {toll_label(row_toll(incident))}"


def _lines(incident: pd.Series, dictionary: Dictionary) -> dict:
    """Return the text of each line by its name in ``CARD_LABELS``, as HTML."""
    label, actor, target = dictionary.label, incident.actor, incident.claimed_target
    key = incident.get("source_table")
    source_table = label("source_table", key) if key else ""
    texts = {
        "table": source_table,
        "location": incident.location,
        "actor": label("actor", actor),
        "claim": claim_words(actor, target, dictionary),
        "claim_of_nobody": claim_of_nobody(actor, target),
        "where": incident.where_words,
        "place": label("geo_precision", incident.geo_precision),
        "point": _point(incident),
        "how": incident.geo_note,
        "origin": incident.origin,
        "vessel": label("vessel_type", incident.vessel_type),
        "people": label("nationality", incident.nationality),
        "campaign": label("campaign", incident.campaign),
        "notes": incident.notes,
        "changed": last_changed(incident.get("last_updated"), incident.get("revision")),
    }
    lines = {name: "" if is_blank(text) else safe(text) for name, text in texts.items()}
    return lines | {"verification": _verification(incident, dictionary)}


def _verification(incident: pd.Series, dictionary: Dictionary) -> str:
    if is_blank(incident.verification):
        return ""
    code = dictionary.fields["verification"].codes.get(incident.verification)
    if code is None:
        return safe(incident.verification)
    more = f" <span class='quiet'>({safe(code.description)})</span>"
    return f"{safe(code.label)}{more if code.description else ''}"


def _point(incident: pd.Series) -> str:
    """Return the point only as finely as it is known, "" for an area."""
    if incident.join_method in ("area", "unlocated"):
        return ""
    radius = incident.radius_km
    off = radius_words(radius)
    return f"{coordinates_in_words(incident.latitude, incident.longitude, radius)}{off}"


def _worked_out(incident: pd.Series, dictionary: Dictionary) -> str:
    """Say that a point was worked out, and by whom where that is known."""
    precision = incident.geo_precision
    is_so = not is_blank(precision) and precision == 2 and _point(incident)
    return f"<p class='quiet'>{safe(point_words(dictionary))}</p>" if is_so else ""


def _line(label: str, html: str) -> str:
    return f"<p><b>{safe(label)}:</b> {html}</p>" if html else ""


def _sources(sources: list[Source], dictionary: Dictionary) -> str:
    """Return the sources, primary first; after three they are folded."""
    items = [f"<li>{_source(each, dictionary)}</li>" for each in sources]
    if not items:
        return ""
    head, rest = items[:OPEN_SOURCES], items[OPEN_SOURCES:]
    more = (
        f"<details><summary>{safe(more_sources(len(rest)))}</summary>"
        f"<ul>{''.join(rest)}</ul></details>"
        if rest
        else ""
    )
    return f"<p><b>{safe(gettext(SOURCES))}</b></p><ul>{''.join(head)}</ul>{more}"


def _own(incident: pd.Series, dictionary: Dictionary) -> str:
    """Return the table's own columns, folded away, "" where all are blank."""
    cells = {name: incident.get(name, "") for name in own_columns(dictionary)}
    filled = {name: cell for name, cell in cells.items() if not is_blank(cell)}
    if not filled:
        return ""
    items = "".join(_line(name, own_text(str(cell))) for name, cell in filled.items())
    title = safe(f"{gettext(OWN_COLUMNS)} ({len(filled)})")
    return f"<details><summary>{title}</summary>{items}</details>"


def _source(source: Source, dictionary: Dictionary) -> str:
    url = safe_url(source.url)
    name = safe(source.publisher)
    words = (
        f"<a href='{url}' target='_blank' rel='noopener noreferrer'>{name}</a>"
        if url
        else name
    )
    if source.date:
        words += f", {safe(source_day(source.date))}"
    first_person = dictionary.description.first_person
    note = source_note(source, dictionary.publisher_kinds, first_person, True)
    return f"{words} <span class='quiet'>({safe(note)})</span>" if note else words


def _part_of(incident: pd.Series) -> str:
    words = id_words(incident.incident_id, incident.parent_id)
    return f"<p class='quiet'>{safe(words)}</p>"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
