"""How a number of dead is put into words, always with its range."""

import pandas as pd

from dashboard.text.words import deaths_in_words, is_blank, range_text


def toll_in_words(incident: pd.Series, parts: pd.DataFrame) -> str:
    """Return the toll of an incident; parts with a toll of their own are added to it."""
    names = [f"deaths_{name}" for name in ("low", "best", "high")]
    own = deaths_in_words(*(incident[name] for name in names))
    told = parts[parts[names].notna().any(axis=1)] if len(parts) else parts
    if told.empty:
        return own
    if told[names].isna().any(axis=None) or any(is_blank(incident[n]) for n in names):
        apart = (deaths_in_words(*each) for each in told[names].itertuples(index=False))
        return f"{own} at first; in its parts, each apart: {'; '.join(apart)}"
    parts_alone = [told[name].sum(skipna=False) for name in names]
    whole = [
        incident[name] + part for name, part in zip(names, parts_alone, strict=True)
    ]
    first, rest = (
        range_text(low, high)
        for low, _, high in ([incident[name] for name in names], parts_alone)
    )
    return f"{deaths_in_words(*whole)} in all: {first} at first, {rest} in its parts"
