"""Names and texts as they are compared: accents, capitals and kinds of dash apart.

Everything that a person types to find a name goes through :func:`fold`, and so does
the name: ``cumana`` finds Cumaná, whichever way either is written.
"""

import re
import unicodedata
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.text.kept import clears_texts, keeps_texts

ALIKE = str.maketrans(
    {
        **dict(zip("øłđðħŧıŋ", "olddhtin", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict.fromkeys("‘’‛ʼʹ", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
"""Letters that Unicode does not take apart, signs that stand for one another, and
hyphens and joiners that nobody sees. ß is ss by case folding, ñ is n with an accent."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
SPACES = r"[\t-\r\x1c-\x1f ]+"
"""What ``str.split`` takes for space, of the ASCII signs."""
UNEVEN = r"[\t-\r\x1c-\x1f]|  |^ | $"
"""What a folded text does not have: other spaces, two of them, or one at an end."""
SAMPLE, FEW = 2_000, 4
"""Values looked at first; where not a quarter of them differ, each is folded once."""
AT_ONCE = 100_000
"""Texts that are folded at one time."""
MOST_BYTES = 600_000_000
"""Folded texts that are kept, with their columns: those of 1,000,000 rows. Most of it
are the columns, which the data set holds anyway; they go when sessions have gone."""


def fold(text: str) -> str:
    """Return a text as it is compared: no accents, no capitals, single spaces.

    Two spellings of a name that differ in these alone fold to the same text; a text
    that is not blank never folds to a blank.
    """
    bare = NOT_ASCII.sub(_bare_letters, text.lower())
    return " ".join((bare.strip() or text.casefold()).split())


def _bare_letters(match: re.Match[str]) -> str:
    return _bare(match[0])


@keeps_texts(4096)
def _bare(letters: str) -> str:
    """Return letters without accents; none depends on its neighbors."""
    split = unicodedata.normalize("NFKD", letters)
    bare = "".join(sign for sign in split if not unicodedata.combining(sign))
    return bare.casefold().translate(ALIKE)


class Folded(NamedTuple):
    """A column folded: its texts, or its distinct ones and the number of each row's.

    ``letters`` are the bytes of all texts, one after the other.
    """

    texts: pa.Array
    letters: bytes
    numbers: np.ndarray | None

    @property
    def nbytes(self) -> int:
        """Bytes that it holds; the letters are those of the texts."""
        return self.texts.nbytes + (0 if self.numbers is None else self.numbers.nbytes)


def holds(column: pd.Series, text: str) -> np.ndarray:
    """Return for each value of a column whether it holds a text, both folded.

    A blank text is in every value, a missing value holds none. The folded form of a
    column is kept, so that a second search in it folds nothing.
    """
    folded = _kept_folded(_as_arrow(column))
    found = _found(folded, fold(text))
    return found if folded.numbers is None else found[folded.numbers]


def _found(folded: Folded, wanted: str) -> np.ndarray:
    """Return which texts hold another one.

    Looking through all bytes at once is three times as fast as text by text, as long as
    few places are found.
    """
    letters, most = wanted.encode(), len(folded.texts) // 4
    places: list[int] = []
    at = folded.letters.find(letters) if letters else -1
    while at >= 0 and len(places) <= most:
        places.append(at)
        at = folded.letters.find(letters, at + 1)
    if not letters or len(places) > most:
        return _flags(pc.match_substring(folded.texts, wanted))
    ends = np.frombuffer(folded.texts.buffers()[1], dtype="int64")[1:]
    first = np.array(places, dtype="int64")
    text = np.searchsorted(ends, first, side="right")
    found = np.zeros(len(folded.texts), dtype=bool)
    found[text[first + len(letters) <= ends[text]]] = True  # not over the end of one
    return found


def _kept_folded(values: pa.ChunkedArray) -> Folded:
    """Return a column folded, from those that are kept if it is.

    A column is known by where its bytes lie; it is kept too, so that no other column
    comes to lie there.
    """
    key = tuple(
        (chunk.offset, len(chunk), *(part.address for part in chunk.buffers() if part))
        for chunk in values.chunks
    )
    with _LOCK:
        kept = _KEPT.pop(key, None)
    _, folded = kept or (None, _folded(values))
    with _LOCK:  # the last that was used is the last to go
        _KEPT[key] = (values, folded)
        while len(_KEPT) > 1 and _kept_bytes() > MOST_BYTES:
            del _KEPT[next(iter(_KEPT))]
    return folded


def _kept_bytes() -> int:
    return sum(column.nbytes + texts.nbytes for column, texts in _KEPT.values())


_KEPT: dict[tuple[Any, ...], tuple[pa.ChunkedArray, Folded]] = {}
_LOCK = Lock()


@clears_texts
def _forget() -> None:
    with _LOCK:
        _KEPT.clear()


def _folded(values: pa.ChunkedArray) -> Folded:
    """Return texts folded, each distinct one once where they are few."""
    whole = pa.concat_arrays([each.cast(pa.large_string()) for each in values.chunks])
    some = whole[:SAMPLE]
    if len(pc.unique(some)) * FEW > len(some):
        return Folded(*_in_one(_folded_parts(whole)), None)
    encoded = whole.dictionary_encode()
    distinct = len(encoded.dictionary)
    numbers = pc.fill_null(encoded.indices, distinct)  # missing: the last one
    none = pa.array([None], pa.large_string())
    texts = _in_one([*_folded_parts(encoded.dictionary), none])
    return Folded(*texts, np.array(numbers))


def _folded_parts(texts: pa.Array) -> list[pa.Array]:
    """Return texts folded in parts: each step of all at once is one more copy."""
    parts = range(0, len(texts), AT_ONCE)
    return [_folded_texts(texts.slice(first, AT_ONCE)) for first in parts]


def _in_one(parts: list[pa.Array]) -> tuple[pa.Array, bytes]:
    """Return the same texts with their bytes, both in the same place of memory."""
    count, last = sum(map(len, parts)), 0
    ends, given = np.zeros(count + 1, dtype="int64"), np.ones(count, dtype=bool)
    letters, at = [], 0
    for texts in parts:
        given[at : at + len(texts)] = pc.is_valid(texts)
        filled = pc.fill_null(texts, "")
        _, starts, data = filled.buffers()
        own = np.frombuffer(starts, "int64")[filled.offset :][: len(texts) + 1]
        ends[at + 1 : at + 1 + len(texts)] = own[1:] - own[0] + last
        if own[-1] > own[0]:
            letters.append(memoryview(data)[own[0] : own[-1]])
        at, last = at + len(texts), last + int(own[-1] - own[0])
    whole = b"".join(letters)
    same = pa.LargeStringArray.from_buffers(
        count,
        pa.py_buffer(ends),
        pa.py_buffer(whole),
        pa.array(given).buffers()[1],
        int(count - given.sum()),
    )
    return same, whole


def _folded_texts(texts: pa.Array) -> pa.Array:
    """Return each text as :func:`fold` does: those of ASCII signs all at once."""
    lower = pc.ascii_lower(texts)
    if pc.any(pc.match_substring_regex(lower, UNEVEN)).as_py():
        lower = pc.ascii_trim(pc.replace_substring_regex(lower, SPACES, " "), " ")
    accented = pc.invert(pc.fill_null(pc.string_is_ascii(texts), True))
    if not pc.any(accented).as_py():
        return lower
    encoded = texts.filter(accented).dictionary_encode()
    folded = [fold(each) for each in encoded.dictionary.to_pylist()]
    bare = pa.array(folded, pa.large_string()).take(encoded.indices)
    return pc.replace_with_mask(lower, accented, bare)


def _as_arrow(column: pd.Series) -> pa.ChunkedArray:
    values = pa.array(column.astype("str"), from_pandas=True)
    return values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])


def _flags(flags: pa.ChunkedArray | pa.Array) -> np.ndarray:
    return np.array(pc.fill_null(flags, False), dtype=bool)
