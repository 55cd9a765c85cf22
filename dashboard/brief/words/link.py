"""The link of a brief: it opens the page that shows the same brief again.

It holds the selection and its pin, the layout, the title, the banner, how the brief is
drawn and, of a pair, the second selection. The time of making is not in it.
"""

from dashboard.brief.words.layouts import USUAL_LAYOUT
from dashboard.brief.words.look import USUAL_LOOK, Look, look_query
from dashboard.brief.words.model import Choices
from dashboard.figures.since_link import pin_of
from dashboard.selection.link import (
    LANG,
    differing_keys,
    pinned_query,
    query_text,
    second_query,
)
from dashboard.selection.selected import Selected
from dashboard.text.language import SOURCE, current

PAGE = "brief"
"""The path of the page that shows briefs."""


def brief_link(selected: Selected, choices: Choices, root: str) -> str:
    """Return the address of a brief; ``root`` is that of the dashboard, or blank."""
    selection = selected.selection
    pin = pin_of(selected.rows, selected.dataset.fingerprint, selection)
    against = choices.second.selection if choices.second else None
    own = own_query(
        selection,
        choices.layout,
        choices.title,
        choices.banner,
        against=against,
        look=choices.look,
    )
    opening = selected.dataset.description.opening_filters
    names = selected.dataset.names_in_link
    spoken = [(LANG, current())] if current() != SOURCE else []
    query = query_text([*pinned_query(selection, pin, opening), *names, *own, *spoken])
    return f"{root.rstrip('/')}/{PAGE}?{query}"


def own_query(
    selection: dict,
    layout: str,
    title: str = "",
    banner: str = "",
    against: dict | None = None,
    look: Look = USUAL_LOOK,
) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a brief besides its selection, but for usual values."""
    usual = {"layout": USUAL_LAYOUT, "title": "", "banner": ""}
    own = {"layout": layout, "title": title, "banner": banner}
    query = tuple((key, text) for key, text in own.items() if text != usual[key])
    query = (*query, *look_query(look))
    if against is None:
        return query
    return (*query, *second_query(against, differing_keys(selection, against)))
