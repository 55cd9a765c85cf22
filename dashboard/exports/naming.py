"""How a file of a selection is named: the same selection of the same data, one name."""

import hashlib
import re
from datetime import date

from dashboard.table.dictionary import Dictionary
from dashboard.text.fold import fold

LONGEST_TOPIC = 40
"""Letters of a campaign that a file's name has room for."""
LONGEST_REGION = 60
"""Letters of a region; the longest name with its country has 55."""


def file_name(
    dictionary: Dictionary,
    selection: dict,
    data: str,
    extension: str,
    answers: bool = False,
    found: str = "",
    region: str = "",
) -> str:
    """Return ``YYYYMMDD_topic_from-to_fingerprint.ext`` for a file of a selection.

    The name of a region (``region``, "Sucre, Venezuela") follows the topic.

    Filters beyond one campaign and a period add four letters to the fingerprint, so
    that two selections never share a name; so does that the file holds the answers
    about a region (``answers``) and not only what is in it, or only the rows that hold
    a text (``found``). The first date is the
    day to which the table goes, so that the same selection of the same data always has
    the same name.
    """
    campaign = selection.get("campaign") or []
    topic = _topic(campaign[0], dictionary) if len(campaign) == 1 else ""
    first = selection.get("from") or dictionary.first_day
    last = selection.get("to") or dictionary.last_day
    others = sorted(
        (key, str(value))
        for key, value in selection.items()
        if key not in ("from", "to") and not (key == "campaign" and topic)
    )
    if answers:
        others.append(("answers", ""))
    if found:
        others.append(("found", found))
    if others:
        data += "-" + hashlib.sha256(repr(others).encode()).hexdigest()[:4]
    made, begin, end = map(_eight_digits, (dictionary.last_day, first, last))
    period = f"{begin}-{end}" if begin or end else "undated"
    where = _slug(fold(region))[:LONGEST_REGION].rstrip("-")
    words = (made, topic or "incidents", where, period, f"{data}.{extension}")
    return "_".join(filter(None, words))


def _topic(campaign: str, dictionary: Dictionary) -> str:
    """Return a campaign as part of a file's name, blank where that names others too.

    A foreign code may hold anything; what is no letter, digit or hyphen is left out.
    """
    topic = _slug(campaign)
    same = [
        code for code in dictionary.fields["campaign"].codes if _slug(code) == topic
    ]
    return topic if same == [campaign] and len(topic) <= LONGEST_TOPIC else ""


def _slug(code: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", code))


def _eight_digits(day: date | None) -> str:
    return day.isoformat().replace("-", "") if day else ""
