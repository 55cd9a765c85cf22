"""Words of a table in a chart are its data: no part of the program that Vega runs.

A chart of payloads has the very specification of one with plain words; only the frames
differ, which hold text for Vega.
"""

import json
import re

import pandas as pd
import pytest

from dashboard.dataset import open_table
from dashboard.figures.timeline import bin_table, binned
from dashboard.look.charts import to_spec
from dashboard.look.running_chart import running_total
from dashboard.look.time_charts import stacked_bars
from dashboard.openers.opened import TableSource
from tests.hostile.payloads import ALL, PAYLOADS
from tests.hostile.world import OWN, WORDS, hostile_csv, hostile_rows
from tests.worlds import DICTIONARY

PERIOD = pd.Timestamp("2025-09-01"), pd.Timestamp("2025-09-30")
DRAWN_BY_TOOLTIPS = {"image", "href", "url"}
"""Fields that a tooltip or a mark of Vega would fetch or follow."""


def program(spec: dict) -> str:
    """Return what Vega runs of a chart: all but its frames, whose names are hashes."""
    rest = {key: value for key, value in spec.items() if key != "datasets"}
    return re.sub('"[0-9a-f]{16}"', '"frame"', json.dumps(rest, default=str))


def bars(texts: list[str]) -> dict:
    rows = hostile_rows()[:10]
    columns = (*WORDS, *OWN, "event_type", "campaign")
    filled = [
        row | dict.fromkeys(columns, text)
        for row, text in zip(rows, texts, strict=True)
    ]
    data = open_table(TableSource("a.csv", hostile_csv(filled)))
    looks = data.dictionary.looks
    sums = binned(data.incidents, "week", *PERIOD, looks)
    assert len(sums) > 1
    bins = bin_table(sums, "week", *PERIOD, True)
    gaps = [(*PERIOD, texts[0])]
    return to_spec(stacked_bars(sums, bins, "deaths", PERIOD, {"gaps": gaps}, looks))


@pytest.mark.parametrize(
    "kind",
    [
        "vega",
        *(pytest.param(each, marks=pytest.mark.full) for each in ("html", "template")),
    ],
)
def test_words_of_a_table_are_no_part_of_a_charts_program(kind):
    texts = (PAYLOADS[kind] * 2)[:10]
    plain = [f"kind {texts.index(text)}" for text in texts]
    spec = bars(texts)
    assert program(spec) == program(bars(plain))
    for frame in spec["datasets"].values():
        assert not DRAWN_BY_TOOLTIPS & set(frame)


def test_names_of_published_totals_are_no_part_of_a_charts_program():
    sums = pd.DataFrame(
        {"date": [PERIOD[0]], "low": [1], "best": [2], "high": [3], "incidents": [1]}
    )

    def chart(text: str) -> dict:
        published = pd.DataFrame(
            {"date": [PERIOD[1]], "killed": [3], "qualifier": [text]}
        ).assign(source_name=text, agreement=text)
        return to_spec(running_total(sums, published, DICTIONARY, PERIOD))

    usual = program(chart("plain"))
    assert all(program(chart(text)) == usual for text in ALL[::12])
    assert program(chart("x")) != program(
        to_spec(running_total(sums, pd.DataFrame({"killed": []}), DICTIONARY, PERIOD))
    )
