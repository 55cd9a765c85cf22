"""Write into a description who looked for incidents, and up to which day.

Only the members of the coverage change; the rest of the text keeps its formatting.
"""

import json
import re
from datetime import date, timedelta

from dashboard.table.coverage import CoverageLook

DAY = r'"\d{4}-\d{2}-\d{2}"'
OPEN_GAP = re.compile(
    rf'(\{{\s*"start": ){DAY}(,\s*"end": null,\s*"text": )"(?:[^"\\]|\\.)*"'
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
        raise LookError("datapackage.json has no coverage_end")
    if look.to.isoformat() <= json.loads(found[0].split(":")[1]):
        return text
    text = END.sub(rf'\g<1>"{look.to}"', text, count=1)
    after = look.to + timedelta(days=1)
    words = json.dumps(f"Not covered: {_in_words(after)} and after.")
    return OPEN_GAP.sub(lambda m: f'{m[1]}"{after}"{m[2]}{words}', text, count=1)


def _with_entry(description: str, look: CoverageLook) -> str:
    entry = {"on": look.on.isoformat(), "to": look.to.isoformat(), "by": look.by}
    entry |= {"text": look.text} if look.text else {}
    lines = json.dumps(entry, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    if not (found := LOOKS.search(description)):
        raise LookError("datapackage.json has no list coverage_looks")
    comma = "," if found[2].strip() else ""
    between = f"{found[1]}{found[2]}{comma}\n    {lines}{found[3]}"
    return description[: found.start()] + between + description[found.end() :]


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
