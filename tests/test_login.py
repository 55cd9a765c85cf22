"""What a page shows before a login, and what shuts the dashboard."""

import pytest
import streamlit as st
from streamlit import config
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.views._login import ASKED, _say_once_if_open
from tests.oidc import CLIENT, SECRET

AUTH = {
    "redirect_uri": "http://127.0.0.1:8501/oauth2callback",
    "cookie_secret": "made up for a test, and long enough",
    "client_id": CLIENT,
    "client_secret": SECRET,
    "server_metadata_url": "http://127.0.0.1:1/.well-known/openid-configuration",
}


@pytest.fixture(autouse=True)
def nothing_asked_before():
    ASKED.clear()
    yield
    ASKED.clear()


def opened(secrets: dict) -> AppTest:
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    for key, value in secrets.items():
        at.secrets[key] = value
    at.run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    kinds = (at.error, at.warning, at.subheader, at.markdown, at.caption)
    return " ".join(each.value for kind in kinds for each in kind).replace("\\", "")


@pytest.mark.parametrize(
    ("secrets", "word"),
    [
        ({"auth": AUTH, "roles": {"readers": ["*"]}}, "for those who log in"),
        ({"auth": AUTH}, "[roles] is missing"),
        ({"auth": AUTH, "roles": {"readers": []}}, "names nobody"),
        ({"auth": AUTH, "roles": {"raeders": ["*"]}}, "no setting 'raeders'"),
        ({"roles": {"readers": ["*"]}}, "no [auth]"),
        ({"Auth": AUTH, "Roles": {"readers": ["*"]}}, "no [auth]"),
        ({"auth": "x", "roles": {"readers": ["*"]}}, "must be a table"),
        (
            {"auth": AUTH | {"cookie_secret": ""}, "roles": {"readers": ["*"]}},
            "cookie_secret",
        ),
    ],
)
def test_without_a_login_nothing_of_a_table_is_on_the_page(secrets, word):
    at = opened(secrets)
    words = said(at)
    assert word in words
    assert "killed" not in words and "strike" not in words
    assert not at.dataframe and not at.selectbox and not at.get("file_uploader")


def test_a_login_that_has_gone_shuts_the_dashboard():
    at = opened({"auth": AUTH, "roles": {"readers": ["*"]}})
    at.secrets = {}
    st.cache_resource.clear()  # which any browser may ask for
    at.run()
    assert "and is gone" in said(at) and "killed" not in said(at)


def test_a_file_that_cannot_be_read_shuts_and_its_path_is_for_the_terminal(
    tmp_path, capsys
):
    file, before = tmp_path / "secrets.toml", config.get_option("secrets.files")
    file.write_text("[auth\n")
    config.set_option("secrets.files", [str(file)])
    try:
        words = said(opened({}))
    finally:
        config.set_option("secrets.files", before)
    assert "no valid TOML" in words and str(tmp_path) not in words
    assert "killed" not in words
    assert str(file) in capsys.readouterr().err


def test_without_secrets_there_is_no_login():
    assert "killed" in said(opened({}))


@pytest.mark.parametrize(("address", "says"), [("0.0.0.0", True), ("localhost", False)])
def test_a_server_that_others_reach_says_that_it_has_no_login(address, says, capsys):
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    _say_once_if_open.clear()
    try:
        opened({})
    finally:
        config.set_option("server.address", before)
        _say_once_if_open.clear()
    assert (
        "listens on 0.0.0.0, and there is no login" in capsys.readouterr().err
    ) is says
