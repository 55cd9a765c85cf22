"""One incident as a card: everything that is known about it, and how surely.

The card is HTML made of escaped text; a page only shows it.
"""

import pandas as pd

from dashboard.figures.tolls import toll_in_words
from dashboard.table.dictionary import Dictionary
from dashboard.table.sources import Source, parse_sources
from dashboard.text.escape import safe, safe_url
from dashboard.text.words import (
    coordinates_in_words,
    count_of,
    date_in_words,
    day_in_words,
    deaths_in_words,
    deaths_short,
    is_blank,
    said_by,
)

OUR_POINT = "Our point, read from the reports. Not a reported position."


def incident_card(
    incident: pd.Series, parts: pd.DataFrame, dictionary: Dictionary
) -> str:
    """Return the HTML of one located row: everything that is known about it.

    ``incident`` is a row of the located frame with ``where_words``; ``parts`` the rows
    whose parent it is (none for a part): their tolls are added to its own, and
    :func:`part_lines` lists them. Every text goes through ``safe``.
    """
    label = dictionary.label
    when = date_in_words(incident.date, incident.date_end, incident.date_precision)
    kind = label("event_type", incident.event_type)
    blocks = [
        f"<h4>{safe(_upper_first(when))} · {safe(kind)}</h4>",
        _line("", incident.location),
        f"<p><b>{safe(_upper_first(toll_in_words(incident, parts)))}</b>{_people(incident)}</p>",
        f"<p>{safe(_units(incident))}</p>" if _units(incident) else "",
        _claim(incident, dictionary),
        _verification(incident, dictionary),
        _line("Where", incident.where_words),
        _line("Place", label("geo_precision", incident.geo_precision)),
        _point(incident),
        _line("How the point was chosen", incident.geo_note),
        _line("Left from, as reported", incident.origin),
        _line("Vessel", incident.vessel_type),
        _line("On board, as reported", incident.nationality),
        _line("Campaign", label("campaign", incident.campaign)),
        _line("Notes", incident.notes),
        _sources(parse_sources(incident.sources)),
        _part_of(incident),
    ]
    return f"<div class='incident-card'>{STYLE}{''.join(blocks)}</div>"


def part_lines(parts: pd.DataFrame, dictionary: Dictionary) -> list[tuple[str, str]]:
    """Return the id of each part and its words: "follow-up strike: … – 2 killed"."""
    return [
        (
            each.incident_id,
            f"{dictionary.label('event_type', each.event_type)}: {each.location} – "
            f"{_part_toll(each)}",
        )
        for each in parts.itertuples()
    ]


def short_line(incident: pd.Series, dictionary: Dictionary) -> str:
    """Return an incident in one line: "19 Sep 2025 · air strike on a vessel · 3 killed"."""
    when = date_in_words(incident.date, incident.date_end, incident.date_precision)
    kind = dictionary.label("event_type", incident.event_type)
    return f"{_upper_first(when)} · {kind} · {short_toll(incident)}"


def short_toll(incident) -> str:
    return deaths_short(incident.deaths_low, incident.deaths_best, incident.deaths_high)


STYLE = """<style>
.incident-card{font-size:14px;line-height:1.45;color:#1A1A1A}
.incident-card h4{font-size:16px;font-weight:600;margin:0 0 .3rem;padding:0}
.incident-card p{margin:0 0 .45rem;font-size:14px;overflow-wrap:anywhere}
.incident-card ul{margin:0 0 .45rem;padding-left:1.1rem}
.incident-card li{font-size:14px;margin:0;overflow-wrap:anywhere}
.incident-card .quiet{color:#4A4A4A}
[class*="st-key-open_"] button{justify-content:flex-start;text-align:left}
</style>"""


def _people(incident: pd.Series) -> str:
    words = []
    if not is_blank(incident.missing) and incident.missing:
        words.append(f"{incident.missing} of them missing, presumed dead")
    if not is_blank(incident.survivors) and incident.survivors:
        words.append(count_of(int(incident.survivors), "known survivor"))
    return safe("".join(f" · {each}" for each in words))


def _units(incident: pd.Series) -> str:
    words = [
        count_of(int(number), unit)
        for number, unit in ((incident.strikes, "strike"), (incident.vessels, "vessel"))
        if not is_blank(number) and number
    ]
    return " · ".join(words)


def _claim(incident: pd.Series, dictionary: Dictionary) -> str:
    """Say the claim with its claimant, apart from what others confirmed."""
    if is_blank(incident.actor):
        return _line(
            "Target, as claimed; by whom is not reported", incident.claimed_target
        )
    if is_blank(incident.claimed_target):
        return _line("Actor", incident.actor)
    actor = said_by(incident.actor, dictionary.description.article_actors)
    claim = f"according to {actor}, the target was {incident.claimed_target}"
    return _line("Actor", incident.actor) + _line("Claim", claim)


def _verification(incident: pd.Series, dictionary: Dictionary) -> str:
    if is_blank(incident.verification):
        return ""
    code = dictionary.fields["verification"].codes[incident.verification]
    more = f" <span class='quiet'>({safe(code.description)})</span>"
    head = f"<b>Verification:</b> {safe(code.label)}"
    return f"<p>{head}{more if code.description else ''}</p>"


def _point(incident: pd.Series) -> str:
    """Say the point only as finely as it is known, and that it is ours."""
    if incident.join_method in ("area", "unlocated"):
        return ""
    radius = incident.radius_km
    off = "" if is_blank(radius) else f" ±{radius:,g} km"
    words = (
        f"{coordinates_in_words(incident.latitude, incident.longitude, radius)}{off}"
    )
    ours = (
        f"<p class='quiet'>{safe(OUR_POINT)}</p>" if incident.geo_precision == 2 else ""
    )
    return _line("Point", words) + ours


def _part_toll(part) -> str:
    toll = deaths_in_words(part.deaths_low, part.deaths_best, part.deaths_high)
    if toll == "no figure reported":
        return "toll reported for the whole operation only"
    return toll


def _line(label: str, text) -> str:
    if is_blank(text):
        return ""
    head = f"<b>{safe(label)}:</b> " if label else ""
    return f"<p>{head}{safe(text)}</p>"


def _sources(sources: list[Source]) -> str:
    items = "".join(f"<li>{_source(each)}</li>" for each in sources)
    return f"<p><b>Sources</b></p><ul>{items}</ul>"


def _source(source: Source) -> str:
    url = safe_url(source.url)
    name = safe(source.publisher)
    words = (
        f"<a href='{url}' target='_blank' rel='noopener noreferrer'>{name}</a>"
        if url
        else name
    )
    if source.date:
        words += f", {safe(_source_date(source.date))}"
    seen = "page opened by us" if source.opened else ""
    seen = seen or f"via {source.via}; page not opened by us"
    return f"{words} <span class='quiet'>({safe(seen)})</span>"


def _source_date(text: str) -> str:
    if len(text) == 10:
        return day_in_words(pd.Timestamp(text))
    return date_in_words(pd.Timestamp(f"{text}-01"), precision="month")


def _part_of(incident: pd.Series) -> str:
    words = incident.incident_id
    if incident.parent_id:
        words += f", a part of {incident.parent_id}"
    return f"<p class='quiet'>{safe(words)}</p>"


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
