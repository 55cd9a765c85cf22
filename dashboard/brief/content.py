"""What a brief says: every word and number, computed from the selection.

No drawing here. Each format and layout takes its words from one :class:`Brief`, so a
slide, a picture and a page cannot say different things.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

import pandas as pd

from dashboard.dataset import Dataset
from dashboard.figures.citation import TABLE_LICENCE
from dashboard.figures.compare import NOT_ADDED, Side, differences, overlap_words
from dashboard.figures.headline import killed_words, silent_words
from dashboard.figures.totals import placed, totals
from dashboard.geo.drawn_shape import is_rectangle
from dashboard.geo.region_answers import ANSWERS, find_answers
from dashboard.selection.filters import FILTERS, describe, select, to_query
from dashboard.table.sources import Source, parse_sources, publishers
from dashboard.text.escape import UNSEEN
from dashboard.text.words import (
    count_of,
    date_in_words,
    day_in_words,
    deaths_short,
    is_blank,
    listing,
    period_in_words,
    range_text,
)

LAYOUTS = {
    "numbers": "map with numbers",
    "map": "map only",
    "table": "table of incidents",
    "weekly": "map with weekly bars",
    "region": "one region",
    "compare": "two maps compared",
}
"""Every layout with its words; the first is the usual one."""

TLP = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
"""Labels of the Traffic Light Protocol and their colors on black (FIRST, TLP 2.0)."""

MAX_TITLE, MAX_BANNER = 160, 60
"""Characters that a title and a banner may have."""

DISCLAIMER = (
    "Reported figures, preliminary, and may be revised. A circle is our reading of a "
    "report, not a reported position; where only an area is known there is no mark. "
    "Boundaries and names imply no endorsement. Absence of a report is not absence of "
    "an event."
)
CREDITS = (
    "Land, borders and seas: Natural Earth (public domain), corrected. Places: "
    "GeoNames (CC BY 4.0); ports: NGA (public domain). Zones: approximate, not legal "
    "boundaries; after Flanders Marine Institute (CC BY 4.0), simplified by Global "
    "Fishing Watch."
)
SUBJECTS = {"boat_strike": "strikes on vessels"}
"""Campaigns whose label alone would not say what happened to whom."""


class BriefError(ValueError):
    """Raised where a title, a banner or a layout is not allowed; says what is."""


class Figure(NamedTuple):
    """One large number: the number, its unit, and the doubt that belongs to it."""

    number: str
    unit: str
    doubt: str


@dataclass(frozen=True, eq=False)
class Brief:
    """Everything that a brief says about one selection, in words.

    ``own_title`` says whether it is not the usual title; ``against`` is the second selection
    as in a link. ``sides`` are the two briefs that layout *compare* sets side by side, and
    ``difference`` what differs in words.
    ``rows`` are the located rows of the selection; ``figures`` the large numbers;
    ``by_campaign`` one line for each campaign where there are several, since their sum
    would match nothing published; ``entries`` one line of text cells for each row of
    the list (date, place, killed, what, verification, where, sources, id).
    """

    dataset: Dataset
    rows: pd.DataFrame
    selection: dict
    layout: str
    title: str
    subtitle: str
    period: str
    figures: tuple[Figure, ...]
    by_campaign: tuple[str, ...]
    counts: str
    filters: str
    coverage: str
    sources: str
    credits: str
    disclaimer: str
    data: str
    link: str
    banner: str
    as_of: str
    alt: str
    paste: str
    entries: tuple[tuple[str, ...], ...]
    region_id: str
    own_title: bool = False
    against: str = ""
    sides: tuple["Brief", ...] = ()
    difference: str = ""

    @property
    def banner_color(self) -> str:
        """Return the color of the banner's text on its dark bar."""
        return TLP.get(self.banner, "#FFFFFF")

    @property
    def stamp(self) -> str:
        """Return what identifies the picture: data, filters, projection, time."""
        return " · ".join(
            each
            for each in (
                f"Data {self.data}",
                f"filters: {self.filters}",
                "projection Mercator, datum WGS 84",
                self.as_of,
            )
            if each
        )


ENTRY_COLUMNS = (
    "Date",
    "Place as reported",
    "Killed",
    "What",
    "Verification",
    "Where",
    "Sources",
    "Id",
)
"""Titles of the cells of ``Brief.entries``."""


def make_brief(
    dataset: Dataset,
    selection: dict,
    *,
    layout: str = "numbers",
    title: str = "",
    banner: str = "",
    as_of: str = "",
    root: str = "",
    against: dict | None = None,
) -> Brief:
    """Return what a brief of a selection says.

    ``title`` stands for the neutral one; ``banner`` is free text or a TLP label;
    ``as_of`` an ISO time of making, blank for none; ``root`` the address of the
    dashboard, in front of the link; ``against`` the other selection of layout
    *compare*. Raises :class:`BriefError` for what is not
    allowed.
    """
    if layout not in LAYOUTS:
        raise BriefError(f"layout '{layout}': must be one of {', '.join(LAYOUTS)}")
    region_id = selection.get("region", ("",))[0]
    if layout == "region" and not region_id:
        raise BriefError("layout 'region': needs a region, such as --region VE-R")
    if layout == "compare":
        return _pair(dataset, selection, against, title, banner, as_of, root)
    if layout == "region":
        rows = region_rows(dataset, selection)
        words = _region_words(dataset, selection)
    else:
        rows = select(dataset.incidents, selection, dataset.regions)
        words = describe(selection, dataset.dictionary, dataset.regions)
    period = _period(selection, dataset)
    link = _link(selection, root, "region" if layout == "region" else "")
    usual = _title(rows, period, dataset, selection, layout)
    title = checked_title(title) or usual
    subtitle = limits(rows)
    if layout == "region":  # its answers overlap: nothing is counted over all of them
        figures, campaigns = (), _answer_lines(dataset, selection)
    else:
        figures, campaigns = _figures(rows, dataset), _by_campaign(rows, dataset)
    dictionary = dataset.dictionary
    gaps = " ".join(each.text for each in dictionary.coverage_gaps)
    data = f"version {dictionary.version}, {dataset.fingerprint}"
    credit = _sources_line(rows)
    told = "; ".join(campaigns) or _told(rows, dataset)
    coverage = f"Data to {day_in_words(dictionary.coverage_end)}. {gaps}"
    return Brief(
        dataset=dataset,
        rows=rows,
        selection=selection,
        layout=layout,
        title=title,
        subtitle=subtitle,
        period=period,
        figures=figures,
        by_campaign=campaigns,
        counts=shown_counts(rows, dataset),
        filters=words,
        coverage=coverage,
        sources=credit,
        credits=f"Table: {TABLE_LICENCE.split(',')[0]}. {CREDITS}",
        disclaimer=DISCLAIMER,
        data=data,
        link=link,
        banner=checked_banner(banner),
        as_of=_as_of(as_of),
        alt=f"{title} ({words}). {told}. {subtitle} {coverage}",
        paste=_paste(period, words, told, subtitle, rows, dataset, link),
        entries=tuple(_entry(row, dataset) for row in _newest_first(rows)),
        region_id=region_id,
        own_title=title != usual,
    )


def _pair(dataset, selection, against, title, banner, as_of, root) -> Brief:
    """Return the brief of two selections; its rows are those of either."""
    if against is None:
        raise BriefError("layout 'compare': needs a second selection (--against)")
    left, right = (
        make_brief(dataset, each, layout="map") for each in (selection, against)
    )
    ids = {*left.rows["incident_id"], *right.rows["incident_id"]}
    rows = dataset.incidents[dataset.incidents["incident_id"].isin(ids)]
    pair = Side(left.rows, left.filters), Side(right.rows, right.filters)
    gap = differences(*pair).loc["Deaths, low–high (best)", "Right − left"]
    shared = overlap_words(*pair)
    difference = f"Right minus left: {gap}{'' if gap == NOT_ADDED or ';' in gap or ':' in gap else ' killed'}. {shared}".strip()
    link = f"{root.rstrip('/')}/compare?{urlencode(_pair_query(selection, against))}"
    words = f"left: {left.filters} | right: {right.filters}"
    told = f"Left ({left.period}; {left.filters}): {_told_all(left)}. Right ({right.period}; {right.filters}): {_told_all(right)}. {difference}"
    periods = (
        f"{left.period} | {right.period}"
        if left.period != right.period
        else left.period
    )
    usual = f"Reported incidents compared, {periods}"
    title = checked_title(title) or usual
    subtitle = f"Two selections in one window, at one scale. {whose_positions(rows)}"
    return replace(
        left,
        rows=rows,
        layout="compare",
        title=title,
        subtitle=subtitle,
        period=left.period,
        figures=(),
        by_campaign=(),
        counts=f"left {left.counts} | right {right.counts}",
        filters=words,
        sources=_sources_line(rows),
        link=link,
        banner=checked_banner(banner),
        as_of=_as_of(as_of),
        alt=f"{title}. {told} {left.coverage}",
        paste=f"{told} Reported figures, preliminary. {left.coverage} {left.data}. {link}",
        entries=tuple(_entry(row, dataset) for row in _newest_first(rows)),
        own_title=title != usual,
        against=urlencode(to_query(against, opening={})),
        sides=(left, right),
        difference=difference,
    )


def side_lines(side: Brief) -> tuple[str, ...]:
    """Return what stands below one map of a pair: the toll, of each campaign apart."""
    return side.by_campaign or (_told(side.rows, side.dataset),)


def _told_all(side: Brief) -> str:
    return "; ".join(side_lines(side))


def _pair_query(left: dict, right: dict) -> list[tuple[str, str]]:
    """Return the parameters of page Compare: what differs begins with ``b_``."""
    differs = [key for key in FILTERS if left.get(key) != right.get(key)]
    others = to_query({key: right[key] for key in differs if key in right}, opening={})
    others += [(key, "") for key in differs if key not in right]
    return to_query(left) + [(f"b_{key}", value) for key, value in others]


def asked_rows(dataset: Dataset, selection: dict) -> pd.DataFrame:
    """Return the rows that every filter but the region keeps."""
    others = {key: value for key, value in selection.items() if key != "region"}
    return select(dataset.incidents, others, dataset.regions)


def region_rows(dataset: Dataset, selection: dict) -> pd.DataFrame:
    """Return every row that stands under one of the answers for the region."""
    region_id, _, within_nm = selection["region"]
    rows = asked_rows(dataset, selection)
    answers = find_answers(rows, region_id, within_nm, dataset.regions)
    told = {each for some in answers.rows.values() for each in some["incident_id"]}
    return rows[rows["incident_id"].isin(told)]


def _answer_lines(dataset: Dataset, selection: dict) -> tuple[str, ...]:
    """Return a line for each answer about the region, and that they are not added up."""
    region_id, _, within_nm = selection["region"]
    rows = asked_rows(dataset, selection)
    answers = find_answers(rows, region_id, within_nm, dataset.regions)
    lines = []
    for key, label in ANSWERS.items():
        some = answers.rows[key]
        if key == "off_coast":
            if dataset.regions.kind(region_id) not in ("state", "country"):
                continue  # a sea has no coast to be off
            label = f"{label} within {within_nm:g} NM"
        whole = some["incident_id"].where(some["parent_id"].eq(""), some["parent_id"])
        toll = f", {answer_toll(some, dataset.dictionary)}" if len(some) else ""
        lines.append(f"{label}: {count_of(whole.nunique(), 'incident')}{toll}")
    return (*lines, "the answers overlap and are not added up")


def answer_toll(rows: pd.DataFrame, dictionary) -> str:
    """Return the toll of an answer, of several campaigns each apart."""
    groups = [some for _, some in rows.groupby("campaign", observed=True)]
    if len(groups) == 1:
        return _toll_of(groups[0])
    return "; ".join(
        f"{dictionary.label('campaign', some['campaign'].iloc[0])}: {_toll_of(some)}"
        for some in groups
    )


def _toll_of(rows: pd.DataFrame) -> str:
    sums = totals(rows)
    return killed_words(sums) + silent_words(sums)


def _region_words(dataset: Dataset, selection: dict) -> str:
    others = {key: value for key, value in selection.items() if key != "region"}
    name = dataset.regions.name(selection["region"][0])
    words = describe(others, dataset.dictionary, dataset.regions)
    return f"{words} · in, off or around {name}, or left from it"


def checked_banner(text: str) -> str:
    """Return a handling banner fit for print. Raises BriefError for a wrong one."""
    plain = " ".join(UNSEEN.sub("", str(text)).split())
    if plain.upper().startswith("TLP") and plain not in TLP:
        raise BriefError(f"banner '{plain}': a TLP label is one of {', '.join(TLP)}")
    if len(plain) > MAX_BANNER:
        raise BriefError(f"banner: at most {MAX_BANNER} characters, not {len(plain)}")
    return plain


def checked_title(text: str) -> str:
    """Return a title on one line. Raises BriefError for one that is too long."""
    plain = " ".join(UNSEEN.sub("", str(text)).split())
    if len(plain) > MAX_TITLE:
        raise BriefError(f"title: at most {MAX_TITLE} characters, not {len(plain)}")
    return plain


def limits(rows: pd.DataFrame) -> str:
    """Return the sentence that states what the positions cannot say."""
    whole, place = rows[rows["parent_id"].eq("")], placed(rows)
    many = len(whole)
    if not len(rows):
        return "No incident of the table matches these filters."
    if not many:
        at = int(rows["geo_precision"].isin([1, 2]).sum())
        return (
            f"Only {count_of(len(rows), 'part')} of incidents, not the incidents "
            f"themselves; {at:,} can be placed. {whose_positions(rows)}"
        )
    unit = _unit(rows)
    if many == 1 and place["area_only"]:
        parts = int(
            (rows["parent_id"].ne("") & rows["geo_precision"].isin([1, 2])).sum()
        )
        told = f"; {count_of(parts, 'part')} of it can be placed" if parts else ""
        return f"The one {unit} is known only to an area{told}. {whose_positions(rows)}"
    if place["placed"] == 0:
        none = f"None of {count_of(many, unit)}" if many > 1 else f"The one {unit}"
        first = f"{none} {'can' if many > 1 else 'cannot'} be placed"
    else:
        rough = whole["geo_precision"].eq(2).any()
        if many == 1:
            how = "only roughly" if rough else "to a named place"
            return f"The one {unit} can be placed {how}. {whose_positions(rows)}"
        how = "can be placed, and only roughly" if rough else "have a named place"
        first = f"{place['placed']:,} of {count_of(many, unit)} {how}"
    rest = []
    if place["area_only"]:
        verb = "is" if place["area_only"] == 1 else "are"
        rest.append(f"{place['area_only']:,} {verb} known only to an area")
    if place["unplaced"]:
        rest.append(f"{place['unplaced']:,} not even to that")
    body = "; ".join([first, ", ".join(rest)] if rest else [first])
    return f"{body}. {whose_positions(rows)}"


def whose_positions(rows: pd.DataFrame) -> str:
    """Return whose the positions are, and no more than the table can say of it.

    No boat strike has official coordinates (README); of other campaigns some rest on
    what a government said of the place.
    """
    if len(rows) and rows["campaign"].eq("boat_strike").all():
        return "No position is official."
    return "Positions are read from reports."


def shown_counts(rows: pd.DataFrame, dataset: Dataset) -> str:
    """Return "71 of 97 incidents (1 part) · 16 placed, 53 known only to an area …"."""
    sums, place = totals(rows), placed(rows)
    parts = f" ({count_of(sums['parts'], 'part')})" if sums["parts"] else ""
    words = [
        f"{sums['incidents']:,} of {count_of(dataset.everything, 'incident')}{parts}",
        f"{place['placed']:,} placed, {place['area_only']:,} known only to an area, "
        f"{place['unplaced']:,} without a place",
    ]
    if sums["deaths_unknown"]:
        words.append(f"{count_of(sums['deaths_unknown'], 'row')} with no death toll")
    return " · ".join(words)


def source_list(rows: pd.DataFrame) -> list[tuple[str, Source]]:
    """Return every source of the rows as pairs of incident id and source."""
    pairs = zip(rows["incident_id"], rows["sources"], strict=True)
    return [
        (each_id, source) for each_id, cell in pairs for source in parse_sources(cell)
    ]


def short_place(location: str) -> str:
    """Return the place of a report in a few words, for a label.

    Remarks in brackets and second opinions after ";" or "/" are left to the list; a
    bare name of a sea in front of something closer too.
    """
    plain, depth = "", 0
    for letter in location:
        depth += letter == "("
        plain += "" if depth else letter
        depth -= letter == ")"
    pieces = [" ".join(each.split()) for each in plain.split(";")]
    pieces = [each for each in pieces if each]
    if len(pieces) > 1 and pieces[0] in ("Caribbean", "Eastern Pacific"):
        pieces = pieces[1:]
    return pieces[0].split(" / ")[0] if pieces else ""


def _unit(rows: pd.DataFrame) -> str:
    whole = rows[rows["parent_id"].eq("")]
    return "strike" if len(whole) and whole["strikes"].ge(1).all() else "incident"


def _period(selection: dict, dataset: Dataset) -> str:
    dictionary = dataset.dictionary
    first = max(
        selection.get("from") or dictionary.coverage_start, dictionary.coverage_start
    )
    last = min(selection.get("to") or dictionary.coverage_end, dictionary.coverage_end)
    if last < first:
        return "a period that the table does not cover"
    return period_in_words(first, last)


def _title(rows, period: str, dataset: Dataset, selection: dict, layout: str) -> str:
    """Return a title that names the subject and claims nothing."""
    label = dataset.dictionary.label
    campaigns = rows["campaign"].dropna().unique()
    whole = "Reported incidents"
    if len(campaigns) == 1:
        code = str(campaigns[0])
        actors = rows["actor"].unique()
        by_us = len(actors) == 1 and actors[0] == "US military"
        subject = SUBJECTS.get(code, label("campaign", code))
        whole = f"Reported {'US ' if by_us and not subject.startswith('US') else ''}{subject}"
    said = {"from", "to", "theatre", "region", "shape", "bounds"}
    if len(selection.get("campaign", ())) == 1 == len(campaigns):
        said.add("campaign")
    if set(selection) - said:
        whole += ", filtered"
    if "shape" in selection:
        drawn = "rectangle" if is_rectangle(selection["shape"]) else "shape"
        whole += f" placed in a drawn {drawn}"
    if "bounds" in selection:
        whole += " placed in one view of the map"
    if "region" in selection:
        region_id, relation, within_nm = selection["region"]
        name = dataset.regions.name(region_id)
        where = {
            "in": f"placed in {name}",
            "off": f"within {within_nm:g} NM of {name}",
            "could": f"possibly in or off {name}",
            "area": f"known only to an area around {name}",
            "left": f"after a reported departure from {name}",
        }[relation]
        where = f"in, off and around {name}" if layout == "region" else where
        return f"{whole} {where}, {period}"
    present = rows["theatre"].dropna().astype(str).unique()
    codes = dataset.dictionary.fields["theatre"].codes
    named = [
        codes[each].label.split(",")[0]
        for each in codes
        if each in present
        and each != "not_disclosed"  # the subtitle counts those
        and codes[each].label.split(",")[0] not in whole
    ]
    if named == [codes["other"].label.split(",")[0]]:
        named = []  # "elsewhere" says where only beside another place
    return ", ".join([whole, *([listing(named)] if named else []), period])


def _figures(rows: pd.DataFrame, dataset: Dataset) -> tuple[Figure, ...]:
    sums, place = totals(rows), placed(rows)
    if not len(rows):
        return (Figure("0", "incidents", f"of {dataset.everything:,} in the table"),)
    if not sums["incidents"]:
        parts = "part" if sums["parts"] == 1 else "parts"
        whole = Figure(f"{sums['parts']:,}", parts, "of incidents that are left out")
        one = rows["campaign"].nunique() == 1
        return (whole, _toll(sums)) if one else (whole,)
    nowhere = place["area_only"] + place["unplaced"]
    unplaced = rows[rows["join_method"].isin(["area", "unlocated"])]
    one = rows["campaign"].nunique() == 1
    carry = totals(unplaced)["deaths_best"]
    weight = (
        f"among them {_toll_of(unplaced)}"
        if one and nowhere and carry
        else "known only to an area, or to none"
        if nowhere
        else "each has a place, read from reports"
    )
    unit = _unit(rows)
    first = [_vessels(sums)] if sums["vessels"] or sums["vessels_unknown"] else []
    first += [_parts(rows)] if sums["parts"] else []
    figures = [
        Figure(
            f"{sums['strikes' if unit == 'strike' else 'incidents']:,}",
            unit if sums["incidents"] == 1 else f"{unit}s",
            ", ".join(first) or f"of {dataset.everything:,} incidents in the table",
        )
    ]
    if one:
        figures.append(_toll(sums))
    figures.append(
        Figure(f"{nowhere:,} of {sums['incidents']:,}", f"{unit}s not placed", weight)
    )
    return tuple(figures)


def _parts(rows: pd.DataFrame) -> str:
    parts = rows[rows["parent_id"].ne("")]
    if parts["event_type"].eq("follow_up_strike").all():
        return count_of(len(parts), "follow-up strike")
    named = int(parts["geo_precision"].isin([1, 2]).sum())
    with_place = "each" if named == len(parts) else f"{named:,}"
    return f"{count_of(len(parts), 'part')}, {with_place} with a place"


def _vessels(sums: dict) -> str:
    unknown = sums["vessels_unknown"]
    return f"on {count_of(sums['vessels'], 'vessel')}" + (
        f", {unknown:,} with no figure" if unknown else ""
    )


def _toll(sums: dict) -> Figure:
    low, best, high = (sums[f"deaths_{name}"] for name in ("low", "best", "high"))
    if all(is_blank(each) for each in (low, best, high)):
        return Figure("–", "deaths not reported", "blank, which is not zero")
    missing = f"{sums['missing']:,} presumed dead" if sums["missing"] else ""
    if is_blank(low) or is_blank(high):
        number = f"≥ {low:,}" if not is_blank(low) else "?"
        rows = count_of(max(sums["open_high"], sums["open_low"], 1), "row")
        return Figure(
            number, "people killed", f"an end of the range missing for {rows}"
        )
    said = [] if is_blank(best) or low == high else [f"best {best:,}"]
    said += [missing] if missing else []
    said += (
        [f"{count_of(sums['deaths_unknown'], 'row')} with no figure"]
        if sums["deaths_unknown"]
        else []
    )
    agree = "low, best and high agree"
    return Figure(range_text(low, high), "people killed", "; ".join(said) or agree)


def _by_campaign(rows: pd.DataFrame, dataset: Dataset) -> tuple[str, ...]:
    codes = dataset.dictionary.fields["campaign"].codes
    present = [code for code in codes if rows["campaign"].eq(code).any()]
    if len(present) < 2:
        return ()
    lines = []
    for code in present:
        some = rows[rows["campaign"].eq(code)]
        lines.append(f"{dataset.dictionary.label('campaign', code)}: {_counted(some)}")
    return tuple(lines)


def _counted(rows: pd.DataFrame) -> str:
    sums = totals(rows)
    return f"{_count(rows, sums)}, {killed_words(sums)}{silent_words(sums)}"


def _count(rows: pd.DataFrame, sums: dict) -> str:
    number = sums["incidents"] or sums["parts"]
    return count_of(number, _unit(rows) if sums["incidents"] else "part")


def _told(rows: pd.DataFrame, dataset: Dataset) -> str:
    if not len(rows):
        return "no incident of the table matches"
    sums = totals(rows)
    vessels = f" {_vessels(sums)}" if sums["vessels"] else ""
    words = [f"{_count(rows, sums)}{vessels}", killed_words(sums) + silent_words(sums)]
    if sums["missing"]:
        words.append(f"{sums['missing']:,} of them presumed dead")
    return ", ".join(words)


def _sources_line(rows: pd.DataFrame) -> str:
    counted = _publishers(rows)
    if not counted:
        return "No source: no incident matches."
    first = [f"{name} ({number:,})" for name, number in counted[:8]]
    more = len(counted) - len(first)
    rest = f" and {count_of(more, 'other publisher')}" if more > 0 else ""
    return f"Publishers by number of rows: {', '.join(first)}{rest}; full list with the data."


def _publishers(rows: pd.DataFrame) -> list[tuple[str, int]]:
    counter = Counter(name for cell in rows["sources"] for name in publishers(cell))
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))


def _paste(period, words, told, subtitle, rows, dataset: Dataset, link) -> str:
    every = [name for name, _ in _publishers(rows)]
    more = " and others" if len(every) > 5 else ""
    names = ", ".join(every[:5]) if more else listing(every)
    dictionary = dataset.dictionary
    sources = f" Sources: {names}{more}." if names else ""
    return (
        f"{period} ({words}): {told}. {subtitle} Reported figures, preliminary; data to "
        f"{day_in_words(dictionary.coverage_end)}, {dictionary.title}, version "
        f"{dictionary.version} ({dataset.fingerprint}).{sources} {link}"
    )


def _entry(row, dataset: Dataset) -> tuple[str, ...]:
    label = dataset.dictionary.label
    toll = deaths_short(row.deaths_low, row.deaths_best, row.deaths_high)
    part = f", part of {row.parent_id}" if row.parent_id else ""
    return (
        date_in_words(row.date, row.date_end, row.date_precision),
        row.location,
        toll,
        label("event_type", row.event_type),
        label("verification", row.verification),
        row.where_words,
        ", ".join(publishers(row.sources)),
        f"{row.incident_id}{part}",
    )


def _newest_first(rows: pd.DataFrame):
    ordered = rows.sort_values(["date", "incident_id"], ascending=[False, True])
    return ordered.itertuples()


def _link(selection: dict, root: str, page: str = "") -> str:
    return f"{root.rstrip('/')}/{page}?{urlencode(to_query(selection))}".rstrip("?")


def _as_of(text: str) -> str:
    """Return the time of making in words. Raises BriefError for no ISO time."""
    if not text:
        return ""
    try:
        when = datetime.fromisoformat(text)
        when = when.astimezone(UTC) if when.tzinfo else when
    except (ValueError, OverflowError) as error:
        raise BriefError(
            f"as-of '{text}': must be an ISO date or time, such as 2026-11-27T09:30"
        ) from error
    clock = f" {when:%H:%M} UTC" if len(text) > 10 else ""
    return f"made {day_in_words(when.date())}{clock}"
