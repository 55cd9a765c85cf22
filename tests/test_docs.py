"""The guides say what there is: every filter, layer, layout, format, command and path."""

import re
from pathlib import Path

import pytest

from dashboard import ROOT
from dashboard.brief.files.formats import BRIEF_FORMATS
from dashboard.brief.words.layouts import LAYOUTS
from dashboard.commands.cli import build_parser
from dashboard.layers import LAYERS
from dashboard.selection.filters import FILTERS

ANALYST, BRIEFER = "docs/analyst.md", "docs/briefer.md"
PAGES = [
    ROOT / name
    for name in (
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "DATA.md",
        "geodata/README.md",
    )
] + sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands() -> list[str]:
    (found,) = [
        each for each in build_parser()._actions if getattr(each, "choices", None)
    ]
    return list(found.choices)


@pytest.mark.parametrize("key", FILTERS)
def test_the_guide_names_every_filter(key):
    assert f"`--{key.replace('_', '-')}`" in read(ANALYST)


@pytest.mark.parametrize("name", commands())
def test_the_guide_names_every_command(name):
    assert f"`python -m dashboard {name}" in read(ANALYST)


@pytest.mark.parametrize("name", LAYERS)
def test_the_guide_names_every_layer_of_the_map(name):
    assert f"**{name}**" in read(ANALYST)


@pytest.mark.parametrize("name", [*LAYOUTS, *BRIEF_FORMATS])
def test_the_guide_names_every_layout_and_format_of_a_brief(name):
    assert f"`{name}`" in read(BRIEFER)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_guides_lead_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


def test_the_readme_leads_to_every_guide():
    links = {(ROOT / link).resolve() for link in LINK.findall(read("README.md"))}
    guides = {path.resolve() for path in (ROOT / "docs").glob("*.md")}
    assert guides and guides <= links


def test_every_path_of_the_architecture_is_there():
    paths = re.findall(
        r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|md|json|csv|js))`", read("ARCHITECTURE.md")
    )
    made = ("dashboard/static/built", ".cache")
    missing = [
        path
        for path in paths
        if not path.startswith(made) and not Path(ROOT, path).exists()
    ]
    assert len(paths) > 30
    assert missing == []
