"""Name the columns of a table, and refuse names that cannot be told apart."""

import unicodedata
from collections.abc import Sequence

from dashboard.table.limits import check_columns
from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext, joined


def name_columns(cells: Sequence[str], name: str, where: str) -> list[str]:
    """Return the names of the columns as they stand in the header.

    A column without a name is ``column_`` and its position, from 1. ``where`` is the
    place of the header for a message ("line 1"). Raises
    :class:`UnreadableTableError` where two names are the same but for case and blanks,
    with the position of both.
    """
    check_columns(len(cells), name)
    refuse_doubles(cells, name, where)
    taken = {fold_name(cell) for cell in cells}
    return [
        cell if cell.strip() else _free_name(position, taken)
        for position, cell in enumerate(cells, start=1)
    ]


def refuse_doubles(cells: Sequence[str], name: str, where: str) -> None:
    """Raise :class:`UnreadableTableError` where two columns have one name."""
    seen: dict[str, int] = {}
    doubled = []
    for position, cell in enumerate(cells, start=1):
        key = fold_name(cell)
        if key and key in seen:
            first = cells[seen[key] - 1]
            places = {"first": seen[key], "second": position}
            if cell != first:
                words = gettext(
                    "the column {name} is there more than once, as {other} (columns "
                    "{first} and {second})",
                    name=repr(first),
                    other=repr(cell),
                    **places,
                )
            else:
                words = gettext(
                    "the column {name} is there more than once (columns {first} and "
                    "{second})",
                    name=repr(first),
                    **places,
                )
            doubled.append(words)
        elif key:
            seen[key] = position
    if doubled:
        raise UnreadableTableError(
            gettext(
                "{file}, {line}: {doubled}. Each name may be used once, also where "
                "only capitals or blanks differ.",
                file=name,
                line=where,
                doubled=joined("; ", doubled),
            )
        )


def fold_name(cell: str) -> str:
    """Return a column name without case and outer or doubled blanks of any kind.

    An accent may be a sign of its own or part of its letter: both are one name.
    """
    plain = unicodedata.normalize("NFC", cell.replace("\ufeff", ""))
    return " ".join(plain.split()).casefold()


def _free_name(position: int, taken: set[str]) -> str:
    name = f"column_{position}"
    while name in taken:
        name += "_"
    taken.add(name)
    return name
