"""The card of one incident: what it says, and that text stays text."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.figures.own_columns import own_columns
from dashboard.figures.toll_sums import toll_with_parts
from dashboard.look.card import incident_card, part_lines, short_line
from tests.worlds import DICTIONARY, NO_TOLL, located, real_dataset

DATASET = real_dataset()
HOSTILE = "<img src=x onerror=alert(1)>${alert(1)}`{{7*7}}\\2 </script>"


def card(*changes):
    rows = located(*changes)
    return incident_card(rows.iloc[0], rows.iloc[1:], DICTIONARY)


def words(html):
    return re.sub(
        r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.S)
    )


def real(incident_id):
    table = DATASET.incidents
    (row,) = table[table["incident_id"].eq(incident_id)].iterrows()
    parts = table[table["parent_id"].eq(incident_id)]
    return incident_card(row[1], parts, DATASET.dictionary)


def parts_of(incident_id):
    table = DATASET.incidents
    return part_lines(table[table["parent_id"].eq(incident_id)], DICTIONARY)


def test_the_claim_stands_apart_with_its_claimant_and_its_verification():
    text = words(real("CAR-2025-09-02-01"))
    assert "Claim: according to the US military, the target was Tren de Aragua" in text
    assert "Verification: contested (A government, relatives or local" in text
    unknown = words(card({"actor": "", "claimed_target": "a cartel"}))
    assert "as claimed; by whom is not reported: a cartel" in unknown
    assert "Claim" not in words(card({"claimed_target": ""}))


@pytest.mark.parametrize(
    ("radius", "said"),
    [
        ("110", "11.2° N, 62.6° W ±110 km"),
        ("2", "11.15° N, 62.60° W ±2 km"),
        ("1200", "11° N, 63° W ±1,200 km"),
        ("", "11.15° N, 62.60° W Our point"),
    ],
)
def test_a_point_is_said_no_finer_than_it_is_known(radius, said):
    assert said in words(card({"radius_km": radius}))


def test_an_incident_in_one_line_has_its_toll_with_its_range():
    line = short_line(located({}).iloc[0], DICTIONARY)
    assert line == "2 Sep 2025 · air strike on a vessel · 2–4 killed (best 3)"


def test_the_first_strike_says_11_and_how_they_add_up():
    text = words(real("CAR-2025-09-02-01"))
    assert "About 2 Sep 2025 · air strike on a vessel" in text
    assert "11 killed in all: 9 at first, 2 in its parts" in text
    assert parts_of("CAR-2025-09-02-01") == [
        (
            "CAR-2025-09-02-02",
            "follow-up strike: same boat as CAR-2025-09-02-01 – 2 killed",
        )
    ]
    assert "44 km (24 NM) off Sucre" in text and "0–154 km (0–83 NM)" in text
    assert "Our point, read from the reports. Not a reported position." in text
    assert "Verification: contested" in text.replace(" :", ":")


def test_a_toll_of_the_whole_is_not_repeated_at_its_sites():
    text = words(real("VEN-2026-01-03-01"))
    assert "Between 57 and 100 killed (best 83)" in text
    told = [words for _, words in parts_of("VEN-2026-01-03-01")]
    assert len(told) == 12
    assert all("toll reported for the whole operation only" in each for each in told)


def test_an_area_is_never_called_our_point():
    text = words(real("CAR-2025-10-16-01"))
    assert "known only to" in text and "Our point" not in text
    assert "2 known survivors" in text


def test_sources_are_links_and_say_how_they_were_seen():
    html = real("CAR-2025-09-02-02")
    links = re.findall(
        r"<a href='(https?://[^']+)' target='_blank' rel='noopener noreferrer'>", html
    )
    assert len(links) == 3
    assert "seen through Wikipedia; page not opened by us" in html
    assert html.count("(wire or newspaper; page opened by us)") == 2
    assert "primary source; release; seen through" in real("EP-2026-09-02-01")
    title = "title only at 8657085.xyz; page not opened by us"
    assert f"(wire or newspaper; {title})" in real("EP-2026-04-14-01")
    assert "(wire or newspaper; read by us at Qurium mirror)" in real(
        "CAR-2025-09-02-01"
    )


def test_a_card_says_when_a_row_was_last_changed_where_its_table_does():
    assert "Last changed: 28 Nov 2026 (revision 2)" in words(real("CAR-2026-02-13-01"))
    assert "Last changed: 23 Nov 2026 (revision 1)" in words(real("EP-2025-11-09-01"))
    assert "Last changed" not in words(card({}))


def test_our_own_rows_have_no_further_columns_and_a_text_of_that_name_is_one():
    assert "Other columns" not in real("CAR-2026-02-13-01")
    assert own_columns(DATASET.dictionary) == []
    revision = DATASET.dictionary.fields["revision"]
    theirs = {**DICTIONARY.fields, "revision": replace(revision, type="string")}
    assert own_columns(replace(DICTIONARY, fields=theirs)) == ["revision"]


def test_hostile_text_stays_text_in_every_column():
    texts = [name for name, each in DICTIONARY.fields.items() if each.type == "string"]
    free = [name for name in texts if not DICTIONARY.fields[name].codes]
    row = located({}).assign(**dict.fromkeys([*free, "where_words"], HOSTILE))
    html = incident_card(row.iloc[0], row, DICTIONARY)
    assert "<img" not in html and "</script" not in html and "{{" not in html
    assert "${" not in html and "`" not in html and "\\" not in html


def test_a_link_to_anything_but_a_web_page_is_no_link():
    html = card({"sources": "A <javascript:alert(1)> | B <https://b.org/?a='b'>"})
    assert "javascript" not in html and html.count("<a ") == 1


def test_what_is_not_known_is_left_out_or_said():
    text = words(card({**NO_TOLL, "survivors": "", "radius_km": ""}))
    assert "No figure reported" in text and "nan" not in text.lower()
    assert "<NA>" not in text and "NaT" not in text
    assert pd.notna(text)


def test_parts_with_half_a_toll_are_not_lost_and_never_summed_into_one():
    rows = located(
        {"deaths_low": "9", "deaths_best": "9", "deaths_high": "9"},
        {"deaths_low": "2", "deaths_best": "", "deaths_high": "2"},
    )
    words = toll_with_parts(rows.iloc[0], rows.iloc[1:])
    assert words == "9 killed at first; in its parts, each apart: 2 killed"
    silent = located(
        NO_TOLL, {"deaths_low": "2", "deaths_best": "2", "deaths_high": "2"}
    )
    words = toll_with_parts(silent.iloc[0], silent.iloc[1:])
    assert words.startswith("no figure reported at first") and "2 killed" in words
