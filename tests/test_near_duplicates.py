"""Near duplicates: the same pairs as a search through all of them, in bounded work."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from dashboard.checks import near_duplicates as module
from dashboard.checks.near_duplicates import TOLL, find_near_duplicates
from tests.worlds import AREA, incidents

SPHERE = Geod(a=6371008.8, b=6371008.8)
PLAIN = {"strikes": "0"}


def found(*changes: dict) -> list[tuple[int, int]]:
    pairs, more = find_near_duplicates(incidents(*changes))
    assert not more
    return pairs


def random_table(seed: int, rows: int) -> pd.DataFrame:
    """Return rows crowded enough that many are near, many are not, and some are parts."""
    random = np.random.default_rng(seed)
    changes = [
        {
            "incident_id": f"TST-{number:04}",
            "date": f"2025-09-{random.integers(1, 12):02}",
            "latitude": f"{11 + random.integers(0, 9) * 0.2:.1f}",
            "longitude": f"{-62 - random.integers(0, 9) * 0.2:.1f}",
            "deaths_low": "1",
            "deaths_best": "1",
            "deaths_high": f"{random.integers(1, 3)}",
            "missing": "0",
            "strikes": f"{random.integers(0, 2)}",
            "parent_id": "TST-0001" if number > 1 and random.random() < 0.4 else "",
        }
        for number in range(1, rows + 1)
    ]
    return incidents(*changes)


def all_pairs(table: pd.DataFrame) -> set[tuple[int, int]]:
    """Return every pair that the rule names, by looking at each pair of rows."""
    toll = table[TOLL].astype("float64").to_numpy()
    family = table["incident_id"].where(table["parent_id"].eq(""), table["parent_id"])
    days = table["date"].to_numpy("datetime64[D]").astype(int)
    numbered = table["strikes"].gt(0).to_numpy(bool)
    one, other = np.triu_indices(len(table), 1)
    places = table[["longitude", "latitude"]].to_numpy()
    meters = SPHERE.inv(*places[one].T, *places[other].T)[2]
    keep = (toll[one] == toll[other]).all(axis=1) & (meters <= 50_000)
    keep &= family.to_numpy(object)[one] != family.to_numpy(object)[other]
    keep &= np.abs(days[one] - days[other]) <= 3
    keep &= ~((days[one] == days[other]) & numbered[one] & numbered[other])
    return set(zip(one[keep].tolist(), other[keep].tolist(), strict=True))


@pytest.mark.parametrize("neighbors", [1, 8], ids=["crowded", "sparse"])
@pytest.mark.parametrize("seed", range(4))
def test_the_pairs_are_those_of_a_search_through_all(monkeypatch, seed, neighbors):
    monkeypatch.setattr(module, "NEIGHBORS", neighbors)
    monkeypatch.setattr(module, "MOST_PAIRS", 10_000)
    table = random_table(seed, 100)
    expected = all_pairs(table)
    assert len(expected) > 20
    assert find_near_duplicates(table) == (sorted(expected), False)


@pytest.mark.parametrize("seed", range(4))
def test_where_there_are_more_pairs_some_are_listed_and_it_is_said(monkeypatch, seed):
    table = random_table(seed, 100)
    expected = all_pairs(table)
    monkeypatch.setattr(module, "MOST_PAIRS", len(expected) - 1)
    pairs, more = find_near_duplicates(table)
    assert more and len(pairs) == len(expected) - 1 and set(pairs) < expected
    monkeypatch.setattr(module, "MOST_PAIRS", len(expected))
    assert find_near_duplicates(table) == (sorted(expected), False)


@pytest.mark.parametrize(("day", "is_near"), [("05", True), ("06", False)])
def test_three_days_apart_are_near_and_four_are_not(day, is_near):
    later = {**PLAIN, "date": f"2025-09-{day}"}
    assert bool(found(PLAIN, later)) == is_near


@pytest.mark.parametrize(("latitude", "is_near"), [("11.599", True), ("11.601", False)])
def test_fifty_kilometres_apart_are_near_and_more_are_not(latitude, is_near):
    # 50 km are 0.44966 degrees of a great circle on the mean sphere
    away = {**PLAIN, "latitude": latitude}
    assert bool(found(PLAIN, away)) == is_near


@pytest.mark.parametrize(("days", "is_near"), [(0, False), (1, True), (3, True)])
def test_two_numbered_strikes_are_two_only_on_one_day(days, is_near):
    assert bool(found({}, {"date": f"2025-09-{2 + days:02}"})) == is_near


def test_numbered_strikes_four_days_apart_are_not_near():
    assert found({}, {"date": "2025-09-06"}) == []


def test_each_two_rows_of_one_spot_are_a_pair():
    assert found(PLAIN, PLAIN, PLAIN) == [(0, 1), (0, 2), (1, 2)]


def test_parts_of_one_incident_are_no_pair_among_themselves():
    part = {**PLAIN, "parent_id": "TST-2025-09-02-01"}
    assert found(PLAIN, part, part) == []
    assert found(PLAIN, part, PLAIN, part) == [(0, 2), (1, 2), (2, 3)]


def test_a_row_near_two_strikes_of_one_spot_is_paired_with_both():
    assert found({}, {}, {"date": "2025-09-03"}) == [(0, 2), (1, 2)]


def test_notes_that_name_each_other_are_passed_over_too():
    one = {**PLAIN, "notes": "not TST-2025-09-02-02"}
    other = {**PLAIN, "notes": "not TST-2025-09-02-01"}
    assert found(one, other) == []
    assert found(one, {**other, "notes": ""}) == [(0, 1)]


def test_rows_of_one_area_are_compared_without_their_points():
    assert found(AREA, AREA, AREA) == [(0, 1), (1, 2)]
    assert found(AREA, {**AREA, "parent_id": "TST-2025-09-02-01"}) == []
    assert found(AREA, {**AREA, "sources": "B <https://b.org>"}) == []
    assert found(AREA, PLAIN) == []


@pytest.mark.parametrize(
    ("same", "apart", "paired"),
    [
        ({"strikes": "0"}, False, True),
        ({"strikes": "0"}, True, True),
        ({"strikes": "1"}, False, False),
        ({"strikes": "1"}, True, False),
        ({"strikes": "0", "parent_id": "TST-0"}, False, False),
        ({"strikes": "0", "parent_id": "TST-0"}, True, False),
        (AREA, False, True),
    ],
)
def test_the_work_grows_with_the_rows_not_their_square(
    monkeypatch, same, apart, paired
):
    """3,000 rows have 4.5 million pairs: none of these crowds is looked through."""
    looks, rows = 0, 3_000

    def counted_pairs(sites, one, other):
        nonlocal looks
        looks += len(one)
        for first, second in real_pairs(sites, one, other):
            looks += len(first)
            yield first, second

    real_pairs = module._row_pairs
    monkeypatch.setattr(module, "_row_pairs", counted_pairs)
    table = incidents(same).iloc[np.zeros(rows, int)].reset_index(drop=True)
    table["incident_id"] = [f"TST-{number}" for number in range(rows)]
    if apart:
        table["latitude"] += np.linspace(0, 0.3, rows)
    pairs, more = find_near_duplicates(table)
    assert (len(pairs), more) == ((module.MOST_PAIRS, True) if paired else (0, False))
    assert looks <= 10 * rows


def test_a_stranger_among_thousands_of_parts_is_found():
    part = {"strikes": "0", "parent_id": "TST-0"}
    table = incidents(part).iloc[np.zeros(100, int)].reset_index(drop=True)
    table["incident_id"] = [f"TST-{number}" for number in range(100)]
    table["latitude"] += np.linspace(0, 0.3, 100)
    table.loc[60, "parent_id"] = ""
    pairs, _ = find_near_duplicates(table)
    assert pairs == sorted(
        (min(60, row), max(60, row)) for row in range(100) if row != 60
    )


@pytest.mark.parametrize("strangers", [0, 1])
def test_rows_whose_notes_name_hundreds_of_others_are_each_compared_once(
    monkeypatch, strangers
):
    """The work is that of the names in the notes: 400 rows that name 400."""
    looks, rows = 0, 400

    def counted(keys, known):
        nonlocal looks
        looks += len(keys)
        return real(keys, known)

    real = module._is_in
    monkeypatch.setattr(module, "_is_in", counted)
    ids = [f"TST-{number:04}" for number in range(rows)]
    notes = f"not the same as {', '.join(ids)}."
    table = incidents(*[{**PLAIN, "incident_id": each, "notes": notes} for each in ids])
    if strangers:
        table.loc[7, "notes"] = ""
    pairs, _ = find_near_duplicates(table)
    assert len(pairs) == (0, module.MOST_PAIRS)[strangers]
    assert looks <= 2.5 * rows**2


@pytest.mark.parametrize(
    ("notes", "excused"),
    [
        ("not TST-1", True),
        ("see (TST-1, TST-2).", True),
        ("not TST-10", False),
        ("not XTST-1", False),
        ("", False),
    ],
)
def test_an_id_is_named_where_it_stands_as_a_word(notes, excused):
    one = {**PLAIN, "incident_id": "TST-1", "notes": "not TST-2"}
    two = {**PLAIN, "incident_id": "TST-2", "notes": notes}
    assert found(one, two) == ([] if excused else [(0, 1)])


def test_an_id_of_another_table_is_named_between_signs():
    one = {**PLAIN, "incident_id": "a/1.5", "notes": "not [b_2];"}
    two = {**PLAIN, "incident_id": "b_2", "notes": "not a/1.5."}
    assert found(one, two) == []
