"""The settings of an office: its names, logo and address, from one ``settings.toml``.

All are optional. ``docs/settings.md`` says what each does. The file is that of the
environment's ``DASHBOARD_SETTINGS``, else ``settings.toml`` at the top of a checkout.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dashboard.logo import read_logo
from dashboard.resources import is_checkout, resource
from dashboard.text.banner import fit_banner, one_line
from dashboard.text.language import gettext, joined, message_of, number
from dashboard.text.machine import reason_of

NAME = "settings.toml"
VARIABLE = "DASHBOARD_SETTINGS"
"""The variable of the environment that holds the path of the settings."""
MAX_TEXT = 80
"""Characters of a name."""
PAPERS = ("A4", "Letter")
COLOR = re.compile("#[0-9A-Fa-f]{6}")
COLORS = ("frame", "frame_text")
FRAME, FRAME_TEXT = "#1A1A1A", "#FFFFFF"
"""The colors where none are set."""


class SettingsError(ValueError):
    """Raised for settings that cannot be used; says which line and what is allowed."""


@dataclass(frozen=True)
class Settings:
    """What an office sets; a blank is not set.

    ``logo`` are the bytes of a PNG, also where the file is an SVG; ``public_address``
    is where others open this dashboard, with no slash at its end; ``frame`` and
    ``frame_text`` are the colors of the bar above a brief, ``#RRGGBB``.
    """

    organisation: str = ""
    unit: str = ""
    author: str = ""
    contact: str = ""
    logo: bytes = b""
    public_address: str = ""
    banner: str = ""
    paper: str = PAPERS[0]
    frame: str = ""
    frame_text: str = ""

    @property
    def office(self) -> str:
        """Return organisation and unit on one line, blank where neither is set."""
        return ", ".join(filter(None, (self.organisation, self.unit)))

    @property
    def has_bar(self) -> bool:
        """Return whether a bar above a brief names the office or has its color."""
        return bool(self.office or self.logo or self.frame)

    @property
    def bar_colors(self) -> tuple[str, str]:
        """Return the colors of that bar and of the text on it."""
        return self.frame or FRAME, self.frame_text or FRAME_TEXT

    @property
    def drawn(self) -> tuple[str, ...]:
        """Return what a brief shows of the settings, blanks where none is set."""
        logo = sha256(self.logo).hexdigest() if self.logo else ""
        paper = self.paper if self.paper != PAPERS[0] else ""
        colors = (self.frame, self.frame_text)
        return (self.office, self.from_whom, logo, paper, *colors)

    @property
    def from_whom(self) -> str:
        """Return author and contact on one line, blank where neither is set."""
        return ", ".join(filter(None, (self.author, self.contact)))


USUAL = Settings()
"""The settings where nothing is set."""


def settings_path(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the path of the settings; None where there are none."""
    if given := environment.get(VARIABLE, ""):
        return Path(given)
    usual = resource(NAME)
    return usual if is_checkout() and usual.is_file() else None


def read_settings(path: Path | None) -> Settings:
    """Return the settings of a file, the usual ones for None.

    Raises SettingsError, which names the file and the line.
    """
    if path is None:
        return USUAL
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            gettext("{file}: must be UTF-8 text", file=str(path))
        ) from error
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(
            gettext("{file}: no TOML: {error}", file=str(path), error=error)
        ) from error
    return _checked(given, text, path)


def _checked(given: dict[str, Any], text: str, path: Path) -> Settings:
    colors = given.pop("colors", {})
    if not isinstance(colors, dict):
        words = gettext("must be a table: [colors] {names}", names=_list(COLORS))
        raise _wrong(path, text, "colors", words)
    settings = USUAL
    for key, value in given.items():
        if key not in CHECKS:
            raise _wrong(path, text, key, _one_of((*CHECKS, "colors")))
        settings = _set(settings, key, value, CHECKS[key], (path, text))
    for key, value in colors.items():
        if key not in COLORS:
            raise _wrong(path, text, key, _one_of(COLORS))
        settings = _set(settings, key, value, _color, (path, text))
    return settings


def _set(
    settings: Settings,
    key: str,
    value: Any,
    check: Callable[[str, Path], Any],
    place: tuple[Path, str],
) -> Settings:
    path, text = place
    if not isinstance(value, str):
        words = gettext("must be a text in quotes, not {value}", value=repr(value))
        raise _wrong(path, text, key, words)
    try:
        return replace(settings, **{key: check(value.strip(), path)})
    except ValueError as error:
        raise _wrong(path, text, key, message_of(error)) from error


def _wrong(path: Path, text: str, key: str, why: str) -> SettingsError:
    return SettingsError(
        gettext(
            "{file}, line {line}, {key}: {why}",
            file=str(path),
            line=_line_of(text, key),
            key=key,
            why=why,
        )
    )


def _line_of(text: str, key: str) -> int:
    """Return the line of a key; 1 where it is written in another way."""
    named = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[=\].]")
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if named.match(line)), 1)


def _one_of(names: tuple[str, ...]) -> str:
    return gettext("must be one of {names}", names=_list(names))


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _words(value: str, path: Path) -> str:
    words = one_line(value)
    if len(words) > MAX_TEXT:
        raise ValueError(
            gettext(
                "at most {most} characters, not {given}",
                most=number(MAX_TEXT),
                given=number(len(words)),
            )
        )
    return words


def _banner(value: str, path: Path) -> str:
    return fit_banner(value)


def _address(value: str, path: Path) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        whole = None
    if not value:
        return ""
    if not whole or parts.query or parts.fragment or parts.username or " " in value:
        raise ValueError(
            gettext(
                "'{value}': must be an address such as https://host/path, with nothing "
                "after the path",
                value=value,
            )
        )
    return value.rstrip("/")


def _logo(value: str, path: Path) -> bytes:
    if not value:
        return b""
    file = path.parent / value
    try:
        return read_logo(file)
    except OSError as error:
        raise ValueError(f"{file}: {reason_of(error)}") from error
    except ValueError as error:
        raise ValueError(joined(": ", [str(file), message_of(error)])) from error


def _paper(value: str, path: Path) -> str:
    if value not in PAPERS:
        raise ValueError(
            gettext(
                "'{value}': must be {one} or {other}",
                value=value,
                one=PAPERS[0],
                other=PAPERS[1],
            )
        )
    return value


def _color(value: str, path: Path) -> str:
    if not COLOR.fullmatch(value):
        raise ValueError(
            gettext("'{value}': must be a color such as #1A1A1A", value=value)
        )
    return value.upper()


CHECKS: dict[str, Callable[[str, Path], Any]] = {
    **dict.fromkeys(("organisation", "unit", "author", "contact"), _words),
    "logo": _logo,
    "public_address": _address,
    "banner": _banner,
    "paper": _paper,
}
"""What each setting must be, by its name; colors have a table of their own."""
