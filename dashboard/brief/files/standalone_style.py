"""How the page of a brief looks on a screen, on a phone and on paper."""

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
