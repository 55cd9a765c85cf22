"""The map with everything it needs inside: scripts, styles, land and type.

For a page that opens from a disk and for a notebook, without a network. Everything
comes from the files that set-up has made.
"""

import base64
import re
from string import Template as StringTemplate

import folium
from folium.template import Template

from dashboard.geo.regions import Regions
from dashboard.layers.base import BaseMap, shown_disputes
from dashboard.resources import STATIC, missing_assets
from dashboard.style import COLORS
from dashboard.table.description import Description
from dashboard.text.cure import cure
from dashboard.text.escape import safe

SCRIPTS = ("vendor/leaflet/leaflet.js", "built/map.js", "built/basemap.js")
STYLES = ("vendor/leaflet/leaflet.css", "incidents.css")
FACES = {"Regular": (400, "normal"), "Semibold": (600, "normal"), "It": (400, "italic")}
FONTS = "vendor/fonts/SourceSans3"
FACE_RULE = StringTemplate(
    '@font-face { font-family: "Source Sans 3"; font-weight: $weight; '
    "font-style: $style; src: url(data:font/ttf;base64,$letters) }\n"
)


def inside(name: str) -> str:
    """Return an asset of ``STATIC`` fit to stand in a page.

    What would end the element that holds it is broken up. Raises FileNotFoundError
    where the assets have not been set up.
    """
    text = (STATIC / name).read_text(encoding="utf-8")
    if name.endswith(".css"):  # pictures of controls that this map does not use
        return re.sub(r"url\((?!['\"]?data:)[^)]*\)", "none", text)
    return text.replace("</script", "<\\/script")


def type_faces() -> str:
    """Return the rules of CSS that bring the type, as part of a page."""
    rules = []
    for face, (weight, style) in FACES.items():
        letters = base64.b64encode((STATIC / f"{FONTS}-{face}.ttf").read_bytes())
        rules.append(
            FACE_RULE.substitute(
                weight=weight, style=style, letters=letters.decode("ascii")
            )
        )
    return "".join(rules)


def with_nothing_outside(page: BaseMap) -> BaseMap:
    """Return a base map that asks for no file: the page around it holds all of them."""
    page.setup |= {"fonts": "", "basemap": "", "fine": ""}
    return page


class WholeMap(BaseMap):
    """A base map that is a page of its own: words above it, all assets inside.

    ``above`` are the lines over the map, the first of them bold, and ``below`` those
    under it: plain text.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>{{ this.styles }}</style>
            {% for script in this.scripts %}<script>{{ script }}</script>
            {% endfor %}
        {% endmacro %}
        {% macro html(this, kwargs) %}
            {% for line in this.above %}<p>{{ line }}</p>
            {% endfor %}
            <div class="room"><div class="folium-map" id={{ this.get_name()|tojson }}
            ></div></div>
            {% for line in this.below %}<p class="second">{{ line }}</p>
            {% endfor %}
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map(
                {{ this.get_name()|tojson }}, {{ this.leaflet|tojson }}
            );
            window.IncidentMap.base({{ this.get_name() }}, {{ this.setup|tojson }});
        {% endmacro %}
        """
    )

    def __init__(
        self,
        description: Description,
        regions: Regions | None = None,
        above: tuple[str, ...] = (),
        below: tuple[str, ...] = (),
    ):
        if lost := missing_assets():
            raise FileNotFoundError(f"{lost[0]}: {cure()}")
        corners = description.opening_corners
        super().__init__("", corners, shown_disputes(description, corners, regions))
        with_nothing_outside(self)
        self.setup["whole"] = True
        self.default_js, self.default_css = [], []
        self.scripts = [inside(name) for name in SCRIPTS]
        self.styles = PAGE % vars(COLORS) + type_faces() + "".join(map(inside, STYLES))
        self.above = [safe(line) for line in above]
        self.below = [safe(line) for line in below]
        title = self.above[0] if above else ""
        folium.Figure(title=title, ratio="70%").add_child(self)


PAGE = """
html, body { height: 100%%; margin: 0; background: #fff; color: %(text)s;
  font: 15px/1.35 "Source Sans 3", Arial, sans-serif }
body { display: flex; flex-direction: column }
body > p { margin: 2px 8px; overflow-wrap: anywhere }
body > p:first-of-type { font-weight: 600 }
body > p.second { color: %(second_text)s; font-size: 13px; font-weight: 400 }
.room { position: relative; flex: 1 1 auto; min-height: 320px; margin: 4px 0 }
.room > .folium-map { position: absolute; inset: 0 }
"""
"""How the page around the map looks."""
