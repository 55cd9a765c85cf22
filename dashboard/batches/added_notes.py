"""Notes on a whole table that count rows, added up over its pieces."""

from dashboard.batches.agreeing import COUNTING, NO_IDS, is_count
from dashboard.checks.finding import Finding
from dashboard.importers.ids import no_ids_words
from dashboard.text.counts import rows
from dashboard.text.language import Rewordable, recounted

Key = tuple[str, str, str, str]


def key_of(note: Finding) -> Key:
    """Return what a note has in common with those of other pieces that it goes with."""
    text = note.message
    if is_count(note):
        text = COUNTING.sub("", NO_IDS.sub("", text))
    return note.column, note.value, note.level, text


def summed(one: Finding, other: Finding) -> Finding:
    """Return one note for two that count rows; the same note for two that are alike."""
    if one.message == other.message and not is_count(one):
        return one
    number = _number(one) + _number(other)
    if NO_IDS.match(one.message):
        message = no_ids_words(number)
    else:
        message = _counting(one.message, number)
    return Finding(one.line, one.column, one.value, message, one.level, fix=one.fix)


def _counting(message: str, number: int) -> str:
    if isinstance(message, Rewordable):
        return recounted(message, number)
    start = COUNTING.search(message)
    assert start  # is_count
    return f"{message[: start.start()]}{start[1]}{rows(number)}"


def _number(finding: Finding) -> int:
    """Return how many rows a note counts."""
    end = COUNTING.search(finding.message)
    words = end[0].removeprefix(end[1]) if end else finding.message
    return int(words.split()[0].replace(",", ""))
