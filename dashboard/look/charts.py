"""The weekly bars and the running total, as Altair charts from summarized frames."""

import hashlib
from threading import Lock

import altair as alt
import pandas as pd

from dashboard.figures.toll_bars import toll_bar
from dashboard.style import CLASSES, COLORS, SHADES, TONE
from dashboard.table.dictionary import Dictionary
from dashboard.text.words import day_in_words

HEIGHT = 190
CHART = {
    "low": CLASSES[0].fill,
    "added": "#F4C9A8",
    "edge": TONE.edge,
    "count": SHADES[2],
    "grid": "#E3E6E9",
    "text": COLORS.text,
}
EDGE = f"0.8px solid {CHART['edge']}"
ALREADY, LATER = "said dead at the time", "added later, presumed dead"
LOW, UP_TO_HIGH = "low figure", "up to the high figure"
"""The two parts of a bar: where all between is presumed dead, and where it is not."""
LONG, VERY_LONG = 120, 1000
"""Days of an axis above which months, and above which not each month, has a tick."""
BAR_DAYS = 5.6
"""Width of a week's bar in days: the rest of the seven is the gap between bars."""
BY_NAME = "by_name"
ALTAIR_IS_SET = Lock()
"""Held while Altair's settings, which all threads share, are those of to_spec."""


def to_spec(chart: alt.TopLevelMixin) -> dict:
    """Return a chart as Vega-Lite, its frames under ``datasets`` by their content.

    It can be kept, and drawn again at no cost; frames stay frames, so that days reach
    the page as numbers and not as text that each browser reads in its own time zone.
    """
    frames: dict[str, pd.DataFrame] = {}

    def keep(data: pd.DataFrame) -> dict[str, str]:
        content = pd.util.hash_pandas_object(data, index=False).to_numpy().tobytes()
        names = repr(list(data)).encode()
        name = hashlib.sha256(names + content).hexdigest()[:16]
        frames[name] = data
        return {"name": name}

    with ALTAIR_IS_SET:
        alt.data_transformers.register(BY_NAME, keep)
        with alt.data_transformers.enable(BY_NAME), alt.theme.enable("none"):
            spec = chart.to_dict()
    return {**spec, "datasets": {**spec.get("datasets", {}), **frames}}


def weekly_bars(
    weeks: pd.DataFrame, period: tuple, top: float = 0, missing: bool = True
) -> alt.Chart:
    """Return bars of the toll per week: solid for low, outlined pale up to high.

    ``weeks`` is the frame of :func:`dashboard.figures.totals.weekly`; ``period`` the first
    and last day of the axis; ``top`` the highest value of the scale where several
    charts share one; ``missing`` whether all above low is presumed dead. Rectangles, because a bar between two dates is drawn as
    a dot.
    """
    kinds = (ALREADY, LATER) if missing else (LOW, UP_TO_HIGH)
    bars = pd.concat(
        [_stack(weeks, kinds[0], 0, "low"), _stack(weeks, kinds[1], "low", "high")]
    )
    bars = bars[bars["top"] > bars["bottom"]]
    scale = alt.Scale(domain=list(kinds), range=[CHART["low"], CHART["added"]])
    return (
        alt.Chart(bars)
        .mark_rect(stroke=CHART["edge"], strokeWidth=0.6, clip=True)
        .encode(
            x=axis_of_days("start", period),
            x2="end:T",
            y=axis_of_counts("bottom", top),
            y2="top:Q",
            color=alt.Color("kind:N", scale=scale, legend=None),
            tooltip=[
                alt.Tooltip("week_words:N", title="Week of"),
                alt.Tooltip("killed:N", title="Killed, low–high"),
                alt.Tooltip("incidents:Q", title="Incidents"),
            ],
        )
        .properties(height=HEIGHT)
    )


def incident_bars(weeks: pd.DataFrame, period: tuple, top: float = 0) -> alt.Chart:
    """Return bars of the incidents per week: for rows of several campaigns.

    Incidents of several campaigns may be counted together, their dead may not.
    Arguments as in :func:`weekly_bars`; the fill is that of shaded regions, which
    count incidents too, and no fill of a toll.
    """
    monday = pd.to_datetime(weeks["week"])
    bars = pd.DataFrame(
        {
            "start": monday,
            "end": monday + pd.Timedelta(days=BAR_DAYS),
            "bottom": 0,
            "incidents": weeks["incidents"],
            "week_words": [day_in_words(day) for day in weeks["week"]],
        }
    )
    return (
        alt.Chart(bars[bars["incidents"] > 0])
        .mark_rect(
            fill=CHART["count"], stroke=CHART["edge"], strokeWidth=0.6, clip=True
        )
        .encode(
            x=axis_of_days("start", period),
            x2="end:T",
            y=axis_of_counts("bottom", top),
            y2="incidents:Q",
            tooltip=[
                alt.Tooltip("week_words:N", title="Week of"),
                alt.Tooltip("incidents:Q", title="Incidents"),
            ],
        )
        .properties(height=HEIGHT)
    )


def running_total(
    sums: pd.DataFrame, published: pd.DataFrame, dictionary: Dictionary, period: tuple
) -> alt.LayerChart:
    """Return the running toll, a band from low to high with best as its line.

    ``sums`` is the frame of :func:`dashboard.figures.totals.cumulative`; ``published`` the
    totals of others for exactly this selection, drawn as dots, or an empty frame.
    """
    ends = _over_the_period(sums, period)
    period = (period[0], period[1] + pd.Timedelta(days=1))  # the whole last day
    ends["date_words"] = [day_in_words(day) for day in ends["date"]]
    base = alt.Chart(ends).encode(x=axis_of_days("date", period))
    tooltip = [
        alt.Tooltip("date_words:N", title="To"),
        alt.Tooltip("low:Q", title="Low"),
        alt.Tooltip("best:Q", title="Best"),
        alt.Tooltip("high:Q", title="High"),
    ]
    band = base.mark_area(color=CHART["added"], interpolate="step-after").encode(
        y=axis_of_counts("low"), y2="high:Q", tooltip=tooltip
    )
    line = base.mark_line(
        color=CHART["low"], strokeWidth=2, interpolate="step-after"
    ).encode(y="best:Q", tooltip=tooltip)
    layers = [band, line]
    if len(published):
        layers.append(_dots(published, dictionary, period))
    return alt.layer(*layers).properties(height=HEIGHT)


def weekly_title(of: str = "", missing: bool = True) -> str:
    """Return the HTML above weekly bars: what and whose they are, and their fills."""
    kinds = (ALREADY, LATER) if missing else (LOW, UP_TO_HIGH)
    return title_html(
        f"People killed per week{', ' * bool(of)}{of}",
        [(_square(CHART["low"]), kinds[0]), (_square(CHART["added"]), kinds[1])],
    )


def incident_title(of: str = "") -> str:
    """Return the HTML above bars of incidents, and why they show no dead."""
    return title_html(
        f"Incidents per week, several campaigns{', ' * bool(of)}{of}",
        [(_square(CHART["count"]), "incidents; tolls of campaigns are not added up")],
    )


def running_title(dots: bool) -> str:
    """Return the HTML above the running total; ``dots``: totals of others are shown."""
    entries = [
        (_square(CHART["added"]), "low to high"),
        (_stroke(CHART["low"]), "best"),
    ]
    if dots:
        entries.append((_ring(), "published by others"))
    return title_html("Killed, running total", entries)


def title_html(text: str, entries: list[tuple[str, str]]) -> str:
    """Return a title in bold and below it the signs with their words, as HTML."""
    keys = "".join(
        f"<span style='white-space:nowrap;margin-right:12px'>{sign} {words}</span>"
        for sign, words in entries
    )
    return (
        f"<div style='color:{CHART['text']};line-height:1.5'><b>{text}</b><br>"
        f"<span style='font-size:13px'>{keys}</span></div>"
    )


def _square(fill: str) -> str:
    return _sign(f"width:11px;height:11px;background:{fill};border:{EDGE}")


def _stroke(color: str) -> str:
    return _sign(f"width:14px;height:3px;background:{color};vertical-align:middle")


def _ring() -> str:
    return _sign(
        f"width:9px;height:9px;border-radius:50%;border:1.2px solid {CHART['text']}"
    )


def _sign(style: str) -> str:
    """Return a sign made of CSS: the page strips drawings out of HTML."""
    return f"<span style='display:inline-block;{style}'></span>"


def _over_the_period(sums: pd.DataFrame, period: tuple) -> pd.DataFrame:
    """Return running sums from nothing on the first day to the last day of an axis."""
    first, last = period
    rows = sums[["date", "low", "best", "high"]].astype({"best": "float64"})
    if rows.empty or rows["date"].iloc[0] > first:
        start = pd.DataFrame({"date": [first], "low": [0], "best": [0.0], "high": [0]})
        rows = pd.concat([start, rows], ignore_index=True)
    if rows["date"].iloc[-1] < last:
        end = rows.iloc[[-1]].assign(date=last)
        rows = pd.concat([rows, end], ignore_index=True)
    return rows


def _dots(published: pd.DataFrame, dictionary: Dictionary, period) -> alt.Chart:
    agreement = dictionary.totals_fields["agreement"]
    said = published.assign(
        date_words=[day_in_words(day) for day in published["date"]],
        agreement_words=[agreement.label(each) for each in published["agreement"]],
        killed=published["killed"].astype("int64"),
    )
    said = said[
        ["date", "date_words", "killed", "qualifier", "source_name", "agreement_words"]
    ]
    return (
        alt.Chart(said)
        .mark_point(
            shape="circle",
            size=22,
            filled=True,
            fill="white",
            stroke=CHART["text"],
            strokeWidth=1.1,
            opacity=1,
        )
        .encode(
            x=axis_of_days("date", period),
            y=axis_of_counts("killed"),
            tooltip=[
                alt.Tooltip("source_name:N", title="Published by"),
                alt.Tooltip("killed:Q", title="Killed"),
                alt.Tooltip("qualifier:N", title="As stated"),
                alt.Tooltip("date_words:N", title="On"),
                alt.Tooltip("agreement_words:N", title="Our table"),
            ],
        )
    )


def _stack(weeks: pd.DataFrame, kind: str, bottom, top: str) -> pd.DataFrame:
    monday = pd.to_datetime(weeks["week"])
    return pd.DataFrame(
        {
            "start": monday,
            "end": monday + pd.Timedelta(days=BAR_DAYS),
            "bottom": weeks[bottom] if bottom else 0,
            "top": weeks[top],
            "kind": kind,
            "week_words": [day_in_words(day) for day in weeks["week"]],
            "killed": [
                toll_bar(low, high, open_rows, open_high=open_rows)
                for low, high, open_rows in zip(
                    weeks["low"], weeks["high"], weeks["open"], strict=True
                )
            ],
            "incidents": weeks["incidents"],
        }
    )


def axis_of_days(column: str, period: tuple) -> alt.X:
    """Return the axis of days: a tick a month, every third named."""
    first, last = (
        alt.DateTime(year=day.year, month=day.month, date=day.day) for day in period
    )
    days = (pd.Timestamp(period[1]) - pd.Timestamp(period[0])).days
    axis = alt.Axis(format="%d %b", tickCount=5, title=None, grid=False)
    if LONG < days <= VERY_LONG:
        axis.format, axis.tickCount = "%b %Y", {"interval": "month", "step": 1}
        axis.labelExpr = "month(datum.value) % 3 == 0 ? datum.label : ''"
    elif days > VERY_LONG:
        axis.format, axis.labelOverlap = "%b %Y", True
    return alt.X(
        f"{column}:T",
        axis=axis,
        scale=alt.Scale(domain=[first, last]),
    )


def axis_of_counts(column: str, top: float = 0) -> alt.Y:
    """Return the axis of people or incidents; as wide whatever its figures are."""
    axis = alt.Axis(
        tickCount=4,
        tickMinStep=1,
        format="d",
        gridColor=CHART["grid"],
        title=None,
        minExtent=30,
        maxExtent=30,
    )
    scale = alt.Scale(domain=[0, top]) if top else alt.Scale()
    return alt.Y(f"{column}:Q", axis=axis, scale=scale)
