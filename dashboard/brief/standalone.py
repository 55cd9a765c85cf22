"""The brief as one HTML file: the interactive map with its data, and nothing outside.

Everything that the map needs is inside: Leaflet, our drawing code, land, type. It
opens from a disk with no network and asks nobody for anything.
"""

import base64
import re

from dashboard.brief.content import ENTRY_COLUMNS, Brief, source_list
from dashboard.layers import base_map, build_layers
from dashboard.resources import STATIC
from dashboard.style import COLORS
from dashboard.table.sources import parse_sources
from dashboard.text.escape import safe, safe_url
from dashboard.text.fold import fold

SCRIPTS = ("vendor/leaflet/leaflet.js", "built/map.js", "built/basemap.js")
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
.banner { background: #000; padding: 4px 16px; text-align: right; font-weight: 600 }
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
tbody th { white-space: nowrap }
td:nth-child(3) { font-weight: 600 }
.id { white-space: nowrap }
.sources { font-size: 14px; padding: 0; list-style: none }
a { color: %(link)s; overflow-wrap: anywhere }
@media screen and (max-width: 800px) {
  h1 { font-size: 22px } .map { height: 420px }
  table, tbody, tr, th, td { display: block }
  thead { position: absolute; clip-path: inset(50%%); width: 1px; overflow: hidden }
  tr { padding: 8px 0; border-bottom: 1px solid %(rule)s }
  tbody th, tbody td { border: 0; padding: 1px 0; white-space: normal }
  td::before { content: attr(data-label) ": "; color: %(second_text)s;
    font-weight: 400 }
}
@page { margin: 12mm }
@media print {
  body { font-size: 13px; print-color-adjust: exact;
    -webkit-print-color-adjust: exact }
  main { padding: 0 } .map { width: 690px; height: 580px; break-inside: avoid }
  .im-map .leaflet-control-zoom { display: none }
  .im-map { --im-legend: 400px !important }  /* nobody can scroll paper */
  .table { overflow: visible } table, .sources { font-size: 11px }
  tr, .sources li { break-inside: avoid } h2, .caption { break-after: avoid }
  .sources a::after { content: " " attr(href) }
}
"""

PRINT = """IncidentMap.printWhole(
  Array.from(document.querySelectorAll(".map > .folium-map"), e => window[e.id]));"""


def to_html(brief: Brief) -> bytes:
    """Return a page about the selection that needs nothing but itself.

    The same brief gives the same bytes. Every text of the table goes through
    ``safe``; links are http or https alone. Raises FileNotFoundError where the map's
    assets have not been set up.
    """
    maps = "".join(
        _map(side, f"m{i}") + (_figures(side) if brief.sides else "")
        for i, side in enumerate(brief.sides or (brief,))
    )
    body = f"""{_banner(brief)}<main>
<h1>{safe(brief.title)}</h1>
<p class="second">{safe(brief.subtitle)}</p>
{_figures(brief)}
{maps}
<p>{safe(brief.counts)}</p>
{_incidents(brief)}
{_words(brief)}
</main>{_banner(brief)}<script>{PRINT}</script>"""
    page = f'<html lang="en"><head>{_head(brief)}</head>\n<body>{body}</body></html>'
    return f"<!DOCTYPE html>\n{page}\n".encode()


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
            f"<style>{_faces()}{''.join(map(_read, STYLES))}{style}</style>",
        ]
    )


def _words(brief: Brief) -> str:
    """Return what stands below the list: care, sources, licences, what this page is."""
    return f"""<h2>Read with care</h2>
<p>{safe(brief.disclaimer)} {safe(brief.coverage)}</p>
<h2>Sources and licences</h2>
<p>{safe(brief.sources)}</p>
{_sources(brief)}
<p>{safe(brief.credits)}</p>
<h2>This page</h2>
<p>Filters: {safe(brief.filters)}.</p>
<p>{safe(brief.stamp)} · link {safe(brief.link)}</p>"""


def _sources(brief: Brief) -> str:
    """Return each source once, by publisher, with the incidents that it stands for."""
    told: dict = {}
    for each_id, source in source_list(brief.rows):
        told.setdefault(source, []).append(each_id)
    ordered = sorted(
        told.items(), key=lambda pair: (fold(pair[0].publisher), pair[0].url)
    )
    items = [
        f'<li>{_source(source)} <span class="second">{_ids(ids)}</span></li>'
        for source, ids in ordered
    ]
    return f'<ul class="sources">{"".join(items)}</ul>' if items else ""


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
    """Return the interactive map of a selection; the first brings what all need."""
    assets = "".join(f"<script>{_read(each)}</script>\n" for each in SCRIPTS)
    page = base_map(static_url="")
    page.setup |= {"fonts": "", "basemap": ""}
    page._id = name
    script = _script(page, brief, name)
    words = f"{brief.period} · {brief.filters}"
    return (
        f'<p class="caption"><b>{safe(words)}</b></p><div class="map" role="region" '
        f'aria-label="{safe(brief.alt)}">'
        f'<div class="folium-map" id="{page.get_name()}"></div></div>\n'
        f"{assets if name == 'm0' else ''}<script>{script}</script>\n"
    )


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
    for number, each in enumerate(dict.fromkeys(RANDOM_ID.findall(script))):
        script = script.replace(each, f"_{name}n{number}")
    return script


def _banner(brief: Brief) -> str:
    if not brief.banner:
        return ""
    color = safe(brief.banner_color)
    return f'<div class="banner" style="color: {color}">{safe(brief.banner)}</div>'


def _figures(brief: Brief) -> str:
    items = [
        f"<li><b>{safe(each.number)}</b>{safe(each.unit)}"
        f'<span class="second">{safe(each.doubt)}</span></li>'
        for each in brief.figures
    ]
    figures = f'<ul class="figures">{"".join(items)}</ul>' if items else ""
    lines = [*brief.by_campaign, *([brief.difference] if brief.difference else [])]
    return figures + "".join(f"<p>{safe(line)}</p>" for line in lines)


def _incidents(brief: Brief) -> str:
    """Return the list of incidents with their sources as links.

    On a phone each row becomes a block, which takes the meaning of a table from
    assistive technology; the roles give it back.
    """
    if not brief.entries:
        return ""
    titles = "".join(
        f'<th scope="col" role="columnheader">{safe(each)}</th>'
        for each in ENTRY_COLUMNS
    )
    cells = dict(zip(brief.rows["incident_id"], brief.rows["sources"], strict=True))
    rows = "".join(
        _row(entry, cells[entry[-1].split(",")[0]]) for entry in brief.entries
    )
    return (
        '<h2>Incidents, newest first</h2><div class="table" tabindex="0" role="region" '
        f'aria-label="List of incidents"><table role="table"><thead role="rowgroup">'
        f'<tr role="row">{titles}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(entry: tuple[str, ...], cell: str) -> str:
    """Return a row of the list; ``cell`` is the table's own cell of sources."""
    date, *told, _, each_id = entry
    sources = "; ".join(map(_source, parse_sources(cell)))
    columns = [*map(safe, told), sources, _ids(each_id.split(", "))]
    cells = "".join(
        f'<td role="cell" data-label="{safe(label)}">{each}</td>'
        for label, each in zip(ENTRY_COLUMNS[1:], columns, strict=True)
    )
    head = f'<th scope="row" role="rowheader">{safe(date)}</th>'
    return f'<tr role="row">{head}{cells}</tr>'


def _ids(ids) -> str:
    """Return ids that break between, but not inside, one another."""
    parts = [each.rpartition(" ") for each in ids]  # "part of" may stand alone
    return ", ".join(
        f'{safe(f"{before}{gap}")}<span class="id">{safe(each_id)}</span>'
        for before, gap, each_id in parts
    )


def _source(source) -> str:
    date = f", {safe(source.date)}" if source.date else ""
    seen = "" if source.opened else f" (page not opened by us, via {safe(source.via)})"
    if url := safe_url(source.url):
        link = f'<a href="{url}" target="_blank" rel="noopener noreferrer">'
        return f"{link}{safe(source.publisher)}</a>{date}{seen}"
    return f"{safe(source.publisher)}{date}{seen}"
