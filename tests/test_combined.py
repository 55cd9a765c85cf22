"""Several tables side by side: told apart, never summed unless asked for."""

import shutil
from dataclasses import replace
from functools import cache

import pytest

from dashboard.combined import SOURCE_TABLE, combine
from dashboard.dataset import Dataset, open_dataset, open_table
from dashboard.figures.headline import headline
from dashboard.figures.same_incident_words import same_facts, same_table
from dashboard.figures.totals import several_campaigns, totals
from dashboard.openers.opened import TableSource
from dashboard.table_names import table_keys

# Made-up rows. The first of each table are at one place, two days and one toll apart.
ONE = """incident_id,date,latitude,longitude,deaths_best,event_type,mood
1,2024-01-02,19.40,-99.10,3,Battles,odd
2,2024-01-05,10.65,-63.25,1,Riots,even
"""
OTHER = """incident_id,date,latitude,longitude,deaths_best,event_type,color
1,2024-01-04,19.41,-99.10,3,Battles,red
7,2025-11-05,15.65,-73.25,4,Riots,
"""


@pytest.fixture
def pair(tmp_path) -> list[Dataset]:
    paths = tmp_path / "one.csv", tmp_path / "other.csv"
    for path, text in zip(paths, (ONE, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    return [open_table(TableSource(path.name, path)) for path in paths]


@cache
def ours() -> Dataset:
    return open_dataset()


def test_one_table_alone_stays_as_it_is(pair):
    assert combine(pair[:1]) is pair[0]


def test_every_row_stays_and_is_known_by_table_and_id(pair):
    rows = combine(pair).incidents
    assert rows["incident_id"].tolist() == ["one/1", "one/2", "other/1", "other/7"]
    assert rows[SOURCE_TABLE].tolist() == ["one", "one", "other", "other"]
    assert rows["mood"].tolist() == ["odd", "even", "", ""]
    assert rows["color"].tolist() == ["", "", "red", ""]


def test_kinds_of_publishers_come_along_from_each_table(pair):
    named = replace(pair[0].dictionary, publisher_kinds={"AP": "made up"})
    both = combine([replace(pair[0], dictionary=named), pair[1]])
    assert both.dictionary.publisher_kinds == {"AP": "made up"}


def test_our_parts_stay_with_their_incidents(pair):
    both = combine([ours(), pair[0]]).incidents
    part = both["parent_id"].ne("")
    assert part.sum() == ours().incidents["parent_id"].ne("").sum() > 0
    assert both.loc[part, "parent_id"].isin(both["incident_id"]).all()


def test_no_total_is_made_over_two_tables(pair):
    both = combine(pair)
    assert several_campaigns(both.incidents)
    lines = headline(both.incidents, both.everything, both.dictionary)
    assert [line.split(":")[0] for line in lines[1:]] == ["one", "other"]
    assert "4 killed" in lines[1] and "7 killed" in lines[2]


def test_campaigns_of_ours_stay_apart_beside_another_table(pair):
    both = combine([ours(), pair[0]])
    codes = both.incidents["campaign"].value_counts()
    own = ours().incidents["campaign"].value_counts()
    assert codes.sum() == own.sum() + 2
    assert sorted(codes[codes > 0]) == sorted([*own[own > 0], 2])


def test_added_up_only_where_asked_for_and_then_said(pair):
    both = combine(pair, add_up=True)
    assert totals(both.incidents)["deaths_best"] == 11
    (line,) = headline(both.incidents, both.everything, both.dictionary)
    assert "added up over the tables one and other" in line


def test_rows_of_two_tables_that_may_be_one_incident_are_listed(pair):
    both = combine(pair)
    assert same_facts(both) == {
        "may_be_same": [["one/1", "other/1"]],
        "may_be_same_count": 1,
        "may_be_same_complete": True,
    }
    (line,) = same_table(both).values.tolist()
    assert line == [
        "one/1 · 2 Jan 2024 · 3 killed (range not reported)",
        "other/1 · 4 Jan 2024 · 3 killed (range not reported)",
        "1 km, 2 days",
    ]
    assert any("1 pair of rows of two tables" in text for text in both.notices)
    assert same_facts(pair[0]) == {}


def test_tables_that_share_nothing_have_no_notice(pair):
    far = replace(pair[1], incidents=pair[1].incidents.iloc[1:])
    both = combine([pair[0], far])
    assert both.may_be_same.count == 0 and both.notices == []


def test_two_tables_of_one_name_get_two_keys(pair):
    assert table_keys([pair[0], pair[0], pair[1]]) == ["one", "one-n2", "other"]


def test_another_set_of_tables_has_another_fingerprint(pair):
    made = [combine(pair), combine(pair, add_up=True), combine(pair[::-1]), *pair]
    assert len({each.fingerprint for each in made}) == 5


def test_the_same_file_under_another_name_has_the_same_fingerprint(tmp_path, pair):
    renamed = tmp_path / "renamed.csv"
    shutil.copy(tmp_path / "one.csv", renamed)
    again = open_table(TableSource("renamed.csv", renamed))
    assert again.fingerprint == pair[0].fingerprint
    content = renamed.read_bytes()
    assert open_table(TableSource("up.csv", content)).fingerprint == again.fingerprint
    named = open_table(TableSource("one.csv", content, importer="table"))
    assert named.fingerprint == again.fingerprint


def test_what_changes_the_rows_changes_the_fingerprint(tmp_path):
    content = ONE.replace("incident_id", "number").encode()
    mapped = '{"mapping": 1, "columns": {"incident_id": "number"}}'
    made = [
        open_table(TableSource(name, content, mapping=mapping)).fingerprint
        for name, mapping in (("a.csv", ""), ("a.csv", mapped), ("b.csv", mapped))
    ]
    assert made[0] != made[1] == made[2]


def test_ids_made_of_the_name_of_a_file_are_part_of_its_state():
    content = (
        ONE.replace("incident_id", "x").replace("\n1,", "\n,").replace("\n2,", "\n,")
    )
    one, other = (
        open_table(TableSource(n, content.encode())) for n in ("a.csv", "b.csv")
    )
    assert one.incidents["incident_id"].tolist() == ["a-2", "a-3"]
    assert one.fingerprint != other.fingerprint


def named(tmp_path, name: str, text: str) -> Dataset:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return open_table(TableSource(path.name, path))


@pytest.mark.sample(2)
@pytest.mark.parametrize("text", [ONE, ONE.replace("incident_id", "mark")])
@pytest.mark.parametrize("name", ["one.csv", "copy/one.csv", "copy.csv"])
def test_a_table_given_twice_counts_once_and_that_is_said(tmp_path, text, name):
    first = named(tmp_path, "one.csv", text)
    both = combine([first, named(tmp_path, name, text)])
    assert len(both.incidents) == 2 and not both.tables
    (notice,) = set(both.notices) - set(first.notices)
    assert notice.startswith("“one.csv” is opened once")
    assert ("“copy.csv”" in notice) == (name == "copy.csv")


def test_a_copy_is_left_out_beside_a_third_table_and_a_changed_copy_is_not(
    pair, tmp_path
):
    three = combine([*pair, named(tmp_path, "again.csv", OTHER)])
    assert len(three.incidents) == 4 and len(three.tables) == 2
    assert "“other.csv” is opened once: “again.csv” is the same table" in three.notices
    changed = named(tmp_path, "again.csv", OTHER.replace("Battles", "Riots"))
    assert len(combine([*pair, changed]).incidents) == 6


@pytest.mark.parametrize("names", [("a n2", "a", "a"), ("a", "a", "a n2")])
def test_a_made_key_is_never_that_of_another_table(tmp_path, names):
    tables = []
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / f"{name}.csv"
        path.write_text(ONE.replace("odd", f"odd {number}"), encoding="utf-8")
        tables.append(open_table(TableSource(path.name, path)))
    assert len(set(table_keys(tables))) == 3
    assert combine(tables).everything == 6


@pytest.mark.parametrize(
    ("campaigns", "has_series"),
    [(("Made up", "Made up"), False), (("Made up", ""), True), (("", ""), True)],
)
def test_rows_without_a_campaign_are_a_series_of_their_table(
    tmp_path, pair, campaigns, has_series
):
    lines = OTHER.splitlines()
    cells = ("campaign", *campaigns)
    rows = [f"{line},{cell}" for line, cell in zip(lines, cells, strict=True)]
    other = named(tmp_path, "third.csv", "\n".join(rows) + "\n")
    codes = combine([pair[0], other]).dictionary.fields["campaign"].codes
    assert "one" in codes and ("third" in codes) == has_series
    assert len(codes) == 1 + has_series + any(campaigns)


def test_the_campaign_of_tables_side_by_side_is_never_blank(pair):
    assert all("campaign" in each.dictionary.file.blank for each in pair)
    assert "campaign" not in combine(pair).dictionary.file.blank
