"""The command that writes the feed of changes; returns its exit code."""

import json
import sys
from pathlib import Path

from dashboard.commands.codes import FINE, WrongUseError
from dashboard.dataset import Dataset, open_dataset
from dashboard.exports.feed import to_feed
from dashboard.figures.history_words import entries_of
from dashboard.in_language import in_language
from dashboard.table import dictionary as descriptions
from dashboard.table import read
from dashboard.table.history import HISTORY_NAME, Change, read_history
from dashboard.table.write import write_whole
from dashboard.text.language import gettext
from dashboard.text.machine import reason_of


def add_options(parser) -> None:
    """Add where the feed goes and which address it names."""
    parser.set_defaults(command=run_feed)
    parser.add_argument(
        "--out", required=True, metavar="FILE", help=gettext("file to write")
    )
    parser.add_argument(
        "--root",
        default="",
        metavar="URL",
        help=gettext("address of the dashboard, to which the entries then link"),
    )
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def run_feed(options) -> int:
    """Write the changes of ``history.csv`` as an Atom feed; print where."""
    root = options.root.rstrip("/")
    if root and not root.startswith(("http://", "https://")):
        raise WrongUseError(
            gettext(
                "--root {address}: must begin with http:// or https://",
                address=options.root,
            )
        )
    path = Path(options.out)
    if not path.parent.is_dir():
        raise WrongUseError(
            gettext(
                "--out {path}: there is no folder {folder}",
                path=options.out,
                folder=path.parent,
            )
        )
    changes = read_history(read.INCIDENTS.with_name(HISTORY_NAME))
    try:
        write_whole(path, feed_of(in_language(open_dataset()), changes, root))
    except OSError as error:
        raise WrongUseError(f"--out {path}: {reason_of(error)}") from error
    entries = entries_of(changes)
    if options.json:
        print(json.dumps({"out": str(path), "entries": len(entries)}, indent=1))
    else:
        if not entries:
            print(
                gettext("No change is on record yet: the feed is empty."),
                file=sys.stderr,
            )
        print(path)
    return FINE


def feed_of(dataset: Dataset, changes: list[Change], root: str = "") -> bytes:
    """Return the feed of our own data set."""
    package = json.loads(descriptions.DATAPACKAGE.read_text(encoding="utf-8"))
    rows = dataset.incidents
    places = dict(zip(rows["incident_id"], rows["location"], strict=True))
    return to_feed(changes, places, dataset.dictionary, package["name"], root)
