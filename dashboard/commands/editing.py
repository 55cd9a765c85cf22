"""The commands that change a table: add, edit and undo; each returns its exit code."""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.commands.codes import FINE, WrongUseError
from dashboard.commands.edited import (
    print_draft,
    print_refused,
    print_saved,
    report_of,
)
from dashboard.editing.drafting import (
    draft_addition,
    draft_edit,
    with_warnings,
)
from dashboard.editing.folder import EditFolder, Refused, open_folder
from dashboard.editing.saving import save, undo_last
from dashboard.figures.edit_words import ON_LAND
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.phrase import position_of
from dashboard.geo.place_search import PlaceError
from dashboard.table import read
from dashboard.table.transaction import SaveError
from dashboard.text.language import gettext
from dashboard.text.machine import reason_of

FROM_PHRASE = ("latitude", "longitude", "radius_km", "geo_precision", "geo_note")
NEW_ROW = "new row"


def add_add_options(parser) -> None:
    """Add where a new row comes from, and who adds it."""
    parser.set_defaults(command=run_add)
    parser.add_argument("file", nargs="?", metavar="FILE.json", help=gettext("the row"))
    parser.add_argument(
        "--from",
        dest="row_file",
        metavar="FILE.json",
        help=gettext("the same as FILE.json"),
    )
    _add_values(parser)
    why = gettext("the reason; “{usual}” if not given", usual=NEW_ROW)
    _add_common(parser, why=why)


def add_edit_options(parser) -> None:
    """Add which row changes, in what, and why."""
    parser.set_defaults(command=run_edit)
    parser.add_argument("id", metavar="ID", help=gettext("the incident_id of the row"))
    _add_values(parser)
    parser.add_argument(
        "--private",
        action="append",
        default=[],
        metavar="NAME",
        help=gettext(
            "a private person's name that leaves the row: nothing keeps it, and the "
            "saves so far can no longer be undone"
        ),
    )
    _add_common(
        parser, why=gettext("the reason, which the history keeps"), required=True
    )


def add_undo_options(parser) -> None:
    """Add which table, and who takes its last save back."""
    parser.set_defaults(command=run_undo)
    _add_table(parser)


def _add_values(parser) -> None:
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help=gettext(
            "a cell; may be given several times, nothing behind = makes it blank"
        ),
    )
    parser.add_argument(
        "--at",
        metavar="WORDS",
        help=gettext(
            "the place in words, “80 NM south of Isla Beata”: fills {columns}",
            columns=", ".join(FROM_PHRASE),
        ),
    )


def _add_common(parser, why: str, required: bool = False) -> None:
    parser.add_argument("--why", required=required, metavar="TEXT", help=why)
    parser.add_argument(
        "--source", default="", metavar="URL", help=gettext("where it is told")
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=gettext("show what would be saved; save nothing"),
    )
    _add_table(parser)


def _add_table(parser) -> None:
    parser.add_argument(
        "--data", metavar="FILE", help=gettext("a CSV in our columns; or ours")
    )
    parser.add_argument(
        "--who",
        default="editor",
        metavar="NAME",
        help=gettext("a role or handle; editor"),
    )
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def run_add(options) -> int:
    """Add one row, with the next id where none is given."""
    values, sources = _row_of(options)
    options.why = options.why or NEW_ROW
    return _run(options, lambda folder: draft_addition(folder, values, sources))


def run_edit(options) -> int:
    """Change cells of one row."""
    values, _ = _row_of(options)
    return _run(options, lambda folder: draft_edit(folder, options.id, values))


def run_undo(options) -> int:
    """Take the last save back."""
    try:
        saved = undo_last(_folder(options), datetime.now(UTC), options.who)
    except (Refused, SaveError) as error:
        return print_refused(error, options.json)
    print_saved(saved, options.json, {})
    return FINE


def _run(options, make) -> int:
    try:
        folder = _folder(options)
        draft = with_warnings(folder, make(folder))
        if options.dry_run and not draft.findings:
            return print_draft(draft, options.json)
        saved = save(
            folder,
            draft,
            datetime.now(UTC),
            options.who,
            options.why,
            options.source,
            getattr(options, "private", ()),
        )
    except (Refused, SaveError) as error:
        return print_refused(error, options.json)
    print_saved(saved, options.json, report_of(draft))
    return FINE


def _folder(options) -> EditFolder:
    return open_folder(Path(options.data or read.INCIDENTS))


def _row_of(options) -> tuple[dict[str, str], list[Mapping[str, str]]]:
    """Return values and sources from the file, the words of a place, and ``--set``."""
    given: dict[str, Any] = {}
    files = [getattr(options, name, None) for name in ("file", "row_file")]
    if all(files):
        raise WrongUseError(
            gettext("give the row as FILE.json or with --from, not both")
        )
    if path := next(filter(None, files), None):
        given = _read_row(path)
    sources = given.pop("sources") if isinstance(given.get("sources"), list) else []
    values = {name: _text(name, value) for name, value in given.items()}
    if options.at:
        values |= _position(options.at)
    for pair in options.set:
        name, sign, value = pair.partition("=")
        if not sign:
            raise WrongUseError(
                gettext("--set {pair}: must be COLUMN=VALUE", pair=pair)
            )
        values[name.strip()] = value
    if not values and not sources:
        raise WrongUseError(
            gettext("no value is given: use --set COLUMN=VALUE, or --at")
        )
    for each in sources:
        if not isinstance(each, dict):
            raise WrongUseError(
                gettext("sources: must be a list of objects, or a text")
            )
    return values, [{k: _text(k, v) for k, v in each.items()} for each in sources]


def _read_row(path: str) -> dict[str, Any]:
    try:
        row = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongUseError(f"{path}: {reason_of(error)}") from error
    except (ValueError, RecursionError) as error:
        raise WrongUseError(
            gettext("{file}: is no JSON ({why})", file=path, why=error)
        ) from error
    if not isinstance(row, dict):
        raise WrongUseError(
            gettext("{file}: must be one object, column to value", file=path)
        )
    return row


def _text(name: str, value: Any) -> str:
    """Return a value of JSON as the text of a cell; null is blank, 0 is 0."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise WrongUseError(
            gettext("{name}: must be a text, a number or null", name=name)
        )
    return str(value)


def _position(words: str) -> dict[str, str]:
    try:
        position = position_of(words, regions_for_table())
    except PlaceError as error:
        raise WrongUseError(f"--at: {error}") from error
    if position.on_land:
        print(f"--at: {gettext(ON_LAND)}", file=sys.stderr)
    return {name: str(getattr(position, name)) for name in FROM_PHRASE}
