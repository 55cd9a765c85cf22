"""What a page shows before a login, and what shuts the dashboard."""

import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.views._login import ASKED, _say_once_if_open
from tests.oidc import CLIENT, SECRET

APP = str(ROOT / "dashboard" / "app.py")
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
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in secrets.items():
        at.secrets[key] = value
    at.run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    kinds = (at.error, at.warning, at.subheader, at.markdown, at.caption)
    return " ".join(each.value for kind in kinds for each in kind).replace("\\", "")


def ways_in(at):
    """Return the buttons of a page but for the switch of language."""
    return [each for each in at.button if not str(each.key).startswith("language_")]


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
    assert "is gone" in said(at) and "killed" not in said(at)


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


@pytest.fixture
def secrets_file(tmp_path):
    """Give the path of the secrets of a server that runs, with a login in it."""
    file, before = tmp_path / "secrets.toml", config.get_option("secrets.files")
    file.write_text(FILE)
    config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    yield file
    config.set_option("secrets.files", before)
    secrets_singleton._reset()


FILE = (
    f'[auth]\nredirect_uri = "{AUTH["redirect_uri"]}"\n'
    f'cookie_secret = "{AUTH["cookie_secret"]}"\n'
    '[auth.one]\nclient_id = "x"\n[auth.two]\nclient_id = "y"\n'
    '[roles]\nreaders = ["*"]\n'
)
SPOILED = {
    "no TOML": (b"[auth\n", "no valid TOML"),
    "half written": (FILE[:-9].encode(), "no valid TOML"),
    "nested deeply": (b"a = " + b"[" * 100_000, "no valid TOML"),
    "no text": (b"\xff\xfe", "not UTF-8 text"),
    "a folder": (None, "cannot be read"),
    "nothing": (b"", "its [auth] is gone"),
    "no login": (b"[theme]\n", "its [auth] is gone"),
    "roles alone": (b'[roles]\nreaders = ["*"]\n', "no [auth]"),
    "nobody": (FILE.replace('"*"', "").encode(), "names nobody"),
}


@pytest.mark.parametrize(("content", "words"), SPOILED.values(), ids=SPOILED)
def test_secrets_that_are_spoiled_while_the_server_runs_shut_it(
    content, words, secrets_file
):
    """Streamlit's own watch of the file is not asked: it ends at the first of these."""
    assert "for those who log in" in said(opened_first(secrets_file))
    at = AppTest.from_file(APP, default_timeout=60)
    secrets_file.unlink()
    secrets_file.write_bytes(content) if content is not None else secrets_file.mkdir()
    at.run()
    assert words in said(at) and "killed" not in said(at) and not at.exception
    assert str(secrets_file) not in said(at)
    assert not ways_in(at)


def test_secrets_that_go_while_the_server_runs_shut_it_until_they_are_back(
    secrets_file,
):
    at = opened_first(secrets_file)
    secrets_file.unlink()
    at.run()
    assert "the file or its [auth] is gone" in said(at)
    secrets_file.write_text(FILE)
    at.run()
    assert "for those who log in" in said(at)


def opened_first(secrets_file) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert secrets_file.exists() and not at.exception
    return at


@pytest.mark.parametrize(
    ("auth", "labels"),
    [
        ({}, ["Log in"]),
        ({"one": {"client_id": "x"}}, ["Log in", "Log in: one"]),
        ({"client_id": None, "one": {"client_id": "x"}}, ["Log in: one"]),
        (
            {"client_id": None, "one": {"client_id": "x"}, "t*w*o": {"client_id": "y"}},
            ["Log in: one", "Log in: t*w*o"],
        ),
        ({"client_id": None, "one": {}, "two": 5}, ["Log in"]),
    ],
)
def test_each_provider_has_its_button(auth, labels):
    table = {key: value for key, value in (AUTH | auth).items() if value is not None}
    at = opened({"auth": table, "roles": {"readers": ["*"]}})
    assert [each.label.replace("\\", "") for each in ways_in(at)] == labels
    assert "killed" not in said(at)


def test_a_provider_that_lacks_its_settings_says_so():
    table = {**AUTH, "one": {"client_id": "x"}}
    at = opened({"auth": table, "roles": {"readers": ["*"]}})
    at.button[1].click().run()
    assert at.error and not at.exception and "killed" not in said(at)


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
