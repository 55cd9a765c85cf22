"""A brief as a file: picture, vector, print, slide or page, the same bytes each time.

Nothing here is drawn: the picture comes from ``picture``, the printed list from
``listing``. Whatever would change from one run to the next (times, versions, random
ids) is left out of the files.
"""

import hashlib
import io
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.brief.files.spoken import filter_words
from dashboard.brief.words.layouts import LAYOUTS, LIST
from dashboard.brief.words.look import look_query
from dashboard.brief.words.model import Brief, BriefError
from dashboard.brief.words.sizes import USUAL_SIZE
from dashboard.exports.naming import file_name
from dashboard.text.language import N_, SOURCE, current, gettext

if TYPE_CHECKING:  # matplotlib is loaded when something is drawn
    from matplotlib.typing import RcKeyType

LOCK = RLock()
"""Drawing changes settings of matplotlib that all threads share: one at a time."""


class Format(NamedTuple):
    """A format: its name, said by ``gettext``, its media type, and how files end."""

    label: str
    mime: str
    extension: str


OFFICE = "application/vnd.openxmlformats-officedocument."
VECTOR = "svg"
"""The format in which letters are text, or shapes."""
PASTED_SIZE = "half"
"""The size of the picture in a document where no other is asked for."""
SLIDE = f"{OFFICE}presentationml.presentation"
DOCUMENT = f"{OFFICE}wordprocessingml.document"
BRIEF_FORMATS = {
    "png": Format(N_("Picture (PNG)"), "image/png", "png"),
    "png2x": Format(N_("Picture, twice as large (PNG)"), "image/png", "png"),
    "svg": Format(N_("Vector picture (SVG)"), "image/svg+xml", "svg"),
    "pdf": Format(
        N_("Print, every incident and source (PDF)"), "application/pdf", "pdf"
    ),
    "pptx": Format(N_("Slide to edit (PowerPoint)"), SLIDE, "pptx"),
    "docx": Format(N_("Document to take from (Word)"), DOCUMENT, "docx"),
    "html": Format(N_("Page of its own (HTML)"), "text/html", "html"),
}
"""Every format that a brief may be had in; the first is the usual one."""

STABLE: "dict[RcKeyType, Any]" = {
    "svg.hashsalt": "brief",
    "pdf.fonttype": 42,
    "text.hinting": "none",  # as drawing.fonts asks, which may be loaded in here
}
"""Settings under which the same picture gives the same file. Type 42 fonts keep the
text of a PDF fit for search and copy."""


def to_file(brief: Brief, format: str, outlines: bool = False) -> bytes:
    """Return a brief as a file of one of :data:`BRIEF_FORMATS`.

    ``outlines`` makes every letter of an SVG a shape. Raises
    :class:`~dashboard.brief.words.model.BriefError` for another format.
    """
    makers = {
        "png": lambda: _png(brief, 1),
        "png2x": lambda: _png(brief, 2),
        "svg": lambda: _svg(brief, outlines),
        "pdf": lambda: _pdf(brief),
        "pptx": lambda: _pptx(brief),
        "docx": lambda: _docx(brief),
        "html": lambda: _html(brief),
    }
    checked_outlines(outlines, checked_format(format))
    from matplotlib import rc_context  # 0.3 s, and not before something is drawn

    with LOCK, rc_context(STABLE):
        return makers[format]()


def checked_format(format: str) -> str:
    """Return a format that there is. Raises BriefError for another."""
    if format not in BRIEF_FORMATS:
        raise BriefError(
            gettext(
                "format '{format}': must be one of {allowed}",
                format=format,
                allowed=", ".join(BRIEF_FORMATS),
            )
        )
    return format


def checked_outlines(outlines: bool, format: str) -> bool:
    """Return whether letters shall be shapes. Raises BriefError where none can be."""
    if outlines and format != VECTOR:
        raise BriefError(
            gettext(
                "outlines: only in the format {allowed}, not in {format}",
                allowed=VECTOR,
                format=format,
            )
        )
    return outlines


def brief_name(brief: Brief, format: str, outlines: bool = False) -> str:
    """Return ``YYYYMMDD_topic_from-to_fingerprint_layout.ext``.

    A size other than the usual one is named, and the page of a table. A title of one's
    own, a banner, a second selection or another look adds four letters, so that briefs
    which differ never share a name. A language other than English is named last; the
    larger picture ends in ``@2x``, letters as shapes in ``outlines``.
    """
    extension = BRIEF_FORMATS[checked_format(format)].extension
    dictionary, data = brief.dataset.dictionary, brief.dataset.fingerprint
    region = brief.selected.region_name
    stem = file_name(dictionary, brief.selection, data, extension, region=region)
    stem = stem.removesuffix(f".{extension}")
    look = brief.look
    named = look._replace(size=USUAL_SIZE, page=1)
    own: tuple = (brief.title if brief.own_title else "", brief.banner, brief.against)
    own += look_query(named)  # nothing for the usual look: old names stay
    if any(brief.settings.drawn):
        own += brief.settings.drawn
    brand = hashlib.sha256(repr(own).encode("utf-8", "replace")).hexdigest()[:4]
    brand = brand if any(own) else ""
    size = look.size if look.size != USUAL_SIZE else ""
    page = f"p{look.page}" if look.page > 1 else ""
    drawn = "outlines" if outlines else ""
    spoken = "" if current() == SOURCE else current()
    parts = (stem, brief.layout, size, page, brand, drawn, spoken)
    twice = "@2x" if format == "png2x" else ""
    return f"{'_'.join(filter(None, parts))}{twice}.{extension}"


def all_words(brief: Brief) -> str:
    """Return every word that stands around the map, for readers who cannot see it."""
    lines = [
        brief.alt,
        *(figure.in_words for figure in brief.figures),
        *brief.lines,
        filter_words(brief),
        brief.counts,
        brief.coverage,
        brief.sources,
        brief.credits,
        brief.disclaimer,
        brief.missing,
        brief.stamp,
        brief.again,
        brief.banner,
        brief.settings.office,
        brief.settings.from_whom,
    ]
    return "\n".join(line for line in lines if line)


def _png(brief: Brief, scale: int) -> bytes:
    from dashboard.brief.drawing.picture import dots_per_inch, draw_picture

    out = io.BytesIO()
    draw_picture(brief, scale=scale).savefig(
        out,
        format="png",
        dpi=dots_per_inch(brief) * scale,
        metadata={"Software": None, "Title": brief.title, "Description": brief.alt},
        pil_kwargs={"compress_level": 3},
    )
    return out.getvalue()


def _svg(brief: Brief, outlines: bool) -> bytes:
    from dashboard.brief.files.vector import to_svg

    return to_svg(brief, all_words(brief), outlines)


def _pdf(brief: Brief) -> bytes:
    from dashboard.brief.files.printed import to_pdf

    return to_pdf(brief)


def _pptx(brief: Brief) -> bytes:
    from dashboard.brief.drawing.picture import map_pictures
    from dashboard.brief.files.slides import to_pptx

    return to_pptx(brief, lambda inches: map_pictures(brief, inches))


def _docx(brief: Brief) -> bytes:
    from dashboard.brief.files.document import to_docx

    if LAYOUTS[brief.layout].parts[0] == LIST:
        return to_docx(brief, None)
    size = PASTED_SIZE if brief.look.size == USUAL_SIZE else brief.look.size
    drawn = replace(brief, look=brief.look._replace(size=size))
    return to_docx(brief, _png(drawn, 1))


def _html(brief: Brief) -> bytes:
    from dashboard.brief.files.standalone import to_html

    return to_html(brief)
