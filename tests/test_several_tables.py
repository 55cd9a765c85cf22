"""Two tables side by side in every output: told apart, or said to be added up.

All rows are made up. One table has 31 incidents and the other 42, with 1,009 and 1,213
dead: the sums 73 and 2,222 stand in no output unless somebody asked for them.
"""

import io
import json
import re

import pandas as pd
import pytest
from matplotlib.text import Text
from streamlit.testing.v1 import AppTest

from dashboard import ROOT
from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.make import make_brief
from dashboard.combined import combine
from dashboard.commands.cli import main
from dashboard.dataset import open_dataset
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.figures.caveats import caveats, is_whole, short_caveats
from dashboard.figures.citation import citation
from dashboard.figures.compare import Side, differences, pair_sentence
from dashboard.figures.headline import headline, sentence, sum_lines
from dashboard.figures.page_words import coverage_words
from dashboard.figures.region_data import report
from dashboard.figures.region_report import region_sentence, report_lines
from dashboard.geo.region_answers import find_answers
from dashboard.layers import pack_incidents, unpack
from dashboard.look.card import incident_card
from dashboard.selection.selected import Selected
from tests.drawn_once import drawn_once
from tests.foreign_tables import MEXICO, open_rows, rows_at
from tests.in_gate import in_gate
from tests.test_caveats import BRIEF_READERS, EXPORT_READERS
from tests.worlds import real_dataset

FORMATS = [name for name in BRIEF_READERS if name != "png2x"]
SUMS = r"\b(?:73|2,222|2222)\b"
ADDED = "added up"


def made_up(rows: int, dead: int) -> list[dict]:
    """Return rows of which the first has all the dead."""
    table = rows_at(MEXICO, rows)
    for number, row in enumerate(table):
        toll = str(dead if not number else 0)
        row |= {f"deaths_{end}": toll for end in ("low", "best", "high")}
    return table


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("several")


@pytest.fixture(scope="module")
def pair(folder):
    sizes = {"harbour.csv": (31, 1_009), "river.csv": (42, 1_213)}
    return [open_rows(folder, made_up(*size), name) for name, size in sizes.items()]


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """Six more tables of the same name and ids as the first, with other tolls."""
    return [
        open_rows(tmp_path_factory.mktemp("other"), made_up(31, dead), "harbour.csv")
        for dead in range(1, 7)
    ]


@pytest.fixture(scope="module")
def apart(pair):
    return combine(pair)


@pytest.fixture(scope="module")
def added(pair):
    return combine(pair, add_up=True)


def sentences(dataset) -> dict[str, str]:
    rows, dictionary, data = dataset.incidents, dataset.dictionary, dataset.fingerprint
    selected = Selected(dataset, {})
    answers = find_answers(rows, "MX", 12.0, dataset.regions)
    short, whole = short_caveats(dataset), caveats(dataset)
    side = Side(rows, selected.words)
    return {
        "headline": "\n".join(headline(rows, dataset.everything, dictionary, short)),
        "sentence": sentence(rows, "all", dictionary, data, "", whole),
        "region": json.dumps(report(answers, dataset, "")),
        "region lines": "\n".join(report_lines(answers, dataset, "")),
        "region sentence": region_sentence(answers, dataset, "", ""),
        "pair": pair_sentence(side, side, dictionary, data, "", whole),
    }


def test_no_sentence_has_a_sum_over_tables(apart):
    said = sentences(apart) | {
        "sums": "\n".join(sum_lines(apart.incidents, apart.dictionary)),
        "difference": differences(
            *[Side(apart.incidents, "")] * 2, apart.dictionary
        ).to_string(),
    }
    found = {key: re.findall(SUMS, text) for key, text in said.items()}
    assert {key: each for key, each in found.items() if each} == {}
    for key in ("headline", "sums", "region lines", "difference", "pair"):
        assert re.search(r"\b31\b", said[key]) and re.search(r"\b42\b", said[key]), key
    assert ADDED not in said["headline"]


def test_every_sentence_says_that_tables_are_added_up(added):
    said = sentences(added)
    assert {key for key, text in said.items() if ADDED not in text} == set()
    assert {key for key, text in said.items() if not re.search(SUMS, text)} == set()
    assert make_brief(added, {}).missing_in_short.startswith("Tables are added up")
    assert is_whole(added)


def test_the_first_line_counts_each_table(apart):
    first, *lines = headline(apart.incidents, apart.everything, apart.dictionary)
    assert first.startswith("harbour: 31 of 31 incidents · dates from ")
    assert "; river: 42 of 42 incidents · dates from " in first
    assert [line.split(" killed")[0] for line in lines] == [
        "harbour: 31 incidents · 1,009",
        "river: 42 incidents · 1,213",
    ]


def test_one_table_of_two_still_says_the_other(apart):
    rows = apart.incidents[apart.incidents["source_table"].eq("river")]
    first = headline(rows, apart.everything, apart.dictionary)[0]
    assert "harbour: 0 of 31 incidents" in first and "river: 42 of 42" in first


def test_each_table_says_what_it_covers(pair):
    both = combine([real_dataset(), pair[0]])
    words = headline(both.incidents, both.everything, both.dictionary)[0]
    assert re.search(r"Caribbean and Pacific: \d+ of \d+ .* data to 4 Oct 2026;", words)
    assert "harbour: 31 of 31 incidents · dates from" in words
    covered = coverage_words(both.dictionary)
    assert "Caribbean and Pacific: The table covers 2 Sep 2025 to" in covered
    assert "harbour: What the table covers is not described" in covered
    cited = citation(both.dictionary, both.fingerprint)
    for each in (real_dataset(), pair[0]):
        assert f"data {each.fingerprint}" in cited


# Files


def test_a_file_has_the_table_first_and_the_ids_of_each_table(pair, tmp_path):
    ours = open_dataset()
    both = combine([ours, pair[0]])
    export = Export(both.incidents, "all", both.dictionary, both.fingerprint)
    lines = EXPORT_FORMATS["csv"].write(export).decode("utf-8-sig").splitlines()
    about = "\n".join(line for line in lines if line.startswith("#"))
    body = "\n".join(line for line in lines if not line.startswith("#"))
    table = pd.read_csv(io.StringIO(body), dtype=str, keep_default_na=False)
    assert list(table)[:2] == ["source_table", "incident_id"]
    for key, one in (("harbour", pair[0]), (None, ours)):
        some = table[table["source_table"].eq("harbour") == (key == "harbour")]
        for name in ("incident_id", "parent_id", "campaign"):
            own = one.incidents[name].astype(object).fillna("").tolist()
            assert some[name].tolist() == own, name
    assert {"dyad", "Own remark"} <= set(table)
    assert "Tables: tables are not added up" in about
    for one in (ours, pair[0]):
        rows = len(one.incidents)
        assert re.search(rf"Table: .*{rows} rows, data {one.fingerprint}", about)
    assert "CC BY 4.0" in about and "No licence is stated" in about


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_every_file_says_whether_tables_are_added_up(kind, apart, added, tmp_path):
    for dataset, words in ((apart, "are not added up"), (added, "are added up")):
        export = Export(
            dataset.incidents,
            "all",
            dataset.dictionary,
            dataset.fingerprint,
            caveats=tuple(caveats(dataset)),
        )
        path = tmp_path / f"out.{kind}"
        path.write_bytes(EXPORT_FORMATS[kind].write(export))
        about = EXPORT_READERS[kind](path)
        assert f"tables {words}" in about
        if dataset is apart:
            assert not re.findall(SUMS, about.replace("river", ""))


@pytest.mark.full
def test_ids_of_features_stay_apart(others):
    both = combine(others[:2])
    export = Export(both.incidents, "all", both.dictionary, both.fingerprint)
    made = json.loads(EXPORT_FORMATS["geojson"].write(export))["features"]
    assert len({each["id"] for each in made}) == 62
    assert len({each["properties"]["incident_id"] for each in made}) == 31


# Briefs


def test_the_line_of_a_table_keeps_the_presumed_dead_apart(folder, pair):
    rows = made_up(2, 9)
    rows[0] |= {"deaths_low": "2", "missing": "7"}
    both = combine([open_rows(folder, rows, "lost.csv"), pair[0]])
    lines = make_brief(both, {}).lines
    assert "7 of them presumed dead" in next(x for x in lines if x.startswith("lost"))
    assert "presumed" not in next(x for x in lines if x.startswith("harbour"))


@pytest.mark.sample(1)
@pytest.mark.parametrize("layout", in_gate(LAYOUTS, "numbers", "region"))
def test_every_layout_of_a_brief_tells_tables_apart(layout, apart, added):
    selection = {"region": ("MX", "could", 12.0)}
    against = {"source_table": ["river"]}
    for dataset in (apart, added):
        brief = make_brief(dataset, selection, layout=layout, against=against)
        written = draw_picture(brief).findobj(Text)
        shown = " ".join(each.get_text() for each in written)
        said = " ".join((shown, brief.alt, brief.paste, brief.counts, brief.sentence))
        if dataset is apart:
            assert re.findall(f".{{40}}{SUMS}.{{20}}", said) == []
            assert re.search(r"\b31\b", said) and re.search(r"\b42\b", said)
        for text in (shown, brief.alt, brief.paste):
            assert (
                "tables are added up" in text.replace("\n", " ").replace("T", "t")
            ) is (dataset is added)


@pytest.mark.parametrize("layout", ["numbers", "weekly"])
def test_bars_stand_in_a_panel_for_each_table(layout, pair, others, apart):
    three = combine([*pair, others[0]])
    for dataset, number in ((apart, 2), (three, 3)):
        brief = make_brief(dataset, {}, layout=layout)
        shown = [each.get_text() for each in draw_picture(brief).findobj(Text)]
        assert "All rows" not in shown
        if layout == "weekly":
            assert sum(each == "harbour" for each in shown) >= number - 2
            assert sum(each in ("31 incidents", "42 incidents") for each in shown) >= (
                number
            )


@pytest.fixture(scope="module")
def brief_files(added):
    brief = make_brief(added, {})
    with drawn_once():
        return {name: to_file(brief, name) for name in FORMATS}


@pytest.mark.full
@pytest.mark.parametrize("format", in_gate(FORMATS, "png", "pptx", "html"))
def test_every_format_of_a_brief_says_that_tables_are_added_up(format, brief_files):
    said = BRIEF_READERS[format](brief_files[format])
    assert "ables are added up" in re.sub(r"\s+", " ", said)


# Commands


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    "command",
    [
        ("totals",),
        ("region", "MX"),
        ("brief", "--out", "{folder}", "--format", "html"),
        ("export", "--out", "{folder}/out.csv"),
    ],
)
def test_every_command_adds_up_only_when_asked(command, pair, folder, capsys, tmp_path):
    words = [each.format(folder=tmp_path) for each in command]
    for name in ("harbour", "river"):
        words += ["--data", str(folder / f"{name}.csv")]
    assert main(words) == 0
    assert ADDED not in capsys.readouterr().out.replace("not added up", "")
    assert main([*words, "--add-up"]) == 0
    assert "ables are added up" in capsys.readouterr().out
    assert main([*words, "--add-up", "--json"]) == 0
    assert "ables are added up" in json.loads(capsys.readouterr().out)["caveats"][0]


def test_totals_for_programs_have_no_sum_over_tables(pair, folder, capsys):
    data = [f"--data={folder / name}.csv" for name in ("harbour", "river")]
    assert main(["totals", *data, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["incidents"] is found["deaths_best"] is None
    tables = found["tables"]
    assert [each["deaths_best"] for each in tables.values()] == [1_009, 1_213]
    assert [each["data"] for each in tables.values()] == [e.fingerprint for e in pair]
    assert found["may_be_same_count"] >= len(found["may_be_same"]) > 0
    assert main(["totals", *data, "--json", "--add-up"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["incidents"], found["deaths_best"]) == (73, 2_222)
    assert found["added_up"] is True


def test_a_source_table_can_be_asked_for(folder, capsys):
    data = [f"--data={folder / name}.csv" for name in ("harbour", "river")]
    assert main(["totals", *data, "--source-table", "river", "--json"]) == 0
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert [each["incidents"] for each in tables.values()] == [0, 42]
    assert main(["totals", *data, "--source-table", "lake"]) == 2
    assert "harbour, river" in capsys.readouterr().err


@pytest.mark.parametrize("data", [[], ["--data", "{folder}/river.csv"]])
def test_one_table_cannot_be_added_up(data, folder, capsys):
    words = [each.format(folder=folder) for each in data]
    assert main(["totals", "--add-up", *words]) == 2
    assert "two tables" in capsys.readouterr().err


# Pages


@pytest.mark.sample(4)
@pytest.mark.parametrize("page", ["map", "region", "compare", "brief", "method"])
@pytest.mark.parametrize("add_up", [False, True])
def test_every_page_says_it(page, add_up, folder, pair, monkeypatch):
    paths = [str(folder / f"{name}.csv") for name in ("harbour", "river")]
    monkeypatch.setenv("DASHBOARD_DATA", json.dumps(paths))
    at = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=90)
    at.query_params["table"] = ["harbour.csv", "river.csv"]
    if add_up:
        at.query_params["add_up"] = "1"
    if page == "region":
        at.query_params["region"] = "MX"
    at.run()
    at.switch_page(f"views/{page}.py").run()
    assert not at.exception
    kinds = (at.markdown, at.caption, at.warning, at.code, at.error, at.metric)
    said = " ".join(str(each.value) for kind in kinds for each in kind)
    # a list's length is no count of incidents, nor is the pin of a link
    said = re.sub(r"73 rows|\.73\.s", "", said)
    if add_up:
        assert "ables are added up" in said
    else:
        assert re.findall(SUMS, said) == []


# One incident


def test_the_map_and_the_card_say_from_which_table(pair, apart):
    sent = unpack(pack_incidents(apart.incidents, apart.dictionary))
    table = sent["rows"]["table"]
    words = [table["d"][at] for at in table["i"]]
    assert words == ["harbour"] * 31 + ["river"] * 42
    assert "table" not in unpack(pack_incidents(*alone(pair[0])))["rows"]
    card = incident_card(
        apart.incidents.iloc[40], apart.incidents[:0], apart.dictionary
    )
    assert "<b>From the table:</b> river" in card and "source_table" not in card
    own = incident_card(
        pair[0].incidents.iloc[0], apart.incidents[:0], pair[0].dictionary
    )
    assert "From the table" not in own


def alone(dataset):
    return dataset.incidents, dataset.dictionary


def test_the_shape_of_a_mark_tells_its_table(pair, others):
    both = combine([pair[1], pair[0], real_dataset()])
    classes = both.dictionary.looks.classes
    assert [each.label for each in classes] == [
        "river",
        "harbour",
        "Caribbean and Pacific",
        "several tables at one place",
    ]
    assert len({each.shape for each in classes}) == 4
    many = combine([*pair, *others]).dictionary.looks.classes
    assert len(many) == 7 and many[-2].label == "other tables"
