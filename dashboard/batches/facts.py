"""What describes a large table, gathered piece by piece."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.table.dates import iso_days
from dashboard.table.dictionary import Dictionary
from dashboard.table.foreign import describe_table
from dashboard.table.standard import CODED

CHOICES = ("actor", "claimed_target", "sources")
"""Columns without codes whose texts a filter lets choose from."""


class Facts:
    """Codes and how often each occurs, days, the highest toll, blank columns, rows."""

    def __init__(self, choices: tuple[str, ...] = ()) -> None:
        self.rows = 0
        self.columns: list[str] = []
        self._codes: dict[str, Counter[str]] = {name: Counter() for name in CODED}
        self._filled: set[str] = set()
        self._days: set[str] = set()
        self._most = -np.inf
        self._texts: dict[str, set[str]] = {name: set() for name in choices}

    def add(self, text: pd.DataFrame) -> None:
        """Take the rows of a piece, in our columns, then its own."""
        self.columns = list(text)
        self.rows += len(text)
        for name, codes in self._codes.items():
            codes.update(text[name].value_counts().to_dict())
        self._filled |= {n for n in text if n not in self._filled and _has(text[n])}
        days = iso_days(text["date"]).dropna()
        if len(days):
            ends = (days.min(), days.max())
            self._days = {*self._ends(*(f"{day:%Y-%m-%d}" for day in ends))}
        most = pd.to_numeric(text["deaths_best"], errors="coerce").max()
        self._most = self._most if pd.isna(most) else max(self._most, float(most))
        for name, texts in self._texts.items():
            texts.update(text[name].unique())

    def _ends(self, *days: str) -> tuple[str, str]:
        every = {*self._days, *days}
        return min(every), max(every)

    def describe(self, name: str) -> Dictionary:
        """Return the dictionary of the table, whose file has this ``name``.

        As :func:`dashboard.table.foreign.describe_table` of all rows, but for the view
        that a map opens on, which no command shows.
        """
        made = describe_table(name, self._few())
        if made.file is None:
            return made
        return replace(made, file=replace(made.file, rows=self.rows))

    def choices(self) -> pd.DataFrame:
        """Return the different texts of the columns that were asked for."""
        texts = {name: sorted(some) for name, some in self._texts.items()}
        longest = max(map(len, texts.values()), default=0)
        return pd.DataFrame(
            {n: [*some, *[""] * (longest - len(some))] for n, some in texts.items()},
            dtype="str",
        )

    def _few(self) -> pd.DataFrame:
        """Return few rows with the same codes, in the same order of frequency."""
        columns = {name: _ranked(codes) for name, codes in self._codes.items()}
        columns["date"] = sorted(self._days)
        columns["deaths_best"] = [] if np.isinf(self._most) else [str(self._most)]
        for name in self._filled - {*columns}:
            columns[name] = ["0"]
        longest = max(map(len, columns.values()), default=0)
        few = {}
        for name in self.columns:
            some = columns.get(name, [])
            few[name] = [*some, *[self._filling(name)] * (longest - len(some))]
        return pd.DataFrame(few, dtype="str")

    def _filling(self, name: str) -> str:
        """Return what more rows of a column may hold without a change of its codes."""
        codes = self._codes.get(name)
        if not codes or "" in codes:
            return ""
        most = max(codes.values())
        return min(code for code, number in codes.items() if number == most)


def _has(column: pd.Series) -> bool:
    return bool(column.ne("").any())


def _ranked(codes: Counter[str]) -> list[str]:
    """Return each code so often that their order by frequency stays, ties too."""
    ranks = {number: rank for rank, number in enumerate(sorted(set(codes.values())), 1)}
    return [code for code, number in codes.items() for _ in range(ranks[number])]
