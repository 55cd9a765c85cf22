"""The dashboard: ``python3 start.py``, or streamlit's own ``run dashboard/app.py``."""

import streamlit as st

from dashboard.text.language import N_, gettext
from dashboard.views._asked import draw_asked
from dashboard.views._back import follow_history, watch_history
from dashboard.views._crash import caught, draw_not_done
from dashboard.views._data import read_data
from dashboard.views._deferred import keep_and_tell
from dashboard.views._filter_bar import draw_filter_bar
from dashboard.views._filters import keep_filters
from dashboard.views._front import keep_place_of_front
from dashboard.views._in_turn import RUNS, large_in_turn
from dashboard.views._languages import draw_languages
from dashboard.views._link import read_link
from dashboard.views._login import draw_who, let_in
from dashboard.views._map_first import draw_map_and_filters, take_map
from dashboard.views._open_strip import draw_open_strip
from dashboard.views._pages_now import NOW
from dashboard.views._style import draw_style
from dashboard.views._table_of_link import asked_for, begin_anew, read_table_of_link
from dashboard.views._tidy import keep_memory_small
from dashboard.views._upload import keep_uploads_in_memory
from dashboard.views._warm import warm_up

UNTITLED = N_("Reported incidents")
"""Title of the browser's tab where no data set could be read."""
DATA = "data"
"""The page that opens tables."""
MAP = "map"
WITH_FILTERS = (MAP, "region", "compare", "brief")
"""Pages that show a selection; the others show whole tables."""
PAGES = {
    MAP: N_("Map"),
    "region": N_("Region"),
    "compare": N_("Compare"),
    "brief": N_("Brief"),
    DATA: N_("Data"),
    "changes": N_("Changes"),
    "method": N_("Method"),
}
"""Each page by the name of its module and address, with its title."""


def main() -> None:
    """Let people in, draw the filters that all pages share, and the page asked for."""
    keep_uploads_in_memory()
    keep_and_tell()
    keep_memory_small()
    warm_up()
    if not let_in():
        st.set_page_config(page_title=gettext(UNTITLED))
        draw_languages()
        return
    read_table_of_link()
    asked = asked_for()
    dataset, _ = read_data() if asked is None else (None, "")
    begin_anew(dataset)
    title = dataset.dictionary.description.title if dataset else gettext(UNTITLED)
    st.set_page_config(page_title=title, layout="wide")
    draw_style()
    watch_history()
    pages = {
        st.Page(f"views/{name}.py", title=gettext(label), default=name == MAP): name
        for name, label in PAGES.items()
    }
    page = st.navigation([*pages], position="top")
    name = pages[page]
    with st.container(key="strip_place"):  # else all below would be mounted anew
        draw_not_done()
        if asked is None:
            draw_open_strip(dataset, name == DATA)
    keep_place_of_front()
    take_map()  # of a run that was broken off
    if dataset is not None:
        read_link(dataset)
        follow_history(dataset)
        if name == MAP:
            draw_map_and_filters(dataset)
        elif name in WITH_FILTERS:
            draw_filter_bar(dataset)
        else:
            keep_filters()
    if asked is not None:
        draw_asked(asked)
    if asked is None or name == DATA:
        page.run()
    draw_who()
    draw_languages()


with caught("page"), NOW.one_more(), RUNS.turn(), large_in_turn():
    main()
