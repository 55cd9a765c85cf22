"""What all commands share: the selection of the options, and notices."""

from dashboard.commands.codes import WrongUseError
from dashboard.dataset import Dataset
from dashboard.selection.filters import FILTERS, link_keys, parse_selection
from dashboard.table.dictionary import read_dictionary


def selection_of_options(options, dataset: Dataset) -> dict:
    """Return the selection of the options. Raises WrongUseError for a wrong one."""
    texts = {key: getattr(options, key, None) or [] for key in link_keys()}
    for kind in FILTERS.values():
        for parameter in kind.parameters:
            if texts[parameter.key] and not texts[kind.key]:
                raise WrongUseError(
                    f"{option_name(parameter.key)}: needs {option_name(kind.key)}"
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
        "filters", "an option may be given again to allow several values"
    )
    dictionary = read_dictionary()
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
                help=words.replace("%", "%%"),
            )


def notices_of(dataset: Dataset) -> list[str]:
    """Return what is missing or set aside, in words, for the error stream."""
    rows = f"{dataset.set_aside} rows of incidents.csv have problems and are left out"
    aside = [rows, *map(str, dataset.problems)] if dataset.problems else []
    return [*aside, *dataset.notices]
