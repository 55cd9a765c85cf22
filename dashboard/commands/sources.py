"""The commands that look whether sources still answer, and have them archived."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dashboard.commands import online
from dashboard.commands.codes import FINE, PROBLEMS, WRONG_USE, WrongUseError
from dashboard.commands.progress import progress
from dashboard.editing.copies import record_copies
from dashboard.editing.folder import EditFolder, Refused, open_folder
from dashboard.table import read
from dashboard.table.reading import UnreadableTableError
from dashboard.table.transaction import SaveError
from dashboard.text.language import N_, gettext, ngettext

WORDS = {
    online.FINE: N_("{number} answer"),
    online.MOVED: N_("{number} have moved"),
    online.GONE: N_("{number} are gone"),
    online.REFUSED: N_("{number} let no program in, so look yourself"),
    online.SILENT: N_("{number} do not answer"),
}


def add_options(parser) -> None:
    """Add what to do with the sources, and whether to write what was found."""
    parser.set_defaults(command=run_sources)
    parser.add_argument(
        "what",
        choices=("check", "archive"),
        help=gettext(
            "check: which pages answer, and which have an archived copy; archive: ask "
            "the Internet Archive for a copy of those that have none"
        ),
    )
    parser.add_argument(
        "--id", action="append", metavar="ID", help=gettext("of this row only")
    )
    parser.add_argument(
        "--data", metavar="FILE", help=gettext("another table than ours")
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help=gettext("write the copies into sources.csv"),
    )
    parser.add_argument("--who", default="editor", help=gettext("a role or a handle"))
    parser.add_argument(
        "--json", action="store_true", help=gettext("print JSON, for programs")
    )


def run_sources(options) -> int:
    """Check or archive the pages of the sources. It needs a network."""
    folder = _folder(options)
    rows = [
        each
        for each in folder.source_rows
        if not options.id or each.incident_id in options.id
    ]
    if not rows:
        raise WrongUseError(
            gettext("no source has an address: sources.csv is needed for it")
        )
    pages = list(dict.fromkeys(each.url for each in rows if each.url))
    bare = [url for url in pages if url in {e.url for e in rows if not e.archive_url}]
    try:
        if options.what == "check":
            step = ngettext("Asking {count} page", "Asking {count} pages", len(pages))
            with progress(step):
                answers = online.check_pages(pages)
                copies = _found(bare, online.find_copy)
        else:
            answers, copies = [], _asked(bare, options.write)
    except online.NoNetworkError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    written = _write(options, folder.table, copies) if options.write else 0
    _print(options, answers, copies, bare, written)
    gone = any(each.kind == online.GONE for each in answers)
    return PROBLEMS if gone else FINE


def _folder(options) -> EditFolder:
    path = Path(options.data) if options.data else read.INCIDENTS
    try:
        return open_folder(path)
    except UnreadableTableError as error:
        raise WrongUseError(str(error)) from error


def _found(urls: Iterable[str], ask) -> dict[str, online.Copy]:
    """Return the copies that the archive has; a page it cannot tell of has none."""
    found = {}
    for url in urls:
        try:
            copy = ask(url)
        except online.TROUBLES:
            continue
        if copy.url:
            found[url] = copy
    return found


def _asked(urls: Sequence[str], write: bool) -> dict[str, online.Copy]:
    """Have pages archived, one after the other, as the archive wants it."""
    if not write or not urls:
        return {}
    copies: dict[str, online.Copy] = {}
    for number, url in enumerate(urls, 1):
        with progress(
            gettext("Archiving {number} of {all}", number=number, all=len(urls))
        ):
            copies |= _found([url], online.make_copy)
    if not copies:
        raise online.NoNetworkError(
            gettext(
                "No page could be archived: this needs a network that reaches the "
                "Internet Archive. Nothing was changed."
            )
        )
    return copies


def _write(options, table: Path, copies: dict[str, online.Copy]) -> int:
    pairs = {url: (copy.url, copy.day) for url, copy in copies.items()}
    try:
        saved = record_copies(table, pairs, datetime.now(UTC), options.who)
    except (Refused, SaveError) as error:
        raise WrongUseError(str(error)) from error
    return len(saved.changes) if saved else 0


def _copies_words(bare: int, copies: int, is_check: bool) -> str:
    if is_check:
        return ngettext(
            "{count} page without an archived copy in sources.csv; the archive has "
            "{copies} of them.",
            "{count} pages without an archived copy in sources.csv; the archive has "
            "{copies} of them.",
            bare,
            copies=copies,
        )
    return ngettext(
        "{copies} of {count} page archived.",
        "{copies} of {count} pages archived.",
        bare,
        copies=copies,
    )


def _print(
    options,
    answers: Sequence[online.Answer],
    copies: dict[str, online.Copy],
    bare: Sequence[str],
    written: int,
) -> None:
    if options.json:
        report = {
            "pages": [vars(each) for each in answers],
            "copies": {url: vars(copy) for url, copy in copies.items()},
            "without_copy": [url for url in bare if url not in copies],
            "written": written,
        }
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for each in answers:
        if each.kind != online.FINE:
            more = each.moved_to or each.why
            print(f"{gettext(each.kind)}: {each.url}" + (f" ({more})" if more else ""))
    counts = Counter(each.kind for each in answers)
    if counts:
        kinds = [kind for kind in WORDS if counts[kind]]
        found = [gettext(WORDS[kind], number=counts[kind]) for kind in kinds]
        pages = ngettext("{count} page", "{count} pages", len(answers))
        print(f"{pages}: {', '.join(found)}.")
    print(_copies_words(len(bare), len(copies), options.what == "check"))
    if options.write:
        words = ngettext(
            "Written: {count} entry of sources.csv.",
            "Written: {count} entries of sources.csv.",
            written,
        )
        print(words)
    elif bare:
        print(
            gettext("Nothing was written; --write writes the copies into sources.csv.")
        )
