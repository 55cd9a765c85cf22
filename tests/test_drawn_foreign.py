"""A table of other people: nothing of our own data set is printed over it.

The words looked for are those of our description, our rows and our publishers.
"""

import base64
import io
import json
import re
import zlib
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from dashboard.brief.drawing.canvas import page_of
from dashboard.brief.drawing.rail import headline_numbers
from dashboard.brief.files.formats import to_file
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.brief.words.make import make_brief
from dashboard.brief.words.sizes import SIZES
from dashboard.dataset import Dataset
from dashboard.figures.large_numbers import Figure
from dashboard.layers import LAYERS, base_map, build_layers
from dashboard.table.sources import publishers
from tests import foreign_tables as foreign
from tests.worlds import real_dataset

OURS = real_dataset()
DESCRIPTION = OURS.description
TABLES = {
    "Mexico": [*foreign.rows_at(foreign.MEXICO), foreign.area_row("MX-JAL")],
    "Sudan": foreign.rows_at(foreign.SUDAN),
    "Fiji": foreign.rows_at(foreign.FIJI),
    "world": [*foreign.rows_at(foreign.WORLD), foreign.area_row("")],
    "nowhere": [foreign.area_row("")],
}
ONLY_IN_OUR_TABLE = ("campaign", "theatre", "event_type", "verification")


@cache
def words_of_ours() -> list[str]:
    """Return what stands in our data set and in no table of others."""
    dictionary = OURS.dictionary
    codes = [
        code.label
        for name in ONLY_IN_OUR_TABLE
        for code in dictionary.fields[name].codes.values()
    ]
    seas = " ".join(OURS.regions.names.values())  # names of the base map are anyone's
    areas = [each.name for each in DESCRIPTION.areas.values() if each.name not in seas]
    named = {name for cell in OURS.incidents["sources"] for name in publishers(cell)}
    return [
        dictionary.title,
        DESCRIPTION.title,
        OURS.fingerprint,
        f"version {dictionary.version}",
        "4 Oct 2026",
        "2 Sep 2025",
        "Licence CC BY 4.0",
        "Table: CC BY",
        "boat",
        "strike",
        "read from reports",
        *(gap.text for gap in dictionary.coverage_gaps),
        *areas,
        *(label for label in codes if label not in ("other", "elsewhere")),
        *(name for name in named if len(name) > 8),
    ]


def found_of_ours(text: str) -> list[str]:
    """Return the words of ours that stand in a text, whatever their case."""
    plain = " ".join(text.replace("\u200a", "").split()).casefold()
    there = [word for word in words_of_ours() if word.casefold() in plain]
    return [
        word
        for word in there
        if re.search(rf"(?<!\w){re.escape(word.casefold())}", plain)
    ]


def text_of(content: bytes, format: str) -> str:
    """Return all text that a reader or a program finds in a brief's file."""
    if format == "pdf":
        document = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in document)
    if format == "pptx":
        shapes = [
            shape
            for slide in Presentation(io.BytesIO(content)).slides
            for shape in slide.shapes
        ]
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        cells = [
            cell.text
            for shape in shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ]
        return " ".join([*texts, *cells])
    if format == "png":
        return content[:20_000].decode("latin-1")
    return re.sub("<script.*?</script>", "", content.decode("utf-8"), flags=re.DOTALL)


@cache
def opened(name: str, folder: Path) -> Dataset:
    return foreign.open_rows(folder, TABLES[name])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("foreign")


def brief_of(dataset: Dataset, layout: str):
    needs_region = LAYOUTS[layout].needs == "region"
    selection = {"region": ("MX-JAL", "in", 12.0)} if needs_region else {}
    against = {"text": "made-up place 1"} if layout == "compare" else None
    return make_brief(dataset, selection, layout=layout, against=against)


def test_the_words_looked_for_are_found_in_our_own_brief():
    ours = make_brief(OURS, DESCRIPTION.opening_filters, layout="table")
    found = found_of_ours(text_of(to_file(ours, "html"), "html"))
    assert {"strike", "boat", "4 Oct 2026", OURS.fingerprint} <= {*found}
    assert len(found) > 20


def kinds_of_brief() -> list:
    """Return every layout with every format; a quick run takes each of them once."""
    formats = ["png", "svg", "pdf", "pptx", "html"]
    pairs = [(layout, format) for layout in LAYOUTS for format in formats]
    quick = {*((layout, "html") for layout in LAYOUTS)}
    quick |= {("numbers", format) for format in formats}
    return [
        pytest.param(*pair, marks=[] if pair in quick else [pytest.mark.full])
        for pair in pairs
    ]


@pytest.mark.sample(4)
@pytest.mark.parametrize(("layout", "format"), kinds_of_brief())
def test_no_brief_says_anything_of_ours(layout, format, folder):
    brief = brief_of(opened("Mexico", folder), layout)
    text = text_of(to_file(brief, format), format)
    assert "harbour log" in text
    assert found_of_ours(text) == []


@pytest.mark.sample(12)
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_line_of_a_brief_is_ours_or_has_a_stray_sign(name, layout, folder):
    brief = brief_of(opened(name, folder), layout)
    lines = [
        *(brief.title, brief.subtitle, brief.sentence, brief.counts, brief.coverage),
        *(brief.credits, brief.data, brief.disclaimer, brief.alt, brief.paste),
        *(brief.stamp, brief.filters),
        *(each.in_words for each in brief.figures),
    ]
    stray = re.compile(r"^[\s,;:·.]|  | [,;:.](\s|$)|\(\)|[,:;·]\s*[,;:.·)]|[·,;:]$")
    assert [line for line in lines if stray.search(line)] == []
    assert found_of_ours("\n".join(lines)) == []


def unpacked(packed: str) -> str:
    return json.dumps(
        json.loads(zlib.decompress(base64.b64decode(packed))), ensure_ascii=False
    )


@pytest.mark.parametrize("name", TABLES)
def test_no_layer_of_the_map_says_anything_of_ours(name, folder):
    dataset = opened(name, folder)
    layers = build_layers(
        dataset.incidents,
        dataset.dictionary,
        dataset.regions,
        set(LAYERS) - {"focus"},
    )
    assert len(layers) == len(LAYERS) - 1
    for layer in layers:
        assert found_of_ours(unpacked(layer.packed)) == []
    setup = base_map(dataset.description).setup
    assert found_of_ours(json.dumps(setup, ensure_ascii=False)) == []


def test_a_long_doubt_beside_a_large_number_is_drawn_whole():
    short = Figure("207", "incidents", "of 207 incidents in the table")
    long = Figure("1,265", "people killed", " ".join(["made-up doubt"] * 12))
    page = page_of(SIZES["slide"])
    lower = headline_numbers(page, 0, 40, [long, short], 440)
    drawn = [each.get_text() for each in page.axes.texts]
    assert long.doubt in " ".join(drawn)
    lines = [words for words in drawn if "made-up" in words]
    assert lower == 40 + 2 * 82 + 21 * (len(lines) - 2)
    one = headline_numbers(page_of(SIZES["slide"]), 0, 40, [short, short], 440)
    assert one == 40 + 2 * 82
