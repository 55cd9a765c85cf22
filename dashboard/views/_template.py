"""Downloads of an empty table to fill in."""

import streamlit as st

from dashboard.exports.template import NAME, template_csv, template_xlsx
from dashboard.figures.data_page_words import TEMPLATE
from dashboard.text.language import gettext
from dashboard.views._deferred import Made


def draw_templates() -> None:
    """Draw the downloads of the empty template, as CSV and as a workbook."""
    st.caption(gettext(TEMPLATE))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "CSV",
            data=Made(template_csv, "a template"),
            file_name=f"{NAME}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Excel",
            data=Made(template_xlsx, "a template"),
            file_name=f"{NAME}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            icon=":material/download:",
        )
