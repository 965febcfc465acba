"""Outlines of land and borders, drawn as SVG paths in the projection that suits what is shown."""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from eventx.resources import data_folder

WIDTH = 960
"""Width of the drawing, in its own units."""
WORLD = (-169.0, -56.0, 191.0, 78.0)
"""West, south, east, north of the map of the world: its seam runs through the Bering Strait."""
MIDDLE = 11.0
"""Longitude in the middle of the map of the world."""
SMALLEST = 16.0
"""Degrees of latitude a regional map shows at least: finer outlines are not kept."""
MARGIN = 0.25
"""Room around the points of a regional map, as a share of their extent."""
TALLEST = 0.62
"""Height of a regional map over its width, at most."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Frame(NamedTuple):
    """What part of the world is shown, and how."""

    box: Box
    project: Callable[[float, float], Point]
    height: float

    def place(self, lon: float, lat: float) -> Point:
        """Return where a place lies in the drawing."""
        return self.project(lon + 360 if lon < self.box[0] else lon, lat)


def frame_of(points: list[Point]) -> Frame:
    """Return the frame for points given as longitude and latitude: a region when they lie close, else the world."""
    box = _region(points) if points else WORLD
    if box[2] - box[0] > 150 or box[3] - box[1] > 75:
        return _framed(WORLD, lambda lon, lat: equal_earth(lon - MIDDLE, lat))
    shrink = math.cos(math.radians((box[1] + box[3]) / 2))
    return _framed(box, lambda lon, lat: (lon * shrink, -lat))


def equal_earth(lon: float, lat: float) -> Point:
    """Return a point of the Equal Earth projection (Savric, Patterson, Jenny 2018), y downwards, in degrees."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = 2 * math.sqrt(3) * lon * math.cos(theta) / (3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    return x, -math.degrees(theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1))


def outlines(frame: Frame) -> tuple[str, str]:
    """Return the path of the land and the path of the borders inside a frame."""
    world = json.loads(data_folder("schemas", "map", "world.json").read_text(encoding="utf-8"))
    arcs = [list(_degrees(steps, world["unit"])) for steps in world["arcs"]]
    rings = [[p for arc in ring for p in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])] for ring in world["land"]]
    land = "".join(_path(ring, frame) + "Z" for ring in _inside(rings, frame.box))
    borders = "".join(_path(line, frame) for line in _inside((arcs[arc] for arc in world["borders"]), frame.box))
    return land, borders


def _region(points: list[Point]) -> Box:
    """Return a box around points with a margin, no smaller than ``SMALLEST`` and no taller than ``TALLEST``."""
    (west, east), (south, north) = ((min(c), max(c)) for c in zip(*points, strict=True))
    height = max((north - south) * (1 + 2 * MARGIN), SMALLEST)
    middle = (south + north) / 2
    shrink = math.cos(math.radians(middle))
    width = max((east - west) * (1 + 2 * MARGIN), height / TALLEST / shrink)
    height = max(height, width * shrink * TALLEST * 0.7)
    across = (west + east) / 2
    return across - width / 2, middle - height / 2, across + width / 2, middle + height / 2


def _framed(box: Box, project: Callable[[float, float], Point]) -> Frame:
    west, south, east, north = box
    edge = [project(lon, lat) for lat in (south, 0 if south < 0 < north else south, north) for lon in (west, east)]
    left, right = min(x for x, _ in edge), max(x for x, _ in edge)
    top, bottom = min(y for _, y in edge), max(y for _, y in edge)
    scale = WIDTH / (right - left)

    def placed(lon: float, lat: float) -> Point:
        x, y = project(lon, lat)
        return round((x - left) * scale, 1), round((y - top) * scale, 1)

    return Frame(box, placed, round((bottom - top) * scale, 1))


def _degrees(steps: list[int], unit: float) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x * unit, y * unit


def _inside(lines: Iterable[list[Point]], box: Box) -> Iterator[list[Point]]:
    """Yield the lines that meet a box, moved around the world where that brings them there."""
    for line in lines:
        whole = list(_unwrapped(line))
        for turn in (-360, 0, 360):
            moved = [(lon + turn, lat) for lon, lat in whole]
            if _meets(moved, box):
                yield moved


def _unwrapped(line: list[Point]) -> Iterator[Point]:
    """Yield the points of a line that goes on beyond 180 degrees instead of jumping to the other side."""
    turn, before = 0, line[0][0]
    for lon, lat in line:
        turn += 360 if before - lon > 180 else -360 if lon - before > 180 else 0
        before = lon
        yield lon + turn, lat


def _meets(line: list[Point], box: Box) -> bool:
    west, south, east, north = box
    lons, lats = [lon for lon, _ in line], [lat for _, lat in line]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south


def _path(line: list[Point], frame: Frame) -> str:
    placed = dict.fromkeys(frame.project(lon, lat) for lon, lat in line)
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in placed)
