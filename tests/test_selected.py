"""One selection, asked once: rows, words and answers of the real table."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dashboard.selection import selected as module
from dashboard.selection.once import once
from dashboard.selection.selected import Selected
from tests.worlds import real_dataset

SUCRE = {"campaign": ["boat_strike"], "region": ("VE-R", "could", 12.0)}


def test_rows_and_words_are_those_of_the_filters():
    campaign = Selected(real_dataset(), {"campaign": ["boat_strike"]})
    assert set(campaign.rows["campaign"]) == {"boat_strike"}
    assert campaign.words == "campaign is boat strikes"
    assert campaign.region_id == ""
    assert campaign.rows_anywhere is campaign.rows


def test_a_region_is_set_apart_from_the_other_filters():
    sucre = Selected(real_dataset(), SUCRE)
    assert sucre.region_id == "VE-R"
    assert sucre.without_region == {"campaign": ["boat_strike"]}
    assert len(sucre.rows_anywhere) > len(sucre.rows) == 4
    assert sucre.words_without_region == "campaign is boat strikes"
    assert "Sucre" in sucre.words
    could = sucre.answers.rows["could_have_been"]
    assert could["incident_id"].tolist() == sucre.rows["incident_id"].tolist()


def test_filters_and_answers_are_asked_once(monkeypatch):
    asked = []
    real = module.find_answers

    def counted(*words, **named):
        asked.append(words)
        return real(*words, **named)

    monkeypatch.setattr(module, "find_answers", counted)
    sucre = Selected(real_dataset(), SUCRE)
    assert sucre.rows is sucre.rows
    assert sucre.answers is sucre.answers
    assert len(asked) == 1


def test_without_a_region_there_are_no_answers():
    with pytest.raises(KeyError):
        _ = Selected(real_dataset(), {}).answers


def test_what_one_person_asks_keeps_nobody_else_waiting():
    """Two selections work out the same thing at the same time, each its own."""
    both = Barrier(2, timeout=20)

    class Slow:
        @once
        def answer(self):
            both.wait()
            return object()

    first, second = Slow(), Slow()
    with ThreadPoolExecutor(2) as pool:
        found = [*pool.map(lambda slow: slow.answer, (first, second))]
    assert found == [first.answer, second.answer] and found[0] is not found[1]
