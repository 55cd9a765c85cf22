"""One folium element for every changing layer, and the packing of what it carries.

streamlit-folium passes a layer's script through jinja, ``dedent`` and a regular
expression that looks for ``_name``; a browser would end it at ``</script>``. Packed
data holds only letters, digits, ``+``, ``/`` and ``=``, so none of them can find
anything in it.
"""

import base64
import json
import zlib
from typing import Any, cast

import folium
from folium.template import Template

from dashboard.text.escape import safe

PLACE = "packed-columns"
MOST_PLAIN = 200_000
"""Bytes up to which a filter's answer is not squeezed."""


class Layer(folium.FeatureGroup):
    """A layer that ``web/src/`` draws from packed columns.

    Goes to ``feature_group_to_add`` of ``st_folium`` alone or in a list. ``kind`` names
    the drawer; ``legend`` and ``credit`` are shown only while the layer is there.
    ``state`` is what may change without the columns: numbers and safe texts.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = window.IncidentMap.layer(
                {{ this.kind|tojson }}, "{{ this.packed }}", {{ this.state|tojson }}
            );
        {% endmacro %}
        """
    )

    def __init__(
        self, kind: str, packed: str, selected: str = "", state: dict | None = None
    ):
        super().__init__(name=kind, control=False)
        self.kind = kind
        self.packed = packed
        self.state = {"selected": safe(selected), **(state or {})}

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Add the layer to the page that it is in.

        jinja reads each script once more, which for 10,000 rows takes 15 ms and finds
        nothing: it reads one that has their place.
        """
        packed, self.packed = self.packed, PLACE
        try:
            super().render(**kwargs)
        finally:
            self.packed = packed
        scripts, name = cast(folium.Figure, self.get_root()).script, self.get_name()
        script = scripts._children[name].render()
        scripts.add_child(_Script(script.replace(PLACE, packed, 1)), name=name)


class _Script(folium.Element):
    """A script as it stands in the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        return self.text


def pack(content: dict) -> str:
    """Return columns, texts and legend as one line of base64 letters.

    Texts must have gone through :func:`dashboard.text.escape.safe`: the browser puts
    them into the page as they are. The same content gives the same letters.
    """
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    level = 6 if len(text) < 500_000 else 3
    squeezed = zlib.compress(text.encode("utf-8"), level)
    return base64.b64encode(squeezed).decode("ascii")


def pack_short(content: dict) -> str:
    """Return the same, not squeezed where it is short: it is read without a wait."""
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    plain = text.encode("utf-8")
    if len(plain) > MOST_PLAIN:
        return pack(content)
    return base64.b64encode(plain).decode("ascii")


def unpack(packed: str) -> dict:
    """Return what was packed; the tests and the standalone file read it."""
    letters = base64.b64decode(packed)
    return json.loads(letters if letters[:1] == b"{" else zlib.decompress(letters))
