"""Fixtures for every test: the running app, and a browser that can reach only it.

    def test_the_map_draws(page_at, app_server):
        page = page_at(1280, 900, "/")          # a Playwright page, the app loaded
        frame = page.frame_locator("iframe").first

``page_at`` fails its test at the end if a page had an uncaught error, an error on its
console or asked another host for anything. A test that provokes one on purpose takes
``problems`` too and empties that list. Without Chromium these tests fail, they are
never skipped; ``-m "not browser"`` leaves them out.

With ``-n`` the tests run in several processes, each with an app and a browser of its
own. A module of quick tests stays whole, so its fixtures are made once; browser tests,
which come last, go one by one to whichever process is free.
"""

import gc
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pyogrio  # noqa: F401  here, as tests read and write what the program cannot
import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from dashboard.openers import layer_reading, open_file
from tests.browser import (
    FLAGS,
    NO_CHROMIUM,
    OUT,
    App,
    find_chromium,
    run_app,
    wait_until_still,
    watch,
)

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")  # the same examples in every run, kept in no folder
REPORT = pytest.StashKey[bool]()
SOURCES = Path(__file__).resolve().parents[1] / "geodata" / "sources"
collect_ignore = [] if SOURCES.is_dir() else ["test_geodata_rebuild.py"]
"""Rebuilding the layers needs the fetched sources, which an ordinary checkout lacks."""


ONE_BY_ONE = ("test_browser", "test_brief_standalone", "test_notebook", "test_bins")
"""How the names of modules begin whose tests several processes share out singly.

Every module with a test in a browser: kept whole, it would come before quick tests.
"""


def is_shared_out(nodeid: str) -> bool:
    """Return whether a test goes alone to a process, not with its module."""
    return Path(nodeid.split("::", 1)[0]).name.startswith(ONE_BY_ONE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know ``--all``, which runs the tests marked ``full`` too."""
    parser.addoption("--all", action="store_true", help="run the long tests too")


def pytest_configure() -> None:
    """Keep tables of tests out of the user's own cache, also those of servers.

    An error that no code foresaw is raised, else a test would take the words that stand
    for it for a page.

    Where Python is told to keep no compiled code, the processes of the tests keep it in
    the cache of the project: each server and command would compile all of it again.
    """
    os.environ["XDG_CACHE_HOME"] = str(OUT.parent / "home")
    os.environ["DASHBOARD_DEBUG"] = "1"
    for name in ("LC_ALL", "LC_MESSAGES"):  # commands speak the machine's language
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(OUT.parent / "compiled")


def pytest_collection_finish() -> None:
    """Let Python look for garbage among what the tests make alone: a twentieth less."""
    gc.collect()
    gc.freeze()


def pytest_report_header() -> list[str]:
    """Say what is left out, and how to have it."""
    if not collect_ignore:
        return []
    return ["left out: rebuilding the layers (fetch them: python -m geodata.build)"]


def mark_what_no_sample_takes(items: list[pytest.Item]) -> None:
    """Mark as ``full`` the variants of a test that its ``sample`` leaves to ``--all``.

    Those that stay lie evenly among the variants, the first and the last among them. A variant that is ``full`` by itself is none of them.
    """
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sample") and not item.get_closest_marker("full"):
            tests.setdefault(item.nodeid.split("[", 1)[0], []).append(item)
    for variants in tests.values():
        (wanted,) = variants[0].get_closest_marker("sample").args
        last = len(variants) - 1
        taken = {round(last * n / max(wanted - 1, 1)) for n in range(wanted)}
        for n, item in enumerate(variants):
            if n not in taken:
                item.add_marker("full")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave long tests out, mark what needs a browser and run it after quick tests.

    Last also because Playwright keeps an event loop in this thread once it has started.
    """
    if not config.getoption("--all"):
        mark_what_no_sample_takes(items)
        long = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.user_properties.append(("browser", "yes"))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Share the tests out among several processes, in the order that is set above."""
    from xdist.scheduler import LoadFileScheduling

    class QuickModulesThenBrowserTests(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if is_shared_out(nodeid) else super()._split_scope(nodeid)

    config.option.loadscopereorder = False
    return QuickModulesThenBrowserTests(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Let fixtures see at their end whether the test failed."""
    report = yield
    item.stash[REPORT] = item.stash.get(REPORT, False) or report.failed
    return report


@pytest.fixture(scope="session", autouse=True)
def components_are_looked_for_once() -> Iterator[None]:
    """Let each app of this process take what the first found among the packages.

    Streamlit reads the metadata of every installed package for each new runtime, and
    a test without a browser makes one each time; no package is installed meanwhile.
    """
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session")
def app_server() -> Iterator[App]:
    """The dashboard on a free port of this machine, for all tests together."""
    with run_app() as app:
        yield app


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests of this process."""
    chromium = find_chromium()
    if not chromium:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    from playwright.sync_api import sync_playwright  # half a second, only where needed

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def told() -> list[str]:
    """What went wrong in the pages of the test that runs, in words."""
    return []


@pytest.fixture
def problems(told: list[str]) -> list[str]:
    """What went wrong in the pages of this test, in words; it has to end empty."""
    told.clear()
    return told


@pytest.fixture(scope="session")
def tab(browser, told: list[str]) -> Callable:
    """A function that returns the one tab which tests use by turns, wiped.

    A new tab compiles several megabytes of scripts again; this one knows them, and has
    a page in half the time. Nothing of an earlier test is left in it: each page is
    loaded anew, cookies and storage are cleared.
    """
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    watch(context, told)
    pages = []

    def wiped():
        if not pages or pages[-1].is_closed():
            pages.append(context.new_page())
        page = pages[-1]
        page.unroute_all(behavior="ignoreErrors")
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
            page.goto("about:blank")
        context.clear_cookies()
        page.mouse.move(0, 0)
        return page

    return wiped


@pytest.fixture
def page_at(
    tab, browser, app_server: App, problems: list[str], request: pytest.FixtureRequest
) -> Iterator[Callable]:
    """A function ``page_at(width, height, path)`` that opens a page of the app.

    ``path`` starts with a slash and may carry a query; None leaves the page empty. The
    page is the shared tab, wiped: whatever was open in it is gone. With ``options`` it
    is one of a browser that nothing was ever opened in.
    """
    contexts, pages = [], []

    def open_page(width=1280, height=900, path: str | None = "/", **options):
        size = {"width": width, "height": height}
        if options:
            context = browser.new_context(viewport=size, locale="en-GB", **options)
            contexts.append(context)
            watch(context, problems)
            page = context.new_page()
        else:
            page = tab()
            page.set_viewport_size(size)
        pages.append(page)
        if path is not None:
            page.goto(app_server.url + path)
            wait_until_still(page)
        return page

    yield open_page
    if request.node.stash.get(REPORT, False) or problems:
        keep_screenshots(pages, request.node.name)
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)
    tab()  # leaves the page: nothing that it still does counts for the next test


def keep_screenshots(pages: list, test_name: str) -> None:
    """Keep a picture of every open page of a failed test."""
    name = re.sub(r"[^\w-]+", "-", test_name)
    for number, page in enumerate(pages, 1):
        if page.is_closed():
            continue
        page.screenshot(path=OUT / f"{name}-{number}.png")


@pytest.fixture(autouse=True)
def uploads_read_here(request, monkeypatch):
    """Read uploads in this process, as a table is that is opened by its path.

    A process for each takes half a second. That both give the same, and what only the
    process does, is tested where a module says READS_APART.
    """
    if not getattr(request.module, "READS_APART", False):
        monkeypatch.setattr(open_file, "read_apart", layer_reading.read_here)
