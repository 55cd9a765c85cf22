"""Near duplicates: the same rows as a search through all pairs, and in bounded work."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from dashboard.checks import near_duplicates as module
from dashboard.checks.near_duplicates import NEAR_KM, TOLL, find_near_duplicates
from tests.worlds import AREA, incidents

SPHERE = Geod(a=6371008.8, b=6371008.8)
PLAIN = {"strikes": "0"}


def found(*changes: dict) -> list[tuple[int, int]]:
    return find_near_duplicates(incidents(*changes)).pairs


def random_table(seed: int, rows: int) -> pd.DataFrame:
    """Return rows crowded enough that many are near, many are not, and some are parts."""
    random = np.random.default_rng(seed)
    changes = [
        {
            "incident_id": f"TST-{number:04}",
            "date": f"2025-09-{random.integers(1, 12):02}",
            "latitude": f"{11 + random.integers(0, 12) * 0.2:.1f}",
            "longitude": f"{-62 - random.integers(0, 12) * 0.2:.1f}",
            "deaths_low": "1",
            "deaths_best": "1",
            "deaths_high": f"{random.integers(1, 3)}",
            "missing": "0",
            "strikes": f"{random.integers(0, 2)}",
            "parent_id": f"TST-{number - 1:04}" if random.random() < 0.1 else "",
        }
        for number in range(1, rows + 1)
    ]
    return incidents(*changes)


def all_pairs(table: pd.DataFrame) -> set[tuple[int, int]]:
    """Return every pair that the rule names, by looking at each pair of rows."""
    toll = table[TOLL].astype("float64").to_numpy()
    family = table["incident_id"].where(table["parent_id"].eq(""), table["parent_id"])
    pairs = set()
    for one in range(len(table)):
        for other in range(one + 1, len(table)):
            a, b = table.iloc[one], table.iloc[other]
            days = abs((a["date"] - b["date"]).days)
            numbered = days == 0 and a["strikes"] > 0 and b["strikes"] > 0
            km = (
                SPHERE.inv(
                    a["longitude"], a["latitude"], b["longitude"], b["latitude"]
                )[2]
                / 1000
            )
            same = (toll[one] == toll[other]).all()
            apart = family[one] != family[other]
            if same and apart and not numbered and days <= 3 and km <= NEAR_KM:
                pairs.add((one, other))
    return pairs


@pytest.mark.parametrize("seed", range(4))
def test_every_row_that_is_in_a_pair_is_found_and_no_other(seed):
    table = random_table(seed, 120)
    expected = all_pairs(table)
    pairs, unfinished = find_near_duplicates(table)
    assert unfinished == 0
    assert set(pairs) <= expected
    in_pairs = {row for pair in pairs for row in pair}
    alone = ~table.duplicated(["date", "latitude", "longitude", *TOLL], keep=False)
    missed = {row for pair in expected for row in pair if alone[row]} - in_pairs
    assert missed == set()
    assert len(pairs) > 10


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


def test_rows_of_one_spot_are_told_with_the_first_of_them():
    assert found(PLAIN, PLAIN, PLAIN) == [(0, 1), (0, 2)]


def test_parts_of_one_incident_are_passed_over_to_the_next_row_of_the_spot():
    parent = "TST-2025-09-02-01"
    part = {**PLAIN, "parent_id": parent}
    assert found(PLAIN, part, part) == []
    assert found(PLAIN, part, PLAIN, part) == [(0, 2), (2, 3)]


def test_notes_that_name_each_other_are_passed_over_too():
    one = {**PLAIN, "notes": "not TST-2025-09-02-02"}
    other = {**PLAIN, "notes": "not TST-2025-09-02-01"}
    assert found(one, other) == []
    assert found(one, {**other, "notes": ""}) == [(0, 1)]


def test_rows_of_one_area_are_compared_without_their_points():
    assert found(AREA, AREA, AREA) == [(0, 1), (0, 2)]
    assert found(AREA, {**AREA, "sources": "B <https://b.org>"}) == []
    assert found(AREA, PLAIN) == []


@pytest.mark.parametrize("strikes", ["0", "1"])
def test_thousands_of_rows_on_one_spot_cost_a_look_each(monkeypatch, strikes):
    looks = 0
    real = module._Notes.__call__

    def counted(self, one, other):
        nonlocal looks
        looks += 1
        return real(self, one, other)

    monkeypatch.setattr(module._Notes, "__call__", counted)
    many = 3_000
    table = incidents({"strikes": strikes})
    table = table.loc[table.index.repeat(many)].reset_index(drop=True)
    table["incident_id"] = [f"TST-{number}" for number in range(many)]
    pairs, unfinished = find_near_duplicates(table)
    assert len(pairs) == (many - 1 if strikes == "0" else 0)
    assert unfinished == 0
    assert looks <= many


def test_a_crowd_of_excluded_neighbors_is_said_and_not_passed_over(monkeypatch):
    monkeypatch.setattr(module, "FIRST_ASKED", 2)
    monkeypatch.setattr(module, "MOST_ASKED", 3)
    parent = "TST-2025-09-02-01"
    crowd = [
        {**PLAIN, "parent_id": parent, "latitude": f"{11.15 + number / 1000:.3f}"}
        for number in range(1, 9)
    ]
    pairs, unfinished = find_near_duplicates(incidents(PLAIN, *crowd))
    assert pairs == []
    assert unfinished > 0
