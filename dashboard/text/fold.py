"""Names and texts as they are compared: accents, capitals and kinds of dash apart.

Everything that a person types to find a name goes through :func:`fold`, and so does
the name: ``cumana`` finds Cumaná, whichever way either is written.
"""

import re
import unicodedata
from threading import Lock
from typing import Any

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
MOST_BYTES = 256_000_000
"""Folded texts that are kept, with their columns: 100,000 rows with accents."""


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


def holds(column: pd.Series, text: str) -> np.ndarray:
    """Return for each value of a column whether it holds a text, both folded.

    A blank text is in every value, a missing value holds none. The folded form of a
    column's accented texts is kept, so that a second search in it folds nothing.
    """
    wanted, values = fold(text), _as_arrow(column)
    found = np.zeros(len(values), dtype=bool)
    if wanted.isascii():
        pattern = SPACES.join(map(re.escape, wanted.split(" ")))
        found = _flags(pc.match_substring_regex(values, pattern, ignore_case=True))
    accented = np.flatnonzero(~_flags(pc.fill_null(pc.string_is_ascii(values), True)))
    if len(accented):
        folded = _kept_folded(values, accented)
        found[accented] = _flags(pc.match_substring(folded, wanted))
    return found


def _kept_folded(values: pa.ChunkedArray, accented: np.ndarray) -> pa.Array:
    """Return the folded texts at some positions, from those that are kept if they are.

    A column is known by where its bytes lie; it is kept too, so that no other column
    comes to lie there.
    """
    key = tuple(
        (chunk.offset, len(chunk), *(part.address for part in chunk.buffers() if part))
        for chunk in values.chunks
    )
    with _LOCK:
        kept = _KEPT.pop(key, None)
    _, folded = kept or (None, _folded(values.take(pa.array(accented))))
    with _LOCK:  # the last that was used is the last to go
        _KEPT[key] = (values, folded)
        while len(_KEPT) > 1 and _kept_bytes() > MOST_BYTES:
            del _KEPT[next(iter(_KEPT))]
    return folded


def _kept_bytes() -> int:
    return sum(column.nbytes + texts.nbytes for column, texts in _KEPT.values())


_KEPT: dict[tuple[Any, ...], tuple[pa.ChunkedArray, pa.Array]] = {}
_LOCK = Lock()


@clears_texts
def _forget() -> None:
    with _LOCK:
        _KEPT.clear()


def _folded(values: pa.ChunkedArray) -> pa.Array:
    """Return texts folded, each distinct one once."""
    encoded = values.combine_chunks().dictionary_encode()
    texts = [fold(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _as_arrow(column: pd.Series) -> pa.ChunkedArray:
    values = pa.array(column.astype("str"), from_pandas=True)
    return values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])


def _flags(flags: pa.ChunkedArray | pa.Array) -> np.ndarray:
    return np.array(pc.fill_null(flags, False), dtype=bool)
