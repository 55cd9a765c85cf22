"""Letters of a typeface as part of a file: only those that the file uses."""

import base64
import io
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont


class Face(NamedTuple):
    """A face as CSS names it: family, weight from 100 to 900, normal or italic."""

    family: str
    weight: int
    style: str


def font_faces(faces: dict[Face, tuple[Path, set[str]]]) -> str:
    """Return the rules of CSS that embed the used letters of each face.

    ``faces`` holds the file of each and its letters. The same letters give the same
    bytes.
    """
    rules = []
    for face, (path, letters) in sorted(faces.items()):
        subset = base64.b64encode(_subset(path, letters)).decode("ascii")
        rules.append(
            f"\n@font-face {{ font-family: '{face.family}'; "
            f"font-weight: {face.weight}; font-style: {face.style}; "
            f"src: url(data:font/woff;base64,{subset}) }}"
        )
    return "".join(rules)


def _subset(path: Path, letters: set[str]) -> bytes:
    """Return a typeface with only some letters, as WOFF (compressed by zlib)."""
    options = Options(flavor="woff", hinting=False, recalc_timestamp=False)
    font = TTFont(path, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
