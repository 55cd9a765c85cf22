"""A save in words: its line in the changelog."""

from collections.abc import Mapping

from dashboard.table.history import BOOKKEEPING, KEY

SHORT = 60
"""Letters of a cell that the line shows; the history has the whole."""
UNRELEASED, DATA = "## Unreleased", "### Data"


def changelog_line(
    after: Mapping[str, str], changed: Mapping[str, tuple[str, str]], is_new: bool
) -> str:
    """Return the line of a save, without why it was made."""
    if is_new:
        place = after.get("location", "") or "no place"
        toll = after.get("deaths_best", "")
        dead = f"{toll} reported dead" if toll else "no toll reported"
        return (
            f"{after['incident_id']} added: {after.get('date', '')}, {_short(place)}, "
            f"{dead}"
        )
    cells = [
        f"{name} is {_quoted(new)}, was {_quoted(old)}"
        for name, (old, new) in changed.items()
        if name not in (KEY, *BOOKKEEPING)
    ]
    return f"{after['incident_id']} changed: {'; '.join(cells) or 'its sources'}"


def with_line(changelog: str, line: str) -> str:
    """Return a changelog with one more line, the first under what is unreleased."""
    line_end = "\r\n" if "\r\n" in changelog else "\n"
    start = changelog.find(UNRELEASED)
    data = changelog.find(DATA, start) if start >= 0 else -1
    next_part = changelog.find(f"{line_end}## ", start + 1) if start >= 0 else -1
    if data >= 0 and (next_part < 0 or data < next_part):
        at = data + len(DATA + line_end)
        return f"{changelog[:at]}- {line}{line_end}{changelog[at:]}"
    block = f"{DATA}{line_end}- {line}{line_end}"
    if start >= 0:
        at = start + len(UNRELEASED + line_end)
        return f"{changelog[:at]}{line_end}{block}{changelog[at:]}"
    head, sep, rest = changelog.partition(f"{line_end}## ")
    new = f"{UNRELEASED}{line_end}{line_end}{block}"
    return f"{head}{line_end}{new}{sep}{rest}" if sep else f"{head}{line_end}{new}"


def _quoted(value: str) -> str:
    return f"“{_short(value)}”" if value else "blank"


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= SHORT else words[: SHORT - 1] + "…"
