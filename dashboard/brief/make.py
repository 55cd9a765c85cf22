"""Make a brief: from a selection and a few choices to everything that it says."""

from urllib.parse import urlencode

from dashboard.brief.layouts import (
    LAYOUTS,
    NEEDS,
    USUAL_LAYOUT,
    checked_layout,
    missing_for,
)
from dashboard.brief.model import (
    Brief,
    BriefError,
    Choices,
    as_of_words,
    checked_banner,
    checked_title,
)
from dashboard.dataset import Dataset
from dashboard.selection.filters import FILTERS, to_query
from dashboard.selection.selected import Selected


def make_brief(
    dataset: Dataset,
    selection: dict,
    *,
    layout: str = USUAL_LAYOUT,
    title: str = "",
    banner: str = "",
    as_of: str = "",
    root: str = "",
    against: dict | None = None,
) -> Brief:
    """Return what a brief of a selection says.

    ``title`` stands for the neutral one; ``banner`` is free text or a TLP label;
    ``as_of`` an ISO time of making, blank for none; ``root`` the address of the
    dashboard, in front of the link; ``against`` the other selection of layout
    *compare*. Raises :class:`BriefError` for what is not allowed.
    """
    checked_layout(layout)
    if need := missing_for(layout, selection, against):
        raise BriefError(f"layout '{layout}': {NEEDS[need]}")
    choices = Choices(
        layout,
        checked_title(title),
        checked_banner(banner),
        as_of_words(as_of),
        _link(selection, against, layout, root),
        None if against is None else Selected(dataset, against),
    )
    return LAYOUTS[layout].make(Selected(dataset, selection), choices)


def _link(selection: dict, against: dict | None, layout: str, root: str) -> str:
    if layout == "compare":
        query = urlencode(_pair_query(selection, against))
        return f"{root.rstrip('/')}/compare?{query}"
    page = "region" if layout == "region" else ""
    return f"{root.rstrip('/')}/{page}?{urlencode(to_query(selection))}".rstrip("?")


def _pair_query(left: dict, right: dict) -> list[tuple[str, str]]:
    """Return the parameters of page Compare: what differs begins with ``b_``."""
    differs = [key for key in FILTERS if left.get(key) != right.get(key)]
    others = to_query({key: right[key] for key in differs if key in right}, opening={})
    others += [(key, "") for key in differs if key not in right]
    return to_query(left) + [(f"b_{key}", value) for key, value in others]
