"""The brief as one HTML file: the interactive map with its data, and nothing outside.

Everything that the map needs is inside: Leaflet, our drawing code, land and fonts. It
opens from a disk, without a network.
"""

import base64
import re

from dashboard.brief.files.spoken import from_words
from dashboard.brief.files.standalone_bars import bars_figure, bars_style
from dashboard.brief.files.standalone_list import incident_table, source_items
from dashboard.brief.files.standalone_style import PAGE, PRINT
from dashboard.brief.words.layouts import BARS, FIGURES, LAYOUTS, LIST, MAP
from dashboard.brief.words.model import Brief
from dashboard.dataset import Dataset
from dashboard.layers import BaseMap, base_map, build_layers
from dashboard.layers.inside import (
    SCRIPTS,
    STYLES,
    inside,
    type_faces,
    with_nothing_outside,
)
from dashboard.style import COLORS
from dashboard.text.escape import safe
from dashboard.text.language import current, gettext

RANDOM_ID = re.compile(r"_[0-9a-f]{32}\b")


OFFICE_STYLE = (
    "padding: 4px 16px; font-weight: 600; display: flex; align-items: center; gap: 12px"
)
PRINTED_ON = "<style>@page { size: letter }</style>"
"""Where the office prints on Letter; a printer's own paper is taken otherwise."""


def to_html(brief: Brief) -> bytes:
    """Return a page about the selection that needs nothing but itself.

    The same brief gives the same bytes. Every text of the table goes through
    ``safe``; links are http or https alone. Raises FileNotFoundError where the map's
    assets have not been set up.
    """
    parts = "\n".join(PARTS[part](brief) for part in LAYOUTS[brief.layout].parts)
    body = f"""{_banner(brief)}{_office(brief)}<main>
<h1>{safe(brief.title)}</h1>
<p class="second">{safe(brief.subtitle)}</p>
{_missing(brief)}
{parts}
{_words(brief)}
</main>{_banner(brief)}<script>{PRINT}</script>"""
    lang = safe(current())
    page = (
        f'<html lang="{lang}"><head>{_head(brief)}</head>\n<body>{body}</body></html>'
    )
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _maps(brief: Brief) -> str:
    """Return the interactive map; of a pair both, each with its numbers."""
    return "".join(
        _map(side, f"m{i}") + (_figures(side) if brief.sides else "")
        for i, side in enumerate(brief.sides or (brief,))
    )


def _list(brief: Brief) -> str:
    return f"<p>{safe(brief.counts)}</p>\n{incident_table(brief)}"


def _head(brief: Brief) -> str:
    style = PAGE % {
        name: getattr(COLORS, name) for name in ("text", "second_text", "rule", "link")
    }
    return "\n".join(
        [
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="description" content="{safe(brief.alt)}">',
            f"<title>{safe(brief.title)}</title>",
            f"<style>{type_faces()}{''.join(map(inside, STYLES))}{style}",
            f"{bars_style()}</style>"
            f"{PRINTED_ON if brief.settings.paper == 'Letter' else ''}",
        ]
    )


def _words(brief: Brief) -> str:
    """Return what stands below the list: care, sources, licences, what this page is."""
    filters = gettext("Filters: {filters}.", filters=brief.filters)
    return f"""<h2>{safe(gettext("Read with care"))}</h2>
<p>{safe(brief.care)}</p>
<h2>{safe(gettext("Sources and licences"))}</h2>
<p>{safe(brief.sources)}</p>
{source_items(brief)}
<p>{safe(brief.credits)}</p>
<h2>{safe(gettext("This page"))}</h2>
<p>{safe(filters)}</p>
<p>{safe(brief.stamp)} · {safe(brief.again)}</p>{_from(brief)}"""


def _map(brief: Brief, name: str) -> str:
    """Return the interactive map of a selection; the first brings what all need."""
    assets = "".join(f"<script>{inside(script)}</script>\n" for script in SCRIPTS)
    page = with_nothing_outside(_base_map(brief.dataset))
    page._id = name
    script = _script(page, brief, name)
    words = " · ".join(brief.head)
    return (
        f'<p class="caption"><b>{safe(words)}</b></p><div class="map" role="region" '
        f'aria-label="{safe(brief.alt)}">'
        f'<div class="folium-map" id="{page.get_name()}"></div></div>\n'
        f"{assets if name == 'm0' else ''}<script>{script}</script>\n"
    )


def _base_map(dataset: Dataset) -> BaseMap:
    """Return the map under it; its legend names the disputed land that is in view."""
    return base_map(dataset.description, "", regions=dataset.regions)


def _script(page, brief: Brief, name: str) -> str:
    """Return folium's own script of a map; its random ids become numbers in order."""
    dataset = brief.dataset
    layers = build_layers(
        brief.rows,
        dataset.dictionary,
        dataset.regions,
        ["incidents", *(["focus"] if brief.region_id else [])],
        circles=True,
        focus_id=brief.region_id,
    )
    for layer in layers:
        layer.add_to(page)
    figure = page.get_root()
    figure.render()
    script = "".join(child.render() for child in figure.script._children.values())
    for number, random_id in enumerate(dict.fromkeys(RANDOM_ID.findall(script))):
        script = script.replace(random_id, f"_{name}n{number}")
    return script


def _banner(brief: Brief) -> str:
    if not brief.banner:
        return ""
    color = safe(brief.banner_color)
    return f'<div class="banner" style="color: {color}">{safe(brief.banner)}</div>'


def _office(brief: Brief) -> str:
    """Return the bar of the office: its logo inside the page, its name and unit."""
    settings = brief.settings
    if not settings.has_bar:
        return ""
    fill, ink = settings.bar_colors
    picture = base64.b64encode(settings.logo).decode("ascii")
    image = f'<img alt="" height="32" src="data:image/png;base64,{picture}">'
    logo = f"{image} " if picture else ""
    style = f"{OFFICE_STYLE}; background: {safe(fill)}; color: {safe(ink)}"
    return f'<div class="office" style="{style}">{logo}{safe(settings.office)}</div>'


def _from(brief: Brief) -> str:
    words = brief.settings.from_whom
    return f"<p>{safe(from_words(words))}</p>" if words else ""


def _missing(brief: Brief) -> str:
    return f"<p><b>{safe(brief.missing)}</b></p>" if brief.missing else ""


def _figures(brief: Brief) -> str:
    items = [
        f"<li><b>{safe(figure.number)}</b>{safe(figure.unit)}"
        f'<span class="second">{safe(figure.doubt)}</span></li>'
        for figure in brief.figures
    ]
    figures = f'<ul class="figures">{"".join(items)}</ul>' if items else ""
    lines = [*brief.lines, *([brief.difference] if brief.difference else [])]
    return figures + "".join(f"<p>{safe(line)}</p>" for line in lines)


PARTS = {FIGURES: _figures, MAP: _maps, BARS: bars_figure, LIST: _list}
"""What makes each part of a layout."""
