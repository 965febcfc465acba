"""Counts as lists of bars, each split by quad class, and as a matrix of who to whom."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from eventx.report.happenings import QUADS
from eventx.report.markup import Markup, counted, isolated, joined, tag

MOST_SIDES = 10


def bar_list(shown: pl.DataFrame, column: str, most: int) -> Markup:
    """Return the most frequent values of a column with their bars, and a line on the others.

    Args:
        shown: events.
        column: the column to count; a click on a value lists its events.
        most: how many values are listed.
    """
    counts = _counts(shown, column)
    if counts.is_empty():
        return tag("p", "None is known.", class_="empty")
    longest = counts["total"][0]
    rows = (_row(row, column, longest) for row in counts.head(most).iter_rows(named=True))
    rest = counts[most:]
    unknown = shown[column].null_count()
    notes = [f"{rest.height:,} more with {counted(int(rest['total'].sum()), 'event')}." if rest.height else "",
             f"{counted(unknown, 'event')} where it is not known." if unknown else ""]  # fmt: skip
    note = " ".join(filter(None, notes))
    return joined(tag("ol", *rows, class_="bars"), tag("p", note, class_="note") if note else None)


def quad_table(shown: pl.DataFrame) -> Markup:
    """Return events, share and mean Goldstein value of each quad class; it is also the legend of all charts."""
    counts = shown.group_by("quad").agg(pl.len(), pl.col("goldstein").mean())
    found = {quad: (number, mean) for quad, number, mean in counts.iter_rows()}
    if set(found) == {0}:
        return tag("p", "The codebook has no quad classes.", class_="empty")
    named = [quad for quad in QUADS if quad or quad in found]
    rows = (_quad_row(quad, *found.get(quad, (0, None)), shown.height) for quad in named)
    head = tag("tr", *(tag("th", text, scope="col") for text in ("Class", "Events", "Share", "Goldstein")))
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="numbers quads", id="quad-counts")
    return joined(table, tag("p", "Goldstein: the mean of the events' values, from \u221210 to +10.", class_="note"))


def quad_bar(counts: dict[int, int], longest: int) -> Markup:
    """Return a bar as long as its share of the longest, split by quad class."""
    parts = (
        tag("i", class_=f"q{quad}", style=f"width:{100 * counts[quad] / longest:.3f}%")
        for quad in QUADS
        if counts.get(quad)
    )
    return tag("span", *parts, class_="bar", aria_hidden="true")


def side_matrix(shown: pl.DataFrame) -> Markup:
    """Return how often the most frequent sides act on each other; an act that binds both counts in both directions."""
    directed = shown.select("actor", "target", "reciprocal").drop_nulls(["actor", "target"])
    back = directed.filter("reciprocal").select(pl.col("target").alias("actor"), pl.col("actor").alias("target"))
    pairs = pl.concat([directed.select("actor", "target"), back])
    if pairs.is_empty():
        return tag("p", "No event has both sides resolved.", class_="empty")
    sides = pl.concat([pairs["actor"], pairs["target"].alias("actor")]).value_counts(sort=True)
    names = sides.sort("count", "actor", descending=[True, False])["actor"].head(MOST_SIDES).to_list()
    found = {(actor, target): number for actor, target, number in pairs.group_by("actor", "target").len().iter_rows()}
    most = max((found.get((a, t), 0) for a in names for t in names), default=0) or 1
    head = tag("tr", tag("td", "who \\ to whom"), *(tag("th", tag("span", isolated(n)), scope="col") for n in names))
    rows = (
        tag("tr", tag("th", isolated(a), scope="row"), *(_cell(found.get((a, t), 0), most) for t in names))
        for a in names
    )
    table = tag("table", tag("thead", head), tag("tbody", *rows), class_="matrix", id="matrix")
    return tag("div", table, class_="scroll", tabindex=0, role="region", aria_label="Who acts on whom")


def _counts(shown: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return a row a value with its total and its counts by quad class, the most frequent first."""
    by_quad = (pl.col("quad").eq(quad).sum().alias(str(quad)) for quad in QUADS)
    counts = shown.drop_nulls(column).group_by(column).agg(pl.len().alias("total"), *by_quad)
    return counts.sort("total", column, descending=[True, False])


def _row(row: dict[str, Any], column: str, longest: int) -> Markup:
    value, total = row[column], row["total"]
    link = tag("a", isolated(value), href="#events", data_column=column, data_value=value)
    counts = {quad: row[str(quad)] for quad in QUADS}
    return tag("li", link, quad_bar(counts, longest), tag("b", f"{total:,}"))


def _quad_row(quad: int, number: int, mean: float | None, total: int) -> Markup:
    link = tag("a", QUADS[quad], href="#events", data_column="quad", data_value=quad)
    cells = (
        f"{number:,}",
        f"{100 * number / total:.0f} %" if total else "",
        "" if mean is None else f"{mean:+.1f}".replace("-", "\u2212"),
    )
    return tag("tr", tag("th", tag("i", class_=f"key q{quad}"), link, scope="row"), *_cells(cells))


def _cells(cells: tuple[str, ...]) -> Iterator[Markup]:
    yield from (tag("td", cell) for cell in cells)


def _cell(number: int, most: int) -> Markup:
    if not number:
        return tag("td", class_="none")
    return tag("td", f"{number:,}", style=f"--share:{number / most:.3f}")
