"""Write into a description who looked for incidents, and up to which day.

Only the members of the coverage change; the rest of the text keeps its formatting.
"""

import json
import re
from datetime import date, timedelta

from babel.dates import format_date

from dashboard.table.coverage import CoverageLook
from dashboard.table.translations import MEMBER
from dashboard.text.language import (
    SOURCE,
    current,
    gettext,
    in_english,
    languages,
    locale,
    speaking,
)

DAY = r'"\d{4}-\d{2}-\d{2}"'
OPEN_GAP = re.compile(
    rf'(\{{\s*"start": ){DAY}(,\s*"end": null,\s*"text": )("(?:[^"\\]|\\.)*")'
)
LOOKS = re.compile(r'("coverage_looks": \[)(.*?)(\n  \])', re.DOTALL)
END = re.compile(rf'^(  "coverage_end": ){DAY}', re.MULTILINE)


class LookError(ValueError):
    """Raised where a description has no coverage to renew; the message says which."""


def with_look(description: str, look: CoverageLook) -> str:
    """Return the text of a description with one more search in it.

    Its last day becomes that of the search, never an earlier one, and the gap after it
    begins a day later. Raises LookError where a member is not there.
    """
    text = _with_entry(description, look)
    found = END.search(text)
    if not found:
        raise LookError(gettext("datapackage.json has no coverage_end"))
    if look.to.isoformat() <= json.loads(found[0].split(":")[1]):
        return text
    text = END.sub(rf'\g<1>"{look.to}"', text, count=1)
    after = look.to + timedelta(days=1)
    if not (gap := OPEN_GAP.search(text)):
        return text
    with in_english(rewordable=False):
        words = not_covered(after)
    told = f'{gap[1]}"{after}"{gap[2]}{json.dumps(words)}'
    text = text[: gap.start()] + told + text[gap.end() :]
    return _translated(text, json.loads(gap[3]), words, after)


def not_covered(after: date) -> str:
    """Return the sentence of the gap that begins on a day and has no end."""
    return gettext("Not covered: {day} and after.", day=_in_words(after))


def _translated(text: str, old: str, new: str, after: date) -> str:
    """Return the text with the sentence of the gap renewed in its translations."""
    for language, said in json.loads(text).get(MEMBER, {}).items():
        if old in said and language in languages():
            with speaking(language):
                pair = [new, not_covered(after)]
            entry, renewed = (
                ": ".join(json.dumps(each, ensure_ascii=False) for each in words)
                for words in ([old, said[old]], pair)
            )
            text = text.replace(entry, renewed)
    return text


def _with_entry(description: str, look: CoverageLook) -> str:
    entry = {"on": look.on.isoformat(), "to": look.to.isoformat(), "by": look.by}
    entry |= {"text": look.text} if look.text else {}
    lines = json.dumps(entry, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    if not (found := LOOKS.search(description)):
        raise LookError(gettext("datapackage.json has no list coverage_looks"))
    comma = "," if found[2].strip() else ""
    between = f"{found[1]}{found[2]}{comma}\n    {lines}{found[3]}"
    return description[: found.start()] + between + description[found.end() :]


def _in_words(day: date) -> str:
    written = "en_GB" if current() == SOURCE else locale()
    return format_date(day, "long", locale=written)
