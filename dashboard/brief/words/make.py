"""Make a brief from a selection and a few choices."""

from dataclasses import replace

from dashboard.brief.words.again import again_words, brief_command
from dashboard.brief.words.layouts import (
    LAYOUTS,
    NEEDS,
    SECOND_SELECTION,
    USUAL_LAYOUT,
    checked_layout,
    missing_for,
)
from dashboard.brief.words.link import brief_link
from dashboard.brief.words.look import USUAL_LOOK, Look, missing_for_window
from dashboard.brief.words.model import (
    Brief,
    BriefError,
    Choices,
    as_of_words,
    checked_banner,
    checked_title,
    day_of,
)
from dashboard.dataset import Dataset
from dashboard.selection.selected import Selected
from dashboard.settings import USUAL, Settings
from dashboard.text.language import gettext


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
    look: Look = USUAL_LOOK,
    settings: Settings = USUAL,
) -> Brief:
    """Return what a brief of a selection says.

    ``title`` replaces the usual one; ``banner`` is free text or a TLP label;
    ``as_of`` an ISO time of making, blank for none; ``root`` the address of the
    dashboard, in front of the link; ``against`` the other selection of layout
    *compare*; ``look`` how it is drawn; ``settings`` those of the office. Raises
    :class:`BriefError` for what is not allowed.
    """
    checked_layout(layout)
    if need := missing_for(layout, selection, against):
        raise BriefError(
            gettext("layout '{code}': {needs}", code=layout, needs=gettext(NEEDS[need]))
        )
    if need := missing_for_window(look, selection):
        raise BriefError(need)
    dataset = dataset.on_day(day_of(as_of))
    selected = Selected(dataset, selection)
    pair = LAYOUTS[layout].needs == SECOND_SELECTION
    choices = Choices(
        layout,
        checked_title(title),
        checked_banner(banner),
        as_of_words(as_of),
        second=Selected(dataset, against) if pair and against is not None else None,
        look=look,
        settings=settings,
    )
    choices = choices._replace(link=brief_link(selected, choices, root))
    command = brief_command(
        selected,
        layout=layout,
        title=choices.title,
        banner=choices.banner,
        as_of=as_of,
        second=choices.second,
        look=look,
        settings=settings,
    )
    again = again_words(choices.link, command, settings.public_address)
    made = LAYOUTS[layout].make(selected, choices)
    return replace(made, settings=settings, again=again)
