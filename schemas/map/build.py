"""Make ``world.json``, the outlines under the report's map, from the npm package world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python schemas/map/build.py package/countries-50m.json

The same package gives the same bytes. It is not needed to use eventx.
"""

import heapq
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

UNIT = 0.02
"""Degrees of one step of the stored whole numbers: about two kilometres."""
SMALLEST_BEND = 0.03
"""Square degrees (of longitude as wide as at the equator): bends that matter less are straightened."""
SMALLEST_ISLAND = 0.06
"""Square degrees: smaller rings are left out, unless they are the largest of their country."""
SOUTHERNMOST = -60.0
"""Rings that lie wholly south of this latitude are left out: the map does not show Antarctica."""

Point = tuple[float, float]


def main() -> None:
    """Write the file beside this script."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = list(_degrees(topology))
    countries = topology["objects"]["countries"]["geometries"]
    kept = _main_rings(countries, arcs)
    rings = [ring for ring in _outer_and_holes(topology["objects"]["land"]["geometries"]) if _wanted(ring, arcs, kept)]
    uses = Counter(_plain(arc) for country in countries for ring in _outer_and_holes([country]) for arc in ring)
    borders = sorted(arc for arc, times in uses.items() if times > 1)
    stored = sorted({_plain(arc) for ring in rings for arc in ring} | set(borders))
    number = {arc: i for i, arc in enumerate(stored)}
    world = {
        "unit": UNIT,
        "arcs": [_steps(_simplified(arcs[arc])) for arc in stored],
        "land": [[_renamed(arc, number) for arc in ring] for ring in rings],
        "borders": [number[arc] for arc in borders],
    }
    path = Path(__file__).with_name("world.json")
    path.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    points = sum(len(arc) // 2 for arc in world["arcs"])
    print(f"{path}: {path.stat().st_size:,} bytes, {len(rings)} rings, {len(borders)} borders, {points:,} points")


def _degrees(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the arcs as longitudes and latitudes."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        yield points


def _outer_and_holes(geometries: Iterable[dict[str, Any]]) -> Iterator[list[int]]:
    """Yield all rings of polygons as lists of arc numbers; ``~n`` is arc n backwards."""
    for geometry in geometries:
        polygons = geometry.get("arcs", [])
        for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
            yield from polygon


def _main_rings(countries: Iterable[dict[str, Any]], arcs: list[list[Point]]) -> set[int]:
    """Return the arcs of each country's largest ring, which stays however small it is."""
    largest = (max(_outer_and_holes([c]), key=lambda ring: abs(_area(_points(ring, arcs)))) for c in countries)
    return {_plain(arc) for ring in largest for arc in ring}


def _wanted(ring: list[int], arcs: list[list[Point]], kept: set[int]) -> bool:
    points = _points(ring, arcs)
    if max(y for _, y in points) < SOUTHERNMOST:
        return False
    return abs(_area(points)) >= SMALLEST_ISLAND or any(_plain(arc) in kept for arc in ring)


def _points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])[:-1]]


def _area(points: list[Point]) -> float:
    """Return the signed area of a ring in square degrees."""
    shrink = math.cos(math.radians(points[0][1]))
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return shrink * sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def _simplified(points: list[Point]) -> list[Point]:
    """Return an arc without the bends that enclose little (Visvalingam); ends stay, a ring keeps four points."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    heap = [(_bend(points, i - 1, i, i + 1), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    current = {i: size for size, i in heap}
    least = 2 if points[0] == points[-1] else 0
    while heap and len(current) > least:
        size, i = heapq.heappop(heap)
        if current.get(i) != size:
            continue
        if size > SMALLEST_BEND:
            break
        del current[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in {before[i], after[i]} & current.keys():
            current[j] = max(size, _bend(points, before[j], j, after[j]))
            heapq.heappush(heap, (current[j], j))
    return [point for i, point in enumerate(points) if i in current or i in {0, len(points) - 1}]


def _bend(points: list[Point], *corners: int) -> float:
    return abs(_area([points[i] for i in corners]))


def _steps(points: list[Point]) -> list[int]:
    """Return the first point and the steps from each point to the next, in whole units, x and y in turn."""
    whole = [(round(x / UNIT), round(y / UNIT)) for x, y in points]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in zip([(0, 0), *whole], whole, strict=False)]
    return [value for i, step in enumerate(steps) if i == 0 or step != (0, 0) for value in step]


def _plain(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _renamed(arc: int, number: dict[int, int]) -> int:
    return number[arc] if arc >= 0 else ~number[~arc]


if __name__ == "__main__":
    main()
