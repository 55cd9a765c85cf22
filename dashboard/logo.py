"""The logo of an office: a PNG or an SVG, as the picture that a brief shows.

An SVG is drawn by a process of its own. One that is nested too deeply or asks for too
much memory ends the process that draws it, and one with a costly filter never ends.
"""

import io
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from dashboard.text.language import gettext, message_of, number

MAX_LOGO = 2_000_000
"""Bytes of a logo."""
MAX_PIXELS, DRAWN_HEIGHT = 4_000, 400
"""Pixels of a logo across and up, and how high one that is an SVG is drawn."""
SAID, NOT_SAID = 77, 78
"""How the process ends that draws an SVG: with words for the reader, or without."""
SECONDS, MEMORY = 20, 2**30
"""What drawing an SVG may take, the second in bytes."""
LOGOS = {b"\x89PNG\r\n\x1a\n": "png"}
"""First bytes of pictures that can be drawn; an SVG is told by its root."""
SVG = re.compile(rb"<svg[\s>]")
BEFORE_ROOT = (b"<?xml", b"?>"), (b"<!--", b"-->")
"""What may stand before the root of an SVG: how it begins and ends."""
BLANKS = re.compile(rb"[ \t\r\n]*")
INSIDE = re.compile(r"\s*(#|data:image/(png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
"""What a picture in an SVG may be: a part of it, or bytes of it."""
DRAW = f"""
import contextlib, os, sys
with contextlib.suppress(ImportError):  # not on Windows
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
    resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
try:
    import resvg_py
    text = sys.stdin.buffer.read().decode("utf-8-sig")
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=text, height={DRAWN_HEIGHT}, skip_system_fonts=True
        )
    except ValueError as error:
        sys.stderr.buffer.write(str(error).encode("utf-8", "replace"))
        sys.stderr.flush()
        os._exit({SAID})
    sys.stdout.buffer.write(bytes(drawn))
    sys.stdout.flush()
except BaseException:
    os._exit({NOT_SAID})
"""
"""What that process runs; it ends with words of the library, or with none. An
SVG has no fonts but those inside it: those of a machine differ."""


def read_logo(path: Path) -> bytes:
    """Return a logo as the bytes of a PNG.

    Raises ValueError, which says what is wrong and what is allowed.
    """
    if path.exists() and not path.is_file():
        raise ValueError(gettext("must be a file"))  # a pipe may never end
    with path.open("rb") as file:
        content = file.read(MAX_LOGO + 1)
    if len(content) > MAX_LOGO:
        raise ValueError(gettext("at most {number} bytes", number=number(MAX_LOGO)))
    if not (kind := logo_kind(content)):
        raise ValueError(gettext("must be a PNG or an SVG"))
    try:
        return _checked(_drawn(content) if kind == "svg" else content)
    except Exception as error:  # each library has errors of its own
        raise ValueError(
            gettext("cannot be drawn: {error}", error=message_of(error))
        ) from error


def logo_kind(content: bytes) -> str:
    """Return "png" or "svg" for the bytes of a logo, blank for neither."""
    for start, kind in LOGOS.items():
        if content.startswith(start):
            return kind
    return "svg" if SVG.match(content, _root(content)) else ""


def _root(content: bytes) -> int:
    """Return where the first element may begin, in one pass over what is before."""
    at = _skip_blanks(content, 3 if content.startswith(b"\xef\xbb\xbf") else 0)
    while ends := [e for begin, e in BEFORE_ROOT if content.startswith(begin, at)]:
        if (end := content.find(ends[0], at)) < 0:
            break
        at = _skip_blanks(content, end + len(ends[0]))
    return at


def _skip_blanks(content: bytes, at: int) -> int:
    found = BLANKS.match(content, at)
    return found.end() if found else at


def _checked(content: bytes) -> bytes:
    """Return a PNG that can be drawn. Raises an error for any other."""
    from PIL import Image, UnidentifiedImageError  # not before there is a logo

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if max(picture.size) > MAX_PIXELS:
                raise ValueError(
                    gettext(
                        "at most {number} pixels across and up",
                        number=number(MAX_PIXELS),
                    )
                )
            picture.load()
    except UnidentifiedImageError as error:
        raise ValueError(gettext("it is damaged or cut")) from error
    return content


def _drawn(svg: bytes) -> bytes:
    """Return an SVG as PNG."""
    try:
        svg.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(gettext("it is not in UTF-8; save it as UTF-8")) from error
    for node in ElementTree.fromstring(svg).iter():
        for name, target in node.attrib.items():
            of_picture = name.endswith("href") and not node.tag.endswith("}a")
            if of_picture and not INSIDE.match(target):
                raise ValueError(
                    gettext(
                        "it shows another file, '{file}'; put the picture into it",
                        file=target[:80],
                    )
                )
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", DRAW],
            input=svg,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ValueError(
            gettext("it takes more than {number} seconds", number=number(SECONDS))
        ) from error
    if done.returncode == SAID:
        raise ValueError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode:
        raise ValueError(gettext("it takes too much memory, or is nested too deeply"))
    return done.stdout
