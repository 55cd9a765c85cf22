"""Squares of marks that overlap: what the browser sums, against numpy and our words.

The rows are made up. The browser's code runs in Node.js on what the layer packs.
"""

import json

import numpy as np
import pandas as pd
import pytest

from dashboard.figures.tolls import TOLL_COLUMNS, toll, toll_popup
from dashboard.layers import unpack
from dashboard.layers.bins import MOST_SINGLE, ink
from dashboard.layers.incidents import pack_incidents
from dashboard.layers.web_texts import WEB_TEXTS
from dashboard.style import BINS, COLORS, contrast
from tests.test_web import run_node
from tests.worlds import AREA, DICTIONARY, located

ZOOMS = (2.5, 4, 4.5, 4.75, 6, 9)
CAMPAIGNS = ("boat_strike", "boat_strike", "boat_strike", "land_strike", "")
KM = (5, 50, 110, 750)

SCRIPT = """
import { binWords } from "./dashboard/web/src/bin_words.js";
import { findBins, sumsOf } from "./dashboard/web/src/layers/bins.js";
import { prepareIncidents } from "./dashboard/web/src/layers/incidents.js";
let text = "";
for await (const part of process.stdin) text += part;
const { content: d, zooms, texts } = JSON.parse(text);
prepareIncidents(d);
const found = zooms.map((zoom) => findBins(d, zoom).list.map((bin) => ({
  rows: [...bin.marks].flatMap((mark) =>
    d.marks.rows.slice(d.start[mark], d.start[mark + 1])),
  middle: [bin.x, bin.y], side: bin.side, sums: sumsOf(d, bin),
  words: binWords(texts, d, bin)
})));
console.log(JSON.stringify({ found, x: [...d.x], y: [...d.y], r: [...d.r] }));
"""


def made_up(count: int) -> pd.DataFrame:
    """Return rows around five places: open ends, blanks, parts, several campaigns."""
    random = np.random.default_rng(5)
    spread = random.choice([0.01, 0.3, 2.0], count)
    place = random.integers(0, 5, count)
    latitude = 6 + 3 * place + random.normal(0, 1, count) * spread
    longitude = -60 - 5 * place + random.normal(0, 1, count) * spread
    best = random.integers(0, 6, count)
    blank = random.random((count, 3)) < 0.04
    blank |= (random.random(count) < 0.1)[:, None]
    return located(
        *(
            {
                "incident_id": f"TST-2025-09-02-{row:04}",
                "parent_id": "TST-2025-09-02-0000" if row % 50 == 7 else "",
                "latitude": f"{latitude[row]:.4f}",
                "longitude": f"{longitude[row]:.4f}",
                "campaign": CAMPAIGNS[random.integers(5) if place[row] < 2 else 0],
                "radius_km": str(KM[row % 4]) if row % 9 else "",
                "deaths_low": "" if blank[row, 0] else str(best[row] // 2),
                "deaths_best": "" if blank[row, 1] else str(best[row]),
                "deaths_high": "" if blank[row, 2] else str(best[row] * 2),
                "missing": "",
                **(AREA if row % 40 == 3 else {}),
            }
            for row in range(count)
        )
    )


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return made_up(1_200)


@pytest.fixture(scope="module")
def browser(rows) -> dict:
    content = unpack(pack_incidents(rows, DICTIONARY, detail=False))
    asked = {"content": content, "zooms": ZOOMS, "texts": WEB_TEXTS}
    run = run_node("--input-type=module", "-e", SCRIPT, text=json.dumps(asked))
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout) | {"marks": content["marks"]}


def piles(browser: dict, zoom: float) -> dict[tuple, set[int]]:
    """Return the rows of each cell of the grid that is a pile, by numpy alone."""
    x, y, r = (np.array(browser[name]) for name in "xyr")
    cells, scale = 4 * 2 ** np.floor(zoom + 0.25), 256 * 2**zoom
    order = np.lexsort((np.arange(len(r)), -r))
    rows = np.cumsum(browser["marks"]["steps"])
    members = np.split(rows, np.cumsum(browser["marks"]["n"]))
    found = {}
    columns, lines = np.floor(x * cells), np.floor(y * cells)
    for cell in sorted(set(zip(columns, lines, strict=True))):
        some = order[(columns[order] == cell[0]) & (lines[order] == cell[1])]
        away = np.hypot(*(v[some][:, None] - v[some][None, :] for v in (x, y))) * scale
        below = np.triu(away < r[some][None, :], 1).any(axis=1)
        if below.sum() >= 3:
            found[cell] = {int(row) for mark in some for row in members[mark]}
    return found


@pytest.mark.parametrize("zoom", ZOOMS)
def test_each_square_holds_exactly_the_rows_of_its_cell(rows, browser, zoom):
    wanted = piles(browser, zoom)
    squares = browser["found"][ZOOMS.index(zoom)]
    found = {
        tuple(v // square["side"] for v in square["middle"]): set(square["rows"])
        for square in squares
    }
    assert found == wanted and len(found) >= 2
    everywhere = [row for square in squares for row in square["rows"]]
    assert len(everywhere) == len(set(everywhere))
    area_only = set(np.flatnonzero(rows["geo_precision"].eq(3)))
    assert area_only and not area_only & set(everywhere)


def test_figures_of_each_square_are_those_of_its_rows(rows, browser):
    numbers = 0
    for square in (each for zoom in browser["found"] for each in zoom):
        some, sums = rows.iloc[square["rows"]], square["sums"]
        assert sums["rows"] == len(some)
        assert sums["incidents"] == some["parent_id"].eq("").sum()
        km = some["radius_km"].astype("float64")
        assert sums["noRadius"] == km.isna().sum()
        middle = np.arctan(np.sinh(np.pi * (1 - 2 * square["middle"][1])))
        far = km[2 * km >= square["side"] * 40030.2 * np.cos(middle)]
        assert sums["far"] == len(far)
        assert sums["farFrom"] == (far.min() if len(far) else 0)
        for _, own in sums["apart"]:
            numbers += own["rows"]
    assert numbers > len(rows)


def words_of(some: pd.DataFrame) -> str:
    """Return the toll of rows of one campaign as Python says it."""
    given = some[[*TOLL_COLUMNS]].notna()
    with_toll = given.any(axis=1)
    lacking = (given.mul(-1) + 1)[with_toll].sum()
    sums = some[[*TOLL_COLUMNS]].sum(min_count=1)
    ends = [
        sums[name] if name == "deaths_best" or not lacking[name] else None
        for name in TOLL_COLUMNS
    ]
    whole = toll(*ends, int((~with_toll).sum()), len(some))
    low, best, high = (int(lacking[name]) for name in TOLL_COLUMNS)
    return toll_popup(whole._replace(open_low=low, open_best=best, open_high=high))


def test_tolls_of_each_square_are_in_pythons_words_each_campaign_apart(rows, browser):
    said = set()
    for square in (each for zoom in browser["found"] for each in zoom):
        some = rows.iloc[square["rows"]]
        tolls = square["words"]["tolls"]
        groups = dict(list(some.groupby(some["campaign"].astype("object").fillna(""))))
        assert len(tolls) == len(groups)
        named = [n for n in ("", "boat_strike", "land_strike") if n in groups]
        for toll_text, name in zip(tolls, named, strict=True):
            if len(groups[name]) == 1:
                continue  # one row is said in the words of its list
            label = DICTIONARY.label("campaign", name) if name else "no campaign given"
            before = f"{label}: " if len(groups) > 1 else ""
            assert toll_text == before + words_of(groups[name])
            said.add(toll_text.removeprefix(before))
    for part in ("upper figure", "lower figure", "not reported for 1 row", "with no f"):
        assert any(part in each for each in said), part


TOLLS = """
import { addToll, noSum, sumWords } from "./dashboard/web/src/tolls.js";
let text = "";
for await (const part of process.stdin) text += part;
const { pairs, texts } = JSON.parse(text);
console.log(JSON.stringify(pairs.map((tolls) => {
  const sum = noSum();
  tolls.forEach((toll, row) => addToll(sum, row, toll));
  return sumWords(texts, sum);
})));
"""


@pytest.mark.full
def test_any_two_tolls_are_summed_in_pythons_words():
    ends = (None, 0, 1, 1_500)
    tolls = [(a, b, c) for a in ends for b in ends for c in ends]
    pairs = [(one, other) for one in tolls for other in tolls[::3]]
    sent = [[[-1 if end is None else end for end in t] for t in pair] for pair in pairs]
    asked = {"pairs": sent, "texts": WEB_TEXTS["sum_toll"]}
    run = run_node("--input-type=module", "-e", TOLLS, text=json.dumps(asked))
    assert run.returncode == 0, run.stderr
    wanted = [
        words_of(pd.DataFrame(pair, columns=[*TOLL_COLUMNS], dtype="Int64"))
        for pair in pairs
    ]
    assert json.loads(run.stdout) == wanted
    assert len(set(wanted)) > 100


@pytest.mark.parametrize("count, sent", [(MOST_SINGLE, False), (MOST_SINGLE + 1, True)])
def test_few_marks_are_always_drawn_as_themselves(count, sent):
    content = unpack(
        pack_incidents(
            located(*({"latitude": f"{10 + row / 1000}"} for row in range(count))),
            DICTIONARY,
        )
    )
    assert ("bins" in content) is sent
    assert any("overlap" in words for _, words in content["legend"]) is sent


def test_figures_can_be_read_on_every_shade_and_shades_get_darker():
    lightness = [contrast(fill, "#000000") for fill in BINS.values()]
    assert lightness == sorted(lightness, reverse=True)
    assert list(BINS)[0] == 1
    for fill in BINS.values():
        assert contrast(ink(fill), fill) >= 4.5
    assert [ink(fill) for fill in BINS.values()][-1] == COLORS.halo
