"""How the marks of one table look: its classes, outlines and sizes.

Codes that :mod:`dashboard.style` knows have its looks. Of other codes the most frequent
have a look of their own, and the rest share the last one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.style import (
    CLASSES,
    LOOKS,
    OUTLINES,
    RADIUS_UNIT,
    MarkClass,
    Outline,
    SizeClass,
    radius,
    size_classes,
)
from dashboard.text.language import N_

INCIDENT = N_("incident")
"""What the one class is called where a table has no event types."""
NO_TYPE, OTHER_TYPES = N_("event type not given"), N_("other event types")
OTHER_TABLES = N_("other tables")
SEVERAL_TABLES = N_("several tables at one place")
SEVERAL_LOOK = ("#F0E442", "diamond")
"""Fill and shape of a mark that stands for rows of several tables."""
NO_VERIFICATION = N_("verification not given")
REST = N_("other verification, or none given")
LABELS = (
    N_("air strike on a vessel"),
    N_("strike or raid on land"),
    N_("vessel stopped, sunk or shot at"),
    N_("accident or other"),
)
"""Labels of the classes of :mod:`dashboard.style`, marked here for the catalogues."""


@dataclass(frozen=True)
class Looks:
    """What the marks of one table look like.

    ``column`` holds the codes that decide the class. ``sizes`` is empty where the area
    of each mark stands for its deaths. With ``several`` the last class is that of a
    mark whose rows are of different classes; else the first of them stands for it.
    """

    classes: tuple[MarkClass, ...] = CLASSES
    outlines: tuple[Outline, ...] = OUTLINES
    sizes: tuple[SizeClass, ...] = ()
    column: str = "event_type"
    several: bool = False

    def mark_class(self, code: object) -> MarkClass:
        """Return the look of an event type; one of no class looks like the last."""
        code = code if isinstance(code, str) else ""
        for each in self.classes:
            if code in each.event_types:
                return each
        return self.classes[-2 if self.several else -1]

    def outline(self, code: object) -> Outline:
        """Return the outline of a verification; an unknown one has the last."""
        code = code if isinstance(code, str) else ""
        for each in self.outlines:
            if each.verification == code:
                return each
        return self.outlines[-1]

    def radius(self, deaths_best: float | None, unit: float = RADIUS_UNIT) -> float:
        """Return the radius of a mark in pixels; see :func:`dashboard.style.radius`."""
        return radius(deaths_best, unit, self.sizes)


def looks_of(
    codes: Iterable[object],
    verifications: Iterable[object],
    most_deaths: float | None,
    labels: Mapping[str, str],
    column: str = "event_type",
) -> Looks:
    """Return the looks of a table from the cells of two of its columns.

    ``codes`` are those of ``column``, which decides the class, and ``labels`` their
    words: event types, or the table of a row where several are open. ``most_deaths``
    is the highest best figure of one row, None without any.
    """
    classes = _classes(_ordered(codes, labels, column), labels, column)
    several = column == "source_table" and len(classes) > 1
    if several:
        classes += (MarkClass("several", SEVERAL_TABLES, (), *SEVERAL_LOOK),)
    return Looks(
        classes=classes,
        outlines=_outlines(_by_frequency(verifications)),
        sizes=size_classes(most_deaths),
        column=column,
        several=several,
    )


def _ordered(
    codes: Iterable[object], labels: Mapping[str, str], column: str
) -> list[str]:
    """Return tables in their order, so that each keeps its look, else by number."""
    if column == "source_table":
        return list(labels)
    return _by_frequency(codes)


def _by_frequency(cells: Iterable[object]) -> list[str]:
    """Return the codes of a column, most frequent first; "" for blank cells is last."""
    counts: Counter[str] = Counter()
    for cell, number in Counter(cells).items():
        counts[cell if isinstance(cell, str) else ""] += number
    return sorted(counts, key=lambda code: (code == "", -counts[code], code))


def _classes(
    codes: list[str], labels: Mapping[str, str], column: str
) -> tuple[MarkClass, ...]:
    named = [code for code in codes if code]
    known = {code for each in CLASSES for code in each.event_types}
    if named and known.issuperset(named):
        return CLASSES
    if not named:
        first = CLASSES[0]
        return (MarkClass("type-1", INCIDENT, (), first.fill, first.shape),)
    own = len(codes) if len(codes) <= len(LOOKS) else len(LOOKS) - 1
    groups: list[tuple[str, ...]] = [(code,) for code in codes[:own]]
    words = [labels.get(code, code) or NO_TYPE for code in codes]
    if own < len(codes):
        groups.append(tuple(codes[own:]))
        words[own] = OTHER_TABLES if column == "source_table" else OTHER_TYPES
    return tuple(
        MarkClass(f"type-{at}", text, group, fill, shape)
        for at, (group, text, (fill, shape)) in enumerate(
            zip(groups, words, LOOKS, strict=False), 1
        )
    )


def _outlines(codes: list[str]) -> tuple[Outline, ...]:
    """Return outlines by frequency: the thinnest for the most.

    Codes that we do not know do not say how sure they are.
    """
    named = [code for code in codes if code]
    known = {each.verification for each in OUTLINES}
    if named and known.issuperset(named):
        return OUTLINES
    looks = (OUTLINES[1], OUTLINES[0], OUTLINES[2])
    own = len(codes) if len(codes) <= len(looks) else len(looks) - 1
    outlines = [
        Outline(code, look.width, look.dash, "" if code else NO_VERIFICATION)
        for code, look in zip(codes[:own], looks, strict=False)
    ]
    if own < len(codes) or not codes:
        outlines.append(Outline("", looks[own].width, looks[own].dash, REST))
    return tuple(outlines)
