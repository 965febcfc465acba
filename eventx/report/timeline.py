"""Events over time: bars of cooperation above a line, of conflict below it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import polars as pl

from eventx.report.happenings import QUADS
from eventx.report.markup import Markup, counted, joined, tag

MOST_BARS = 62
UNITS = {
    "day": ("1d", "%-d %b %Y"), "week": ("1w", "%-d %b %Y"), "month": ("1mo", "%b %Y"),
    "quarter": ("1q", "%b %Y"), "year": ("1y", "%Y"), "decade": ("10y", "%Ys"),
}  # fmt: skip
"""How long a bar can be: polars' name of the length, and how its first day is written."""
STRAY = 0.005
"""Share of the events at either end that is left out of the chart when they alone make it several times as long."""
LONGER = 3
MOST_LABELS = 8
BELOW = (3, 4)
"""Quad classes of conflict."""


class Bar(NamedTuple):
    """The events that begin in one stretch of time, by quad class."""

    label: str
    counts: dict[int, int]

    def height(self, quads: tuple[int, ...]) -> int:
        """Return the number of events of these classes."""
        return sum(self.counts.get(quad, 0) for quad in quads)


class Timeline(NamedTuple):
    """Bars of equal lengths of time, in order, without gaps."""

    unit: str
    bars: list[Bar]
    undated: int
    stray: int


def with_bars(events: pl.DataFrame, shown: pl.DataFrame) -> tuple[pl.DataFrame, Timeline]:
    """Return events with the label of their bar as ``bar``, and the timeline of those shown.

    Args:
        events: all events.
        shown: those that are counted.
    """
    days = shown["date_start"].drop_nulls().sort()
    if days.is_empty():
        return events.with_columns(pl.lit(None, pl.String).alias("bar")), Timeline("", [], shown.height, 0)
    unit, starts = _starts(*_span(days))
    labels = dict(zip(starts, _labels(unit, starts), strict=True))
    bar = pl.col("date_start").dt.truncate(UNITS[unit][0]).replace_strict(labels, default=None, return_dtype=pl.String)
    counts = shown.with_columns(bar.alias("bar")).group_by("bar", "quad").len()
    by_bar: dict[str, dict[int, int]] = {label: {} for label in labels.values()}
    for label, quad, number in counts.drop_nulls("bar").iter_rows():
        by_bar[label][quad] = number
    bars = [Bar(label, found) for label, found in by_bar.items()]
    drawn = sum(sum(found.values()) for found in by_bar.values())
    undated = shown["date_start"].null_count()
    return events.with_columns(bar.alias("bar")), Timeline(unit, bars, undated, shown.height - undated - drawn)


def timeline_chart(timeline: Timeline) -> Markup:
    """Return the chart with its axes, and its numbers as a table; one line of text where nothing has a day."""
    if not timeline.bars:
        return tag("p", "No event has a day.", class_="empty")
    up = max(bar.height(_above()) for bar in timeline.bars)
    down = max(bar.height(BELOW) for bar in timeline.bars)
    step = _step(up + down)
    top, bottom = -(-up // step) * step, -(-down // step) * step
    sides = (tag("em", "Cooperation", class_="up"), tag("em", "Conflict", class_="down")) if top and bottom else ()
    plot = tag("div", *_ticks(top, bottom, step), _bars(timeline.bars, top, bottom), *sides, class_="plot")
    return joined(
        tag("div", plot, _days(timeline.bars), class_="timeline", aria_hidden="true"),
        tag("p", _note(timeline), class_="note"),
        _numbers(timeline),
    )


def _span(days: pl.Series) -> tuple[date, date]:
    """Return first and last of sorted days, without strays: one wrong year must not flatten the chart."""
    cut = int(STRAY * days.len())
    first, last = days[cut], days[-1 - cut]
    strays_stretch = (days[-1] - days[0]).days > LONGER * max((last - first).days, 1)
    return (first, last) if strays_stretch else (days[0], days[-1])


def _starts(first: date, last: date) -> tuple[str, list[date]]:
    for unit, (every, _) in UNITS.items():
        days = pl.Series([first, last]).dt.truncate(every)
        starts = pl.date_range(days[0], days[1], every, eager=True).to_list()
        if len(starts) <= MOST_BARS:
            return unit, starts
    return unit, starts


def _labels(unit: str, starts: list[date]) -> Iterator[str]:
    form = UNITS[unit][1]
    for day in starts:
        # %-d is not known on Windows.
        text = day.strftime(form.replace("%-d", str(day.day)))
        yield f"{text.split()[1]} Q{(day.month + 2) // 3}" if unit == "quarter" else text


def _above() -> tuple[int, ...]:
    return tuple(quad for quad in QUADS if quad not in BELOW)


def _step(total: int) -> int:
    """Return the distance of grid lines: 1, 2 or 5 times a power of ten, about six over the whole height."""
    magnitude = int(10 ** max(0, len(str(total // 6)) - 1))
    return next(step * magnitude for step in (1, 2, 5, 10) if step * magnitude * 6 >= total)


def _bars(bars: list[Bar], top: int, bottom: int) -> Markup:
    drawn = (_bar(bar, place, top) for place, bar in enumerate(bars))
    box = f"0 0 {len(bars) * 10} {top + bottom}"
    return tag("svg", *drawn, viewBox=box, preserveAspectRatio="none", focusable="false")


def _bar(bar: Bar, place: int, top: int) -> Markup:
    parts = [*_stacked(bar, place, top, _above(), -1), *_stacked(bar, place, top, BELOW, 1)]
    told = ", ".join(f"{name.lower()} {bar.counts[quad]:,}" for quad, name in QUADS.items() if bar.counts.get(quad))
    hover = tag("rect", x=place * 10, y=0, width=10, height="100%", class_="hover")
    return tag(
        "g", hover, *parts, tag("title", f"{bar.label}: {told or 'none'}"), data_column="bar", data_value=bar.label
    )


def _stacked(bar: Bar, place: int, axis: int, quads: tuple[int, ...], sign: int) -> Iterator[Markup]:
    """Yield the blocks of one side of the axis: material acts lie next to it, words beyond them."""
    at = axis
    for quad in sorted(quads, reverse=True):
        height = bar.counts.get(quad, 0)
        if height:
            y = at if sign > 0 else at - height
            yield tag("rect", x=place * 10 + 1, y=y, width=8, height=height, class_=f"q{quad}")
        at += sign * height


def _ticks(top: int, bottom: int, step: int) -> Iterator[Markup]:
    for value in range(-bottom, top + 1, step):
        share = 100 * (top - value) / (top + bottom)
        line = "tick axis" if value == 0 else "tick"
        yield tag("span", tag("b", f"{abs(value):,}"), class_=line, style=f"top:{share:.3f}%")


def _days(bars: list[Bar]) -> Markup:
    every = -(-len(bars) // MOST_LABELS)
    labels = []
    for number, place in enumerate(range(0, len(bars), every)):
        share = 100 * (place + 0.5) / len(bars)
        labels.append(
            tag("span", bars[place].label, class_="minor" if number % 2 else None, style=f"left:{share:.3f}%")
        )
    return tag("div", *labels, class_="days")


def _note(timeline: Timeline) -> str:
    notes = [f"One bar is a {timeline.unit}; an event counts where its first day lies."]
    if timeline.undated:
        notes.append(f"{counted(timeline.undated, 'event')} without a day not drawn.")
    if timeline.stray:
        notes.append(f"{counted(timeline.stray, 'event')} far before or after the others not drawn.")
    return " ".join(notes)


def _numbers(timeline: Timeline) -> Markup:
    quads = [quad for quad in QUADS if any(bar.counts.get(quad) for bar in timeline.bars)]
    head = tag(
        "tr", tag("th", timeline.unit.capitalize(), scope="col"), *(tag("th", QUADS[q], scope="col") for q in quads)
    )
    rows = (
        tag("tr", tag("th", bar.label, scope="row"), *(tag("td", f"{bar.counts.get(quad, 0):,}") for quad in quads))
        for bar in timeline.bars
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="numbers", id="timeline-numbers")
    return tag("details", tag("summary", "The numbers of this chart"), tag("div", table, class_="scroll"))
