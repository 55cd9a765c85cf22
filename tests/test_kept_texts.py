"""Texts of a table that are worked out once, and let go with the table."""

import gc

import pandas as pd

from dashboard.table.sources import parse_sources
from dashboard.text import kept
from dashboard.text.fold import _KEPT, holds
from dashboard.text.kept import clears_texts, forget_texts, keeps_texts
from dashboard.views import _memory


def test_an_answer_is_kept_until_the_texts_are_forgotten(monkeypatch):
    monkeypatch.setattr(kept, "_clearers", [])
    asked = []

    @keeps_texts(2)
    def longer(text: str) -> str:
        asked.append(text)
        return f"{text}!"

    assert [longer("a"), longer("a")] == ["a!", "a!"] and asked == ["a"]
    forget_texts()
    assert longer("a") == "a!" and asked == ["a", "a"]


def test_only_so_many_answers_are_kept_as_asked(monkeypatch):
    monkeypatch.setattr(kept, "_clearers", [])
    asked = []
    same = keeps_texts(1)(lambda text: asked.append(text) or text)
    assert [same("a"), same("b"), same("a")] == ["a", "b", "a"]
    assert asked == ["a", "b", "a"]


def test_a_store_of_its_own_is_emptied_too(monkeypatch):
    monkeypatch.setattr(kept, "_clearers", [])
    store = ["made up"]
    clears_texts(store.clear)
    forget_texts()
    assert store == []


def test_nothing_of_a_search_or_a_source_outlives_the_upload_that_it_was_for():
    room = _memory.hold(10)
    cell = "Made-up Gazette <https://example.org/made-up> 2020-01-02"
    first = parse_sources(cell)
    assert parse_sources(cell)[0] is first[0]
    holds(pd.Series(["Öresund, made up"]), "oresund")
    assert _KEPT
    del room
    gc.collect()
    assert not _KEPT
    assert parse_sources(cell)[0] is not first[0]
