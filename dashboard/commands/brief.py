"""The command that writes a brief to a file; returns its exit code."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from dashboard.brief.files.formats import (
    brief_name,
    checked_format,
    checked_outlines,
    to_file,
)
from dashboard.brief.words.look import CHOICES, Look, look_of
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import Brief, BriefError
from dashboard.commands.codes import WrongUseError
from dashboard.commands.options import (
    exit_code,
    notices_of,
    open_data,
    selection_of_options,
    settings_of_options,
)
from dashboard.commands.progress import progress
from dashboard.dataset import Dataset
from dashboard.figures.caveats import table_facts
from dashboard.figures.page_words import other_face_words
from dashboard.resources import FONTS, missing_assets, short_path
from dashboard.selection.filters import link_keys, parse_selection
from dashboard.selection.link import PARAMETERS
from dashboard.table.write import write_whole
from dashboard.text.cure import cure
from dashboard.text.language import N_, current, gettext
from dashboard.text.machine import reason_of

LOOK_HELP = {
    "size": N_("of the picture and the first page of a PDF"),
    "foot": N_("sources, cautions and data in full, or in two lines"),
    "window": N_("what part of the world is shown"),
    "legend": N_("corner of the legend; it moves on where it would hide a mark"),
    "inset": N_("corner of the small map; it moves on where it would hide a mark"),
    "labels": N_("which marks have a label"),
}
"""What the help says about each choice of a look; said by ``gettext``."""


def add_look(parser) -> None:
    """Add one option for each choice of how a brief is drawn."""
    group = parser.add_argument_group(gettext("how it is drawn"))
    for key, words in CHOICES.items():
        first, *others = words
        text = gettext(
            "{choice}: {first} if not given; or {others}",
            choice=gettext(LOOK_HELP[key]),
            first=first,
            others=", ".join(others),
        )
        group.add_argument(f"--{key}", default="", metavar=key.upper(), help=text)
    text = gettext("layout table: the page of a picture, 1 if not given")
    group.add_argument("--page", default="", metavar="N", help=text)
    text = gettext("svg: every letter a shape, for programs that lack the font")
    group.add_argument("--outlines", action="store_true", help=text)
    text = gettext("without color, as printed")
    group.add_argument("--grey", action="store_true", help=text)


def _look(options) -> Look:
    texts = {key: getattr(options, key) for key in (*CHOICES, "page")}
    return look_of(texts | {"grey": "1" if options.grey else ""})


def run_brief(options) -> int:
    """Write the brief of a selection and print where it is, last."""
    try:
        checked_outlines(options.outlines, checked_format(options.format))
        look = _look(options)
        settings = settings_of_options(options)
        dataset = open_data(options)
        brief = make_brief(
            dataset,
            selection_of_options(options, dataset),
            layout=options.layout,
            title=options.title,
            banner=settings.banner if options.banner is None else options.banner,
            as_of=options.as_of or f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}",
            against=_against(options.against, dataset),
            look=look,
            root=settings.public_address,
            settings=settings,
        )
        path = _write(brief, options)
    except BriefError as error:
        raise WrongUseError(str(error)) from error
    for notice in notices_of(dataset):
        print(notice, file=sys.stderr)
    _report(brief, options, path)
    return exit_code(dataset)


def _against(query: str, dataset: Dataset) -> dict | None:
    """Return the second selection, given as the parameters of a link; None for none."""
    if not query:
        return None
    texts = parse_qs(query.lstrip("?"), keep_blank_values=True)
    known = {*link_keys(), *PARAMETERS, "id", "at"}
    if unknown := sorted(set(texts) - known):
        raise WrongUseError(
            gettext(
                "--against {query}: {names}: no filter has this name",
                query=query,
                names=", ".join(unknown),
            )
        )
    selection, wrong = parse_selection(
        texts,
        dataset.incidents,
        dataset.dictionary,
        dataset.regions,
    )
    if wrong:
        raise WrongUseError(f"--against {query}: {'; '.join(wrong)}")
    return selection


def _write(brief: Brief, options) -> Path:
    drawn = {"outlines": True} if options.outlines else {}
    name = brief_name(brief, options.format, options.outlines)
    return write_file(options, name, lambda: to_file(brief, options.format, **drawn))


def write_file(options, name: str, draw: Callable[[], bytes]) -> Path:
    """Write what is drawn to the folder of ``--out``; return the file's path.

    The folder is made first, for to draw takes longer. Raises WrongUseError where
    nothing can be written, or where an asset of the map or a font is missing.
    """
    path = Path(options.out) / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUseError(f"--out {options.out}: {reason_of(error)}") from error
    try:
        with progress(gettext("Drawing the brief")):
            content = draw()
    except FileNotFoundError as error:  # an asset of the map, or a font
        raise WrongUseError(
            gettext(
                "{file} is missing: {how}",
                file=short_path(Path(error.filename)),
                how=cure(Path(error.filename)),
            )
        ) from error
    if lost := missing_assets(FONTS):
        print(other_face_words(lost), file=sys.stderr)
    try:
        write_whole(path, content)
    except OSError as error:
        raise WrongUseError(f"--out {options.out}: {reason_of(error)}") from error
    return path


def _report(brief: Brief, options, path: Path) -> None:
    if options.json:
        report = {
            "language": current(),
            "format": options.format,
            "layout": brief.layout,
            "size": brief.look.size,
            "filters": brief.filters,
            "alt": brief.alt,
            "paste": brief.paste,
            **table_facts(brief.dataset),
            "title": brief.title,
            "out": str(path),
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        print(brief.paste)
        print(path)
