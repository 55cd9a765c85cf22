"""Which table a command reads: our own, or those that ``--data`` names.

Nothing is opened here: ``run`` only hands the names on, and must not wait.
"""

from argparse import Namespace
from pathlib import Path

from dashboard.commands.codes import WrongUseError
from dashboard.openers.opened import TableSource
from dashboard.sources_of_run import VARIABLE, sources_of_run, to_variable
from dashboard.text.language import N_, gettext

DATA_HELP = N_(
    "another table of incidents, any format that can be opened; ours if not given"
)


def add_data(parser, several: bool = True, importer_names: tuple = ()) -> None:
    """Add ``--data`` and how to read it.

    ``several`` is False where a positional argument may follow: it would be taken for
    one more file. ``parser.table_options`` gets the same, to be parsed alone. The
    format is ``--importer``; ``--from``, as ``import`` has it, is a date where there
    are filters, so it is one of ``importer_names`` only where there are none.
    """
    if not importer_names:  # run has no totals
        _add_add_up(parser)
    for each in (parser.add_argument_group(gettext("the table")), parser.table_options):
        each.add_argument(
            "--data",
            metavar="FILE",
            action="extend",
            nargs="+" if several else 1,
            help=gettext(DATA_HELP),
        )
        add_reading(each, *importer_names)


def _add_add_up(parser) -> None:
    parser.add_argument(
        "--add-up",
        action="store_true",
        help=gettext(
            "add up counts and tolls of several tables, which every output then says; "
            "without it they stand for each table"
        ),
    )


def add_reading(parser, *names: str) -> None:
    """Add how a table is read; ``names`` are further names of ``--importer``."""
    parser.add_argument(
        "--importer",
        *names,
        default="auto",
        metavar="FORMAT",
        help=gettext(
            "what the table is, such as ucdp or table; auto, by its columns, if not "
            "given"
        ),
    )
    parser.add_argument(
        "--mapping",
        default="",
        metavar="JSON",
        help=gettext("a saved mapping of its columns"),
    )
    parser.add_argument(
        "--sheet",
        default="",
        metavar="NAME",
        help=gettext("its sheet or layer; the first"),
    )


def find_sources(options: Namespace, folders: bool = False) -> list[TableSource]:
    """Return the tables that the options name, each of them a file that is there.

    With ``folders`` one may be a folder of files. Raises WrongUseError where one is
    not, or where an option says how to read a table and none is named.
    """
    return sources_of_run({VARIABLE: data_variable(options, folders)})


def data_variable(options: Namespace, folders: bool = False) -> str:
    """Return the tables of the options as the server gets them, blank for none.

    A path is taken from ``options.folder`` where there is one, else from where the
    command is called. Raises WrongUseError.
    """
    files = options.data or []
    if not files:
        for name, usual in (("importer", "auto"), ("mapping", ""), ("sheet", "")):
            if getattr(options, name) != usual:
                raise WrongUseError(
                    gettext("{option}: needs --data FILE", option=f"--{name}")
                )
        return ""
    folder = Path(getattr(options, "folder", "") or ".")
    mapping = _there(folder, options.mapping, "mapping") if options.mapping else None
    paths = [_there(folder, name, "data", folders) for name in files]
    return to_variable(paths, options.sheet, options.importer, mapping)


def _there(folder: Path, name: str, option: str, folders: bool = False) -> Path:
    path = folder / Path(name).expanduser()
    if not path.exists():
        raise WrongUseError(
            gettext("{option}: there is no such file", option=f"--{option} {name}")
        )
    if path.is_dir() and not folders and option == "data":
        raise WrongUseError(
            gettext(
                "{option}: is a folder, and this opens files. Several files can be "
                "named, to show them side by side; `import {name} --out FILE` makes "
                "one of a folder, and says which rows it leaves out",
                option=f"--{option} {name}",
                name=name,
            )
        )
    if path.is_dir() and not folders:
        raise WrongUseError(
            gettext("{option}: is a folder, not a file", option=f"--{option} {name}")
        )
    return path
