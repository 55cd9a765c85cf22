"""The command that shows what is kept of opened tables, and removes it."""

import json

from dashboard.commands.codes import FINE, WrongUseError
from dashboard.store.shelf import MEGABYTE, clear_store, kept_files, most_bytes
from dashboard.store.shelf import store_folder as folder_of_store
from dashboard.text.language import decimal, gettext, ngettext
from dashboard.text.machine import reason_of


def add_options(parser) -> None:
    """Add what to do with the files, and JSON."""
    parser.set_defaults(command=run_cache)
    parser.add_argument(
        "what",
        nargs="?",
        default="show",
        choices=["show", "clear"],
        metavar="WHAT",
        help=gettext("show, if not given, or clear"),
    )
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def run_cache(options) -> int:
    """Print where the store is, how many files it has and how large they are."""
    cleared = options.what == "clear"
    try:
        number, size = clear_store() if cleared else _sizes()
    except OSError as error:
        raise WrongUseError(f"{error.filename}: {reason_of(error)}") from error
    found = {
        "folder": str(folder_of_store()),
        "files": number,
        "bytes": size,
        "most_bytes": most_bytes(),
        "cleared": cleared,
    }
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return FINE
    megabytes = decimal(size / MEGABYTE, 1)
    if cleared:
        words = ngettext(
            "removed {count} file, {megabytes} MB",
            "removed {count} files, {megabytes} MB",
            number,
            megabytes=megabytes,
        )
    else:
        words = ngettext(
            "{count} file, {megabytes} MB; at most {most} MB are kept",
            "{count} files, {megabytes} MB; at most {most} MB are kept",
            number,
            megabytes=megabytes,
            most=decimal(most_bytes() / MEGABYTE, 0),
        )
    print(words)
    print(folder_of_store())
    return FINE


def _sizes() -> tuple[int, int]:
    files = kept_files()
    return len(files), sum(size for _, size in files)
