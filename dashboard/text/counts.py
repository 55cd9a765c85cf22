"""What is counted, with its number: "3 incidents", by the plural rule of the language.

Each is a noun phrase by itself. A sentence that counts better holds the count itself.
"""

from dashboard.text.language import ngettext


def incidents(number_of: int) -> str:
    """Return "1 incident", "1,050 incidents"."""
    return ngettext("{count} incident", "{count} incidents", number_of)


def parts(number_of: int) -> str:
    """Return "1 part": of an incident."""
    return ngettext("{count} part", "{count} parts", number_of)


def rows(number_of: int) -> str:
    """Return "1 row": of a table."""
    return ngettext("{count} row", "{count} rows", number_of)


def strikes(number_of: int) -> str:
    """Return "1 strike"."""
    return ngettext("{count} strike", "{count} strikes", number_of)


def vessels(number_of: int) -> str:
    """Return "1 vessel"."""
    return ngettext("{count} vessel", "{count} vessels", number_of)
