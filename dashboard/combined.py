"""Several tables side by side: one data set, in which each table stays told apart.

A row's key is its table and its id, so ids become ``table/id``. Every campaign becomes
one of its table: what is never added up over campaigns is then never added up over
tables either, unless a person asks for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

import geopandas as gpd
import pandas as pd

from dashboard.checks.across_tables import SamePairs, find_same, same_words
from dashboard.checks.finding import Finding
from dashboard.checks.left_out import LeftOut
from dashboard.dataset import ADD_UP, BESIDE, Dataset
from dashboard.same_table import without_copies
from dashboard.table.beside import Beside
from dashboard.table.description import Description
from dashboard.table.dictionary import Code, Dictionary, Field, TableFile
from dashboard.table.fingerprint import State, bytes_sha256
from dashboard.table.foreign import looks_of_table
from dashboard.table.standard import CODED
from dashboard.table.standing import Standing
from dashboard.table_names import short_labels, table_keys
from dashboard.text.fold import fold
from dashboard.text.language import gettext
from dashboard.text.words import listing

SOURCE_TABLE = "source_table"
"""Column that names the table of each row; there only where several are open."""
OWN_CAMPAIGN = "own_campaign"
"""Column that keeps the campaign of each row as its own table has it."""
ADDED_UP = "added_up"
"""The one campaign of all rows where a person asked to add the tables up."""
BETWEEN = "/"
"""Between the table's name and the row's own id in the id of a combined row."""


def combine(
    datasets: Sequence[Dataset],
    add_up: bool = False,
    same: Callable[..., SamePairs] = find_same,
) -> Dataset:
    """Return several data sets as one, with the column ``source_table``.

    ``add_up`` makes one series of all rows: their counts and tolls are then added, and
    the label of that series says so on every output. A table given twice counts once.
    ``same`` finds the rows of two tables that may be one incident.
    """
    datasets = without_copies(datasets)
    if len(datasets) == 1:
        return datasets[0]
    tables = dict(zip(table_keys(datasets), datasets, strict=True))
    titles = {key: each.description.title for key, each in tables.items()}
    labels = short_labels(datasets)
    dictionary = _dictionary(tables, dict(zip(tables, labels, strict=True)), add_up)
    incidents = _incidents(tables, dictionary, add_up)
    looks = looks_of_table(incidents, dictionary.fields[SOURCE_TABLE])
    dictionary = replace(dictionary, looks=looks, file=_file(tables, dictionary.title))
    first = datasets[0]
    pairs = same(incidents, incidents[SOURCE_TABLE])
    return replace(
        first,
        incidents=incidents,
        dictionary=dictionary,
        published=first.published.iloc[:0],
        state=_state(tables, add_up),
        region_labels={
            region: label
            for each in datasets
            for region, label in each.region_labels.items()
        },
        problems=[
            _of_table(titles[key], found)
            for key, each in tables.items()
            for found in each.problems
        ],
        left_out=_left_out(datasets),
        standing=Standing(),
        tables=tuple(
            (titles[key], each.left_out, each.standing, each.reading)
            for key, each in tables.items()
        ),
        notices=[
            *dict.fromkeys(text for each in datasets for text in each.notices),
            *same_words(pairs),
        ],
        may_be_same=pairs,
        names_in_link=_names_in_link(datasets, add_up),
    )


def _names_in_link(
    datasets: Sequence[Dataset], add_up: bool
) -> tuple[tuple[str, str], ...]:
    names = [name for each in datasets for name in each.names_in_link]
    if not all(each.names_in_link for each in datasets):
        names.append((BESIDE, "ours"))
    return (*names, *([(ADD_UP, "1")] * add_up))


def _left_out(datasets: Sequence[Dataset]) -> LeftOut:
    """Return the rows left out of all tables; why is said of each table apart."""
    lost = [each.left_out for each in datasets]
    return LeftOut(
        rows=sum(each.rows for each in lost),
        deaths_at_least=sum(each.deaths_at_least for each in lost),
        without_figure=sum(each.without_figure for each in lost),
        upper_alone=sum(each.upper_alone for each in lost),
        most_of_upper=sum(each.most_of_upper for each in lost),
        parts=sum(each.parts for each in lost),
    )


def _file(tables: Mapping[str, Dataset], title: str) -> TableFile:
    dictionaries = [each.dictionary for each in tables.values()]
    first = [each.first_day for each in dictionaries if each.first_day]
    last = [each.last_day for each in dictionaries if each.last_day]
    rows = sum(len(each.incidents) for each in tables.values())
    blank = frozenset.intersection(
        *(each.file.blank if each.file else frozenset() for each in dictionaries)
    )
    ends = (min(first, default=None), max(last, default=None))
    return TableFile(title, rows, *ends, blank - {"campaign"})


def _dictionary(
    tables: Mapping[str, Dataset], labels: Mapping[str, str], add_up: bool
) -> Dictionary:
    first = next(iter(tables.values())).dictionary
    fields = {SOURCE_TABLE: _source_table(tables, labels)}
    for each in tables.values():
        for name, field in each.dictionary.fields.items():
            known = fields.setdefault(name, field)
            fields[name] = replace(known, codes={**field.codes, **known.codes})
    fields["campaign"] = replace(
        fields["campaign"],
        codes=_one_series(labels) if add_up else _series(tables, labels),
    )
    title = reduce(_both, (each.description.title for each in tables.values()))
    apart = tuple(_beside(key, labels[key], each) for key, each in tables.items())
    return replace(
        first,
        title=title,
        version="",
        fields=fields,
        totals_fields={},
        coverage_start=None,
        coverage_end=None,
        coverage_gaps=(),
        rules=(),
        licenses=(),
        sources=tuple(item for each in apart for item in each.sources),
        tables=apart,
        added_up=add_up,
        publisher_kinds={
            name: kind for each in apart for name, kind in each.publisher_kinds.items()
        },
        description=_description(tables, title, ", ".join(labels.values())),
    )


def _both(one: str, other: str) -> str:
    return gettext("{one} and {other}", one=one, other=other)


def _source_table(tables: Mapping[str, Dataset], labels: Mapping[str, str]) -> Field:
    """Return the column of the table of each row, first of all columns."""
    return Field(
        SOURCE_TABLE,
        "string",
        gettext("Source table"),
        gettext("The open table that the row comes from."),
        codes={
            key: Code(key, labels[key], each.description.title)
            for key, each in tables.items()
        },
    )


def _beside(key: str, label: str, dataset: Dataset) -> Dictionary:
    rows = len(dataset.incidents)
    beside = Beside(key, label, dataset.fingerprint, rows, dataset.everything)
    return replace(dataset.dictionary, beside=beside)


def _description(
    tables: Mapping[str, Dataset], title: str, short_title: str
) -> Description:
    descriptions = [each.description for each in tables.values()]
    views = [each.opening_view for each in descriptions]
    west, south, east, north = zip(*views, strict=True)
    areas = {key: area for each in descriptions for key, area in each.areas.items()}
    return replace(
        descriptions[0],
        title=title,
        short_title=short_title,
        opening_filters={},
        opening_view=(min(west), min(south), max(east), max(north)),
        areas=areas,
        disputes=tuple(
            dict.fromkeys(d for each in descriptions for d in each.disputes)
        ),
        subjects={},
        no_official_positions=(),
        panels={},
        vague_places=tuple(p for each in descriptions for p in each.vague_places),
    )


def _series(
    tables: Mapping[str, Dataset], labels: Mapping[str, str]
) -> dict[str, Code]:
    """Return one campaign for each campaign of each table, and for rows without one."""
    codes = {}
    for key, each in tables.items():
        all_have_one = has_campaign(each.incidents).all()
        for value, code in each.dictionary.fields["campaign"].codes.items():
            own = f"{key}{BETWEEN}{value}"
            label = code.label
            # "raid (Raid)" says it twice, but tells it from rows without a campaign
            if fold(label) != fold(labels[key]) or not all_have_one:
                label = f"{label} ({labels[key]})"
            codes[own] = Code(own, label, code.description)
        if not all_have_one:
            codes[key] = Code(key, labels[key])
    return codes


def _one_series(labels: Mapping[str, str]) -> dict[str, Code]:
    names = list(labels.values())
    words = _both(*names) if len(names) == 2 else listing(names)
    label = gettext("added up over the tables {tables}", tables=words)
    return {ADDED_UP: Code(ADDED_UP, label)}


def _incidents(
    tables: Mapping[str, Dataset], dictionary: Dictionary, add_up: bool
) -> pd.DataFrame:
    """Return the rows of all tables; a column that a table lacks is blank in it."""
    frames = [_own_rows(key, each, add_up) for key, each in tables.items()]
    crs = frames[0].crs
    rows = pd.concat([pd.DataFrame(each) for each in frames], ignore_index=True)
    for name in (*CODED, SOURCE_TABLE):
        values, codes = rows[name], list(dictionary.fields[name].codes)
        rows[name] = pd.Categorical(values.mask(values.eq("")), categories=codes)
    for name in rows.columns:
        if pd.api.types.is_string_dtype(rows[name].dtype):
            rows[name] = rows[name].fillna("")
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=crs)


def _own_rows(key: str, dataset: Dataset, add_up: bool) -> gpd.GeoDataFrame:
    rows = dataset.incidents.copy()
    rows["incident_id"] = f"{key}{BETWEEN}" + rows["incident_id"]
    part = rows["parent_id"].ne("")
    rows.loc[part, "parent_id"] = f"{key}{BETWEEN}" + rows.loc[part, "parent_id"]
    own = rows["campaign"].astype(object)
    given = has_campaign(rows)
    rows[OWN_CAMPAIGN] = own.where(given, "").astype("str")
    rows["campaign"] = (f"{key}{BETWEEN}" + own[given].astype("str")).astype(object)
    rows["campaign"] = ADDED_UP if add_up else rows["campaign"].where(given, key)
    rows[SOURCE_TABLE] = key
    for name in CODED:
        rows[name] = rows[name].astype(object)
    return rows


def has_campaign(rows: pd.DataFrame) -> pd.Series:
    """Return for each row whether it names a campaign."""
    return rows["campaign"].notna() & rows["campaign"].astype(object).ne("")


def _state(tables: Mapping[str, Dataset], add_up: bool) -> State:
    states = [each.state for each in tables.values()]
    words = "\n".join([*(each.fingerprint for each in states), str(add_up)])
    return replace(
        states[0],
        table=bytes_sha256("\n".join(each.table for each in states).encode()),
        description=bytes_sha256(words.encode()),
    )


def _of_table(title: str, found: Finding) -> Finding:
    words = gettext("{message} (table {title})", message=found.message, title=title)
    return replace(found, message=words)
