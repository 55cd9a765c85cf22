"""The brief as a vector picture: live text, named layers, its letters inside.

Matplotlib writes one group for each artist. Here those of a layer are put together,
each line of text gets the width that it has in the picture, and the letters that are
used are embedded, so that a reader's machine needs no font. With outlines every letter
is a shape, for programs that know neither.
"""

import io
import re
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from matplotlib import rc_context
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from dashboard.brief.drawing.fonts import FAMILY, FOLDER
from dashboard.brief.drawing.haloed import HALO_ID
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.font_subset import Face, font_faces
from dashboard.brief.words.model import Brief
from dashboard.text.language import current
from dashboard.text.letters import needs_other_face, other_face
from dashboard.text.xml_text import UNFIT, xml_bytes

SVG = "http://www.w3.org/2000/svg"
XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{XML}}}lang"
LIVE, OUTLINES = "none", "path"
"""How matplotlib writes text: as text, or as shapes."""
LAYER_ID = re.compile(
    rf"([a-z]+)\.\d+(?:{re.escape(HALO_ID)}(\w+)-([\d_]+))?(?:\.text)?"
)
BESIDE_MAP = ("foot", "head", "rail")
OTHER_FAMILY = "DejaVu Sans"
OTHER_FAMILIES = "Arial, Helvetica, sans-serif"
FILES = {
    (400, "normal"): "Regular",
    (600, "normal"): "Semibold",
    (700, "normal"): "Bold",
    (400, "italic"): "It",
    (600, "italic"): "SemiboldIt",
}
"""The file of each face, by weight and style."""
PREFIXES = {
    "": SVG,
    "xlink": "http://www.w3.org/1999/xlink",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def to_svg(brief: Brief, words: str, outlines: bool = False) -> bytes:
    """Return the picture as SVG; ``words`` are those around the map.

    The same brief gives the same bytes.
    """
    out = io.StringIO()
    nothing = {"Date": None, "Creator": None}
    with rc_context({"svg.fonttype": OUTLINES if outlines else LIVE}):
        draw_picture(brief).savefig(out, format="svg", metadata=nothing)
    root = ElementTree.fromstring(UNFIT.sub("", out.getvalue()))
    _describe(root, UNFIT.sub("", brief.title), UNFIT.sub("", words))
    texts = [each for each in root.iter(f"{{{SVG}}}text") if each.text]
    used: dict[Face, set[str]] = {}
    for text in texts:
        face = _dress(text)
        used.setdefault(face, set()).update(text.text or "")
    _add_fonts(root, used)
    for axes in root.iter(f"{{{SVG}}}g"):
        if axes.get("id", "").startswith("axes_"):
            _gather(axes)
    return xml_bytes(root, PREFIXES) + b"\n"


def _describe(root: ElementTree.Element, title: str, words: str) -> None:
    """Put title and words first, and say that they stand for the picture."""
    for name, text in (("desc", words), ("title", title)):
        element = ElementTree.Element(f"{{{SVG}}}{name}", {"id": f"brief-{name}"})
        element.text = text
        root.insert(0, element)
    root.attrib |= {
        "role": "img",
        "lang": current(),
        XML_LANG: current(),  # what SVG 1.1 and most programs that draw read
        "aria-labelledby": "brief-title",
        "aria-describedby": "brief-desc",
    }


def _dress(text: ElementTree.Element) -> Face:
    """Give a line of text its family and its width; return its face."""
    words = text.text or ""
    style = dict(
        part.strip().split(": ", 1) for part in text.get("style", "").split(";")
    )
    face = Face(
        OTHER_FAMILY if needs_other_face(words) else FAMILY,
        int(style.get("font-weight", 400)),
        style.get("font-style", "normal"),
    )
    style["font-family"] = f"'{face.family}', {OTHER_FAMILIES}"
    text.set("style", "; ".join(f"{name}: {value}" for name, value in style.items()))
    size = float(style["font-size"].removesuffix("px"))
    text.set("textLength", f"{_width(words, size, face):.2f}")
    text.set("lengthAdjust", "spacingAndGlyphs")
    text.set(f"{{{XML}}}space", "preserve")
    return face


def _path_of(face: Face) -> Path:
    """Return the file of a face; DejaVu Sans where ours is not set up."""
    ours = FOLDER / f"SourceSans3-{FILES[face.weight, face.style]}.ttf"
    is_other = face.family == OTHER_FAMILY or not ours.exists()
    return other_face(bold=face.weight >= 600) if is_other else ours


def _width(words: str, size: float, face: Face) -> float:
    """Return how wide a line is, in the units of its size."""
    measured = FontProperties(fname=str(_path_of(face)), size=size)
    wide, _, _ = TextToPath().get_text_width_height_descent(words, measured, False)
    return wide


def _add_fonts(root: ElementTree.Element, used: dict[Face, set[str]]) -> None:
    """Embed the letters that are used of each face."""
    faces = {face: (_path_of(face), letters) for face, letters in used.items()}
    style = next(root.iter(f"{{{SVG}}}style"))
    style.text = f"{style.text or ''}{font_faces(faces)}"


def _gather(axes: ElementTree.Element) -> None:
    """Put the groups of each layer into one group, as far as their order allows.

    What lies above other layers makes a second group of the name: ``labels-2``. What
    stands beside the map covers nothing, so each of its layers is one group.
    """
    inside = [each for each in axes if _layer(each) not in BESIDE_MAP]
    beside = [each for each in axes if _layer(each) in BESIDE_MAP]
    children = [*inside, *sorted(beside, key=_layer)]
    axes[:] = []
    count: dict[str, int] = {}
    for name, some in groupby(children, _layer):
        count[name] = count.get(name, 0) + 1
        again = f"-{count[name]}" if count[name] > 1 else ""
        layer = ElementTree.SubElement(axes, f"{{{SVG}}}g", {"id": f"{name}{again}"})
        for group in some:
            _set_halo(group)
            group.attrib.pop("id", None)
            layer.append(group)


def _layer(group: ElementTree.Element) -> str:
    found = LAYER_ID.fullmatch(group.get("id", ""))
    return found[1] if found else "page"


def _set_halo(group: ElementTree.Element) -> None:
    """Give text its band: a stroke of the letters, drawn before they are filled."""
    found = LAYER_ID.fullmatch(group.get("id", ""))
    if not found or not found[2]:
        return
    width = found[3].replace("_", ".")
    for text in group.iter(f"{{{SVG}}}text"):
        band = f"stroke: #{found[2]}; stroke-width: {width}; paint-order: stroke"
        text.set("style", f"{text.get('style')}; {band}")
