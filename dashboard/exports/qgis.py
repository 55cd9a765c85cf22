"""Styles with which QGIS draws a GeoPackage as our map does, from the one style table.

A GeoPackage may carry styles of its layers in a table ``layer_styles``, which QGIS
reads when a layer is opened (QGIS manual, "Save layer style into a database"). A style
is an XML text (QML). Rows at one point stay marks of their own, one over the other:
QGIS adds nothing up.
"""

import xml.etree.ElementTree as ET

import pandas as pd

from dashboard.style import (
    COLORS,
    MOST_BY_AREA,
    NO_TOLL_RADIUS,
    RADIUS_UNIT,
    TONE,
    MarkClass,
    shape_factor,
)
from dashboard.table.looks import Looks
from dashboard.text.language import gettext
from dashboard.text.xml_text import UNFIT, xml_text

SHAPES = {
    "circle": ("circle", 0),
    "square": ("square", 0),
    "triangle": ("equilateral_triangle", 0),
    "inverted_triangle": ("equilateral_triangle", 180),
    "diamond": ("diamond", 0),
    "cross": ("cross_fill", 0),
}
"""What QGIS calls each of our shapes, and the angle in degrees that it is turned by."""
EXPRESSION = "3"
"""What QGIS calls a property that an expression gives."""
OVER_POINT, ANYWHERE_INSIDE = "1", "4"
LETTERS = "30"
"""Longest line of a plate: QGIS parts it there."""
FONT = "Source Sans 3"
POINT_LABEL = "CASE WHEN \"deaths_best\" IS NULL THEN '?' ELSE '' END"


def layer_styles(looks: Looks, geometry: dict[str, str], day: str) -> pd.DataFrame:
    """Return the table ``layer_styles``: one row for each layer of ``geometry``.

    ``geometry`` maps the name of a layer to that of its geometry column; ``day`` is the
    time that the file gives as its own, "2026-10-04T00:00:00Z".
    """
    styles = {
        "incidents": _marks(looks),
        "circles": _circles(),
        "areas": _areas(),
    }
    return pd.DataFrame(
        [
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": layer,
                "f_geometry_column": column,
                "styleName": layer,
                "styleQML": styles[layer],
                "styleSLD": "",
                "useAsDefault": True,
                "description": gettext("as the map of the dashboard draws it"),
                "owner": "",
                "ui": "",
                "update_time": pd.Timestamp(day).tz_localize(None),
            }
            for layer, column in geometry.items()
        ]
    )


def _marks(looks: Looks) -> str:
    """Return the style of points: class, size by deaths, line by verification."""
    root = _root(labels=True)
    renderer = _add(
        root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="1"
    )
    rules = _add(renderer, "rules", key="root")
    symbols = _add(renderer, "symbols")
    classes = [each for each in looks.classes if each.key != "several"]
    for number, each in enumerate(classes):
        rest = number == len(classes) - 1
        rule = "ELSE" if rest else _one_of(looks.column, each.event_types)
        _add(rules, "rule", key=f"r{number}", symbol=f"{number}", filter=rule,
             label=gettext(each.label))  # fmt: skip
        _add_mark(symbols, f"{number}", each, looks)
    order = _add(_add(renderer, "orderby"), "orderByClause", asc="0", nullsFirst="0")
    order.text = '"deaths_best"'  # a small mark is drawn over a large one
    _add_label(root, POINT_LABEL, boxed=False)
    return _text(root)


def _add_mark(symbols: ET.Element, name: str, each: MarkClass, looks: Looks) -> None:
    shape, angle = SHAPES[each.shape]
    factor = 2 * shape_factor(each.shape)
    layer = _add_symbol(symbols, name, "marker", "SimpleMarker")
    fixed = {
        "name": shape,
        "angle": f"{angle}",
        "color": _rgba(each.fill),
        "outline_color": _rgba(COLORS.outline),
        "size": f"{factor * NO_TOLL_RADIUS:.2f}",
        "size_unit": "Pixel",
        "outline_width_unit": "Pixel",
    }
    fill = _if_deaths(f"'{each.fill}'", f"'{COLORS.halo}'")
    _add_options(
        layer,
        fixed,
        {
            "size": _size(looks, factor),
            "fillColor": fill,
            "outlineWidth": _by_verification(looks, lambda line: f"{line.width:g}"),
            "outlineStyle": _by_verification(
                looks, lambda line: "'dash'" if line.dash else "'solid'"
            ),
        },
    )


def _size(looks: Looks, factor: float) -> str:
    """Return the width of a mark in pixels as QGIS computes it from its deaths."""
    none = f"{factor * NO_TOLL_RADIUS:.2f}"
    if not looks.sizes:
        area = f'{factor * RADIUS_UNIT:.2f} * sqrt(min("deaths_best", {MOST_BY_AREA}))'
        return _if_deaths(area, none)
    cases = "".join(
        f' WHEN "deaths_best" >= {each.low} THEN {factor * each.radius:.2f}'
        for each in reversed(looks.sizes)
    )
    return f"CASE{cases} ELSE {none} END"


def _if_deaths(some: str, none: str) -> str:
    """Return an expression that is ``some`` where the best figure is above 0."""
    return f'CASE WHEN "deaths_best" > 0 THEN {some} ELSE {none} END'


def _by_verification(looks: Looks, say) -> str:
    *known, last = looks.outlines
    cases = "".join(
        f' WHEN "verification" = {_quoted(each.verification)} THEN {say(each)}'
        for each in known
        if each.verification
    )
    return f"CASE{cases} ELSE {say(last)} END" if cases else say(last)


def _circles() -> str:
    """Return the style of the circles: the wider, the paler, with a dashed edge."""
    root = _root(labels=False)
    renderer = _add(root, "renderer-v2", type="singleSymbol", enableorderby="1")
    layer = _add_symbol(_add(renderer, "symbols"), "0", "fill", "SimpleFill")
    order = _add(_add(renderer, "orderby"), "orderByClause", asc="0", nullsFirst="0")
    order.text = '"radius_km"'
    share = (
        f'max(0, min(1, (ln("radius_km") - ln({TONE.near_km})) / '
        f"(ln({TONE.far_km}) - ln({TONE.near_km}))))"
    )
    pairs = zip(_channels(TONE.near), _channels(TONE.far), strict=True)
    mixed = ", ".join(f"{near} + {far - near} * {share}" for near, far in pairs)
    fixed = {
        "color": _rgba(TONE.near),
        "style": "solid",
        "outline_color": _rgba(TONE.edge),
        "outline_style": "dash",
        "outline_width": "1",
        "outline_width_unit": "Pixel",
    }
    _add_options(layer, fixed, {"fillColor": f"color_rgb({mixed})"})
    return _text(root)


def _areas() -> str:
    """Return the style of areas: no fill, a pale edge, and the words of the plate."""
    root = _root(labels=True)
    renderer = _add(root, "renderer-v2", type="singleSymbol")
    layer = _add_symbol(_add(renderer, "symbols"), "0", "fill", "SimpleFill")
    fixed = {
        "style": "no",
        "outline_color": _rgba(COLORS.hatch),
        "outline_style": "dot",
        "outline_width": "1",
        "outline_width_unit": "Pixel",
    }
    _add_options(layer, fixed, {})
    _add_label(root, '"label"', boxed=True)
    return _text(root)


def _root(labels: bool) -> ET.Element:
    return ET.Element(
        "qgis",
        version="3.22",
        styleCategories="Symbology|Labeling",
        labelsEnabled=f"{labels:d}",
    )


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _add_symbol(symbols: ET.Element, name: str, kind: str, layer: str) -> ET.Element:
    symbol = _add(symbols, "symbol", name=name, type=kind, alpha="1")
    return _add(symbol, "layer", **{"class": layer, "enabled": "1", "pass": "0"})


def _add_options(
    layer: ET.Element, fixed: dict[str, str], computed: dict[str, str]
) -> None:
    """Write what is the same for every row, and what an expression gives for each."""
    options = _add(layer, "Option", type="Map")
    for name, value in fixed.items():
        _add(options, "Option", name=name, type="QString", value=value)
    if not computed:
        return
    defined = _add(_add(layer, "data_defined_properties"), "Option", type="Map")
    _add(defined, "Option", name="name", type="QString", value="")
    properties = _add(defined, "Option", name="properties", type="Map")
    for name, expression in computed.items():
        one = _add(properties, "Option", name=name, type="Map")
        _add(one, "Option", name="active", type="bool", value="true")
        _add(one, "Option", name="expression", type="QString", value=expression)
        _add(one, "Option", name="type", type="int", value=EXPRESSION)
    _add(defined, "Option", name="type", type="QString", value="collection")


def _add_label(root: ET.Element, expression: str, boxed: bool) -> None:
    labeling = _add(root, "labeling", type="simple")
    settings = _add(labeling, "settings", calloutType="simple")
    style = _add(settings, "text-style", fieldName=expression, isExpression="1",
                 fontFamily=FONT, fontSize="9", fontSizeUnit="Point",
                 fontWeight="63", textColor=_rgba(COLORS.text))  # fmt: skip
    if boxed:
        _add(style, "background", shapeDraw="1", shapeType="0", shapeSizeType="0",
             shapeSizeX="1", shapeSizeY="1", shapeSizeUnit="MM",
             shapeFillColor=_rgba(COLORS.panel), shapeBorderColor=_rgba(COLORS.outline),
             shapeBorderWidth="0.3", shapeBorderWidthUnit="MM")  # fmt: skip
    place = ANYWHERE_INSIDE if boxed else OVER_POINT
    _add(settings, "text-format", multilineAlign="0", autoWrapLength=LETTERS)
    _add(settings, "placement", placement=place, quadOffset="4",
         centroidInside="1", centroidWhole="1")  # fmt: skip
    # no plate goes without its place, and plates keep off marks where they can
    _add(settings, "rendering", displayAll="1", drawLabels="1",
         obstacle=f"{not boxed:d}", obstacleFactor="2")  # fmt: skip


def _one_of(column: str, codes: tuple[str, ...]) -> str:
    listed = ", ".join(map(_quoted, codes))
    return f'"{column}" IN ({listed})' if codes else "FALSE"


def _quoted(code: str) -> str:
    """Return a text of an expression: a quote and a backslash in it are doubled."""
    doubled = code.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _channels(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _rgba(color: str) -> str:
    return ",".join(map(str, (*_channels(color), 255)))


def _text(root: ET.Element) -> str:
    """Return a style as text; what no XML may hold is left out of it.

    A code with such a character then meets no rule but the last.
    """
    return f"<!DOCTYPE qgis>\n{UNFIT.sub('', xml_text(root, {}))}"
