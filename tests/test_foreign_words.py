"""Nothing of our data set is said over another's table, whatever that table holds.

The tables are made up. Each is opened, and every sentence and file about it is searched
for the words that belong to ours.
"""

import io
import json
import re
import sqlite3
import zipfile

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from dashboard.brief.words.entries import incidents_of_sources, source_list
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.single import figures_are
from dashboard.checks.reading import Reading
from dashboard.combined import combine
from dashboard.dataset import open_table
from dashboard.exports import EXPORT_FORMATS, Export, file_name
from dashboard.figures.caveats import (
    caveats,
    is_whole,
    reading_words,
    short_caveats,
    table_facts,
)
from dashboard.figures.citation import citation, incident_citation, licence_text
from dashboard.figures.compare import Side, differences, pair_sentence
from dashboard.figures.dataset_words import data_to
from dashboard.figures.headline import headline, sentence, sum_lines
from dashboard.figures.large_numbers import counts_of_tables
from dashboard.figures.page_words import coverage_words, licence_line
from dashboard.figures.place_search_words import place_examples
from dashboard.figures.region_data import report
from dashboard.figures.region_report import region_sentence, report_lines
from dashboard.figures.since_link import pin_of
from dashboard.figures.time_words import gaps_words
from dashboard.figures.timeline import bin_table, binned, finding
from dashboard.figures.totals import sensitivity
from dashboard.geo.region_answers import find_answers
from dashboard.importers.areas import country_in
from dashboard.look.card import incident_card, short_line
from dashboard.look.time_charts import bars_title, stacked_bars
from dashboard.openers.opened import TableSource
from dashboard.selection.filters import FILTERS, describe
from dashboard.selection.selected import Selected
from dashboard.table.foreign import with_terms
from dashboard.table.sources import publishers
from tests.foreign_tables import MEXICO, WORLD, area_row, open_rows, rows_at
from tests.importing import SAMPLES
from tests.worlds import real_dataset

OURS = real_dataset()
BLANK_TOLL = {"deaths_low": "", "deaths_best": "", "deaths_high": ""}
TOLLS = ("deaths_low", "deaths_best", "deaths_high")
NO_PLACE = {"latitude": "", "longitude": "", "geo_precision": ""}


def changed(**columns) -> list[dict]:
    return [row | columns for row in rows_at(WORLD)]


def with_campaigns() -> list[dict]:
    names = ("Series: A/b", "Series B", "")
    return [
        row | {"campaign": names[at % 3], "deaths_low": "", "deaths_high": ""}
        for at, row in enumerate(rows_at(MEXICO))
    ]


SHAPES = {
    "ranges and points": rows_at(WORLD),
    "best figures and campaigns": with_campaigns(),
    "no deaths, no types": changed(**BLANK_TOLL, event_type=""),
    "no points, no dates": changed(**NO_PLACE, date="", date_precision=""),
    "areas": [area_row("MX", incident_id=f"AREA-{at}") for at in range(30)],
    "sources and points worked out": changed(
        sources="Made-up Post <https://example.org/a> 2019-02-31 | Made-up Sun "
        "<https://example.org/b> 2019-01 via Made-up Post",
        geo_precision="2",
        radius_km="5",
        verification="seen twice",
    ),
    "large tolls": changed(deaths_best="3000", deaths_high="9000"),
}


def words_of_ours() -> dict[str, str]:
    """Return patterns of what belongs to our data set, by what each of them is."""
    dictionary, description = OURS.dictionary, OURS.description
    fields = dictionary.fields
    names = {
        "title": [dictionary.title, description.title],
        "days": ["2 Sep 2025", "4 Oct 2026", "2025-09-02", "2026-10-04", "20261004"],
        "gap": [each.text for each in dictionary.coverage_gaps],
        "fingerprint": [OURS.fingerprint, OURS.state.table[:8]],
        "licence": ["CC BY 4.0", "creativecommons.org/licenses"],
        "source": [each["title"] for each in dictionary.sources],
        "campaign": [each.label for each in fields["campaign"].codes.values()],
        "theatre": [each.label for each in fields["theatre"].codes.values()],
        "type": [each.label for each in fields["event_type"].codes.values()],
        "area": [each.name for each in description.areas.values()],
        "we": ["opened by us", "Our point", "we opened", "Our table"],
    }
    named = {name for cell in OURS.incidents["sources"] for name in publishers(cell)}
    # A short name would be found inside other words.
    names["publisher"] = [name for name in named if len(name) > 5]
    patterns = {
        key: "|".join(rf"\b{re.escape(each)}\b" for each in many)
        for key, many in names.items()
    }
    return patterns | {"boat": r"\bboats?\b|\b(air )?strike\b|\bvessels? struck\b"}


PATTERNS = words_of_ours()


def found_in(text: str) -> dict[str, str]:
    found = {key: re.search(each, text, re.I) for key, each in PATTERNS.items()}
    return {key: match[0] for key, match in found.items() if match}


@pytest.fixture(scope="module", params=SHAPES)
def dataset(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("made-up")
    opened = open_rows(folder, SHAPES[request.param])
    assert len(opened.incidents) == 30 and not opened.problems
    return opened


def sentences(dataset) -> dict[str, str]:
    rows, dictionary, data = dataset.incidents, dataset.dictionary, dataset.fingerprint
    selected = Selected(dataset, {})
    first = rows.iloc[0]
    side = Side(rows, selected.words)
    answers = find_answers(rows, "MX", 12.0, dataset.regions)
    days = ("2019-01-01", "2021-12-31")
    sums = binned(rows, "month", *days, dictionary.looks)
    keys = list(sums["key"].unique())
    return {
        "headline": "\n".join(headline(rows, dataset.everything, dictionary)),
        "sums": "\n".join(sum_lines(rows, dictionary)),
        "sentence": sentence(rows, selected.words, dictionary, data, ""),
        "filters": describe({}, dictionary, dataset.regions),
        "period": data_to(dictionary),
        "coverage": coverage_words(dictionary) + gaps_words(dictionary, True),
        "citation": citation(dictionary, data) + licence_text(dictionary),
        "licence": licence_line(dictionary),
        "incident": incident_citation(first, rows.iloc[:0], dictionary, data, ""),
        "card": incident_card(first, rows.iloc[:0], dictionary),
        "line": short_line(first, dictionary),
        "region": json.dumps(report(answers, dataset, selected.words)),
        "region lines": "\n".join(report_lines(answers, dataset, selected.words)),
        "region sentence": region_sentence(answers, dataset, selected.words, ""),
        "pair": pair_sentence(side, side, dictionary, data, ""),
        "difference": differences(side, side, dictionary).to_string(),
        "bars": bars_title(keys, "month", "deaths", False, False, dictionary.looks),
        "finding": finding(rows, sums, "month", "deaths", days),
        "bins": bin_table(sums, "month", *days, True).to_string(),
        "surer": " ".join(words for words, _ in sensitivity(rows, False)),
        "pin": str(pin_of(rows, data, {})),
        "name": file_name(dictionary, {}, data, "csv"),
    }


def test_the_patterns_find_our_own_data_set():
    """Else the tests below could not fail."""
    text = json.dumps(sentences(OURS), ensure_ascii=False)
    export = Export(OURS.incidents, "all", OURS.dictionary, OURS.fingerprint)
    found = found_in(text + EXPORT_FORMATS["csv"].write(export).decode())
    assert set(PATTERNS) - set(found) <= {"source", "we"}


@pytest.mark.sample(2)
def test_no_sentence_says_anything_of_ours(dataset):
    said = sentences(dataset)
    found = {key: found_in(text) for key, text in said.items()}
    assert {key: each for key, each in found.items() if each} == {}
    assert "nan" not in " ".join(said.values()).split()


@pytest.mark.sample(3)
def test_what_the_table_does_not_hold_is_not_mentioned(dataset):
    said = sentences(dataset)
    for key in ("headline", "sums", "sentence", "difference", "card"):
        assert not re.search("vessel|strikes|presumed dead", said[key], re.I), said[key]
    assert (
        report(
            find_answers(dataset.incidents, "MX", 12.0, dataset.regions), dataset, ""
        )["data_to"]
        is None
    )


def text_of(kind: str, content: bytes, folder) -> str:
    """Return all that a file holds as text: archives unpacked, tables read."""
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    if kind == "gpkg":
        path = folder / "x.gpkg"
        path.write_bytes(content)
        with sqlite3.connect(path) as base:
            return "\n".join(base.iterdump())
    if kind == "parquet":
        table = pq.read_table(io.BytesIO(content))
        return f"{table.to_pandas().to_string()}{table.schema.metadata}"
    return content.decode()


@pytest.mark.sample(14)
@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_no_file_holds_anything_of_ours(dataset, kind, tmp_path):
    rows, dictionary = dataset.incidents, dataset.dictionary
    words = Selected(dataset, {}).words
    export = Export(rows, words, dictionary, dataset.fingerprint, "/?v=1")
    text = text_of(kind, EXPORT_FORMATS[kind].write(export), tmp_path)
    assert found_in(text) == {}
    assert "harbour log.csv (file), 30 rows, opened with" in text
    assert "No licence is stated in the file" in text
    assert "Made-up group A - Made-up group B" in text and "Own remark" in text
    assert "join_method" in text


def test_the_chart_of_a_foreign_table_can_be_drawn(dataset):
    looks, days = dataset.dictionary.looks, ("2019-01-01", "2021-12-31")
    sums = binned(dataset.incidents, "month", *days, looks)
    bins = bin_table(sums, "month", *days, deaths=True)
    if len(sums):
        dated = dataset.incidents["date"].notna().sum()
        assert sums["incidents"].sum() == dated
        period = (bins["start"].min(), bins["last"].max())
        assert stacked_bars(sums, bins, "deaths", period, {}, looks).to_dict()


def test_every_filter_describes_itself_without_our_codes(dataset):
    for kind in FILTERS.values():
        choices = kind.choices(dataset.incidents, dataset.dictionary, dataset.regions)
        if kind.key != "region":
            assert found_in(" ".join([kind.label, kind.keeps, *choices])) == {}


def test_beside_ours_each_table_keeps_its_own_licence_and_citation(tmp_path):
    theirs = open_rows(tmp_path, rows_at(MEXICO))
    both = combine([OURS, theirs])
    words = citation(both.dictionary, both.fingerprint)
    ours, other = words.split("harbour log.csv (file)")
    assert "Licence CC BY 4.0" in ours and "version 1.0.0" in ours
    assert found_in(other) == {} and "No licence is stated" in other
    assert licence_text(both.dictionary).endswith(
        "harbour log: No licence is stated in the file"
    )


def test_a_named_area_needs_no_point_to_be_said(tmp_path):
    """It is known to its area, not without a place."""
    rows = [area_row("MX", incident_id=f"AREA-{at}") for at in range(3)]
    rows.append(area_row("", incident_id="NOWHERE"))
    dataset = open_rows(tmp_path, rows)
    methods = dataset.incidents["join_method"].tolist()
    assert methods == ["area", "area", "area", "unlocated"]
    line = headline(dataset.incidents, 4, dataset.dictionary)[0]
    assert "3 known only to an area, 1 not even to an area" in line
    answers = find_answers(dataset.incidents, "MX-OAX", 12.0, dataset.regions)
    assert len(answers.rows["area_only"]) == 3 and len(answers.unplaced) == 1


@pytest.mark.parametrize("radius, rows", [("", 30), ("1", 0)])
def test_rows_without_a_radius_are_said_to_be_untested(tmp_path, radius, rows):
    dataset = open_rows(
        tmp_path,
        [row | {"geo_precision": "2", "radius_km": radius} for row in rows_at(MEXICO)],
    )
    answers = find_answers(dataset.incidents, "CD-NK", 12, dataset.regions)
    found = report(answers, dataset, "all")
    assert found["without_radius"] == {"rows": rows, "within_5_km": 0}
    words = [found["summary"], region_sentence(answers, dataset, "all", "link")]
    words += ["\n".join(report_lines(answers, dataset, "all"))]
    for each in words:
        said = "30 rows have no radius and were not tested" in each
        assert said == bool(rows)


@pytest.mark.parametrize(
    "sample, terms",
    [
        (
            "ucdp_mexico.csv",
            "the Uppsala Conflict Data Program (UCDP) publishes data of this format "
            "under CC BY 4.0",
        ),
        (
            "iom_2026.csv",
            "IOM's Missing Migrants Project publishes data of this format under CC BY 4.0",
        ),
        ("hxl_made_up.csv", ""),
    ],
)
def test_the_licence_known_of_a_format_is_said_and_never_as_that_of_the_file(
    sample, terms
):
    dataset = open_table(TableSource(sample, SAMPLES / sample))
    words = "; ".join(filter(None, ("No licence is stated in the file", terms)))
    assert licence_text(dataset.dictionary) == words
    assert f". {words}. " in citation(dataset.dictionary, dataset.fingerprint)
    assert f"Tables: {words}." in licence_line(dataset.dictionary)
    credits = make_brief(dataset, {}).credits
    assert credits.startswith(f"{words}.") == bool(terms)


@pytest.mark.parametrize(
    "radius, said",
    [
        ("", "can be placed, how exactly is not reported"),
        ("5", "have a named place"),
    ],
)
def test_a_brief_claims_no_exact_place_where_none_is_reported(tmp_path, radius, said):
    rows = [row | {"radius_km": radius} for row in rows_at(MEXICO, 3)]
    brief = make_brief(open_rows(tmp_path, rows), {})
    assert f"3 of 3 incidents {said}. " in brief.subtitle
    one = make_brief(open_rows(tmp_path, rows[:1], "one.csv"), {})
    how = ", how exactly is not reported" if not radius else " to a named place"
    assert f"The one incident can be placed{how}. " in one.subtitle


def test_a_source_that_a_cell_names_twice_is_listed_once(tmp_path):
    cell = "Made-up paper: https://example.org/a | Made-up paper: https://example.org/a"
    rows = [row | {"sources": cell} for row in rows_at(MEXICO, 2)]
    pairs = source_list(open_rows(tmp_path, rows).incidents)
    assert len(pairs) == 2 and len(incidents_of_sources(pairs)) == 1


def test_the_examples_of_a_search_name_no_place_of_ours_over_another_table():
    assert "Cumaná" in place_examples(True) and "Cumaná" not in place_examples(False)


def test_no_licence_of_a_format_stands_over_that_of_a_description():
    ours = real_dataset().dictionary
    assert with_terms(ours, "made up") == ours


def test_no_filter_over_several_tables_names_no_campaign(tmp_path):
    one, other = rows_at(WORLD, 3), rows_at(MEXICO, 2)
    both = combine(
        [open_rows(tmp_path, one, "a.csv"), open_rows(tmp_path, other, "b.csv")]
    )
    words = describe({}, both.dictionary, both.regions)
    assert words == "no filter: every incident of the tables"


@pytest.mark.parametrize(
    "campaigns, labels",
    [
        (("Strike", "Strike"), {"Strike"}),
        (("Strike", "raid"), {"Strike", "raid (strike)"}),
        (("Strike", ""), {"Strike (strike)", "strike"}),
    ],
)
def test_a_campaign_called_as_its_table_is_not_said_twice(tmp_path, campaigns, labels):
    rows = rows_at(WORLD, 2)
    first = [
        row | {"campaign": each} for row, each in zip(rows, campaigns, strict=True)
    ]
    other = [row | {"deaths_best": "2"} for row in rows_at(MEXICO, 2)]
    both = combine(
        [
            open_rows(tmp_path, first, "strike.csv"),
            open_rows(tmp_path, other, "other.csv"),
        ]
    )
    codes = both.dictionary.fields["campaign"].codes.values()
    assert {code.label for code in codes} == {*labels, "other"}


@pytest.mark.parametrize(
    "heading, country",
    [
        ("SOMEWHERE, TRINIDAD AND TOBAGO", "Trinidad and Tobago"),
        ("A PORT, COSTA RICA", "Costa Rica"),
    ],
)
def test_a_country_of_a_heading_is_written_as_the_map_writes_it(heading, country):
    assert country_in(heading, OURS.regions) == country


@pytest.mark.parametrize(
    "parts, shown",
    [
        (0, "No incident in the table"),
        (1, "1 part of an incident that is left out"),
        (2, "2 parts of incidents that are left out"),
    ],
)
def test_parts_without_their_incident_are_never_none_of_none(tmp_path, parts, shown):
    first, *rest = rows_at(MEXICO, 1 + parts)
    of = {"parent_id": first["incident_id"]}
    rows = [first | {"latitude": "95", "parent_id": ""}, *(each | of for each in rest)]
    dataset = open_rows(tmp_path, rows)
    assert dataset.left_out.parts == parts
    [line] = headline(dataset.incidents, dataset.everything, dataset.dictionary)
    assert line.startswith(f"{shown} · ")
    brief = make_brief(dataset, {})
    assert ("counted without" in brief.alt) == (parts > 0)
    both = combine([dataset, open_rows(tmp_path, rows_at(WORLD, 3), "other.csv")])
    lines = [
        line,
        brief.alt,
        brief.paste,
        counts_of_tables(dataset.incidents, dataset),
        *headline(both.incidents, both.everything, both.dictionary),
        make_brief(both, {}).alt,
        make_brief(both, {}, layout="numbers").paste,
    ]
    assert not [each for each in lines if re.search(r"\b0 of 0\b", each)]


@pytest.mark.parametrize("toll, rows", [(("9", "2", "4"), 1), (("2", "4", "9"), 0)])
def test_a_toll_that_was_widened_is_said_by_every_output(tmp_path, toll, rows):
    ends = dict(zip(("deaths_low", "deaths_best", "deaths_high"), toll, strict=True))
    first, *rest = rows_at(MEXICO, 4)
    dataset = open_rows(tmp_path, [first | ends, *rest])
    said = "The toll of 1 row was widened: low, best and high did not agree"
    expected = [said] * rows
    assert dataset.reading.widened == rows
    assert short_caveats(dataset) == expected
    effect = "; together low 9, best 2, high 4 in the file, here low 2, best 2, high 9"
    expected = [f"{each}{effect}" for each in expected]
    assert caveats(dataset) == table_facts(dataset)["caveats"] == expected
    assert is_whole(dataset)
    both = combine([dataset, open_rows(tmp_path, rest, "other.csv")])
    assert caveats(both) == [f"harbour log: {each}" for each in expected]
    for each in (dataset, both):
        assert figures_are(each).startswith("Figures as the table") == (rows == 0)


def test_sums_of_widened_tolls_are_those_of_the_widened_rows_alone(tmp_path):
    first, second, *rest = rows_at(MEXICO, 6)
    tolls = [dict(zip(TOLLS, ends, strict=True)) for ends in ("924", ("6", "", "5"))]
    dataset = open_rows(tmp_path, [first | tolls[0], second | tolls[1], *rest])
    reading = dataset.reading
    assert (reading.in_file, reading.counted) == ((15, 2, 9), (7, 2, 15))


@pytest.mark.parametrize("missing, said", [("-5", True), ("0", False)])
def test_a_figure_below_zero_is_said_by_every_output(tmp_path, missing, said):
    first, *rest = rows_at(MEXICO, 4)
    more = {"missing": missing, "survivors": "3"}
    dataset = open_rows(tmp_path, [first | more, *rest])
    words = "1 figure below 0 was left blank: missing -5"
    assert caveats(dataset) == short_caveats(dataset) == [words] * said
    assert (words in make_brief(dataset, {}).alt) == said


def test_a_widened_row_that_is_left_out_is_not_counted_twice(tmp_path):
    first, *rest = rows_at(MEXICO, 4)
    wrong = {"deaths_low": "9", "deaths_high": "4", "latitude": "95"}
    dataset = open_rows(tmp_path, [first | wrong, *rest])
    assert (dataset.left_out.rows, dataset.reading.widened) == (1, 0)


@pytest.mark.parametrize(
    "reading, words",
    [
        (Reading(), []),
        (Reading("2023"), []),
        (Reading("2023", ("2024",)), ["“2023” of the file was read; not read: “2024”"]),
        (
            Reading("a", tuple("bcdefghi")),
            [
                "“a” of the file was read; not read: “b”, “c”, “d”, “e”, “f”, “g” "
                "and 2 more"
            ],
        ),
        (
            Reading(by_convention=16),
            ["16 rows have tolls that are coded by convention, not a count"],
        ),
        (
            Reading(below_zero=(("missing", "-5"), *[("survivors", "-1")] * 7)),
            [
                "8 figures below 0 were left blank: missing -5, survivors -1, survivors "
                "-1, survivors -1, survivors -1, survivors -1 and 2 more"
            ],
        ),
    ],
)
def test_what_the_reading_did_is_said_in_words(reading, words):
    assert reading_words(reading) == words


def test_the_sheets_that_were_not_read_are_named(tmp_path):
    book = Workbook()
    for year in ("2023", "2024"):
        sheet = book.create_sheet(year)
        rows = rows_at(MEXICO, 3)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.remove(book.worksheets[0])
    path = tmp_path / "made up.xlsx"
    book.save(path)
    said = {
        part: caveats(open_table(TableSource(path.name, path, part)))
        for part in ("", "2024")
    }
    assert said == {
        "": ["“2023” of the file was read; not read: “2024”"],
        "2024": ["“2024” of the file was read; not read: “2023”"],
    }


@pytest.mark.parametrize(
    "first_person, more", [(True, ["two opened sources"]), (False, [])]
)
def test_sources_that_say_nothing_of_opened_pages_make_no_set(
    tmp_path, first_person, more
):
    rows = [row | {"verification": "corroborated"} for row in rows_at(MEXICO, 3)]
    found = sensitivity(open_rows(tmp_path, rows).incidents, first_person)
    assert [name for name, _ in found][3:] == more


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"date": "2020-02-10"}, "dates from 1 Jan 2019 to 10 Feb 2020 in the file"),
        (
            {"date": "2020-02-01", "date_precision": "month"},
            "dates from 1 Jan 2019 to 29 Feb 2020 in the file",
        ),
        (
            {"date": "2020-01-01", "date_precision": "year"},
            "dates from 1 Jan 2019 to 31 Dec 2020 in the file",
        ),
        (
            {"date": "2021-02-10", "latitude": "95"},
            "all dates in the file are 1 Jan 2019",
        ),
    ],
)
def test_the_period_of_a_file_is_that_of_its_accepted_rows(tmp_path, changes, words):
    first, second = rows_at(MEXICO, 2)
    first = first | {"date": "2019-01-01"}
    dataset = open_rows(tmp_path, [first, second | changes])
    assert data_to(dataset.dictionary) == words
