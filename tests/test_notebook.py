"""Out of the app: the same rows, numbers and marks as on the page and from a command."""

import json
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest

import dashboard
from dashboard import ROOT
from dashboard.commands.cli import main
from dashboard.dataset import STOPS
from dashboard.layers import inside
from dashboard.notebook import open_incidents
from tests.browser import watch

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
HOSTILE = '<img src=x onerror="window.hit=1">${window.hit=1}`{{7*7}}\\2</script>'


@pytest.fixture(scope="module")
def table():
    return dashboard.open()


def numbers_of_command(capsys, *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_totals_are_those_of_the_command(table, capsys):
    found = table.select(campaign="boat_strike", from_="2026-01-01").totals()
    options = ("--campaign", "boat_strike", "--from", "2026-01-01")
    assert json.loads(json.dumps(found)) == numbers_of_command(
        capsys, "totals", *options
    )
    assert main(["totals", *options]) == 0
    assert str(found).splitlines() == capsys.readouterr().out.splitlines()[:2]


@pytest.mark.parametrize("within", [None, 25])
def test_a_region_is_that_of_the_command(table, capsys, within):
    options = ("--within-nm", str(within)) if within else ()
    found = table.region("VE-R", within)
    assert json.loads(json.dumps(found)) == numbers_of_command(
        capsys, "region", "VE-R", *options
    )
    assert main(["region", "VE-R", *options]) == 0
    assert str(found).rstrip() == capsys.readouterr().out.rstrip()


def test_located_rows_are_those_of_a_file(table, tmp_path, capsys):
    out = tmp_path / "rows.parquet"
    assert main(["export", "--format", "parquet", "--out", str(out)]) == 0
    capsys.readouterr()
    file = gpd.read_parquet(out)
    mine = table.locate()
    assert list(mine) == list(file)
    assert mine.crs == file.crs
    assert mine.geometry.to_wkb().equals(file.geometry.to_wkb())
    assert mine["distance_nm"].astype(float).equals(file["distance_nm"].astype(float))
    assert mine.geometry.isna().sum() > 0


@pytest.mark.parametrize("days", [date(2026, 1, 3), pd.Timestamp(2026, 1, 3)])
def test_a_filter_takes_days_numbers_and_lists(table, days):
    some = table.select(from_=days, to=days, campaign=["venezuela_operation"])
    rows = some.selected.rows
    assert len(some) == len(rows) > 0
    assert set(rows["date"].dt.date) == {date(2026, 1, 3)}
    assert len(table.select(deaths_min=5)) < len(table)


def test_a_second_filter_narrows_the_first(table):
    once = table.select(campaign="boat_strike")
    assert len(table) > len(once) > len(once.select(to="2025-12-31")) > 0
    assert once.words in str(once)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"campain": "boat_strike"}, "'campain' is no filter: must be one of from, to"),
        ({"campaign": "nope"}, "campaign 'nope': must be one of boat_strike"),
        ({"within_nm": 3}, "within_nm: needs region beside it"),
        ({"campaign": []}, "campaign: needs a value"),
        ({"campaign": ""}, "campaign: needs a value"),
        ({"verification": ()}, "verification: needs a value"),
        ({"from": "2026-01-01", "from_": "2026-02-01"}, "from: is set already"),
        ({"from_": "2026-13-01"}, "2026-13-01"),
    ],
)
def test_a_wrong_filter_is_refused_with_what_is_allowed(table, filters, said):
    with pytest.raises(ValueError, match=said):
        table.select(**filters)


def test_a_filter_that_is_set_is_not_replaced_silently(table):
    once = table.select(from_="2026-03-01", region="VE-R")
    with pytest.raises(ValueError, match="from: is set already"):
        once.select(from_="2025-01-01")
    with pytest.raises(ValueError, match="region: is set already"):
        once.region("TT")


def test_a_region_of_no_layer_is_refused(table):
    with pytest.raises(ValueError, match="XX-9"):
        table.region("XX-9")


def test_a_file_that_is_not_there_or_no_table_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        open_incidents(tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(STOPS):
        open_incidents(tmp_path / "empty.csv")


def test_what_was_left_out_is_said_on_the_map_and_with_the_totals(tmp_path):
    file = tmp_path / "two.csv"
    file.write_text(
        "id,date,latitude,longitude,deaths\n"
        "made-up-1,2025-09-02,11.5,-62.9,3\nmade-up-2,2025-09-03,98.0,-62.9,2\n"
    )
    table = dashboard.open(file)
    assert len(table) == 1
    assert "1 row" in " ".join(table.caveats)
    assert "1 row" in str(table.totals())
    assert table.caveats[0] in table.map().get_root().render()


def test_the_legend_names_disputed_land_for_a_table_that_describes_none(tmp_path):
    file = tmp_path / "made-up.csv"
    file.write_text(
        "id,date,latitude,longitude\nmade-up-1,2025-09-02,7.0,-59.5\n"
        "made-up-2,2025-09-03,10.5,-66.9\n"
    )
    table = dashboard.open(file)
    assert not table.dataset.description.disputes
    page = table.map()
    assert "claimed by Venezuela" in str(page.setup["legend"])


def test_the_same_rows_are_the_same_file(table, tmp_path):
    some = table.select(campaign="accident")
    for name in ("a.html", "b.html"):
        some.map().save(tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_map_without_its_assets_says_how_to_have_them(table, monkeypatch):
    monkeypatch.setattr(inside, "missing_assets", lambda: ["built/map.js"])
    with pytest.raises(FileNotFoundError, match=r"built/map\.js: .*setup"):
        table.map()


def test_the_notebook_of_the_docs_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec("".join(cell["source"]), names)
    assert (tmp_path / "strikes.html").stat().st_size > 1_000_000
    assert names["totals"]["strikes"] == len(names["strikes"])


def test_a_notebook_and_a_saved_file_draw_the_map_without_a_network(
    table, browser, tmp_path, problems, monkeypatch
):
    monkeypatch.setattr("dashboard.notebook.usual_title", lambda *_, **__: HOSTILE)
    some = table.select(region="VE-R", relation="off", within_nm=50)
    saved, shown = tmp_path / "map.html", tmp_path / "notebook.html"
    some.map().save(saved)
    shown.write_text(f"<!DOCTYPE html><body>{some.map()._repr_html_()}</body>")
    context = browser.new_context(offline=True)
    watch(context, problems)
    tab = context.new_page()
    for page in (saved, shown):
        asked: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.goto(page.as_uri())
        frame = tab.main_frame if page is saved else tab.frames[1]
        frame.wait_for_function("window.IncidentMap && IncidentMap.chart.shown > 0")
        assert frame.evaluate("IncidentMap.chart.shown") == len(some)
        assert frame.evaluate("window.hit") is None
        assert HOSTILE in frame.locator("p").first.inner_text()
        assert frame.locator("p").first.bounding_box()["height"] > 0
        assert [each for each in asked if each.startswith("http")] == []
    context.close()
    assert problems == []
