"""A very long text is cut where it is shown, says so, and stays whole in files."""

import csv

import pandas as pd
import pytest

from dashboard.brief.drawing.picture import draw_picture
from dashboard.brief.words.make import make_brief
from dashboard.dataset import open_dataset
from dashboard.exports import EXPORT_FORMATS, Export
from dashboard.layers import LAYERS
from dashboard.layers.element import unpack
from dashboard.look.card import incident_card
from dashboard.table.shown import printed_rows, shorten_texts
from dashboard.table.sources import (
    parse_sources,
    shorten_sources,
    shown_sources,
)
from dashboard.text.escape import escaped_whole, safe, safe_url
from dashboard.text.long import (
    LONGEST_PRINTED,
    LONGEST_SHOWN,
    shortened,
)
from dashboard.views._words import plain
from tests.worlds import incidents, to_file

MEGABYTE = 1 << 20
LONG = "x" * MEGABYTE
SAID = "… (1,048,576 characters in all)"
COLUMNS = "location geo_note origin actor claimed_target vessel_type nationality notes".split()
ENTRY = "A Paper <https://example.org/a> 2025-09-03"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    """Return a data set with one megabyte in each free text, and in the sources."""
    path = tmp_path_factory.mktemp("t") / "t.csv"
    before = csv.field_size_limit(2 * MEGABYTE)
    sources = [" | ".join([ENTRY] * 25_000), f"{LONG} <https://example.org/a>"]
    sources.append(f"A Paper <https://example.org/{LONG}>")
    changes = [{name: LONG} for name in COLUMNS] + [{"sources": s} for s in sources]
    found = open_dataset(to_file(path, *changes))
    csv.field_size_limit(before)
    assert not found.problems
    return found


def test_a_text_is_cut_beyond_its_limit_and_says_how_long_it_is():
    fits = "x" * LONGEST_SHOWN
    assert shortened(fits) == fits
    assert shortened(f"{fits}y") == f"{fits}… (4,001 characters in all)"
    assert shortened(LONG).endswith(SAID)
    assert shortened("abc", 2) == "ab… (3 characters in all)"


def test_the_doors_to_html_and_markdown_cut_and_that_to_files_does_not():
    assert safe(LONG).endswith(SAID) and len(safe(LONG)) < 5_000
    assert len(plain(LONG)) < 5_000 and "1,048,576" in plain(LONG)
    assert escaped_whole(LONG) == LONG


def test_an_address_that_is_too_long_is_no_link():
    start = "https://example.org/"
    fits = start + "x" * (LONGEST_SHOWN - len(start))
    assert safe_url(fits) == fits and safe_url(f"{fits}x") == ""


def test_a_frame_without_long_texts_is_itself():
    rows = incidents({}, {})
    assert shorten_texts(rows) is rows and printed_rows(rows) is rows


def test_only_the_long_texts_of_a_frame_change():
    rows = incidents({"notes": "y" * (LONGEST_PRINTED + 1)}, {})
    short = printed_rows(rows)
    assert short["notes"].iloc[0].endswith("… (601 characters in all)")
    assert short["notes"].iloc[1] == ""
    others = [name for name in rows if name != "notes"]
    pd.testing.assert_frame_equal(short[others], rows[others])
    at_limit = incidents({"notes": "y" * LONGEST_PRINTED})
    assert printed_rows(at_limit) is at_limit


def test_a_frame_of_other_things_is_left_alone():
    odd = pd.DataFrame({"a": [object(), None], "b": [1, 2], "c": [[1], {}]})
    assert shorten_texts(odd) is odd


def test_of_many_sources_the_first_are_shown_and_the_rest_counted():
    cell = " | ".join([ENTRY] * 25_000)
    shown = shown_sources(cell)
    assert shown[:-1] == parse_sources(ENTRY) * 88
    assert shown[-1].publisher == "… (25,000 sources in all)" and not shown[-1].url
    few = " | ".join([ENTRY] * 88)
    assert shorten_sources(few) == few and len(few) <= LONGEST_SHOWN
    one = shown_sources(f"{LONG} <https://example.org/a>")
    assert len(one) == 2 and len(one[0].publisher) < 700


def test_card_popup_and_brief_stay_small(dataset):
    rows = dataset.incidents
    cards = [
        incident_card(rows.iloc[at], rows.iloc[:0], dataset.dictionary)
        for at in range(len(rows))
    ]
    assert max(map(len, cards)) < 30_000
    assert sum("characters in all)" in card for card in cards) >= len(COLUMNS)
    packed = LAYERS["incidents"](rows, dataset.dictionary, dataset.regions).packed
    assert len(str(unpack(packed))) < 100_000
    brief = make_brief(dataset, {}, layout="table")
    assert max(len(cell) for entry in brief.entries for cell in entry) < 1_000
    (axes,) = draw_picture(brief).axes
    assert sum(len(each.get_text()) for each in axes.texts) < 20_000


@pytest.mark.parametrize("name", ["csv", "geojson", "kml"])
def test_files_keep_every_text_whole(dataset, name):
    export = Export(
        rows=dataset.incidents,
        words="all",
        dictionary=dataset.dictionary,
        data=dataset.fingerprint,
        link="/",
    )
    content = EXPORT_FORMATS[name].write(export)
    assert content.count(LONG.encode()) >= len(COLUMNS) and SAID.encode() not in content
