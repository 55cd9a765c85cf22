"""What a picture has no room for: counted, and where a reader finds it.

A picture has no list itself, the PDF of the same brief has.
"""

from dashboard.text.language import gettext, ngettext


def more_campaigns(number_of: int) -> str:
    """Return "and 3 more campaigns: in the PDF"."""
    return ngettext(
        "and {count} more campaign: in the PDF",
        "and {count} more campaigns: in the PDF",
        number_of,
    )


def more_entries(number_of: int) -> str:
    """Return "and 3 more entries: in the PDF", of the strip below a map."""
    return ngettext(
        "and {count} more entry: in the PDF",
        "and {count} more entries: in the PDF",
        number_of,
    )


def more_incidents(number_of: int) -> str:
    """Return "3 more incidents in the PDF"."""
    return ngettext(
        "{count} more incident in the PDF",
        "{count} more incidents in the PDF",
        number_of,
    )


def not_on_map(labels: int, circles: int) -> str:
    """Return which words and circles a map leaves out, blank where none.

    ``labels`` counts marks without one, ``circles`` places whose circle is not drawn.
    """
    if not circles:
        return _without_label(labels) if labels else ""
    if not labels:
        return _without_circle(circles)
    return gettext(
        "{labels}, {circles}",
        labels=ngettext(
            "{count} mark without room for a label",
            "{count} marks without room for a label",
            labels,
        ),
        circles=_without_circle(circles),
    )


def _without_label(labels: int) -> str:
    return ngettext(
        "{count} mark without room for a label: in the PDF",
        "{count} marks without room for a label: in the PDF",
        labels,
    )


def _without_circle(circles: int) -> str:
    return ngettext(
        "circles of {count} place not drawn: in the PDF",
        "circles of {count} places not drawn: in the PDF",
        circles,
    )
