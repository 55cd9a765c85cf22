"""The data that all pages show, opened once for each state of the files."""

import streamlit as st

from dashboard import dataset as datasets
from dashboard.dataset import STOPS, Dataset
from dashboard.table.archive import keep_state
from dashboard.table.fingerprint import stamp


def read_data() -> tuple[Dataset | None, str]:
    """Return the dataset, or None and why there is none."""
    try:
        return _open(stamp(datasets.our_files())), ""
    except STOPS as error:
        return None, str(error)


@st.cache_resource(show_spinner="Reading the table and the regions …", max_entries=2)
def _open(saved: tuple) -> Dataset:
    """Open everything; ``saved`` changes when any file of the data set is saved."""
    opened = datasets.open_dataset()
    keep_state(datasets.our_files(), opened.state)
    return opened
