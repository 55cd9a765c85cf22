"""The legend: rows built from the style table, only for what is on the map.

A row is ``[symbols, words]``, both HTML of our own; words of the table pass ``safe``.
"""

import shapely

from dashboard.figures.legend_words import (
    BIN,
    CIRCLE,
    PLATE,
    SIZES,
    short_labels,
    size_steps,
    white_words,
)
from dashboard.geo.regions import Regions
from dashboard.style import (
    BINS,
    COLORS,
    NO_TOLL_RADIUS,
    OUTLINES,
    TONE,
    MarkClass,
    Outline,
    SizeClass,
    circle_tone,
    corners,
    radius,
    shape_factor,
)
from dashboard.table.description import Dispute
from dashboard.text.escape import safe
from dashboard.text.language import gettext

LEGEND_RADIUS = 6.0
"""Pixels; large enough to show a dashed outline."""


def mark_svg(look: MarkClass, line: Outline, size: float, fill: str = "") -> str:
    """Return a mark as SVG, with the same shape, area and outline as on the map."""
    reach = size * shape_factor(look.shape)
    middle = reach + line.width / 2 + 1
    if look.shape == "inverted_triangle":
        middle_y = middle - reach * 0.2
    else:
        middle_y = middle + (reach * 0.2 if look.shape == "triangle" else 0)
    dash = f' stroke-dasharray="{" ".join(map(str, line.dash))}"' if line.dash else ""
    side = round(2 * middle, 1)
    return (
        f'<svg width="{side}" height="{side}" aria-hidden="true">'
        f'<g fill="{fill or look.fill}" stroke="{COLORS.outline}"'
        f' stroke-width="{line.width}"{dash}>'
        f"{_shape(look.shape, middle, middle_y, reach)}"
        "</g></svg>"
    )


def incident_rows(
    classes,
    outlines,
    labels,
    unknown,
    none,
    filled,
    verifications,
    circles,
    plates,
    sizes=(),
    bins=False,
) -> list:
    """Return the rows for the classes, outlines and signs that occur.

    ``filled`` has the keys of the classes of which a mark has a toll and so its color;
    every mark of another class is white on the map, and so is its sign here.
    """
    example = next((each for each in classes if each.key in filled), None)
    rows = [_size_row(example, sizes)] if example else []
    words = [_class_words(each, labels) for each in classes]
    if len(classes) > 1 or (classes and not example):
        rows += [
            [_sign(each, each.key in filled), _with_tooltip(whole, short)]
            for each, whole, short in zip(
                classes, words, short_labels(words), strict=True
            )
        ]
    if classes and (unknown or none):
        rows.append(_white_row(classes[0], unknown, none))
    if outlines:
        look, fill = (example, "") if example else (classes[0], COLORS.halo)
        rows.append(["", _outline_words(look, fill, outlines, verifications)])
    if bins:
        rows.append([bin_svg(), gettext(BIN)])
    if circles:
        rows.append([_circle_svg(), gettext(CIRCLE)])
    if plates:
        rows.append(['<span class="im-plate-sign"></span>', gettext(PLATE)])
    return rows


def disputed_rows(disputes: tuple[Dispute, ...]) -> list:
    """Return a row for each land that one state administers and another claims."""
    sign = '<span class="im-disputed-sign"></span>'
    return [[sign, safe(dispute.words)] for dispute in disputes]


def disputes_in_view(regions: Regions, corners: tuple) -> tuple[Dispute, ...]:
    """Return whose the hatched land in a view is, as the layers say.

    ``corners`` are south-west and north-east, (latitude, longitude) in degrees. A view
    that leaves the layers' box names none: elsewhere they know of no dispute.
    """
    (south, west), (north, east) = corners
    layer, view = regions.disputed, shapely.box(west, south, east, north)
    if layer.empty or not view.within(shapely.box(*regions.box)):
        return ()
    seen = layer[layer.intersects(view)]
    pairs = zip(seen["administered_by"], seen["claimed_by"], strict=True)
    return tuple(
        Dispute(regions.name(held), regions.name(claimed)) for held, claimed in pairs
    )


def line_svg(color: str, width: float, dash: str) -> str:
    """Return a piece of line as SVG."""
    return (
        '<svg width="26" height="10" aria-hidden="true">'
        f'<path d="M1 5H25" stroke="{color}" stroke-width="{width}"'
        f' stroke-dasharray="{dash}" fill="none"/></svg>'
    )


def bin_svg() -> str:
    """Return the square of marks that overlap as SVG, with a number on it."""
    return (
        '<svg width="24" height="24" aria-hidden="true"><rect x=".5" y=".5" width="23"'
        f' height="23" fill="{BINS[25]}" stroke="{COLORS.outline}"/>'
        f'<text x="12" y="16.5" text-anchor="middle" font-size="12" font-weight="700"'
        f' fill="{COLORS.text}">25</text></svg>'
    )


def swatch(color: str) -> str:
    """Return a filled box as SVG, with the outline that pale fills need."""
    return (
        '<svg width="18" height="12" aria-hidden="true"><rect x=".5" y=".5" width="17"'
        f' height="11" fill="{color}" stroke="{COLORS.outline}" stroke-width=".6"/>'
        "</svg>"
    )


def _size_row(look: MarkClass, sizes: tuple[SizeClass, ...]) -> list:
    steps = "".join(
        f"{mark_svg(look, OUTLINES[1], radius(deaths, classes=sizes))}"
        f"<span>{words}</span>"
        for deaths, words in size_steps(sizes)
    )
    return ["", f'<span class="im-steps">{steps}<span>{gettext(SIZES)}</span></span>']


def _class_words(look: MarkClass, labels: dict) -> str:
    """Return the dictionary's words where one event type stands for the class."""
    shown = [labels[each] for each in look.event_types if each in labels]
    return shown[0] if len(shown) == 1 else gettext(look.label)


def _with_tooltip(whole: str, short: str) -> str:
    """Return a label as HTML; one that was cut has the whole as its tooltip."""
    if whole == short:
        return safe(whole)
    return f'<span title="{safe(whole)}">{safe(short)}</span>'


def _sign(look: MarkClass, filled: bool) -> str:
    if not filled:
        return mark_svg(look, OUTLINES[1], NO_TOLL_RADIUS, COLORS.halo)
    return mark_svg(look, OUTLINES[1], LEGEND_RADIUS)


def _white_row(look: MarkClass, unknown: bool, none: bool) -> list:
    sign = mark_svg(look, OUTLINES[1], NO_TOLL_RADIUS, COLORS.halo)
    return [sign, white_words(none, unknown)]


def _outline_words(look: MarkClass, fill, outlines, verifications: dict) -> str:
    lines = "".join(
        f'<span class="im-outline">{mark_svg(look, line, LEGEND_RADIUS, fill)}'
        f"<span>{safe(verifications[line.verification])}</span></span>"
        for line in outlines
    )
    return f'<span class="im-steps">{lines}</span>'


def _circle_svg() -> str:
    return (
        '<svg width="22" height="20" aria-hidden="true"><circle cx="11" cy="10" r="8.5"'
        f' fill="{circle_tone(TONE.near_km * 4)}" stroke="{TONE.edge}"'
        ' stroke-dasharray="4 3"/></svg>'
    )


def _shape(shape: str, x: float, y: float, reach: float) -> str:
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{x:.1f}" r="{reach:.1f}"/>'
    if shape == "square":
        corner, side = f"{x - reach:.1f}", f"{2 * reach:.1f}"
        return f'<rect x="{corner}" y="{corner}" width="{side}" height="{side}"/>'
    points = " ".join(
        f"{x + reach * across:.1f},{y + reach * down:.1f}"
        for across, down in corners(shape)
    )
    return f'<polygon points="{points}"/>'
