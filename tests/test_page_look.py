"""The page in light and in dark: text can be read, charts stay on a light sheet."""

import ast
import json
import re
import tomllib
from datetime import date

import pandas as pd
import pytest

from dashboard.look.bin_charts import incident_bars, incident_title
from dashboard.look.charts import to_spec
from dashboard.resources import STATIC
from dashboard.style import COLORS, contrast
from tests.browser import ROOT

CSS = (STATIC / "page.css").read_text(encoding="utf-8")
SHARE = (ROOT / "dashboard" / "views" / "_share.py").read_text(encoding="utf-8")
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
HEX = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b")
PAIR = re.compile(r"--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)")
PAIRS = {name: {"light": one, "dark": other} for name, one, other in PAIR.findall(CSS)}
MODES = ("light", "dark")
TEXT = 4.5
"""The least contrast of text and its ground (WCAG 2.2, success criterion 1.4.3)."""
CAPTION = 0.6
"""How much of the color of text Streamlit gives its captions."""


def over(text, ground, share):
    """Return a color that lies over another and lets some of it through."""
    mixed = (
        round(
            share * int(text[at : at + 2], 16)
            + (1 - share) * int(ground[at : at + 2], 16)
        )
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{each:02X}" for each in mixed)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "ground"),
        ("quiet", "ground"),
        ("chosen", "ground"),
        ("chosen", "chosen-ground"),
        ("ink", "chosen-ground"),
        ("ink", "warning-ground"),
    ],
)
def test_text_of_the_page_can_be_read_in_both_themes(text, ground, mode):
    assert contrast(PAIRS[text][mode], PAIRS[ground][mode]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor"])
def test_what_streamlit_draws_can_be_read_in_both_themes(text, ground, mode):
    assert contrast(THEME[mode][text], THEME[mode][ground]) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_the_words_on_the_main_button_can_be_read_in_both_themes(mode):
    words, button = PAIRS["on-primary"][mode], THEME[mode]["primaryColor"]
    assert contrast(words, button) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_captions_can_be_read_in_both_themes(mode):
    text, ground = (THEME[mode][key] for key in ("textColor", "backgroundColor"))
    assert contrast(over(text, ground, CAPTION), ground) >= TEXT


@pytest.mark.parametrize("mode", MODES)
def test_the_edges_of_what_is_pressed_stand_out(mode):
    for edge in ("edge", "chosen-edge", "warning-edge"):
        assert contrast(PAIRS[edge][mode], PAIRS["ground"][mode]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_style_and_theme_name_the_same_ground_text_and_lines(mode):
    ours = [PAIRS[key][mode] for key in ("ground", "ink", "line")]
    keys = ("backgroundColor", "textColor", "borderColor")
    assert ours == [THEME[mode][key] for key in keys]


def test_no_rule_of_the_page_names_a_color_for_one_theme_alone():
    rules = CSS.split("}", 1)[1]  # after the names
    assert HEX.search(CSS) and HEX.findall(rules) == []
    assert HEX.findall(SHARE) == []
    used = set(re.findall(r"var\(--([a-z-]+)\)", CSS + SHARE))
    others = {"map-height", "card-width", "sheet", "sheet-ink"}
    assert used - others == set(PAIRS)


def test_the_browser_chooses_between_two_whole_themes():
    assert "base" not in THEME and set(THEME["light"]) == set(THEME["dark"])


def test_a_chart_and_its_title_lie_on_one_light_sheet():
    bins = pd.DataFrame({"start": pd.to_datetime(["2026-01-05"]), "incidents": [2]})
    period = (pd.Timestamp(date(2026, 1, 1)), pd.Timestamp(date(2026, 2, 1)))
    spec = to_spec(incident_bars(bins.assign(last=bins["start"]), period, 2))
    look = json.loads(json.dumps(spec["config"]))
    assert look["background"] == COLORS.panel
    assert contrast(look["axis"]["labelColor"], look["background"]) >= TEXT
    assert "chart-title" in incident_title()
    sheet = dict(re.findall(r"--(sheet|sheet-ink): (#\w{6})", CSS))
    assert sheet["sheet"] == COLORS.panel
    assert contrast(sheet["sheet-ink"], sheet["sheet"]) >= TEXT


def test_no_chart_takes_its_colors_from_the_theme_of_the_page():
    views = (ROOT / "dashboard" / "views").glob("*.py")
    calls = [
        node
        for path in views
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "vega_lite_chart"
    ]
    themes = [
        key.value.value for call in calls for key in call.keywords if key.arg == "theme"
    ]
    assert themes == [None] * len(calls) and len(calls) >= 4
