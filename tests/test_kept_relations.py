"""How rows stand to a region is worked out once a table, and equals what each selection says."""

import gc
from collections import OrderedDict
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from dashboard.geo import kept_relations
from dashboard.geo.kept_relations import relations_to
from dashboard.geo.region_answers import find_answers
from dashboard.selection.selected import Selected
from tests.worlds import real_dataset

REGIONS = ("VE-R", "TT", "CO", "sea-gulf-of-paria", "basin-caribbean", "zone-tt-200nm")


@pytest.fixture
def counted(monkeypatch):
    """Empty what is kept; return the regions that were worked out since."""
    monkeypatch.setattr(kept_relations, "_KEPT", OrderedDict())
    asked, real = [], kept_relations.relate_rows

    def relate(located, region_id, *rest):
        asked.append(region_id)
        return real(located, region_id, *rest)

    monkeypatch.setattr(kept_relations, "relate_rows", relate)
    return asked


@pytest.mark.parametrize("region_id", REGIONS)
@pytest.mark.parametrize("campaign", ["boat_strike", "land_strike", None])
def test_the_answers_of_some_rows_are_those_found_among_them_alone(
    counted, region_id, campaign
):
    dataset = real_dataset()
    selection = {"region": (region_id, "in", 25.0)}
    if campaign:
        selection["campaign"] = [campaign]
    asked = Selected(dataset, selection)
    alone = find_answers(asked.rows_anywhere, region_id, 25.0, dataset.regions)
    for answer, rows in alone.rows.items():
        pd.testing.assert_frame_equal(asked.answers.rows[answer], rows)
    pd.testing.assert_frame_equal(asked.answers.unplaced, alone.unplaced)
    assert asked.answers.without_radius == alone.without_radius
    assert asked.answers.near_without_radius == alone.near_without_radius
    assert counted == [region_id]


def test_a_part_says_where_only_where_the_filters_keep_it(counted):
    """An incident known to an area alone is so again when its placed parts are hidden."""
    dataset = real_dataset()
    parts = dataset.incidents["parent_id"].ne("")
    whole = find_answers(dataset.incidents, "VE-A", 12.0, dataset.regions)
    related = relations_to("VE-A", dataset.incidents, dataset.regions)
    kept = dataset.incidents[~parts]
    some = related.at(np.flatnonzero(~parts))
    alone = find_answers(kept, "VE-A", 12.0, dataset.regions, relations=some)
    hidden = set(alone.rows["area_only"]["incident_id"])
    assert hidden - set(whole.rows["area_only"]["incident_id"])


def test_other_filters_work_nothing_out_again_and_another_region_does(counted):
    dataset = real_dataset()
    for campaign in (["boat_strike"], ["land_strike"]):
        for relation in ("in", "could"):
            value = ("VE-R", relation, 12.0)
            _ = Selected(dataset, {"campaign": campaign, "region": value}).answers
    assert counted == ["VE-R"]
    _ = Selected(dataset, {"region": ("TT", "in", 12.0)}).answers
    assert counted == ["VE-R", "TT"]


def test_another_table_has_relations_of_its_own_and_a_closed_one_none(counted):
    dataset = real_dataset()
    other = dataset.incidents.copy()
    relations_to("VE-R", dataset.incidents, dataset.regions)
    relations_to("VE-R", other, dataset.regions)
    assert counted == ["VE-R", "VE-R"] and len(kept_relations._KEPT) == 2
    del other
    gc.collect()
    relations_to("TT", dataset.incidents, dataset.regions)
    assert len(kept_relations._KEPT) == 2


def test_what_was_not_asked_for_the_longest_goes_first(counted, monkeypatch):
    dataset = real_dataset()
    size = relations_to("VE-R", dataset.incidents, dataset.regions).size
    monkeypatch.setattr(kept_relations, "MOST_BYTES", 2 * size)
    for region_id in ("TT", "VE-R", "CO"):
        relations_to(region_id, dataset.incidents, dataset.regions)
    assert [key[-1] for key in kept_relations._KEPT] == ["VE-R", "CO"]
    monkeypatch.setattr(kept_relations, "MOST_BYTES", size - 1)
    relations_to("GY", dataset.incidents, dataset.regions)
    assert [key[-1] for key in kept_relations._KEPT] == ["GY"]


def test_what_is_kept_under_an_id_that_was_given_again_is_not_taken(counted):
    """An ``id`` may be that of another object once the first is gone."""
    dataset = real_dataset()
    other, layers = dataset.incidents.copy(), replace(dataset.regions)
    for rows, regions in ((other, dataset.regions), (dataset.incidents, layers)):
        kept_relations._KEPT.clear()
        relations_to("VE-R", rows, regions)
        ((_, entry),) = kept_relations._KEPT.items()
        ours = id(dataset.incidents), id(dataset.regions), "VE-R"
        kept_relations._KEPT[ours] = entry
        found = relations_to("VE-R", dataset.incidents, dataset.regions)
        assert found is not entry.relations
    assert len(counted) == 4
