"""How a file of a selection is named: the same selection of the same data, one name."""

import hashlib

from dashboard.table.dictionary import Dictionary


def file_name(
    dictionary: Dictionary,
    selection: dict,
    data: str,
    extension: str,
    answers: bool = False,
) -> str:
    """Return ``YYYYMMDD_topic_from-to_fingerprint.ext`` for a file of a selection.

    Filters beyond one campaign and a period add four letters to the fingerprint, so
    that two selections never share a name; so does that the file holds the answers
    about a region (``answers``) and not only what is in it. The first date is the
    day to which the table goes, so that the same selection of the same data always has
    the same name.
    """
    campaign = selection.get("campaign") or []
    topic = "-".join(campaign).replace("_", "-") if len(campaign) == 1 else "incidents"
    first = selection.get("from") or dictionary.coverage_start
    last = selection.get("to") or dictionary.coverage_end
    made = f"{dictionary.coverage_end:%Y%m%d}"
    others = sorted(
        (key, str(value))
        for key, value in selection.items()
        if key not in ("from", "to") and not (key == "campaign" and len(campaign) == 1)
    )
    if answers:
        others.append(("answers", ""))
    if others:
        data += "-" + hashlib.sha256(repr(others).encode()).hexdigest()[:4]
    return f"{made}_{topic}_{first:%Y%m%d}-{last:%Y%m%d}_{data}.{extension}"
