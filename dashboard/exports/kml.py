"""KML for globes: placemarks where a place is known, a plain list of what has none."""

from xml.etree import ElementTree

import pandas as pd
import shapely

from dashboard.exports.about import Export
from dashboard.exports.columns import export_frame
from dashboard.geo.circle import geodesic_circle
from dashboard.geo.drawn_shape import has_own_point
from dashboard.look.card import short_line
from dashboard.style import TONE
from dashboard.table.claimants import claimant
from dashboard.table.looks import Looks
from dashboard.text.escape import escaped_whole
from dashboard.text.language import gettext
from dashboard.text.words import is_blank
from dashboard.text.xml_text import xml_bytes

NAMESPACE = "http://www.opengis.net/kml/2.2"
CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
CONTROLS |= {0xFFFE: None, 0xFFFF: None}
CONTROLS |= dict.fromkeys(range(0xD800, 0xE000))
"""Characters that XML 1.0 does not allow; no text of the table needs them."""


def to_kml(export: Export) -> bytes:
    """Return a KML document (OGC 2.2) with folders: points, circles, without a place.

    The description of the document says what it is; each placemark has a readable
    description and, as data, every column. Characters that XML forbids are left out.
    """
    root = ElementTree.Element(_tag("kml"))
    document = _add(root, "Document")
    words = " ".join(export.words.split())
    _add(document, "name", f"{export.dictionary.title}: {words}")
    lines = "".join(
        f"<p><b>{escaped_whole(label)}</b>: {escaped_whole(text)}</p>"
        for label, text in export.about()
    )
    _add(document, "description", lines)
    _styles(document, export.dictionary.looks)
    cells = export_frame(export.rows, export.dictionary).to_dict("records")
    place = has_own_point(export.rows)
    rows = export.rows.reset_index(drop=True)
    _points(document, rows[place], cells, export)
    _circles(document, rows[place])
    _without(document, rows[~place], cells, export)
    return xml_bytes(root, {"": NAMESPACE})


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent, tag: str, text: str = "", /, **attributes):
    plain = {name: value.translate(CONTROLS) for name, value in attributes.items()}
    made = ElementTree.SubElement(parent, _tag(tag), plain)
    if text:
        made.text = text.translate(CONTROLS)
    return made


def _styles(document, looks: Looks) -> None:
    for each in looks.classes:
        style = _add(document, "Style", id=each.key)
        icon = _add(style, "IconStyle")
        _add(icon, "color", _color(each.fill))
        _add(icon, "scale", "0.9")
    circle_style = _add(document, "Style", id="circle")
    line = _add(circle_style, "LineStyle")
    _add(line, "color", _color(TONE.edge))
    _add(line, "width", "1.5")
    _add(_add(circle_style, "PolyStyle"), "fill", "0")


def _color(color: str) -> str:
    """Return ``#RRGGBB`` as KML writes it: opacity, blue, green, red."""
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return f"ff{blue}{green}{red}".lower()


def _points(document, rows: pd.DataFrame, cells: list[dict], export: Export) -> None:
    folder = _add(document, "Folder")
    _add(
        folder,
        "name",
        gettext(
            "Placed, as roughly as their circles say ({number})",
            number=len(rows),
        ),
    )
    looks = export.dictionary.looks
    for at, row in zip(rows.index, rows.itertuples(index=False), strict=True):
        mark = _placemark(folder, row, export)
        look = looks.mark_class(getattr(row, looks.column))
        _add(mark, "styleUrl", f"#{look.key}")
        _data(mark, cells[at])
        point = _add(mark, "Point")
        _add(point, "coordinates", f"{row.longitude:.10g},{row.latitude:.10g}")


def _circles(document, rows: pd.DataFrame) -> None:
    known = rows[rows["radius_km"].gt(0)]
    folder = _add(document, "Folder")
    _add(
        folder,
        "name",
        gettext("May be anywhere in the circle ({number})", number=len(known)),
    )
    for row in known.itertuples():
        mark = _add(folder, "Placemark")
        _add(mark, "name", f"{row.incident_id}: ±{row.radius_km:g} km")
        _add(mark, "styleUrl", "#circle")
        shape = geodesic_circle(row.longitude, row.latitude, row.radius_km)
        pieces = shapely.get_parts(shape)
        holder = _add(mark, "MultiGeometry") if len(pieces) > 1 else mark
        for piece in pieces:
            _polygon(holder, piece)


def _polygon(parent, piece: shapely.Polygon) -> None:
    polygon = _add(parent, "Polygon")
    sides = ["outerBoundaryIs", *["innerBoundaryIs"] * len(piece.interiors)]
    for side, line in zip(sides, [piece.exterior, *piece.interiors], strict=True):
        ring = _add(_add(polygon, side), "LinearRing")
        corners = " ".join(f"{x:.5f},{y:.5f}" for x, y in line.coords)
        _add(ring, "coordinates", corners)


def _without(document, rows: pd.DataFrame, cells: list[dict], export) -> None:
    folder = _add(document, "Folder")
    _add(
        folder,
        "name",
        gettext(
            "Without a place of their own, so without a point ({number})",
            number=len(rows),
        ),
    )
    for at, row in zip(rows.index, rows.itertuples(index=False), strict=True):
        mark = _placemark(folder, row, export)
        _data(mark, cells[at])


def _placemark(folder, row, export: Export):
    mark = _add(folder, "Placemark", id=_xml_id(row.incident_id))
    _add(mark, "name", short_line(row, export.dictionary))
    label = export.dictionary.label
    claim = row.claimed_target
    if claim and row.actor:
        who = claimant(row.actor, export.dictionary)
        claim = gettext("{target}, according to {claimant}", target=claim, claimant=who)
    lines = [
        (gettext("Place as reported"), row.location),
        (gettext("Where"), row.where_words),
        (gettext("Claimed target"), claim),
        (gettext("Verification"), label("verification", row.verification)),
        (gettext("How the point was chosen"), row.geo_note),
        (gettext("Notes"), row.notes),
        (gettext("Sources"), row.sources),
        (gettext("Id"), row.incident_id),
    ]
    words = "".join(
        f"<p><b>{escaped_whole(name)}</b>: {escaped_whole(text)}</p>"
        for name, text in lines
        if not is_blank(text)
    )
    _add(mark, "description", words)
    _time(mark, row)
    return mark


def _time(mark, row) -> None:
    """Add the days of an incident; none where not even they are known."""
    if row.date_precision != "day" and is_blank(row.date_end):
        return
    span = _add(mark, "TimeSpan")
    _add(span, "begin", f"{row.date:%Y-%m-%d}")
    end = row.date if is_blank(row.date_end) else row.date_end
    _add(span, "end", f"{end:%Y-%m-%d}")


def _data(mark, cells: dict) -> None:
    """Add every column as data; a blank cell is left out, it is no zero."""
    extended = _add(mark, "ExtendedData")
    for name, value in cells.items():
        if is_blank(value):
            continue
        if isinstance(value, pd.Timestamp):
            text = f"{value:%Y-%m-%d}"
        elif isinstance(value, float):
            text = f"{value:.10g}"
        else:
            text = str(value)
        _add(_add(extended, "Data", name=str(name)), "value", text)


def _xml_id(text: str) -> str:
    """Return an id as XML allows it; two ids of a table stay two."""
    letters = (c if c.isalnum() or c in "-." else f"_{ord(c):x}_" for c in text)
    return f"i-{''.join(letters)}"
