"""The data that all pages show, opened once for each state of the files."""

import streamlit as st

from dashboard import dataset as datasets
from dashboard.dataset import STOPS, Dataset
from dashboard.table import read
from dashboard.table.archive import keep_table


def read_data() -> tuple[Dataset | None, str]:
    """Return the dataset, or None and why there is none."""
    try:
        return _open(_stamp()), ""
    except STOPS as error:
        return None, str(error)


@st.cache_resource(show_spinner="Reading the table and the regions …", max_entries=2)
def _open(stamp: tuple) -> Dataset:
    """Open everything; ``stamp`` tells one state of the table from another."""
    opened = datasets.open_dataset()
    keep_table(read.INCIDENTS)
    return opened


def _stamp() -> tuple:
    """Return what changes when the table is saved again or is another."""
    try:
        found = read.INCIDENTS.stat()
    except OSError:
        return ()
    return (str(read.INCIDENTS), found.st_mtime_ns, found.st_size)
