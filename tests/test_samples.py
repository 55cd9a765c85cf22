"""The gate takes a sample of some tests' variants, and the long run each of them."""

import pytest

pytest_plugins = ["pytester"]

TESTS = """
import pytest
@pytest.mark.sample(%d)
@pytest.mark.parametrize("n", [0, 1, pytest.param(2, marks=pytest.mark.full), 3, 4, 5])
def test_it(n):
    pass
def test_beside():
    pass
"""
CONFTEST = """
from tests.conftest import mark_what_no_sample_takes
def pytest_collection_modifyitems(items):
    mark_what_no_sample_takes(items)
"""


@pytest.mark.parametrize(
    ("wanted", "taken"),
    [
        (1, ["0"]),
        (2, ["0", "5"]),
        (3, ["0", "3", "5"]),
        (5, ["0", "1", "3", "4", "5"]),
        (9, ["0", "1", "3", "4", "5"]),
    ],
)
def test_a_sample_lies_evenly_and_takes_both_ends(pytester, wanted, taken):
    pytester.makeconftest(CONFTEST)
    items = pytester.getitems(TESTS % wanted)
    items[0].config.hook.pytest_collection_modifyitems(
        session=items[0].session, config=items[0].config, items=items
    )
    left = [item.name for item in items if not item.get_closest_marker("full")]
    assert left == [*(f"test_it[{n}]" for n in taken), "test_beside"]
