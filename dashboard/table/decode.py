"""Turn the bytes of a text file into text, and say in which encoding they were."""

import codecs
import re

from charset_normalizer import from_bytes

from dashboard.table.reading import UnreadableTableError
from dashboard.text.language import gettext

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # before UTF-16: it begins alike
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""Byte order marks, the codec that reads what follows, and its name in words."""
SAMPLE = 100_000
"""Bytes that are enough to tell an encoding."""
NOT_WESTERN = re.compile(
    rb"[\xc0-\xff]{4}"  # four accented letters in a row: another alphabet
    rb"|[A-Za-z][\x80-\x89\x8b\x8d\x8f\x90\x98\x99\x9b\x9d][a-z]"  # a sign in a word
)
"""What Windows-1252 text of a Western language does not hold."""
WESTERN = "Windows-1252"
CONTROLS = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Bytes that stand for nothing in Windows-1252, as Python marks them: controls."""


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, such as "UTF-8".

    A byte order mark decides; without one, UTF-16 shows by its zero bytes, and text
    that is valid UTF-8 is UTF-8. Anything else is taken for Windows-1252, or for
    what charset-normalizer finds where the letters speak against that. A file that
    is mostly UTF-8 raises :class:`UnreadableTableError` with the line of its damage:
    read in another encoding, every accent would be wrong.
    """
    for mark, codec, words in MARKS:
        if raw.startswith(mark):
            return _strictly(raw, codec, words, name), words
    if codec := utf16_codec(raw):
        return _strictly(raw, codec, "UTF-16", name), "UTF-16"
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(raw):
            line = len(re.findall(rb"\r\n|\r|\n", raw[: error.start])) + 1
            raise UnreadableTableError(
                gettext(
                    "{file}, line {line}: not UTF-8 text, while the rest of the file "
                    "is. Save the table as CSV in UTF-8.",
                    file=name,
                    line=line,
                )
            ) from error
    return _older(raw)


def _strictly(raw: bytes, codec: str, words: str, name: str) -> str:
    try:
        return raw.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\n", raw[: error.start])) + 1
        raise UnreadableTableError(
            gettext(
                "{file}, line {line}: not {encoding} text, though the file begins as "
                "such. Save the table as CSV in UTF-8.",
                file=name,
                line=line,
                encoding=words,
            )
        ) from error


def utf16_codec(raw: bytes) -> str:
    """Return the codec of UTF-16 text without a mark, blank for any other.

    Commas, digits and line ends have a zero byte beside them in every language.
    """
    sample = raw[: min(len(raw), SAMPLE) // 2 * 2]
    if len(sample) < 4:
        return ""
    pairs = len(sample) // 2
    first, second = sample[::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if second > 0.2 and first < 0.01:
        return "utf-16-le"
    if first > 0.2 and second < 0.01:
        return "utf-16-be"
    return ""


def is_utf16(raw: bytes) -> bool:
    """Return whether a file is UTF-16 text without a byte order mark."""
    return bool(utf16_codec(raw))


def _is_damaged_utf8(raw: bytes) -> bool:
    """Return whether most characters beyond ASCII are valid UTF-8."""
    text = raw.decode("utf-8", errors="surrogateescape")
    beyond = re.findall(r"[^\x00-\x7f]", text)
    wrong = sum("\udc80" <= each <= "\udcff" for each in beyond)
    return len(beyond) - wrong > wrong


def _older(raw: bytes) -> tuple[str, str]:
    """Return text of an encoding older than Unicode; nothing in the file names it."""
    if NOT_WESTERN.search(raw):
        sample = raw[: raw.rfind(b"\n", 0, SAMPLE) + 1] or raw[:SAMPLE]
        guess = from_bytes(sample).best()
        if guess is not None and not guess.encoding.startswith("utf"):
            try:
                return raw.decode(guess.encoding), guess.encoding
            except UnicodeDecodeError:
                pass
    text = raw.decode("cp1252", errors="surrogateescape")
    return text.translate(CONTROLS), WESTERN
