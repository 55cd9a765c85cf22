"""The layers that one table leaves to the next: the trees, never the world."""

import os
import shutil

from dashboard.geo import regions as layers
from dashboard.geo.kept_layers import TREES, regions_for_table


def test_the_trees_are_made_once_and_the_world_stays_with_its_table():
    one, other = regions_for_table(), regions_for_table()
    assert one is not other
    assert [getattr(one, name) is getattr(other, name) for name in TREES] == [True] * 4
    assert one.world is not other.world
    assert one.states["region_id"].tolist() == other.states["region_id"].tolist()


def test_a_world_that_one_table_read_gives_the_next_no_names():
    one = regions_for_table()
    assert len(one.world.states)  # it is open now
    assert (one.world.is_open, regions_for_table().world.is_open) == (True, False)


def test_layers_that_were_saved_since_are_read_again(tmp_path, monkeypatch):
    folder = tmp_path / "layers"
    shutil.copytree(layers.LAYERS, folder)
    monkeypatch.setattr(layers, "LAYERS", folder)
    before = regions_for_table()
    assert regions_for_table().borders is before.borders
    path = folder / "states.parquet"
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))
    assert regions_for_table().borders is not before.borders
