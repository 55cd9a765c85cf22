"""What one table leaves to the next: the layers as read and the trees, no names."""

import os
import shutil

import geopandas as gpd

from dashboard.geo import layer_files
from dashboard.geo import regions as layers
from dashboard.geo.kept_layers import TREES, regions_for_table
from dashboard.geo.layer_files import read_layer, read_some


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


def test_a_layer_is_read_once_and_what_one_caller_changes_stays_with_it(monkeypatch):
    read = []
    monkeypatch.setattr(gpd, "read_parquet", count_reads(read, gpd.read_parquet))
    folder = layers.LAYERS
    layer_files._kept.cache_clear()
    one = read_layer(folder, "world_states")
    one["name"] = "changed"
    one.loc[0, "region_id"] = "changed"
    one.geometry = one.geometry.buffer(0)
    other = read_layer(folder, "world_states")
    assert not other.eq("changed").any(axis=None) and len(read) == 1
    first, second = other["region_id"].head(2)
    assert read_some(folder, "world_states", [first])["region_id"].tolist() == [first]
    assert read_some(folder, "world_states", [second])["region_id"].tolist() == [second]


def count_reads(read: list, reader):
    def counted(path, **options):
        read.append(path)
        return reader(path, **options)

    return counted


def test_a_layer_of_another_length_or_time_is_read_again(tmp_path):
    path = shutil.copy(layers.LAYERS / "seas.parquet", tmp_path)
    whole = read_layer(tmp_path, "seas")
    when = os.stat(path).st_mtime_ns
    whole.iloc[:1].to_parquet(path)
    os.utime(path, ns=(when, when))
    assert len(read_layer(tmp_path, "seas")) == 1 < len(whole)
    os.utime(path, ns=(when, when + 1))
    before = layer_files._kept.cache_info().misses
    read_layer(tmp_path, "seas")
    assert layer_files._kept.cache_info().misses == before + 1
