"""The sums under a table: each campaign on a line of its own, ranges kept."""

import pandas as pd

from dashboard.dictionary import Dictionary
from dashboard.headline import killed_words
from dashboard.summarize import totals

COLUMNS = ("Of", "Incidents", "Parts", "Strikes", "Vessels", "Killed")
MORE = ("Missing among them", "Survivors", "No figure")


def sum_lines(rows: pd.DataFrame, dictionary: Dictionary) -> pd.DataFrame:
    """Return the sums of rows as text, one line for each campaign in them.

    With several campaigns a last line counts the rows together and gives no toll: such
    a sum would match nothing that anyone published.
    """
    codes = [
        code
        for code in dictionary.fields["campaign"].codes
        if rows["campaign"].eq(code).any()
    ]
    lines = [
        _line(dictionary.label("campaign", code), rows[rows["campaign"].eq(code)])
        for code in codes
    ]
    if len(codes) != 1:
        sums = totals(rows)
        apart = "not added up over campaigns" if codes else "none"
        lines.append(
            ("Together", f"{sums['incidents']:,}", f"{sums['parts']:,}")
            + ("", "", apart, "", "", "")
        )
    return pd.DataFrame(lines, columns=[*COLUMNS, *MORE])


def _line(label: str, rows: pd.DataFrame) -> tuple[str, ...]:
    sums = totals(rows)
    vessels = f"{sums['vessels']:,}"
    if sums["vessels_unknown"]:
        vessels += f" ({sums['vessels_unknown']:,} with no figure)"
    return (
        label[:1].upper() + label[1:],
        *(f"{sums[name]:,}" for name in ("incidents", "parts", "strikes")),
        vessels,
        killed_words(sums),
        _told(rows["missing"]),
        _told(rows["survivors"]),
        f"{sums['deaths_unknown']:,}",
    )


def _told(column: pd.Series) -> str:
    """Return a sum, or that no row gives a figure: a blank is no zero."""
    return f"{int(column.sum()):,}" if column.notna().any() else "not reported"
