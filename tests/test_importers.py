"""Every importer on a sample of its format; pandas adds the file's own columns up."""

import json

import pandas as pd
import pytest

from dashboard.checks.problems import find_problems
from dashboard.importers.format import FormatError, read_formats
from dashboard.openers.opened import TableSource
from dashboard.table.foreign import describe_table
from dashboard.table.read import UnreadableTableError
from dashboard.table.standard import STANDARD
from tests.importing import SAMPLES, mapped, of_source, of_text, said, sample

FORMAT_OF = {
    "ucdp_mexico.csv": "ucdp",
    "ucdp_41.csv": "ucdp",
    "acled_made_up.csv": "acled",
    "iom_2026.csv": "iom",
    "iom_older_made_up.csv": "iom",
    "asam.csv": "asam",
    "imb.csv": "imb",
    "hxl_made_up.csv": "hxl",
}


def number(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce")


@pytest.mark.parametrize("name", FORMAT_OF)
def test_a_sample_is_recognized_and_keeps_every_row_and_own_column(name):
    came, found = sample(name)
    assert found.importer == FORMAT_OF[name]
    assert len(found.text) == len(came)
    assert list(found.text)[: len(STANDARD)] == list(STANDARD)
    own = [found.renamed.get(each, each) for each in came]
    own = [each.lower() if each.lower() in STANDARD else each for each in own]
    assert [each for each in found.text if each in own and each not in STANDARD] == [
        each for each in own if each not in STANDARD
    ]
    for before, after in zip(came, own, strict=True):
        if after in STANDARD:
            assert (
                found.text[after].ne("").sum() >= number(came[before]).notna().sum() - 1
            )
        else:
            cells = came[before].str.strip()
            assert found.text[after].tolist() == cells.tolist()


def test_every_sample_in_the_folder_has_its_format():
    alone = {"ucdp_headless.csv"}
    assert {path.name for path in SAMPLES.glob("*.csv")} == {*FORMAT_OF} | alone


@pytest.mark.parametrize("name", ["ucdp_mexico.csv", "ucdp_41.csv"])
def test_ucdp_tolls_are_those_of_the_file_where_they_are_in_order(name):
    came, found = sample(name)
    est = "" if "best" in came else "_est"
    low, best, high = (number(came[f"{each}{est}"]) for each in ("low", "best", "high"))
    order = (low <= best) & (best <= high)
    assert 0 < (~order).sum() < len(came)
    ours = {
        each: number(found.text[f"deaths_{each}"]) for each in ("low", "best", "high")
    }
    assert ours["best"].tolist() == best.tolist()
    assert ours["low"][order].sum() == low[order].sum()
    assert ours["high"][order].sum() == high[order].sum()
    figures = pd.concat([low, best, high], axis=1)[~order]
    assert ours["low"][~order].tolist() == figures.min(axis=1).tolist()
    assert ours["high"][~order].tolist() == figures.max(axis=1).tolist()
    raw = found.text.loc[~order, "reported_deaths_low"]
    assert number(raw).tolist() == low[~order].tolist()
    assert found.text.loc[order, "reported_deaths_low"].eq("").all()
    warned = {each.line for each in found.findings if each.column == "deaths_best"}
    assert warned == set(came.index[~order])


def test_ucdp_ids_dates_and_precisions():
    came, found = sample("ucdp_mexico.csv")
    text = found.text
    assert (
        text["incident_id"].tolist()
        == number(came["id"]).astype(int).astype(str).tolist()
    )
    assert text["date"].tolist() == came["date_start"].tolist()
    span = came["date_end"].where(came["date_end"].ne(came["date_start"]), "")
    assert text["date_end"].tolist() == span.tolist()
    names = dict(enumerate("day about week month year".split(), 1))
    assert (
        text["date_precision"].tolist() == number(came["date_prec"]).map(names).tolist()
    )
    where = number(came["where_prec"])
    ours = {1: "1", 2: "2", 3: "3", 4: "3", 5: "2", 6: "3"}
    assert text["geo_precision"].tolist() == where.map(ours).tolist()
    radius = {1: "2", 2: "25", 5: "50"}
    assert text["radius_km"].tolist() == where.map(radius).fillna("").tolist()
    yearly = came["where_prec"].eq("1.0") & came["date_prec"].eq("5.0")
    lines = {each.line for each in found.findings if "yearly" in each.message}
    assert lines == set(came.index[yearly]) and len(lines) == 5


def test_ucdp_rows_known_to_a_state_are_areas_of_that_state():
    came, found = sample("ucdp_mexico.csv")
    known = number(came["where_prec"]).isin([3, 4])
    areas = found.text.loc[known, "area_id"]
    assert areas.str.fullmatch("MX-[A-Z]{3}").all()
    pairs = set(zip(came["adm_1"][known], areas, strict=True))
    assert ("Guerrero state", "MX-GRO") in pairs
    assert len(pairs) == came["adm_1"][known].nunique()
    assert found.text.loc[number(came["where_prec"]).eq(6), "area_id"].eq("MX").all()
    assert found.reported == {"country": "reported_country", "state": "adm_1"}


def test_ucdp_without_a_header_is_known_by_its_shape():
    found = of_source(TableSource("x.csv", SAMPLES / "ucdp_headless.csv"))
    _, whole = sample("ucdp_mexico.csv")
    assert found.importer == "ucdp"
    assert found.text.index.tolist() == list(range(1, 41))
    ours = found.text[list(STANDARD)].values.tolist()
    assert ours == whole.text[list(STANDARD)].head(40).values.tolist()
    assert "adm_1" in found.text and "column_28" not in found.text


def test_an_older_ucdp_without_a_header_is_known_by_its_shape_and_width():
    cells = pd.read_csv(SAMPLES / "ucdp_41.csv", dtype=str, header=None)[1:]
    _, whole = sample("ucdp_41.csv")
    found = of_text(cells, "ucdp_41.csv", header=False)
    assert found.importer == "ucdp"
    ours = found.text[list(STANDARD)].values.tolist()
    assert ours == whole.text[list(STANDARD)].values.tolist()
    assert "adm_1" in found.text and "high_est" in found.text
    wider = cells.assign(more="x")
    assert of_text(wider, "x.csv", header=False).importer == "table"


def test_a_file_without_a_header_and_of_another_shape_is_not_ucdp():
    cells = pd.read_csv(SAMPLES / "ucdp_headless.csv", dtype=str, header=None)
    cells.iloc[3, 1] = "no relid"
    assert of_text(cells, "x.csv", header=False).importer == "table"


def test_acled_codes_are_its_own_and_not_ours():
    _, found = sample("acled_made_up.csv")
    text = found.text
    assert text["incident_id"].tolist() == ["VEN1", "CRB2", "COL3"]
    assert text["date"].tolist() == ["2026-02-02", "2026-06-02", "2025-09-02"]
    assert text["date_precision"].tolist() == ["day", "day", "month"]
    assert text["geo_precision"].tolist() == ["1", "3", "3"]
    assert text["reported_geo_precision"].tolist() == ["1", "3", "3"]
    assert text["radius_km"].tolist() == ["5", "", ""]
    assert text["area_id"].tolist() == ["", "sea-caribbean-sea", "CO-LAG"]
    assert text["deaths_best"].tolist() == ["2", "3", "1"]
    assert text["deaths_low"].eq("").all() and text["deaths_high"].eq("").all()
    assert any("coded by convention" in each for each in said(found, "fatalities"))


def test_iom_counts_the_dead_low_and_dead_and_missing_high():
    came, found = sample("iom_2026.csv")
    dead = number(came["Number Dead"])
    missing = number(came["Minimum Estimated Number of Missing"])
    good = missing.ge(0)
    both = dead.fillna(0) + missing
    text = found.text[good]
    assert number(text["deaths_low"]).sum() == dead[good].sum()
    assert number(text["deaths_best"]).tolist() == both[good].tolist()
    assert text["deaths_high"].tolist() == text["deaths_best"].tolist()
    assert text["deaths_low"].eq("").tolist() == dead[good].isna().tolist()
    day = pd.to_datetime(came["Incident Date"].str[5:15], format="%m/%d/%Y")
    assert found.text["date"].tolist() == day.dt.strftime("%Y-%m-%d").tolist()
    pair = came["Coordinates"].str.split(", ", expand=True)
    assert number(found.text["latitude"]).tolist() == number(pair[0]).tolist()
    assert number(found.text["longitude"]).tolist() == number(pair[1]).tolist()
    assert found.text["incident_id"].is_unique
    assert any("groups of incidents" in each for each in said(found, "Main ID"))
    blank = {each.line for each in found.findings if each.column == "deaths_low"}
    assert blank == set(came.index[dead.isna() & missing.gt(0)])


def test_iom_counts_below_zero_are_blank_and_their_rows_and_dead_stay():
    came, found = sample("iom_2026.csv")
    assert find_problems(found.text, describe_table("x", found.text)) == []
    dead = number(came["Number Dead"])
    for ours, theirs in {
        "missing": "Minimum Estimated Number of Missing",
        "survivors": "Number of Survivors",
    }.items():
        negative = number(came[theirs]).lt(0)
        assert negative.any()
        assert found.text[ours][negative].eq("").all()
        assert found.text[theirs][negative].tolist() == came[theirs][negative].tolist()
        warned = {each.line for each in found.findings if each.column == ours}
        assert warned == set(came.index[negative])
    lost = number(came["Minimum Estimated Number of Missing"]).lt(0)
    assert number(found.text["deaths_best"][lost]).tolist() == dead[lost].tolist()


def test_older_iom_files_have_other_names_and_several_ids_in_a_cell():
    came, found = sample("iom_older_made_up.csv")
    text = found.text
    assert text["incident_id"].tolist() == ["9901", "9903"]
    assert text["Web ID"].tolist() == came["Web ID"].tolist()
    assert text["date"].tolist() == ["2015-01-05", "2015-03-15"]
    assert text["deaths_best"].tolist() == ["5", "7"]
    assert text["deaths_low"].tolist() == ["3", ""]
    assert text["sources"].tolist() == [
        "Made-up source <https://example.org/a>",
        "Made-up source",
    ]


def test_asam_positions_in_whole_degrees_are_areas():
    came, found = sample("asam.csv")
    whole = number(came["latitude"]).mod(1).eq(0) & number(came["longitude"]).mod(1).eq(
        0
    )
    assert whole.sum() == 5
    text = found.text
    assert text["geo_precision"].eq("3").tolist() == whole.tolist()
    assert text["area_id"].ne("").tolist() == whole.tolist()
    assert text["incident_id"].tolist() == ("ASAM-" + came["reference_number"]).tolist()
    assert text[["deaths_low", "deaths_best", "deaths_high"]].eq("").all(axis=None)
    heading = came["description"].str.startswith("PERU:")
    assert heading.any() and text["reported_country"][heading].eq("Peru").all()


def test_asam_for_reference_only_is_an_area_and_a_subregion_stands_for_one():
    row = {
        "date_of_occurrence": "2026-01-02",
        "reference_number": "2026-1",
        "subregion": "61",
        "latitude": "1.25",
        "longitude": "103.5",
        "aggressor": "PIRATES",
        "victim": "TANKER",
        "description": "MADE UP: position for reference only",
    }
    found = mapped(
        [row, row | {"reference_number": "2026-2", "description": "MADE UP:"}]
    )
    assert found.text["geo_precision"].tolist() == ["3", "2"]
    assert found.text["area_id"].tolist() == ["outside: NGA subregion 61", ""]


def test_imb_zero_zero_is_no_place_and_a_repeated_row_counts_once():
    came, _ = sample("imb.csv")
    zero = came.iloc[[0]].assign(longitude="0", latitude="0")
    text = pd.concat([came, zero, came.iloc[[3]]], ignore_index=True)
    text.index += 2
    found = of_text(text, "imb.csv")
    assert (found.text["latitude"].iloc[-2], found.text["geo_precision"].iloc[-2]) == (
        "",
        "",
    )
    assert said(found, "latitude")[0].startswith("0, 0 stands for no place")
    problems = find_problems(found.text, describe_table("x", found.text))
    assert [(each.line, each.column) for each in problems] == [(183, "incident_id")]
    assert found.text["vessel_type"].ne("NA").all()
    assert found.text["vessel_name"].eq("NA").any()
    assert any("harbour" in each for each in said(found, "latitude", "warning"))


def test_hxl_tags_name_the_columns_and_are_no_row():
    _, found = sample("hxl_made_up.csv")
    text = found.text
    assert text["incident_id"].tolist() == ["H-1", "H-2"]
    assert text.index.tolist() == [3, 4]
    assert text["latitude"].tolist() == ["10.65", "10.45"]
    assert text["deaths_best"].tolist() == ["2", ""]
    assert found.reported == {"country": "reported_Country"}


def test_tags_as_header_are_used_and_a_part_of_the_dead_is_not_the_dead():
    found = mapped(
        [
            {
                "#event+id": "A",
                "#geo+lat": "1.5",
                "#geo+lon": "2.5",
                "#affected+killed+f": "3",
            }
        ]
    )
    assert found.importer == "hxl"
    row = found.text.iloc[0]
    assert (row["incident_id"], row["latitude"], row["deaths_best"]) == ("A", "1.5", "")


def test_a_format_that_is_asked_for_and_is_not_there_is_refused():
    rows = [{"latitude": "1", "longitude": "2"}]
    with pytest.raises(
        UnreadableTableError, match="no column where_prec.*Columns found: latitude"
    ):
        mapped(rows, importer="ucdp")
    with pytest.raises(UnreadableTableError, match="must be one of auto, table"):
        mapped(rows, importer="excel")
    assert mapped(rows, importer="table").importer == "table"


MADE_UP = {
    "name": "made-up",
    "title": "made-up bulletin",
    "recognize": [["bulletin no"], ["where level"]],
    "columns": {
        "incident_id": {"from": ["bulletin no"], "prefix": "B-"},
        "date": ["told on"],
        "latitude": ["north"],
        "longitude": ["east"],
        "deaths_best": {"sum": [["dead"], ["lost"]]},
        "event_type": {"from": ["kind"], "codes": {"1": "ambush"}},
    },
    "place": {
        "code": ["where level"],
        "levels": {
            "1": {"geo_precision": 1, "radius_km": 3, "means": "a spot"},
            "9": {
                "geo_precision": 3,
                "areas": ["country"],
                "else_radius_km": 400,
                "means": "a country",
            },
        },
    },
    "reported": {"country": ["land"]},
}


def made_up_formats(folder, **changes):
    (folder / "made.json").write_text(json.dumps(MADE_UP | changes))
    return read_formats(folder)


def test_a_new_format_is_one_file_and_no_code(tmp_path):
    row = {
        "Bulletin No": "7",
        "told on": "2 March 2026",
        "north": "10.5",
        "east": "-66.9",
    }
    row |= {
        "dead": "2",
        "lost": "1",
        "kind": "1",
        "where level": "1",
        "land": "Colombia",
    }
    other = row | {"Bulletin No": "8", "where level": "9", "kind": "4"}
    far = other | {"Bulletin No": "9", "land": "Atlantis"}
    found = mapped([row, other, far], formats=made_up_formats(tmp_path))
    assert found.importer == "made-up"
    text = found.text
    assert text["incident_id"].tolist() == ["B-7", "B-8", "B-9"]
    assert text["date"].tolist() == ["2026-03-02"] * 3
    assert text["deaths_best"].tolist() == ["3"] * 3
    assert text["event_type"].tolist() == ["ambush", "4", "4"]
    assert text["geo_precision"].tolist() == ["1", "3", "2"]
    assert text["radius_km"].tolist() == ["3", "", "400"]
    assert text["area_id"].tolist() == ["", "CO", ""]
    assert "no code of this format; kept as it is in 2 rows" in said(found, "kind")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"columns": {"killed": ["x"]}},
            r"columns\.killed .*must be one of incident_id",
        ),
        ({"place": {"levels": {"1": {"geo_precision": 4}}}}, "must be 1, 2 or 3"),
        (
            {"place": {"levels": {"4": {"geo_precision": 2, "areas": ["state"]}}}},
            "must be 3 where there are areas",
        ),
        ({"place": {"levels": {"4": {"geo_precision": 3}}}}, "where there are areas"),
        (
            {"place": {"levels": {"1": {"geo_precision": 1, "radius_km": 0}}}},
            "kilometers",
        ),
        (
            {"place": {"levels": {"1": {"geo_precision": 3, "areas": ["town"]}}}},
            "town is not one",
        ),
        ({"recognize": ["id"]}, "recognize"),
        (
            {"flags": [{"column": "a", "message": "b", "level": "error", "when": {}}]},
            "note, warning",
        ),
        (
            {
                "flags": [
                    {"column": "a", "message": "b", "level": "note", "when": {"a": "("}}
                ]
            },
            "regular",
        ),
        ({"title": " "}, "title"),
    ],
)
def test_a_wrong_format_file_is_refused_with_its_member(tmp_path, changes, words):
    with pytest.raises(FormatError, match=words):
        made_up_formats(tmp_path, **changes)


def test_a_format_file_that_is_no_json_is_refused(tmp_path):
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(FormatError, match=r"bad\.json cannot be read"):
        read_formats(tmp_path)


@pytest.mark.parametrize(
    ("office", "day", "sources"),
    [
        ("Reuters;AP", "2010-12-31;2011-01-02", "Reuters, 2010-12-31 | AP, 2011-01-02"),
        ("CIDE-PPD", "2010-12-31", "CIDE-PPD, 2010-12-31"),
        ("Reuters; AP", "", "Reuters | AP"),
        ("Reuters;AP", "2010-12-31", "Reuters | AP"),
        ("", "", ""),
    ],
)
def test_a_ucdp_source_is_its_publisher_with_its_date(office, day, sources):
    came, _ = sample("ucdp_mexico.csv")
    row = came.iloc[0].to_dict() | {"source_office": office, "source_date": day}
    assert mapped([row]).text["sources"].tolist() == [sources]


def test_a_column_tagged_as_a_part_of_the_dead_is_not_the_dead_by_its_name():
    tags = {"Id": "#event+id", "Killed": "#affected+killed+f"}
    found = mapped([tags, {"Id": "1", "Killed": "2"}])
    assert found.importer == "hxl" and found.text["deaths_best"].tolist() == [""]
    tags["Killed"] = "#affected+killed"
    found = mapped([tags, {"Id": "1", "Killed": "2"}])
    assert found.text["deaths_best"].tolist() == ["2"]
