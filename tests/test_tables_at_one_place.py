"""A mark that stands for rows of two tables says so (made-up rows)."""

import pytest

from dashboard.brief.drawing.frame import Frame
from dashboard.brief.drawing.sites import find_sites
from dashboard.combined import combine
from dashboard.layers import incidents, unpack
from dashboard.layers.groups import grouped
from dashboard.table.looks import SEVERAL_TABLES
from tests import foreign_tables as foreign

HERE, THERE = (19.43, -99.13), (20.67, -103.35)
FRAME = Frame(40.0, 120.0, 900.0, 600.0, -110.0, -90.0, 22.0)


def two_tables(folder, *places: list):
    opened = [
        foreign.open_rows(folder, foreign.rows_at(some, len(some)), f"log {number}.csv")
        for number, some in enumerate(places)
    ]
    return combine(opened)


def classes_of_marks(dataset) -> list[str]:
    looks = dataset.dictionary.looks
    keys = dataset.incidents["longitude"].to_numpy(dtype=float)
    return [
        looks.classes[each].label
        for each in grouped(dataset.incidents, keys, looks)["look"]
    ]


def test_a_point_of_two_tables_has_a_look_of_its_own(tmp_path):
    both = two_tables(tmp_path, [HERE], [HERE, THERE])
    first, second = classes_of_marks(both)
    assert first == SEVERAL_TABLES
    assert second == both.dictionary.looks.classes[1].label


@pytest.mark.parametrize("other", [HERE, THERE])
def test_legend_and_brief_show_it_only_where_it_occurs(tmp_path, other):
    both = two_tables(tmp_path, [HERE], [other, other])
    shared = other == HERE
    layer = unpack(incidents(both.incidents, both.dictionary, both.regions).packed)
    assert (SEVERAL_TABLES in str(layer["legend"])) is shared
    sites = find_sites(both.incidents, FRAME, both.dictionary)
    assert (SEVERAL_TABLES in [site.look.label for site in sites]) is shared


def test_rows_of_one_table_at_one_point_keep_its_look(tmp_path):
    both = two_tables(tmp_path, [HERE, HERE], [THERE])
    looks = both.dictionary.looks
    assert classes_of_marks(both) == [each.label for each in looks.classes[:2]]
    assert looks.mark_class("no such table") == looks.classes[-2]
