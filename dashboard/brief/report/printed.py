"""A report as PDF: its pages with bookmarks, then every incident and source."""

from matplotlib.figure import Figure

from dashboard.brief.files.listing import text_pages
from dashboard.brief.files.printed import bind
from dashboard.brief.files.tagged import LIST
from dashboard.brief.report.drawing import pictures_of_page
from dashboard.brief.report.plan import Report


def report_to_pdf(report: Report) -> bytes:
    """Return the print; the same report gives the same bytes."""
    pictures: list[Figure] = []
    alts: list[str] = []
    bookmarks: list[tuple[str, int]] = []
    for page in report.pages:
        bookmarks.append((page.name, len(pictures)))
        drawn = pictures_of_page(page)
        pictures += drawn
        alts += [page.brief.alt] * len(drawn)
    texts = text_pages(report.overview, len(pictures))
    bookmarks.append((LIST, len(pictures)))
    return bind(report.overview, pictures, texts, alts, bookmarks)
