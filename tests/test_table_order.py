import numpy as np
import pandas as pd
import pytest

from dashboard.figures.related import newest_first
from dashboard.figures.table_order import ORDERS, in_order
from dashboard.views import _table_pages
from dashboard.views._table_pages import ROWS, Ids, Page, page_to_show, pages_of


@pytest.fixture
def rows():
    days = ["2025-01-02", "2025-01-01", "2025-01-03", "2025-01-02"]
    return pd.DataFrame(
        {
            "incident_id": ["a", "b", "c", "d"],
            "date": pd.to_datetime(days),
            "deaths_best": pd.array([3, None, 3, 7], dtype="Int64"),
            "missing": pd.array([None, 1, None, 0], dtype="Int64"),
            "location": ["", "Ábrego", "beta", "aa"],
        },
        index=[10, 20, 30, 40],
    )


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("newest", "cadb"),
        ("oldest", "badc"),
        ("killed", "dcab"),  # equal ones newest first, blanks last
        ("missing", "bdca"),
        ("place", "dbca"),
    ],
)
def test_an_order_is_over_all_rows(rows, order, ids):
    assert "".join(rows["incident_id"].iloc[in_order(rows, order)]) == ids


def test_every_order_that_is_offered_has_all_rows(rows):
    assert [sorted(in_order(rows, order)) for order in ORDERS] == [[0, 1, 2, 3]] * 5


def test_the_usual_order_is_that_of_the_steps_of_the_card():
    random = np.random.default_rng(1)
    days = np.datetime64("2025-01-01") + random.integers(0, 30, 500)
    rows = pd.DataFrame({"date": days}, index=random.permutation(500))
    assert rows.iloc[in_order(rows)].equals(newest_first(rows))


@pytest.mark.parametrize(
    ("rows", "pages"), [(0, 1), (1, 1), (ROWS, 1), (ROWS + 1, 2), (2 * ROWS, 2)]
)
def test_a_page_more_begins_with_the_first_row_too_many(rows, pages):
    assert pages_of(rows) == pages


def test_a_page_has_its_rows_and_says_which():
    order, ids = np.arange(ROWS + 3)[::-1], [str(each) for each in range(ROWS + 3)]
    last = Page(order, ids, ROWS)
    assert (last.number, last.listed) == (2, (ROWS + 1, ROWS + 3))
    assert last.here.tolist() == [2, 1, 0]
    assert last.ids_here == ids[-3:]
    assert last.of("0").tolist() == [ROWS + 2]
    assert Page(order[:ROWS], ids[:ROWS], 0).listed is None


@pytest.mark.parametrize("parts", [["a", "b", "c", "b"], ["a"], []])
def test_ids_are_a_list_of_texts_to_whoever_asks(parts):
    series = pd.concat([pd.Series(parts, dtype="str"), pd.Series(["ñ"], dtype="str")])
    ids, listed = Ids(series), series.tolist()
    assert [*ids] == listed and len(ids) == len(listed)
    assert ids[:2] == listed[:2] and ids[1:] == listed[1:] and ids[-1] == "ñ"
    for wanted in (*listed, "", "none", None):
        assert (wanted in ids) == (wanted in listed)
    assert [ids.index(each) for each in listed] == [*map(listed.index, listed)]
    with pytest.raises(ValueError):
        ids.index("none")
    assert pd.Series(["ñ", "x"]).isin(ids).tolist() == [True, False]


def test_other_ids_or_another_order_are_other_rows(monkeypatch):
    monkeypatch.setattr(_table_pages, "IDS_AT_ONCE", 2)
    several = [["a", "b", "c"], ["a", "c", "b"], ["a", "b"], ["ab", "c"], ["a", "bc"]]
    told = {_table_pages._seen(ids, "") for ids in several}
    assert len(told) == len(several)
    again = Ids(pd.Series(several[0], dtype="str"))
    assert _table_pages._seen(again, "") in told


IDS = [str(each) for each in range(3 * ROWS)]


@pytest.mark.parametrize(
    ("selected", "before", "page"),
    [
        ("", None, 1),
        (str(ROWS), None, 2),
        (str(ROWS - 1), (1, ""), 1),  # clicked on the map
        ("", (1, str(ROWS)), 3),  # closed: the page stands
        (str(ROWS), (1, str(ROWS)), 3),  # turned on by hand after the click
        ("", (2, ""), 1),  # other rows
        ("hidden", (1, ""), 3),
    ],
)
def test_the_table_turns_to_what_was_selected_and_else_stays(selected, before, page):
    assert page_to_show(IDS, (1, selected), before, now=3) == page


def test_a_page_that_is_gone_is_the_last_one():
    assert page_to_show(IDS[:ROWS], (1, ""), (1, ""), now=3) == 1
