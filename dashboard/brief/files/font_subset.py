"""Letters of a typeface as part of a file: only those that the file uses."""

import base64
import io
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

Face = tuple[int, str]


def font_faces(family: str, files: dict[Face, Path], used: dict[Face, set[str]]) -> str:
    """Return the rules of CSS that embed the used letters of each face.

    A face is (weight, style). The same letters give the same bytes.
    """
    rules = []
    for (weight, style), path in sorted(files.items()):
        letters = base64.b64encode(_subset(path, used[weight, style])).decode("ascii")
        rules.append(
            f"\n@font-face {{ font-family: '{family}'; font-weight: {weight}; "
            f"font-style: {style}; src: url(data:font/woff;base64,{letters}) }}"
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
