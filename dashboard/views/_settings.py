"""The settings of this server's office, read once for each state of their file."""

import streamlit as st

from dashboard.settings import Settings, SettingsError, read_settings, settings_path
from dashboard.table.fingerprint import saved_stamp
from dashboard.text.language import again, in_english


def settings_now() -> Settings:
    """Return the settings; the usual ones where the file cannot be used."""
    return _read()[0]


def settings_trouble() -> str:
    """Return why the settings cannot be used, blank where they can."""
    return again(_read()[1])


def _read() -> tuple[Settings, str]:
    path = settings_path()
    return _read_once(str(path or ""), saved_stamp(path) if path else (0, 0))


@st.cache_resource(show_spinner=False, max_entries=2)
def _read_once(path: str, saved: tuple[int, int]) -> tuple[Settings, str]:
    try:
        with in_english():  # kept for readers of any language
            return read_settings(settings_path()), ""
    except SettingsError as error:
        return Settings(), error.args[0]
