"""Uploaded tables in another language than English: they stay in their session too."""

import pytest
import streamlit as st

from dashboard.text.language import speaking
from tests.test_app_data import (
    ONE,
    TWO,
    app,
    everything_cached,
    kept_apart,  # noqa: F401
    on,
    run,
    upload,
)


@pytest.fixture(autouse=True)
def nothing_kept():
    for each in (st.cache_data, st.cache_resource):
        each.clear()
    with speaking("es"):  # the tester asks widgets for their words in its own thread
        yield


def test_tables_uploaded_together_are_kept_for_no_other_session():
    other = TWO.replace("MADE", "FAKE")
    at = upload(on(app(lang="es"), "data"), ("harbour.csv", ONE), ("river.csv", other))
    assert "MADE-1" not in everything_cached()
    on(at, "map")
    assert "MADE-1" not in everything_cached()


@pytest.mark.full
def test_a_table_that_stays_open_beside_ours_is_kept_for_no_other_session():
    at = on(upload(on(app(lang="es"), "data"), ("harbour.csv", TWO)), "map")
    at.button(key="back_to_default").click()
    upload(on(run(at), "data"), ("river.csv", ONE.replace("MADE", "FAKE")))
    assert "MADE-1" not in everything_cached()
