"""A brief as a file: picture, vector, print, slide or page, the same bytes each time.

Nothing here is drawn: the picture comes from ``picture``, the printed list from
``listing``. Whatever would change from one run to the next (times, versions, random
ids) is left out of the files.
"""

import hashlib
import io
import re
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.model import Brief, BriefError
from dashboard.exports.naming import file_name

if TYPE_CHECKING:  # matplotlib is loaded when something is drawn
    from matplotlib.typing import RcKeyType

LOCK = RLock()
"""Drawing changes settings of matplotlib that all threads share: one at a time."""


class Format(NamedTuple):
    """A format: its name, its media type, and how its files end."""

    label: str
    mime: str
    extension: str


SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
BRIEF_FORMATS = {
    "png": Format("Picture, 1920 × 1080 (PNG)", "image/png", "png"),
    "png2x": Format("Picture, 3840 × 2160 (PNG)", "image/png", "png"),
    "svg": Format("Vector picture (SVG)", "image/svg+xml", "svg"),
    "pdf": Format("Print, every incident and source (PDF)", "application/pdf", "pdf"),
    "pptx": Format("Slide to edit (PowerPoint)", SLIDE, "pptx"),
    "html": Format("Page of its own (HTML)", "text/html", "html"),
}
"""Every format that a brief may be had in; the first is the usual one."""

STABLE: "dict[RcKeyType, Any]" = {
    "svg.hashsalt": "brief",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
}
"""Settings under which the same picture gives the same file. Type 42 fonts keep the
text of a PDF fit for search and copy; an SVG holds shapes, since a reader's machine
may lack the fonts."""
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML file may hold."""


def to_file(brief: Brief, format: str) -> bytes:
    """Return a brief as a file of one of :data:`BRIEF_FORMATS`.

    Raises :class:`~dashboard.brief.words.model.BriefError` for another format.
    """
    makers = {
        "png": lambda: _png(brief, 1),
        "png2x": lambda: _png(brief, 2),
        "svg": lambda: _svg(brief),
        "pdf": lambda: _pdf(brief),
        "pptx": lambda: _pptx(brief),
        "html": lambda: _html(brief),
    }
    checked_format(format)
    from matplotlib import rc_context  # 0.3 s, and not before something is drawn

    with LOCK, rc_context(STABLE):
        return makers[format]()


def checked_format(format: str) -> str:
    """Return a format that there is. Raises BriefError for another."""
    if format not in BRIEF_FORMATS:
        raise BriefError(
            f"format '{format}': must be one of {', '.join(BRIEF_FORMATS)}"
        )
    return format


def brief_name(brief: Brief, format: str) -> str:
    """Return ``YYYYMMDD_topic_from-to_fingerprint_layout.ext``.

    A title of one's own, a banner or a second selection adds four letters, so that
    briefs which say different things never share a name. The larger picture ends in
    ``@2x``.
    """
    extension = BRIEF_FORMATS[checked_format(format)].extension
    dictionary, data = brief.dataset.dictionary, brief.dataset.fingerprint
    region = brief.selected.region_name
    stem = file_name(dictionary, brief.selection, data, extension, region=region)
    stem = stem.removesuffix(f".{extension}")
    own = (brief.title if brief.own_title else "", brief.banner, brief.against)
    brand = hashlib.sha256(repr(own).encode("utf-8", "replace")).hexdigest()[:4]
    brand = brand if any(own) else ""
    parts = [stem, brief.layout, *([brand] if brand else [])]
    return f"{'_'.join(parts)}{'@2x' if format == 'png2x' else ''}.{extension}"


def all_words(brief: Brief) -> str:
    """Return every word that stands around the map, for readers who cannot see it."""
    lines = [
        brief.alt,
        *(figure.in_words for figure in brief.figures),
        *brief.lines,
        f"Filters: {brief.filters}",
        brief.counts,
        brief.coverage,
        brief.sources,
        brief.credits,
        brief.disclaimer,
        brief.missing,
        brief.stamp,
        brief.again,
        brief.banner,
    ]
    return "\n".join(line for line in lines if line)


def _png(brief: Brief, scale: int) -> bytes:
    from dashboard.brief.drawing.picture import draw_picture

    out = io.BytesIO()
    draw_picture(brief, scale=scale).savefig(
        out,
        format="png",
        dpi=100 * scale,
        metadata={"Software": None, "Title": brief.title, "Description": brief.alt},
        pil_kwargs={"compress_level": 3},
    )
    return out.getvalue()


def _svg(brief: Brief) -> bytes:
    from dashboard.brief.drawing.picture import draw_picture

    out = io.StringIO()
    nothing = {"Date": None, "Creator": None}
    draw_picture(brief).savefig(out, format="svg", metadata=nothing)
    text = UNFIT.sub("", out.getvalue())
    words = (
        f"<title id='brief-title'>{_xml(brief.title)}</title>\n"
        f"<desc id='brief-words'>{_xml(all_words(brief))}</desc>\n"
    )
    named = "role='img' aria-labelledby='brief-title' aria-describedby='brief-words'"
    text = re.sub(
        r"<svg ([^>]*)>\n?", lambda m: f"<svg {named} {m[1]}>\n{words}", text, count=1
    )
    return text.encode("utf-8", "replace")


def _xml(words: str) -> str:
    return escape(UNFIT.sub("", words))


def _pdf(brief: Brief) -> bytes:
    from dashboard.brief.files.printed import to_pdf

    return to_pdf(brief)


def _pptx(brief: Brief) -> bytes:
    from dashboard.brief.drawing.picture import map_picture
    from dashboard.brief.files.slides import to_pptx

    alone = LAYOUTS[brief.layout].one_map
    return to_pptx(brief, map_picture(brief) if alone else _png(brief, 1))


def _html(brief: Brief) -> bytes:
    from dashboard.brief.files.standalone import to_html

    return to_html(brief)
