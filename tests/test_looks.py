"""How the marks of a table look that has codes and tolls of its own (made up)."""

import pytest

from dashboard.figures.legend_words import size_steps
from dashboard.style import (
    CLASSES,
    OUTLINES,
    SIZE_CLASSES,
    radius,
    size_classes,
)
from dashboard.table.dictionary import read_dictionary
from dashboard.table.looks import Looks, looks_of
from dashboard.text.language import speaking


def looks(types=(), verifications=(), most=None, labels=None) -> Looks:
    return looks_of(types, verifications, most, labels or {})


def test_codes_that_we_know_have_the_looks_of_ours():
    assert looks(["raid", "accident", ""], ["contested", ""]) == Looks()
    assert read_dictionary().looks == Looks(CLASSES, OUTLINES)


def test_the_most_frequent_of_other_codes_have_a_look_of_their_own():
    made = looks([*"baacdefgba"], labels={"a": "battles"})
    assert [each.label for each in made.classes] == [
        "battles",
        *"bcde",
        "other event types",
    ]
    assert made.mark_class("a") is made.classes[0]
    assert made.mark_class("f") is made.mark_class("g") is made.classes[5]
    assert len({each.fill for each in made.classes}) == 6
    assert len({each.shape for each in made.classes}) == 6


def test_as_many_codes_as_looks_need_no_rest():
    assert [each.label for each in looks([*"abcdef"]).classes] == [*"abcdef"]
    assert looks([*"abcdefg"]).classes[-1].event_types == ("f", "g")


def test_a_row_without_an_event_type_looks_like_none_that_is_named():
    made = looks(["a", "a", ""])
    assert made.mark_class(float("nan")).label == "event type not given"
    assert looks([*"abcdef", ""]).mark_class("").label == "other event types"


def test_a_table_without_event_types_and_verification_has_one_look():
    made = looks([""], [""])
    assert [each.label for each in made.classes] == ["incident"]
    assert made.mark_class(None) is made.classes[0]
    assert [each.verification for each in made.outlines] == [""]
    assert made.outline(None).width == 1.0


def test_outlines_of_other_codes_can_be_told_apart():
    made = looks(["a"], ["yes", "yes", "no", "perhaps", ""])
    assert [each.verification for each in made.outlines] == ["yes", "no", ""]
    assert made.outline("perhaps") == made.outline("") == made.outlines[-1]
    assert made.outlines[-1].label == "other verification, or none given"
    assert len({(each.width, each.dash) for each in made.outlines}) == 3


@pytest.mark.parametrize(
    ("most", "classes"),
    [(None, 0), (float("nan"), 0), (0, 0), (120, 0), (121, 3), (999, 3), (1000, 4)],
)
def test_larger_tolls_have_classes_of_size(most, classes):
    assert len(size_classes(most)) == classes


@pytest.mark.parametrize(
    ("deaths", "pixels"),
    [(1, 4.2), (9, 4.2), (10, 8.4), (99, 8.4), (100, 15), (1000, 26), (90_000, 26)],
)
def test_a_mark_has_the_size_of_its_class(deaths, pixels):
    assert radius(deaths, classes=SIZE_CLASSES) == pixels
    assert radius(deaths, unit=8.4, classes=SIZE_CLASSES) == 2 * pixels
    assert looks(most=3000).radius(deaths) == pixels


def test_sums_beyond_the_classes_and_the_scale_are_capped():
    assert radius(121) == radius(120) == radius(10_000)
    assert radius(500, classes=size_classes(121)) == 15
    assert radius(0, classes=SIZE_CLASSES) == 5.5


def test_the_legend_names_each_class_of_size():
    assert size_steps(()) == [(2, "2"), (5, "5"), (10, "10")]
    words = [words for _, words in size_steps(SIZE_CLASSES)]
    assert words == ["1–9", "10–99", "100–999", "1,000 or more"]
    with speaking("es"):
        words = [words for _, words in size_steps(SIZE_CLASSES)]
        assert words == ["1–9", "10–99", "100–999", "1000 o más"]
