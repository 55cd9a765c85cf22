"""Every payload through every output: shown or kept as text, and never code.

Formats are read back by programs that we did not write. The pages are looked at in a
real browser by ``test_browser.py`` (hostile text shows as text) and ``test_browser_hostile.py``.
"""

import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pytest
from markdown_it import MarkdownIt

from dashboard.brief.files.formats import to_file
from dashboard.brief.words.make import make_brief
from dashboard.exports import EXPORT_FORMATS, Export, file_name
from dashboard.layers import LAYERS
from dashboard.layers.element import unpack
from dashboard.look.card import incident_card
from dashboard.openers.open_file import open_file
from dashboard.openers.opened import TableSource
from dashboard.table.name_in_link import name_and_data, name_in_link
from dashboard.text.escape import UNSEEN
from dashboard.text.long import shortened
from dashboard.views._words import NOTHING, bullets, plain
from tests.hostile.payloads import ALL, HOST, LARGE
from tests.hostile.world import WORDS, hostile_dataset

RUNS = {"script", "iframe", "object", "embed", "base", "meta", "form", "style", "link"}
"""Elements by which a page would run, fetch or hide something."""


class Tags(HTMLParser):
    """What a browser would make of HTML: its elements with their attributes, its text."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def find_live(html: str) -> list[str]:
    """Return what in HTML would run or ask another host for something."""
    live = []
    for tag, attributes in Tags(html).elements:
        if tag in RUNS:
            live.append(tag)
        live += [name for name in attributes if name.startswith(("on", "srcdoc"))]
        for name in ("src", "href", "action", "xlink:href"):
            address = (attributes.get(name) or "").strip().lower()
            if address and not address.startswith(
                ("https://example.org", "#", "?", "/?")
            ):
                live.append(f"{tag} {name}={address[:80]}")
    return live


def test_what_is_live_would_be_found():
    assert find_live("<p><script>1</script>") == ["script"]
    assert find_live("<b onclick=x>") == ["onclick"]
    assert find_live("<a href='javascript:x'>") == ["a href=javascript:x"]
    assert find_live(f"<img src=https://{HOST}/x>") == [f"img src=https://{HOST}/x"]
    assert find_live("<p>&lt;script&gt;</p>") == []


@pytest.fixture(scope="module")
def dataset():
    return hostile_dataset()


@pytest.fixture(scope="module")
def export(dataset):
    words = " ".join(ALL[:40])
    link = "/?text=%3Cscript%3E"
    return Export(
        dataset.incidents, words, dataset.dictionary, dataset.fingerprint, link
    )


def test_no_row_of_a_hostile_table_is_lost(dataset):
    lines = {each.line for each in dataset.problems}
    assert len(dataset.incidents) + len(lines) >= 150 and len(lines) <= 4


def test_cards_show_every_text(dataset):
    rows = dataset.incidents
    for at in range(len(rows)):
        html = incident_card(rows.iloc[at], rows.iloc[:0], dataset.dictionary)
        assert find_live(html) == []
        text = UNSEEN.sub("", rows.iloc[at]["location"])
        seen = "".join(Tags(html).text.split())
        assert "".join(text.split())[:400] in seen


def test_layers_give_the_browser_text_alone(dataset):
    parts = (dataset.incidents, dataset.dictionary, dataset.regions)
    texts = [*_texts(unpack(LAYERS["incidents"](*parts).packed))]
    assert [live for each in texts for live in find_live(each)] == []
    assert not set("`$\\{}") & set("".join(texts))


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "geojson", "gpkg", "parquet", "kml"])
def test_files_keep_every_text_and_give_it_back(dataset, export, kind):
    content = EXPORT_FORMATS[kind].write(export)
    part = "Incidents" if kind == "xlsx" else ""
    read = open_file(TableSource(f"a.{kind}", content, part)).text
    for column in WORDS:
        wanted = [_kept(text, kind) for text in dataset.incidents[column]]
        assert [_kept(text, kind) for text in read[column]] == wanted


def _kept(text: str, kind: str) -> str:
    """Return a text without what a format cannot hold, or may write in another way."""
    seen = UNSEEN.sub("", text) if kind in ("xlsx", "kml") else text
    if kind == "csv" and seen.startswith("'"):
        seen = seen[1:]
    return " ".join(seen.split()) if kind in ("xlsx", "kml", "csv") else seen.strip()


def test_a_workbook_runs_nothing_and_leads_nowhere(export):
    book = openpyxl.load_workbook(io.BytesIO(EXPORT_FORMATS["xlsx"].write(export)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [
        cell for cell in cells if cell.hyperlink and HOST in cell.hyperlink.target
    ]


def test_balloons_of_kml_are_text(export):
    root = ElementTree.fromstring(EXPORT_FORMATS["kml"].write(export))
    balloons = [
        each.text or "" for each in root.iter() if each.tag.endswith("description")
    ]
    assert len(balloons) > 150
    assert [live for each in balloons for live in find_live(each)] == []


@pytest.mark.parametrize("layout", ["numbers", "table"])
def test_a_page_of_its_own_runs_only_what_is_ours(dataset, layout):
    brief = make_brief(dataset, {}, layout=layout, title=ALL[0] + ALL[12])
    page = to_file(brief, "html").decode("utf-8")
    ours = to_file(
        make_brief(dataset, {"text": "nothing has this"}, layout=layout), "html"
    )
    live, own = find_live(page), find_live(ours.decode("utf-8"))
    assert set(live) <= set(own)


LONG = pytest.mark.full
"""It draws 163 marks."""


@pytest.mark.parametrize(
    "format", [*(pytest.param(each, marks=LONG) for each in ("svg", "pptx")), "docx"]
)
def test_a_brief_is_made_of_it_in_every_format(dataset, format):
    content = to_file(make_brief(dataset, {}, layout="table"), format)
    if format == "svg":
        root = ElementTree.fromstring(content)
        tags = {each.tag.rpartition("}")[2] for each in root.iter()}
        assert not tags & {"script", "foreignObject", "image", "a", "iframe"}
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        links = [archive.read(each) for each in archive.namelist() if ".rels" in each]
    assert links and not any(
        f'Target="https://{HOST}'.encode() in each for each in links
    )


BLOCKS = [
    "x\n===",
    "x\n=",
    "x\r\n==",
    "    x",
    "\tx",
    "x\n\n \t x",
    "x\r\r    y",
    "   > x",
]
"""What a line that is no first one can make of text: a heading, code, a quotation."""


def test_markdown_makes_nothing_of_words():
    """The parser is markdown-it's, which follows CommonMark; Streamlit has another."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    pairs = [f"{one}\n{other}" for one in ALL[::5] for other in ALL[::3]]
    for text in [*ALL, *BLOCKS, *pairs]:
        made = parser.render(plain(text)), parser.render(bullets([text]))
        page = Tags("".join(made))
        assert {name for name, _ in page.elements} <= {"p", "ul", "li"}, text
        words = UNSEEN.sub("", shortened(text)).split()
        seen = page.text.replace(NOTHING, "").split()
        assert "".join(seen) == "".join(words) * 2, text


def test_a_heading_of_markdown_would_be_noticed():
    assert "<h1>" in MarkdownIt("commonmark").render("x\n===")


def test_a_name_of_a_file_is_itself_in_a_link_and_text_on_a_page():
    for text in filter(None, [*ALL, *LARGE.values()]):
        assert name_and_data(name_in_link(text, "f00dcafe")) == (text, "f00dcafe")
        assert not UNSEEN.search(plain(text)) and len(plain(text)) < 10_000


def test_the_name_of_a_file_to_save_is_no_path(dataset):
    for text in ALL:
        chosen = {"campaign": [text], "text": text}
        name = file_name(dataset.dictionary, chosen, "f00dcafe", "csv", region=text)
        assert not set('/\\:*?"<>|\0~$%') & set(name) and not UNSEEN.search(name)
        assert name.endswith(".csv") and ".." not in name and len(name) < 150
