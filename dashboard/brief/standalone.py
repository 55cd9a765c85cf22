"""The brief as one HTML file: the interactive map with its data, and nothing outside.

Everything that the map needs is inside: Leaflet, our drawing code, land, type. It
opens from a disk with no network and asks nobody for anything.
"""

import base64
import re

from dashboard import ROOT
from dashboard.brief.content import ENTRY_COLUMNS, Brief
from dashboard.layers import base_map, build_layers
from dashboard.safe import safe, safe_url
from dashboard.sources import parse_sources
from dashboard.style import COLORS

STATIC = ROOT / "dashboard" / "static"
SCRIPTS = ("vendor/leaflet/leaflet.js", "incidents.js", "built/basemap.js")
STYLES = ("vendor/leaflet/leaflet.css", "incidents.css")
FACES = {"Regular": (400, "normal"), "Semibold": (600, "normal"), "It": (400, "italic")}
RANDOM_ID = re.compile(r"_[0-9a-f]{32}\b")
PAGE = """
* { box-sizing: border-box }
html, body { margin: 0; background: #fff; color: %(text)s;
  font: 16px/1.4 "Source Sans 3", Arial, sans-serif }
main { max-width: 1240px; margin: 0 auto; padding: 16px }
h1 { font-size: 28px; line-height: 1.15; margin: 8px 0 4px }
h2 { font-size: 20px; margin: 28px 0 8px }
p { margin: 4px 0 }
h1, p, li { overflow-wrap: anywhere }
.second { color: %(second_text)s }
.banner { background: %(text)s; padding: 4px 16px; text-align: right; font-weight: 600 }
.figures { display: flex; flex-wrap: wrap; gap: 8px 40px; margin: 12px 0; padding: 0;
  list-style: none }
.figures b { font-size: 30px; margin-right: 8px }
.figures span { display: block }
.map { position: relative; height: 560px; border: 1px solid %(text)s }
.map > .folium-map { position: absolute; inset: 0 }
.table { overflow-x: auto }
table { border-collapse: collapse; width: 100%%; font-size: 14px }
th, td { text-align: left; vertical-align: top; padding: 4px 8px 4px 0;
  border-bottom: 1px solid %(rule)s }
td:first-child, td:nth-child(3) { font-weight: 600; white-space: nowrap }
a { color: %(link)s; overflow-wrap: anywhere }
@media (max-width: 600px) { h1 { font-size: 22px } .map { height: 420px } }
@media print { .map { height: 480px; break-inside: avoid } tr { break-inside: avoid } }
"""


def to_html(brief: Brief) -> bytes:
    """Return a page about the selection that needs nothing but itself.

    The same brief gives the same bytes. Every text of the table goes through
    ``safe``; links are http or https alone. Raises FileNotFoundError where the map's
    assets have not been set up.
    """
    style = PAGE % {
        name: getattr(COLORS, name) for name in ("text", "second_text", "rule", "link")
    }
    head = "\n".join(
        [
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta name="description" content="{safe(brief.alt)}">',
            f"<title>{safe(brief.title)}</title>",
            f"<style>{_faces()}{''.join(map(_read, STYLES))}{style}</style>",
        ]
    )
    maps = "".join(
        _map(side, f"m{i}") for i, side in enumerate(brief.sides or (brief,))
    )
    body = f"""{_banner(brief)}<main>
<h1>{safe(brief.title)}</h1>
<p class="second">{safe(brief.subtitle)}</p>
{_figures(brief)}
{maps}
<p>{safe(brief.counts)}</p>
{_incidents(brief)}
<h2>Read with care</h2>
<p>{safe(brief.disclaimer)} {safe(brief.coverage)}</p>
<h2>Sources and licences</h2>
<p>{safe(brief.sources)}</p>
<p>{safe(brief.credits)}</p>
<h2>This page</h2>
<p>{safe(brief.stamp)} · link {safe(brief.link)}</p>
</main>{_banner(brief)}"""
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>{body}</body></html>\n'.encode()


def _read(name: str) -> str:
    """Return an asset; what would end the element that holds it is broken up."""
    text = (STATIC / name).read_text(encoding="utf-8")
    if name.endswith(".css"):  # pictures of controls that this map does not use
        return re.sub(r"url\((?!['\"]?data:)[^)]*\)", "none", text)
    return text.replace("</script", "<\\/script")


def _faces() -> str:
    """Return the type as part of the page."""
    rules = []
    for face, (weight, style) in FACES.items():
        path = STATIC / "vendor" / "fonts" / f"SourceSans3-{face}.ttf"
        letters = base64.b64encode(path.read_bytes()).decode("ascii")
        rules.append(
            '@font-face { font-family: "Source Sans 3"; '
            f"font-weight: {weight}; font-style: {style}; "
            f"src: url(data:font/ttf;base64,{letters}) }}\n"
        )
    return "".join(rules)


def _map(brief: Brief, name: str) -> str:
    """Return the interactive map of a selection: folium's own script, inlined."""
    dataset = brief.dataset
    page = base_map(static_url="")
    page.setup |= {"fonts": "", "basemap": ""}
    page._id = name
    names = ["incidents", *(["focus"] if brief.region_id else [])]
    for layer in build_layers(
        brief.rows,
        dataset.dictionary,
        dataset.regions,
        names,
        circles=True,
        focus_id=brief.region_id,
    ):
        layer.add_to(page)
    figure = page.get_root()
    figure.render()
    script = "".join(child.render() for child in figure.script._children.values())
    found = list(dict.fromkeys(RANDOM_ID.findall(script)))
    for number, each in enumerate(found):
        script = script.replace(each, f"_{name}n{number}")
    assets = (
        "".join(f"<script>{_read(each)}</script>\n" for each in SCRIPTS)
        if name == "m0"
        else ""
    )
    words = f"{brief.period} · {brief.filters}"
    return (
        f'<p><b>{safe(words)}</b></p><div class="map" role="region" aria-label="{safe(brief.alt)}">'
        f'<div class="folium-map" id="{page.get_name()}"></div></div>\n'
        f"{assets}<script>{script}</script>\n"
    )


def _banner(brief: Brief) -> str:
    if not brief.banner:
        return ""
    color = safe(brief.banner_color)
    return f'<div class="banner" style="color: {color}">{safe(brief.banner)}</div>'


def _figures(brief: Brief) -> str:
    items = [
        f'<li><b>{safe(each.number)}</b>{safe(each.unit)}<span class="second">{safe(each.doubt)}</span></li>'
        for each in brief.figures
    ]
    figures = f'<ul class="figures">{"".join(items)}</ul>' if items else ""
    lines = [*brief.by_campaign, *([brief.difference] if brief.difference else [])]
    return figures + "".join(f"<p>{safe(line)}</p>" for line in lines)


def _incidents(brief: Brief) -> str:
    """Return the list of incidents with their sources as links."""
    if not brief.entries:
        return ""
    titles = "".join(f'<th scope="col">{safe(each)}</th>' for each in ENTRY_COLUMNS)
    cells = dict(zip(brief.rows["incident_id"], brief.rows["sources"], strict=True))
    rows = []
    for entry in brief.entries:
        *told, _, each_id = entry
        sources = "; ".join(map(_source, parse_sources(cells[each_id.split(",")[0]])))
        columns = [*map(safe, told), sources, safe(each_id)]
        rows.append("<tr>" + "".join(f"<td>{each}</td>" for each in columns) + "</tr>")
    return (
        '<h2>Incidents, newest first</h2><div class="table" tabindex="0" role="region" '
        f'aria-label="List of incidents"><table><thead><tr>{titles}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _source(source) -> str:
    date = f", {safe(source.date)}" if source.date else ""
    seen = "" if source.opened else f" (page not opened by us, via {safe(source.via)})"
    if url := safe_url(source.url):
        link = f'<a href="{url}" target="_blank" rel="noopener noreferrer">'
        return f"{link}{safe(source.publisher)}</a>{date}{seen}"
    return f"{safe(source.publisher)}{date}{seen}"
