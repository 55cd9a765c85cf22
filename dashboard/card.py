"""One incident as a card: everything that is known about it, and how surely.

The card is HTML made of escaped text; a page only shows it.
"""

import pandas as pd

from dashboard.dictionary import Dictionary
from dashboard.safe import safe, safe_url
from dashboard.sources import Source, parse_sources
from dashboard.summarize import placed
from dashboard.words import (
    count_of,
    date_in_words,
    day_in_words,
    deaths_in_words,
    deaths_short,
    is_blank,
    range_text,
)

NEWEST = 5
"""Incidents listed where none is selected."""
OUR_POINT = "Our point, read from the reports. Not a reported position."


def incident_card(
    incident: pd.Series, parts: pd.DataFrame, dictionary: Dictionary
) -> str:
    """Return the HTML of one located row, with the parts that belong to it.

    ``incident`` is a row of the located frame with ``where_words``; ``parts`` the rows
    whose parent it is (none for a part). Every text goes through ``safe``.
    """
    label = dictionary.label
    when = date_in_words(incident.date, incident.date_end, incident.date_precision)
    kind = label("event_type", incident.event_type)
    blocks = [
        f"<h4>{safe(_upper_first(when))} · {safe(kind)}</h4>",
        _line("", incident.location),
        f"<p><b>{safe(_upper_first(_toll(incident, parts)))}</b>{_people(incident)}</p>",
        _parts(parts, dictionary),
        _line("Where", incident.where_words),
        _line("Place", label("geo_precision", incident.geo_precision)),
        _line("Left from, as reported", incident.origin),
        _line("Vessel", incident.vessel_type),
        _line("On board, as reported", incident.nationality),
        _line("Actor", incident.actor),
        _line("Target, as claimed by the actor", incident.claimed_target),
        _line("Verification", label("verification", incident.verification)),
        _line("How the point was chosen", incident.geo_note),
        f"<p class='quiet'>{safe(OUR_POINT)}</p>"
        if incident.geo_precision == 2
        else "",
        _line("Notes", incident.notes),
        _sources(parse_sources(incident.sources)),
        _part_of(incident),
    ]
    return f"<div class='incident-card'>{STYLE}{''.join(blocks)}</div>"


def overview_card(rows: pd.DataFrame, dictionary: Dictionary) -> str:
    """Return the HTML that stands where no incident is selected.

    How many incidents can be placed at all, and the newest of them as a way in.
    """
    place = placed(rows)
    whole = sum(place.values())
    newest = (
        rows[rows["parent_id"].eq("")].sort_values("date", kind="stable").tail(NEWEST)
    )
    items = "".join(
        f"<li><b>{safe(day_in_words(each.date))}</b> · {safe(_short_toll(each))}<br>"
        f"<span class='quiet'>{safe(each.where_words)}</span></li>"
        for each in newest[::-1].itertuples()
    )
    parts = int((rows["parent_id"].ne("") & rows["geo_precision"].lt(3)).sum())
    sites = f" {count_of(parts, 'part')} with a place of their own." if parts else ""
    blocks = [
        "<h4>No incident selected</h4>",
        "<p>Click a mark or a plate on the map, or tick a row of the table.</p>",
        f"<p><b>{place['placed']:,} of {whole:,}</b> can be placed, and only as roughly "
        f"as their circles say.{_not_placed(place)}{sites}</p>"
        if whole
        else "",
        f"<p><b>Newest</b></p><ul>{items}</ul>" if items else "",
    ]
    return f"<div class='incident-card'>{STYLE}{''.join(blocks)}</div>"


def _not_placed(place: dict) -> str:
    words = ""
    if place["area_only"]:
        words += (
            f" <b>{place['area_only']:,}</b> known only to an area: on a plate, "
            "never a mark."
        )
    if place["unplaced"]:
        words += f" <b>{place['unplaced']:,}</b> not even known to that."
    return words


def _short_toll(incident) -> str:
    return deaths_short(incident.deaths_low, incident.deaths_best, incident.deaths_high)


STYLE = """<style>
.incident-card{font-size:14px;line-height:1.45;color:#1A1A1A}
.incident-card h4{font-size:16px;font-weight:600;margin:0 0 .3rem;padding:0}
.incident-card p{margin:0 0 .45rem;font-size:14px;overflow-wrap:anywhere}
.incident-card ul{margin:0 0 .45rem;padding-left:1.1rem}
.incident-card li{font-size:14px;margin:0;overflow-wrap:anywhere}
.incident-card .quiet{color:#4A4A4A}
</style>"""


def _toll(incident: pd.Series, parts: pd.DataFrame) -> str:
    """Say the toll of the whole; parts with a toll of their own are added to it."""
    names = [f"deaths_{name}" for name in ("low", "best", "high")]
    own = deaths_in_words(*(incident[name] for name in names))
    told = parts[parts["deaths_best"].notna()] if len(parts) else parts
    if told.empty:
        return own
    parts_alone = [told[name].sum(skipna=False) for name in names]
    whole = [
        incident[name] + part for name, part in zip(names, parts_alone, strict=True)
    ]
    first, rest = (
        range_text(low, high)
        for low, _, high in ([incident[name] for name in names], parts_alone)
    )
    return f"{deaths_in_words(*whole)} in all: {first} at first, {rest} in its parts"


def _people(incident: pd.Series) -> str:
    words = []
    if not is_blank(incident.missing) and incident.missing:
        words.append(f"{incident.missing} of them missing, presumed dead")
    if not is_blank(incident.survivors) and incident.survivors:
        words.append(count_of(int(incident.survivors), "known survivor"))
    return safe("".join(f" · {each}" for each in words))


def _parts(parts: pd.DataFrame, dictionary: Dictionary) -> str:
    if parts.empty:
        return ""
    items = "".join(
        f"<li>{safe(dictionary.label('event_type', each.event_type))}: "
        f"{safe(each.location)} – {safe(_part_toll(each))}</li>"
        for each in parts.itertuples()
    )
    return f"<p>{count_of(len(parts), 'part')} of this incident:</p><ul>{items}</ul>"


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
    if not source.opened:
        words += (
            f" <span class='quiet'>(via {safe(source.via)}; page not opened by us)"
            "</span>"
        )
    return words


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
