"""What all commands share: the selection of the options, and notices."""

from dashboard.commands.codes import WrongUseError
from dashboard.dataset import Dataset
from dashboard.selection.filters import FILTERS, parse_selection


def chosen(options, dataset: Dataset) -> dict:
    """Return the selection of the options. Raises WrongUseError for a wrong one."""
    texts = {
        key: getattr(options, key, None) or []
        for key in (*FILTERS, "relation", "within_nm")
    }
    lone = [key for key in ("relation", "within_nm") if texts[key]]
    if lone and not texts["region"]:
        raise WrongUseError(f"--{lone[0].replace('_', '-')}: needs --region")
    selection, wrong = parse_selection(
        texts, dataset.incidents, dataset.dictionary, dataset.regions
    )
    if wrong:
        raise WrongUseError("; ".join(wrong))
    return selection


def notices_of(dataset: Dataset) -> list[str]:
    """Return what is missing or set aside, in words, for the error stream."""
    rows = f"{dataset.set_aside} rows of incidents.csv have problems and are left out"
    aside = [rows, *map(str, dataset.problems)] if dataset.problems else []
    return [*aside, *dataset.notices]
