"""Patterns that are not ours are matched in time by the length of the text, as Python would."""

import json
import re
import time

import pandas as pd
import pytest

from dashboard.table import patterns
from dashboard.table.dictionary import DATAPACKAGE
from dashboard.table.patterns import LONGEST, is_pattern, matches

TEXTS = ["", "a", "aa", "ab", "a\nb", "A", "12", "é", "a\n"]


@pytest.mark.parametrize(
    "pattern", ["a+", "a|ab", "(?i)a", "[^a]*", "\\d+", ".*", "é?", "a.b", "(?s)a.b"]
)
def test_what_fits_is_what_pythons_engine_says(pattern):
    column = pd.Series(TEXTS, dtype="str", index=range(5, 5 + len(TEXTS)))
    whole = [re.fullmatch(pattern, each) is not None for each in TEXTS]
    some = [re.search(pattern, each) is not None for each in TEXTS]
    assert matches(column, pattern).tolist() == whole
    assert matches(column, pattern, whole=False).tolist() == some
    assert matches(column, pattern).index.equals(column.index)


def test_a_missing_text_fits_nothing():
    assert matches(pd.Series(["a", None], dtype="str"), ".*").tolist() == [True, False]


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [("a" * LONGEST, True), ("a" * (LONGEST + 1), False)]
    + [("a{1000}", True), ("a{1001}", False), ("(?=a)", False), (r"(a)\1", False)]
    + [
        ("((a{99,}){99,}){99,}", False),
        ("\ud800", False),
        ("(([^a]" + "a" * 470 + "){31}){31}", True),
    ]
    + [("((" + "[^a]" * 480 + "){31}){31}", False), ("a{2,}", True)]
    + [("(", False), (None, False), ("(?P<x>a)", True), ("a{99999999999}", False)],
)
def test_only_what_both_engines_read_is_a_pattern(pattern, is_one):
    assert is_pattern(pattern) is is_one
    if is_one:
        matches(pd.Series(["a"], dtype="str"), pattern)


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [("a+b*c?", True), ("a++", False), ("a*+", False), ("a{2}+", False), ("+", True)]
    + [("(a)", True), ("(?:a)", False), (r"\d\.", True), (r"\1", False), (r"\Z", False)]
    + [("a{2,3}", True), ("a{100}", False), ("((a{99}){10}){2}", False)]
    + [("((a{50}){10}){2}", True), ("[a-z]{2}$", True), ("a{,3}", False)],
)
def test_re2_is_asked_where_the_engines_might_differ(pattern, plain):
    assert patterns._is_plain(pattern) is plain
    if plain and pattern != "+":
        assert patterns._is_read_by_re2(pattern)


def test_the_patterns_of_our_description_need_no_question():
    fields = json.loads(DATAPACKAGE.read_text())["resources"][0]["schema"]["fields"]
    given = [each.get("constraints", {}).get("pattern", "") for each in fields]
    assert sum(map(bool, given)) > 5 and all(map(patterns._is_plain, given))


def test_a_pattern_that_python_never_ends_with_ends_at_once():
    start = time.process_time()
    assert not matches(pd.Series(["a" * 5_000 + "!"], dtype="str"), "((a+)+)+b").any()
    assert time.process_time() - start < 1
