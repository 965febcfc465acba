"""Where events happened: circles on a map, and the places with most events as a list."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from eventx.report.bars import bar_list
from eventx.report.happenings import QUADS
from eventx.report.markup import Markup, counted, joined, tag
from eventx.report.outlines import WIDTH, Frame, frame_of, outlines

MOST_CIRCLES = 1500
LARGEST, LEAST = 26.0, 5.0
"""Radius of the circle of the place with most events, and of one event, in units of a map 960 wide."""
WHOLE_REGION = 3
"""The precision of places that are only a region or a country."""
MOST_PLACES = 12
KEY = (
    "Area: number of events. Colour: the place's most frequent class. Ring: a whole region or country, near its middle."
)
OUTLINES = "Outlines: Natural Earth, which draws borders by who controls an area; no opinion is stated."


def place_map(shown: pl.DataFrame) -> Markup:
    """Return the map of the events that have coordinates; one line of text where none has."""
    located = shown.drop_nulls(["latitude", "longitude"])
    if located.is_empty():
        return tag("p", "No event has a place on the map.", class_="empty")
    circles = _circles(located)
    frame = frame_of(list(zip(circles["longitude"], circles["latitude"], strict=True)))
    land, borders = outlines(frame)
    svg = tag(
        "svg",
        tag("title", "Map of the places of events"),
        tag("path", d=land, class_="land"),
        tag("path", d=borders, class_="borders"),
        *_drawn(circles, frame),
        viewBox=f"0 0 {WIDTH} {frame.height:g}", role="img", class_="map",
    )  # fmt: skip
    return joined(svg, tag("p", _note(shown, located, circles), class_="note"))


def place_list(shown: pl.DataFrame) -> Markup:
    """Return the places named most often."""
    return bar_list(shown, "place", MOST_PLACES)


def _circles(located: pl.DataFrame) -> pl.DataFrame:
    """Return one row a point: its name, number of events, most frequent quad class and whether it is a whole region."""
    counts = located.group_by("latitude", "longitude", "quad").agg(
        pl.len(), pl.col("place").drop_nulls().mode().sort().first(), pl.col("geo_precision").max()
    )
    ranked = counts.sort("len", "quad", "place", "latitude", "longitude", descending=[True, False, False, False, False])
    points = ranked.group_by("latitude", "longitude", maintain_order=True).agg(
        pl.col("quad", "place").first(), pl.col("len").sum(), pl.col("geo_precision").max() >= WHOLE_REGION
    )
    return points.sort("len", "latitude", "longitude", descending=True).rename({"geo_precision": "is_region"})


def _drawn(circles: pl.DataFrame, frame: Frame) -> Iterator[Markup]:
    """Yield the circles, the largest first so that small ones stay visible."""
    most = circles["len"].max()
    for row in circles.head(MOST_CIRCLES).iter_rows(named=True):
        yield _circle(row, frame, most)


def _circle(row: dict[str, Any], frame: Frame, most: Any) -> Markup:
    x, y = frame.place(row["longitude"], row["latitude"])
    radius = max(LEAST, LARGEST * (row["len"] / max(most, 30)) ** 0.5)
    told = f"{row['place'] or 'unnamed'}: {counted(row['len'], 'event')}, most often {QUADS[row['quad']].lower()}"
    kind = f"dot q{row['quad']}" + (" region" if row["is_region"] else "")
    return tag(
        "circle", tag("title", told), cx=x, cy=y, r=f"{radius:.1f}", style=f"--r:{radius:.1f}px", class_=kind,
        data_column="place", data_value=row["place"],
    )  # fmt: skip


def _note(shown: pl.DataFrame, located: pl.DataFrame, circles: pl.DataFrame) -> str:
    notes = [KEY]
    if shown.height > located.height:
        notes.append(f"{counted(shown.height - located.height, 'event')} without coordinates not drawn.")
    if circles.height > MOST_CIRCLES:
        notes.append(f"The {MOST_CIRCLES:,} places with most events are drawn, of {circles.height:,}.")
    return " ".join([*notes, OUTLINES])
