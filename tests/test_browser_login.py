"""Log in at a small provider: who comes in, who may edit, whom nothing lets in."""

import pytest

from dashboard.editing.leave import VARIABLE
from tests.browser import find_free_port, run_app, wait_until_still
from tests.oidc import CLIENT, SECRET, provider
from tests.test_browser import map_frame

pytestmark = pytest.mark.full

PEOPLE = {
    "Ana": {"email": "ana@example.org", "email_verified": True},
    "Ben": {"email": "ben@example.org", "email_verified": False, "groups": ["desk"]},
    "Stranger": {"email": "eve@example.com", "email_verified": True},
    "Pretender": {"email": "ana@example.org", "email_verified": False},
}
SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "made up for a test, and long enough"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
[roles]
editors = ["ana@example.org"]
readers = ["desk"]
claim = "groups"
"""


@pytest.fixture
def guarded(tmp_path, monkeypatch):
    """Yield the address of a dashboard with a login, and its provider."""
    monkeypatch.setenv(VARIABLE, "1")
    port, file = find_free_port(), tmp_path / "secrets.toml"
    with provider(PEOPLE) as server:
        words = {"client": CLIENT, "secret": SECRET, "provider": server.url}
        address = f"http://127.0.0.1:{port}/incidents"
        file.write_text(SECRETS.format(app=address, **words))
        options = ("--server.baseUrlPath", "incidents", "--secrets.files", str(file))
        with run_app(*options, name="login", port=port) as app:
            yield app, server


def log_in(context, app, name: str, path: str = "/"):
    """Open a page, press Log in and choose a person; return the page after it."""
    page = context.new_page()
    page.goto(app.url + path)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name=name).click()
    page.wait_for_url(f"{app.url}/**")
    return page


def test_a_reader_an_editor_and_a_stranger(guarded, browser):
    app, server = guarded
    seen = {}
    for name in PEOPLE:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = log_in(context, app, name, "/data")
        page.get_by_role("button", name="Log out").wait_for()
        wait_until_still(page)
        seen[name] = page.locator("body").inner_text()
        if name == "Ana":  # the way out, and nothing of it left
            page.get_by_role("button", name="Log out").click()
            page.get_by_role("button", name="Log in").wait_for()
            assert not [
                each for each in context.cookies() if each["name"] == "_streamlit_user"
            ]
        context.close()
    assert "(editor)" in seen["Ana"] and "Check" in seen["Ana"]
    assert "(reader)" in seen["Ben"] and "on the list of editors" in seen["Ben"]
    for name in ("Stranger", "Pretender"):
        assert "not on the list of those who may read" in seen[name]
        assert "rows" not in seen[name] and "Open tables" not in seen[name]


def test_the_link_that_was_opened_is_there_after_the_login(guarded, browser):
    app, _ = guarded
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = log_in(context, app, "Ana", "/?campaign=&id=CAR-2025-09-02-01")
    page.wait_for_url("**id=CAR-2025-09-02-01**")
    map_frame(page)
    page.locator(".incident-card").first.wait_for()
    context.close()


@pytest.mark.parametrize("spoiled", ["key", "audience", "nonce"])
def test_a_token_that_is_not_right_lets_nobody_in(guarded, browser, spoiled):
    app, server = guarded
    server.spoiled = spoiled
    context = browser.new_context()
    page = log_in(context, app, "Ana")
    page.get_by_role("button", name="Log in").wait_for()
    assert "killed" not in page.locator("body").inner_text()
    context.close()


def test_a_cookie_that_the_server_has_not_signed_lets_nobody_in(guarded, browser):
    app, _ = guarded
    context = browser.new_context()
    log_in(context, app, "Ana").get_by_role("button", name="Log out").wait_for()
    good = [each for each in context.cookies() if each["name"] == "_streamlit_user"][0]
    context.clear_cookies()
    middle = len(good["value"]) // 2
    other = "A" if good["value"][middle] != "A" else "B"
    value = good["value"][:middle] + other + good["value"][middle + 1 :]
    context.add_cookies([good | {"value": value}])
    page = context.new_page()
    page.goto(app.url)
    page.get_by_role("button", name="Log in").wait_for()
    context.close()
