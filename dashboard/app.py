"""The dashboard: ``python3 start.py``, or streamlit's own ``run dashboard/app.py``."""

import streamlit as st

from dashboard.views._asked import draw_asked
from dashboard.views._data import read_data
from dashboard.views._filters import draw_filters
from dashboard.views._history import draw_steps
from dashboard.views._link import read_link
from dashboard.views._open_strip import draw_open_strip
from dashboard.views._table_of_link import asked_for, begin_anew, read_table_of_link
from dashboard.views._upload import keep_uploads_in_memory

UNTITLED = "Reported incidents"
"""Title of the browser's tab where no data set could be read."""
DATA = "Data"
"""The page that opens tables."""


def main() -> None:
    """Draw the filters, which all pages share, and the page that was asked for."""
    keep_uploads_in_memory()
    read_table_of_link()
    asked = asked_for()
    dataset, _ = read_data() if asked is None else (None, "")
    begin_anew(dataset)
    title = dataset.dictionary.description.title if dataset else UNTITLED
    st.set_page_config(page_title=title, layout="wide")
    pages = [
        st.Page("views/map.py", title="Map", default=True),
        st.Page("views/region.py", title="Region"),
        st.Page("views/compare.py", title="Compare"),
        st.Page("views/brief.py", title="Brief"),
        st.Page("views/data.py", title=DATA),
        st.Page("views/changes.py", title="Changes"),
        st.Page("views/method.py", title="Method"),
    ]
    page = st.navigation(pages, position="hidden")
    with st.sidebar:
        for each in pages:
            st.page_link(each)
        if dataset is not None:
            read_link(dataset)
            steps = st.container()
            draw_filters(dataset)
            with steps:
                draw_steps(dataset)
    if asked is not None:
        draw_asked(asked)
    else:
        draw_open_strip(dataset, page.title == DATA)
    if asked is None or page.title == DATA:
        page.run()


main()
