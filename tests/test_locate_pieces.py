"""A large table is located and put into words piece by piece: the same as at once."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

from dashboard.geo import locate as locating
from dashboard.geo import place_words
from dashboard.geo.kept_layers import regions_for_table
from dashboard.geo.locate import locate
from dashboard.geo.place_words import where_in_words
from dashboard.geo.region_index import CellIndex
from dashboard.table.dictionary import read_dictionary
from dashboard.table.read import INCIDENTS, read_text, to_types


@pytest.fixture(scope="module")
def rows():
    return to_types(read_text(INCIDENTS), read_dictionary())


@pytest.mark.parametrize("at_once", [7, 40, 1_000])
def test_pieces_give_the_same_frame_and_the_same_words(rows, monkeypatch, at_once):
    regions = regions_for_table()
    whole = locate(rows, regions)
    words = where_in_words(whole, regions)
    for module in (locating, place_words):
        monkeypatch.setattr(module, "AT_ONCE", at_once)
    pieces = locate(rows, regions)
    assert_frame_equal(pd.DataFrame(pieces), pd.DataFrame(whole))
    assert pieces.geometry.to_wkt().equals(whole.geometry.to_wkt())
    assert pieces.crs == whole.crs
    assert_series_equal(where_in_words(pieces, regions), words)


def test_an_empty_table_is_located_too(rows):
    regions = regions_for_table()
    none = locate(rows.iloc[:0], regions)
    assert len(none) == 0 and list(none) == list(locate(rows.head(1), regions))
    assert where_in_words(none, regions).tolist() == []


def test_no_more_rows_than_a_piece_are_worked_on_together(rows, monkeypatch):
    sizes, find = [], locating._find
    monkeypatch.setattr(locating, "AT_ONCE", 50)
    monkeypatch.setattr(
        locating,
        "_find",
        lambda some, regions: sizes.append(len(some)) or find(some, regions),
    )
    locate(rows, regions_for_table())
    assert max(sizes) == 50 and sum(sizes) == len(rows)


def test_the_state_of_each_point_is_looked_for_once(rows, monkeypatch):
    asked, find = [], CellIndex.find
    regions = regions_for_table()

    def counted(self, longitude, latitude):
        if self is regions.borders.index:
            asked.append(len(longitude))
        return find(self, longitude, latitude)

    monkeypatch.setattr(CellIndex, "find", counted)
    located = locate(rows, regions)
    assert len(asked) == 1 and len(located) == len(rows) > asked[0] > 20
