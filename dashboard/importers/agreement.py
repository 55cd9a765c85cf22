"""Say where a file names another country or state than its point lies in."""

import pandas as pd

from dashboard.checks.finding import WARNING, Finding
from dashboard.geo.regions import Regions
from dashboard.geo.reported_regions import disagreement_words, find_disagreements
from dashboard.importers.apply import Mapped
from dashboard.importers.cells import stripped
from dashboard.text.language import N_, gettext

KINDS = ["field", "reported", "computed_id", "within_circle"]
"""What the words about a row depend on; many rows of a table are alike in it."""
FIX = N_("check the point and the name: one of them may be wrong")


def find_other_regions(
    mapped: Mapped, located: pd.DataFrame, lines: pd.Index, regions: Regions
) -> list[Finding]:
    """Return a warning for each row whose reported region is not the computed one.

    ``located`` are the rows that can be used, and ``lines`` where they stand in the
    file. Which columns the file names regions in, ``mapped`` knows.
    """
    named = {
        what: stripped(mapped.text.loc[lines, column], mapped.blanks)
        for what, column in mapped.reported.items()
    }
    found = find_disagreements(
        located.set_axis(lines), named.get("country"), named.get("state"), regions
    )
    alike = found.groupby(KINDS, sort=False).ngroup()
    kinds = found[~alike.duplicated()]
    words = [disagreement_words(row) for _, row in kinds.iterrows()]
    columns = [mapped.reported[field] for field in kinds["field"]]
    texts = kinds["reported"].tolist()
    fix = gettext(FIX)
    lines = zip(found.index.tolist(), alike.tolist(), strict=True)
    return [
        Finding(line, columns[kind], texts[kind], words[kind], WARNING, fix=fix)
        for line, kind in lines
    ]
