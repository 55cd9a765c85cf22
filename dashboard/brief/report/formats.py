"""A report as a file, the same bytes each time, and what the file is called."""

from dashboard.brief.files.formats import BRIEF_FORMATS, LOCK, STABLE, brief_name
from dashboard.brief.report.plan import Report
from dashboard.brief.words.errors import BriefError
from dashboard.text.language import SOURCE, current, gettext

REPORT_FORMATS = ("pdf", "docx", "pptx")
"""The formats of a report, each a key of BRIEF_FORMATS; the first is the usual one."""


def checked_report_format(format: str) -> str:
    """Return a format that a report has. Raises BriefError for another."""
    if format not in REPORT_FORMATS:
        raise BriefError(
            gettext(
                "format '{format}': must be one of {allowed}",
                format=format,
                allowed=", ".join(REPORT_FORMATS),
            )
        )
    return format


def report_to_file(report: Report, format: str) -> bytes:
    """Return a report as a file of one of :data:`REPORT_FORMATS`.

    Raises BriefError for another format.
    """
    checked_report_format(format)
    from matplotlib import rc_context  # 0.3 s, and not before something is drawn

    with LOCK, rc_context(STABLE):
        return MAKERS[format](report)


def report_name(report: Report, format: str) -> str:
    """Return the name of the file: that of the overview, with "report" as layout.

    A language other than English stays the last word of it.
    """
    extension = BRIEF_FORMATS[checked_report_format(format)].extension
    stem = brief_name(report.overview, format).removesuffix(f".{extension}")
    spoken = "" if current() == SOURCE else f"_{current()}"
    stem = stem.removesuffix(spoken).replace("_numbers", "", 1)
    return f"{stem}_report{spoken}.{extension}"


def _pdf(report: Report) -> bytes:
    from dashboard.brief.report.printed import report_to_pdf

    return report_to_pdf(report)


def _docx(report: Report) -> bytes:
    from dashboard.brief.report.document import report_to_docx

    return report_to_docx(report)


def _pptx(report: Report) -> bytes:
    from dashboard.brief.report.slides import report_to_pptx

    return report_to_pptx(report)


MAKERS = {"pdf": _pdf, "docx": _docx, "pptx": _pptx}
