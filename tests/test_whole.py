"""A large table goes to the browser once: what a filter shows is the same as before."""

import json
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from dashboard.layers import pack_incidents, unpack
from dashboard.layers.whole import pack_kept, whole_table
from dashboard.table import taken
from tests.test_web import run_node

JOIN = """
import { joined, prepareWhole } from "./dashboard/web/src/whole.js";
let text = "";
for await (const part of process.stdin) text += part;
const { whole, parts } = JSON.parse(text), w = prepareWhole(whole);
const plain = (_, value) => (ArrayBuffer.isView(value) ? [...value] : value);
console.log(JSON.stringify(parts.map((part) => {
  const d = joined(w, part);
  return { ...d, index: d.rows.id.map((id) => d.index.get(id)) };
}), plain));
"""


def join(whole, parts: list[str]) -> list[dict]:
    """Return the layers that the browser makes of a table and of these parts."""
    sent = {"whole": unpack(whole.packed), "parts": [unpack(each) for each in parts]}
    run = run_node("--input-type=module", "-e", JOIN, text=json.dumps(sent))
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def spoken(content: dict) -> dict:
    """Return a packed layer with its texts in place of their numbers."""
    rows, marks = dict(content["rows"]), dict(content["marks"])
    rows["short"] = {"d": rows["short"]["d"], "i": rows["toll"]["i"]}
    if "steps" in marks:
        marks["rows"] = np.cumsum(np.array(marks.pop("steps"), dtype=int)).tolist()
    plain = content | {"rows": rows, "marks": marks, "index": None}
    if (
        found := plain.pop("x", None)
    ) is not None:  # unit Mercator, kept with the table
        assert found == pytest.approx([0.5 + each / 36e6 for each in marks["lo"]])
        assert len(plain.pop("y")) == len(found)
    if "bins" in content:
        bins = content["bins"]
        tolls = [bins["tolls"][each] for each in rows["toll"]["i"]]
        plain["bins"] = bins | {"tolls": tolls}
    for name in ("rows", "marks"):
        plain[name] = {
            key: [cells["d"][each] for each in cells["i"]]
            if isinstance(cells, dict)
            else cells
            for key, cells in plain[name].items()
        }
    return plain


@lru_cache
def opened():
    from dashboard.dataset import open_dataset

    return open_dataset()


def many() -> pd.DataFrame:
    """Return our rows, with parts and areas, among some at points of their own."""
    table = pd.DataFrame(opened().incidents)
    placed = table[table["geo_precision"].lt(3).fillna(False)]
    random = np.random.default_rng(5)
    some = placed.sample(700, replace=True, random_state=5).assign(
        incident_id=[f"TST-{number:04d}" for number in range(700)],
        parent_id="",
        latitude=random.uniform(-9, 32, 700).round(2),
        longitude=random.uniform(-119, -51, 700).round(2),
    )
    return pd.concat([some, table]).sample(frac=1, random_state=5, ignore_index=True)


def kept_of(table: pd.DataFrame) -> dict[str, np.ndarray]:
    random = np.random.default_rng(11)
    has_area = table["geo_precision"].ge(3).fillna(False).to_numpy(dtype=bool)
    return {
        "all": np.ones(len(table), dtype=bool),
        "none": np.zeros(len(table), dtype=bool),
        "half": random.random(len(table)) < 0.5,
        "one": np.arange(len(table)) == 17,
        "areas": has_area,
        "few": random.random(len(table)) < 0.05,
        "one campaign": table["campaign"].eq(table["campaign"].iloc[0]).to_numpy(),
    }


def test_the_browser_makes_of_a_mask_what_python_packs_of_the_rows():
    table, dataset = many(), opened()
    words, regions = dataset.dictionary, dataset.regions
    whole = whole_table(table, words)
    chosen = {name: table[mask] for name, mask in kept_of(table).items()}
    parts = [pack_kept(whole, table, rows, words, regions) for rows in chosen.values()]
    for (name, rows), found in zip(chosen.items(), join(whole, parts), strict=True):
        wanted = pack_incidents(rows, words, regions, detail=False)
        assert found.pop("index") == list(range(len(rows))), name
        assert spoken(found) == spoken(unpack(wanted)), name


def test_rows_beside_a_shape_and_rows_in_another_order_are_shown_too():
    table, dataset = many(), opened()
    words, regions = dataset.dictionary, dataset.regions
    whole, kept = whole_table(table, words), kept_of(table)
    beside = table[kept["areas"] & ~kept["half"]]
    turned = table[kept["half"]].iloc[::-1]
    asked = [(table[kept["half"]], beside), (turned, None), (turned, beside.iloc[:0])]
    parts = [
        pack_kept(whole, table, rows, words, regions, circles=False, beside=more)
        for rows, more in asked
    ]
    for (rows, more), found in zip(asked, join(whole, parts), strict=True):
        wanted = pack_incidents(
            rows, words, regions, detail=False, circles=False, beside=more
        )
        assert spoken(found) == spoken(unpack(wanted))


def test_an_id_that_is_there_twice_is_found_where_it_is_shown():
    table, words = many(), opened().dictionary
    table.loc[3, "incident_id"] = table.loc[9, "incident_id"]
    whole = whole_table(table, words)
    (found,) = join(whole, [pack_kept(whole, table, table.iloc[:5], words)])
    assert spoken(found)["rows"]["id"][3] == table.loc[9, "incident_id"]
    assert found["index"] == [0, 1, 2, 3, 4]


def test_only_the_part_that_a_filter_changes_travels():
    table, words = many(), opened().dictionary
    whole, kept = whole_table(table, words), kept_of(table)
    part = unpack(pack_kept(whole, table, table[kept["half"]], words))
    assert part["of"] == whole.key and "rows" not in part
    assert len(part["changed"]["la"]) < 60  # points of several rows, all of them ours
    again = whole_table(table.assign(deaths_best=7), words)
    assert again.key != whole.key


def test_a_row_of_another_table_is_refused():
    table, words = many(), opened().dictionary
    stranger = table.iloc[:1].set_axis([10_000])
    with pytest.raises(KeyError, match="not in the table"):
        pack_kept(whole_table(table, words), table, stranger, words)


def test_no_rows_beside_a_shape_copy_no_text_of_the_others(monkeypatch):
    dataset, table = opened(), many()
    monkeypatch.setattr(taken, "FEWEST_ROWS", 1)
    rows = taken.take_rows(table, np.arange(1, len(table)))
    whole = whole_table(table, dataset.dictionary)
    for beside in (None, rows.iloc[:0]):
        some = (table, rows, dataset.dictionary, dataset.regions)
        assert unpack(pack_kept(whole, *some, beside=beside))["beside"] == 0
        assert rows["notes"].array._source.left is not None
