"""Map a table of another format into our columns, and keep its own beside them."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.checks.finding import NOTE, Finding
from dashboard.geo.regions import Regions, read_regions
from dashboard.importers import recognize as known
from dashboard.importers.cells import stripped
from dashboard.importers.columns import Columns, fill_columns, merged_columns
from dashboard.importers.doubts import doubt_places, wrap_longitudes
from dashboard.importers.flags import (
    find_flags,
    heading_countries,
    mend_rows,
    say_codes,
)
from dashboard.importers.format import FALLBACK, ColumnRule, Format, key, read_formats
from dashboard.importers.ids import fill_ids
from dashboard.importers.mapping import Mapping, guess_mapping
from dashboard.importers.place import Place, apply_place
from dashboard.importers.reserved import RESERVED, free_names
from dashboard.importers.tolls import widen_tolls
from dashboard.importers.unread import look_again
from dashboard.openers.opened import Opened, TableSource
from dashboard.table.read import UnreadableTableError
from dashboard.table.standard import STANDARD
from dashboard.text.language import N_, gettext, ngettext


@dataclass(frozen=True)
class Mapped:
    """A table in our columns, then its own; cells are text, the line is the index.

    Every standard column is there, blank where the file has nothing for it.
    ``importer`` is the name of the format ("ucdp"), ``title`` what it is in words.
    ``renamed`` are the file's columns that got another name. ``reported`` are the
    columns in which the file itself names the country and the state of a row:
    ``country`` and ``state`` to a column, where it has one; ``blanks`` are words that
    stand for nothing in these. ``made_of`` says of which
    of the file's columns each of ours is made; ``own`` are these as they came.
    ``terms`` is the licence that is known of the format.
    """

    text: pd.DataFrame
    importer: str = "table"
    title: str = N_("incident table")
    findings: list[Finding] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    reported: dict[str, str] = field(default_factory=dict)
    mapping: Mapping | None = None
    blanks: tuple[str, ...] = ()
    made_of: dict[str, list[str]] = field(default_factory=dict)
    own: pd.DataFrame = field(default_factory=pd.DataFrame)
    terms: str = ""


def map_table(
    opened: Opened,
    source: TableSource,
    regions: Regions | None = None,
    formats: Table[str, Format] | None = None,
) -> Mapped:
    """Return an opened table in our columns, then its own.

    The format is the one that ``source`` names, or the one that the table looks like.
    A saved mapping stands for both. ``findings`` are those of the reading, what was
    assumed, and which rows a person should look at; values that make a row unusable
    are found later, by :func:`dashboard.checks.problems.find_problems`. Raises
    :class:`~dashboard.table.read.UnreadableTableError`.
    """
    formats = {FALLBACK: read_formats()[FALLBACK], **(formats or read_formats())}
    if source.mapping:
        form = formats[FALLBACK]
    else:
        form = known.recognize(opened, formats, source.importer)
    text = opened.text
    if known.is_headless(opened, form):
        text = known.name_by_position(text, form)
    own = pd.DataFrame({name: stripped(text[name], form.blanks) for name in text})
    mapping, rules = _rules(own, source, form, formats)
    tags = [opened.hxl.get(name, "") for name in own] if form.tags else None
    columns = Columns(own, tags, opened.epoch)
    filled = fill_columns(columns, rules)
    made_of, merged = filled.made_of, merged_columns(columns, rules, filled)
    ours = pd.DataFrame("", index=own.index, columns=list(STANDARD), dtype="str")
    ours = ours.assign(**filled.cells)
    findings = [*filled.findings, *_say(form, mapping, made_of)]
    findings += say_codes(ours, made_of, rules)
    findings += wrap_longitudes(ours)
    findings += fill_ids(ours, own, opened.name, form)
    findings += look_again(ours, columns, made_of, form, tags)
    if form.place:
        regions = regions or read_regions()
        findings += apply_place(Place(ours, columns, form, regions))
    raw, more = mend_rows(ours, merged)
    tolls, widened = widen_tolls(ours)
    findings += [*more, *widened, *doubt_places(ours), *find_flags(ours, columns, form)]
    heading = heading_countries(columns, form, regions)
    names = _names_beside_ours(own.drop(columns=list(merged)), [tolls, raw, heading])
    reported = _reported(columns, form, names, heading)
    same = {
        used[0]: name for name, used in made_of.items() if key(used[0]) == key(name)
    }
    kept = {new: stripped(text[name]) for name, new in names.items()}
    added = [tolls, raw, heading, pd.DataFrame(kept, index=own.index)]
    return Mapped(
        text=pd.concat([ours[list(STANDARD)], *added], axis=1),
        importer=form.name,
        title=form.title,
        findings=[*opened.findings, *findings, *_say_renamed(names, same)],
        renamed={name: new for name, new in names.items() if name != new},
        reported=reported,
        mapping=mapping,
        blanks=form.blanks,
        made_of=made_of,
        own=text,
        terms=form.terms,
    )


def _rules(
    own: pd.DataFrame, source: TableSource, form: Format, formats: Table[str, Format]
) -> tuple[Mapping | None, Table[str, ColumnRule]]:
    """Return the mapping in use, None for a format of its own, and the rules."""
    if source.mapping:
        mapping = Mapping.from_json(source.mapping)
        if missing := mapping.missing(own):
            raise UnreadableTableError(
                gettext(
                    "the mapping names the column {missing}, which the table does not "
                    "have. Columns found: {found}.",
                    missing=", ".join(missing),
                    found=", ".join(map(str, own.columns)),
                )
            )
        return mapping, mapping.rules()
    if form.name == FALLBACK:
        mapping = guess_mapping(own, form)
        return mapping, mapping.rules()
    if form.tags:  # columns without a tag are known by their names
        return None, _with_names(form.columns, formats[FALLBACK].columns)
    return None, form.columns


def _with_names(
    rules: Table[str, ColumnRule], others: Table[str, ColumnRule]
) -> dict[str, ColumnRule]:
    both = dict(others)
    for name, rule in rules.items():
        other = others.get(name, ColumnRule())
        both[name] = replace(
            rule, names=rule.names + other.names, pair=rule.pair + other.pair
        )
    return both


def _say(
    form: Format, mapping: Mapping | None, made_of: dict[str, list[str]]
) -> list[Finding]:
    """Say what the file is, what the format means, and which columns were guessed."""
    found = [Finding(None, "", "", gettext(note), NOTE) for note in form.notes]
    for name in mapping.guessed if mapping else ():
        theirs = ", ".join(f"'{each}'" for each in made_of[name])
        message = ngettext(
            "guessed: read from the column {names}",
            "guessed: read from the columns {names}",
            len(made_of[name]),
            names=theirs,
        )
        fix = gettext("correct the mapping")
        found.append(Finding(None, name, "", message, NOTE, fix=fix))
    return found


def _names_beside_ours(own: pd.DataFrame, added: list[pd.DataFrame]) -> dict[str, str]:
    """Return the name of each of the file's columns beside ours and those we add."""
    taken = {name.casefold() for frame in added for name in frame}
    return free_names(list(own.columns), RESERVED | taken)


def _say_renamed(names: dict[str, str], read: dict[str, str]) -> list[Finding]:
    """Say which columns got another name; those ``read`` into ours stand there too."""
    return [
        Finding(None, name, "", _renamed_words(new, read.get(name, "")), NOTE)
        for name, new in names.items()
        if name != new
    ]


def _renamed_words(new: str, ours: str) -> str:
    """Return why a column is now called ``new``: it was read into ``ours``, or not."""
    if not ours:
        return gettext(
            "this name already has a meaning here; your column is kept as {name}",
            name=new,
        )
    kind = STANDARD[ours]["type"]
    if kind in ("integer", "number"):
        return gettext(
            "the cells were read as numbers; the file's own text is kept as {name}",
            name=new,
        )
    if kind == "date":
        return gettext(
            "the cells were read as dates; the file's own text is kept as {name}",
            name=new,
        )
    return gettext(
        "the cells were read into our column of this name; the file's own text is kept "
        "as {name}",
        name=new,
    )


def _reported(
    columns: Columns, form: Format, names: dict[str, str], heading: pd.DataFrame
) -> dict[str, str]:
    """Return where the file names country and state, as the columns are called now."""
    found = {
        what: names[name]
        for what in ("country", "state")
        if (name := columns.find(tuple(form.reported.get(what, ()))))
    }
    if len(heading.columns):
        found["country"] = heading.columns[0]
    return found


def preview(
    opened: Opened, mapping: Mapping, rows: int = 10, regions: Regions | None = None
) -> pd.DataFrame:
    """Return the first rows of a table as a mapping reads them, our columns alone."""
    few = replace(opened, text=opened.text.head(rows))
    source = TableSource(opened.name, b"", mapping=mapping.to_json())
    mapped = map_table(few, source, regions)
    return mapped.text[[name for name in STANDARD if name in mapping.columns]]
