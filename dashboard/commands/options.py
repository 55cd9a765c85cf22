"""What all commands share: the selection of the options, and notices."""

from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

import pandas as pd

from dashboard.combined import combine
from dashboard.commands.codes import FINE, PROBLEMS, WrongUseError
from dashboard.commands.opening import find_sources
from dashboard.commands.progress import progress
from dashboard.dataset import Dataset
from dashboard.figures.caveats import caveats, is_whole
from dashboard.geo.regions import Regions
from dashboard.in_language import in_language
from dashboard.selection.filters import FILTERS, link_keys, parse_selection
from dashboard.settings import Settings, SettingsError, read_settings, settings_path
from dashboard.store.kept import open_kept_dataset, open_kept_table
from dashboard.table.dictionary import Dictionary, read_dictionary
from dashboard.table.translated import in_language as described
from dashboard.text.language import gettext, in_english, message_of, ngettext

SHOWN_PROBLEMS = 20
"""Problems that a command lists; ``validate`` lists them all."""


class Asked(Protocol):
    """What the options of a selection are understood by: a data set, or part of it."""

    @property
    def incidents(self) -> pd.DataFrame:
        """Located rows with the columns that a filter lets choose from."""

    @property
    def dictionary(self) -> Dictionary:
        """Columns and codes."""

    @property
    def regions(self) -> Regions:
        """The layers."""


def today() -> date:
    """Return the day on which a command runs, the same all over the world."""
    return datetime.now(UTC).date()


def open_data(options: Namespace) -> Dataset:
    """Open the tables that the options name, side by side, else our own.

    Raises WrongUseError and :data:`dashboard.dataset.STOPS`.
    """
    return in_language(_open(options).on_day(today()))


def _open(options: Namespace) -> Dataset:
    sources = find_sources(options)
    if not sources and not getattr(options, "add_up", False):
        # In English, as it is kept for readers of any language.
        with progress(gettext("Reading the table")), in_english():
            return open_kept_dataset()
    opened = []
    for source in sources:
        step = gettext("Reading {file}", file=source.name)
        with progress(step), in_english():
            opened.append(open_kept_table(source))
    add_up = getattr(options, "add_up", False)
    if add_up and len(opened) < 2:
        raise WrongUseError(gettext("--add-up: needs --data with two tables or more"))
    with in_english():
        return combine(opened, add_up)


def settings_of_options(options: Namespace) -> Settings:
    """Return the settings of ``--settings``, else of the environment or the checkout.

    Raises WrongUseError, which names the line.
    """
    given = getattr(options, "settings", "")
    try:
        return read_settings(Path(given) if given else settings_path())
    except SettingsError as error:
        raise WrongUseError(message_of(error)) from error


def selection_of_options(options, dataset: Asked) -> dict:
    """Return the selection of the options. Raises WrongUseError for a wrong one."""
    texts = {key: getattr(options, key, None) or [] for key in link_keys()}
    for kind in FILTERS.values():
        for parameter in kind.parameters:
            if texts[parameter.key] and not texts[kind.key]:
                raise WrongUseError(
                    gettext(
                        "{option}: needs {other}",
                        option=option_name(parameter.key),
                        other=option_name(kind.key),
                    )
                )
    selection, wrong = parse_selection(
        texts, dataset.incidents, dataset.dictionary, dataset.regions
    )
    if wrong:
        raise WrongUseError("; ".join(wrong))
    return selection


def option_name(key: str) -> str:
    """Return what a command calls a filter or one of its parameters."""
    return f"--{key.replace('_', '-')}"


def add_filters(parser, without: tuple = ()) -> None:
    """Add one option for each filter, as the pages have one widget for each.

    ``without`` are the keys of filters and parameters that the command sets itself.
    """
    group = parser.add_argument_group(
        gettext("filters"),
        gettext("an option may be given again to allow several values"),
    )
    dictionary = _dictionary_of(parser)
    options = {key: kind.option_help(dictionary) for key, kind in FILTERS.items()}
    options |= {
        parameter.key: (parameter.metavar, parameter.help)
        for kind in FILTERS.values()
        for parameter in kind.parameters
    }
    for key, (metavar, words) in options.items():
        if key not in without:
            group.add_argument(
                option_name(key),
                dest=key,
                action="append",
                metavar=metavar,
                help=gettext(words).replace("%", "%%"),
            )


def _dictionary_of(parser) -> Dictionary:
    """Return the dictionary whose codes the help names: that of ``--data``, or ours.

    Only the help prints them, so another table is opened for the help alone.
    """
    words = parser.arguments
    if {"-h", "--help"} & {*words}:
        options, _ = parser.table_options.parse_known_args(words)
        if options.data:
            return open_data(options).dictionary
    return described(read_dictionary())


def notices_of(dataset: Dataset) -> list[str]:
    """Return what is missing from a data set, in words, for the error stream."""
    listed = [str(each) for each in dataset.problems[:SHOWN_PROBLEMS]]
    if more := len(dataset.problems) - len(listed):
        listed.append(
            ngettext(
                "and {count} other problem: see `validate FILE`",
                "and {count} other problems: see `validate FILE`",
                more,
            )
        )
    return [*caveats(dataset), *listed, *dataset.notices]


def exit_code(dataset: Dataset) -> int:
    """Return PROBLEMS where something is missing from a data set, else FINE."""
    return FINE if is_whole(dataset) and not dataset.problems else PROBLEMS
