"""Downloads of an empty table to fill in."""

import streamlit as st

from dashboard.exports.template import NAME, template_csv, template_xlsx
from dashboard.figures.data_page_words import TEMPLATE
from dashboard.text.language import gettext, in_this_language


def draw_templates() -> None:
    """Draw the downloads of the empty template, as CSV and as a workbook."""
    st.caption(gettext(TEMPLATE))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "CSV",
            data=in_this_language(template_csv),
            file_name=f"{NAME}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Excel",
            data=in_this_language(template_xlsx),
            file_name=f"{NAME}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            icon=":material/download:",
        )
