"""The Brief page: one page about the selection, seen before it is taken away."""

from datetime import UTC, datetime

import streamlit as st

from dashboard.brief.files.formats import BRIEF_FORMATS, VECTOR, brief_name, to_file
from dashboard.brief.words.layouts import (
    LAYOUTS,
    REGION,
    SECOND_SELECTION,
    USUAL_LAYOUT,
    checked_layout,
    missing_for,
)
from dashboard.brief.words.link import PAGE, own_query
from dashboard.brief.words.look import look_of
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.model import (
    MAX_TITLE,
    Brief,
    BriefError,
    checked_banner,
    checked_title,
)
from dashboard.dataset import Dataset
from dashboard.figures.page_words import ignored_link, settings_not_used
from dashboard.selection.filters import to_query
from dashboard.text.banner import TLP
from dashboard.text.language import N_, gettext, message_of, pgettext
from dashboard.views._brief_look import draw_rest, draw_size, look_checks, seed_choices
from dashboard.views._data import read_data
from dashboard.views._deferred import Made
from dashboard.views._filters import other_selection, selection_of_widgets
from dashboard.views._heading import draw_heading
from dashboard.views._kept import kept
from dashboard.views._link import BRIEF, address_of, read_link, write_link
from dashboard.views._settings import settings_now, settings_trouble
from dashboard.views._state import BRIEF_LINKED, WRONG_FOR_BRIEF, incident_id
from dashboard.views._words import plain

PICTURE = "picture"
"""The view that is nothing but the picture, for a screenshot."""
ASKS = {
    REGION: N_("Choose a region in the filters: this layout is about one region."),
    SECOND_SELECTION: N_(
        "This layout sets two selections side by side: choose what differs on the "
        "page Compare first, then come back."
    ),
}
"""What to do where a layout needs more than the selection, said by ``gettext``."""
ALONE = """<style>
[data-testid="stHeader"], .st-key-front, .st-key-filters,
[data-testid="stElementToolbar"], [data-testid="stAlert"] { display: none }
[data-testid="stMainBlockContainer"] { padding: 0; max-width: none }
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0 }
[data-testid="stImage"] img { border-radius: 0 }
</style>"""


def show() -> None:
    """Draw the choices, the picture and what to take away, or the picture alone."""
    dataset, trouble = read_data()
    if dataset is None:
        draw_heading(gettext("One page to hand on"), dataset)
        st.error(plain(trouble), icon=":material/error:")
        return
    notices, linked = (
        [*read_link(dataset), *_read_own()],
        st.session_state[BRIEF_LINKED],
    )
    selection = selection_of_widgets()
    if linked["view"] == PICTURE:
        _show_alone(dataset, selection, linked)
        return
    draw_heading(gettext("One page to hand on"), dataset)
    for notice in notices:
        st.warning(plain(ignored_link(notice)))
    if trouble := settings_trouble():
        st.warning(plain(settings_not_used(trouble)))
    own = _draw_choices(linked)
    write_link(dataset, selection, incident_id(), _own_query(selection, own))
    brief = _brief(dataset, selection, own)
    if brief is not None and (picture := _show_picture(brief)):
        _draw_take_away(brief, picture)


def _read_own() -> list[str]:
    """Read this page's part of the link, once; return what was wrong in it."""
    if BRIEF_LINKED in st.session_state:
        return st.session_state[WRONG_FOR_BRIEF]
    checks = {
        "layout": _checked_layout,
        "title": checked_title,
        "banner": checked_banner,
        "view": _checked_view,
        **look_checks(),
    }
    own, wrong = {}, []
    for key in BRIEF:
        own[key] = ""
        try:
            own[key] = checks[key](st.query_params.get(key, ""))
        except BriefError as error:
            wrong.append(message_of(error))
    own["layout"] = own["layout"] or USUAL_LAYOUT
    st.session_state[BRIEF_LINKED], st.session_state[WRONG_FOR_BRIEF] = own, wrong
    return wrong


def _checked_layout(text: str) -> str:
    return checked_layout(text) if text else ""


def _checked_view(text: str) -> str:
    if text not in ("", PICTURE):
        raise BriefError(
            gettext(
                "view '{view}': must be {allowed}, or left out",
                view=text,
                allowed=PICTURE,
            )
        )
    return text


def _draw_choices(linked: dict) -> dict:
    """Draw layout, title and banner; return what they hold."""
    layouts, banners = list(LAYOUTS), list(TLP)
    usual = linked["banner"] or settings_now().banner
    if usual and usual not in banners:
        banners.append(usual)
    seed_choices({**linked, "banner": usual})
    left, next_left, middle, right = st.columns([1.1, 1.1, 2, 1.1], gap="small")
    layout = left.selectbox(
        gettext("Layout"),
        layouts,
        format_func=_layout_words,
        key="brief_layout",
    )
    with next_left:
        size = draw_size()
    title = middle.text_input(
        pgettext("of a brief", "Title"),
        max_chars=MAX_TITLE,
        placeholder=gettext("The usual, neutral one"),
        key="brief_title",
    )
    banner = right.selectbox(
        gettext("Handling banner"),
        banners,
        index=None,
        accept_new_options=True,
        placeholder=gettext("None; choose or type"),
        key="brief_banner",
    )
    own = {"layout": layout, "title": title.strip(), "banner": banner or ""}
    return {**own, "size": size, **draw_rest(layout)}


def _layout_words(code: str) -> str:
    words = gettext(LAYOUTS[code].label)
    return f"{words[:1].upper()}{words[1:]}"


def _own_query(selection: dict, own: dict) -> tuple[tuple[str, str], ...]:
    """Return this page's parameters; what is usual is left out."""
    words = {key: own[key] for key in ("layout", "title", "banner")}
    return own_query(selection, **words, against=_against(own), look=look_of(own))


def _against(own: dict) -> dict | None:
    """Return the right side of page Compare, where the layout is about two."""
    right = (
        other_selection() if LAYOUTS[own["layout"]].needs == SECOND_SELECTION else None
    )
    return right and right[0]


def _brief(dataset: Dataset, selection: dict, own: dict) -> Brief | None:
    """Return the brief, or None and say what is missing for it."""
    against = _against(own)
    if need := missing_for(own["layout"], selection, against):
        st.info(gettext(ASKS[need]))
        return None
    try:
        return make_brief(
            dataset,
            selection,
            layout=own["layout"],
            title=own["title"],
            banner=own["banner"],
            as_of=f"{datetime.now(UTC):%Y-%m-%d}",  # the same picture all day
            root=address_of([], PAGE, opens="").rstrip("/"),
            against=against,
            look=look_of(own),
            settings=settings_now(),
        )
    except BriefError as error:
        st.warning(plain(message_of(error)))
        return None


def _show_picture(brief: Brief) -> bytes:
    """Show the picture and return it; say why where it cannot be drawn."""
    query = tuple(to_query(brief.selection, opening={}))
    said = (brief.layout, brief.title, brief.banner, brief.look)
    try:
        picture = _png(
            (brief.dataset.fingerprint, query, *said), (brief.as_of, brief.link), brief
        )
    except BriefError as error:  # a page that the table has not
        st.warning(plain(message_of(error)))
        return b""
    with st.container(key="brief_picture"):
        # without a width Streamlit makes the picture smaller: blurred letters
        st.image(picture, width=brief.look.sheet.width, alt=brief.alt)
    return picture


@kept(st.cache_data, max_entries=16, show_spinner=N_("Drawing the picture …"))
def _png(asked: tuple, stamp: tuple, _brief: Brief) -> bytes:
    """Return the picture; ``asked`` and ``stamp`` hold all that tells two apart."""
    return to_file(_brief, "png")


def _show_alone(dataset: Dataset, selection: dict, own: dict) -> None:
    st.html(ALONE)
    write_link(dataset, selection, "", (*_own_query(selection, own), ("view", PICTURE)))
    brief = _brief(dataset, selection, own)
    if brief is not None:
        _show_picture(brief)


def _draw_take_away(brief: Brief, picture: bytes) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        format = st.selectbox(
            gettext("Format"),
            list(BRIEF_FORMATS),
            format_func=lambda key: gettext(BRIEF_FORMATS[key].label),
            key="brief_format",
            width=360,
        )
        outlines = format == VECTOR and st.checkbox(
            gettext("Letters as shapes"),
            key="brief_outlines",
            help=gettext(
                "For programs that lack the font. Else the letters can be edited."
            ),
        )
        st.download_button(
            gettext(
                "Download {format}", format=BRIEF_FORMATS[format].extension.upper()
            ),
            data=picture
            if format == "png"
            else Made(lambda: to_file(brief, format, outlines), "a brief"),
            file_name=brief_name(brief, format, outlines),
            mime=BRIEF_FORMATS[format].mime,
            on_click="ignore",
            type="primary",
        )
        st.link_button(gettext("Picture alone"), f"{brief.link}&view={PICTURE}")
    st.markdown(gettext("**Text to paste**"))
    st.code(brief.paste, language=None, wrap_lines=True)
    st.markdown(gettext("**Text for those who cannot see the picture**"))
    st.code(brief.alt, language=None, wrap_lines=True)


show()
