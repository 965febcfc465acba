import math
import re
from itertools import pairwise

import pytest

from eventx.report.outlines import WIDTH, equal_earth, frame_of, outlines


def test_places_close_together_are_shown_as_a_region() -> None:
    frame = frame_of([(36.8, -1.3), (32.6, 0.3)])
    west, south, east, north = frame.box
    assert west < 32.6
    assert east > 36.8
    assert south < -1.3
    assert north > 0.3
    assert east - west < 60


def test_places_far_apart_are_shown_on_the_world() -> None:
    frame = frame_of([(-74.0, 40.7), (139.7, 35.7)])
    assert frame.box[0] < -160
    assert 0 < frame.height < WIDTH


@pytest.mark.parametrize(
    "point", [(-74.0, 40.7), (139.7, 35.7), (18.4, -33.9), (0.0, 51.5), (-175.2, -21.1), (179.9, -16.5)]
)
def test_points_lie_inside_the_map_of_the_world(point: tuple[float, float]) -> None:
    frame = frame_of([(-74.0, 40.7), (139.7, 35.7)])
    x, y = frame.place(*point)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= frame.height


def test_a_single_place_at_the_date_line_or_the_pole_has_a_map() -> None:
    for point in ((179.9, -16.5), (0.0, 89.0)):
        frame = frame_of([point])
        assert math.isfinite(frame.height)
        assert frame.height > 0


def test_no_line_runs_across_the_map_of_the_world() -> None:
    land, borders = outlines(frame_of([(-74.0, 40.7), (139.7, 35.7)]))
    for line in re.findall(r"M([^MZ]+)", land + borders):
        xs = [float(point.split(",")[0]) for point in line.split()]
        assert max((abs(one - other) for one, other in pairwise(xs)), default=0) < WIDTH / 8


def test_equal_earth_keeps_areas() -> None:
    def area(lat: float) -> float:
        (_, y0), (_, y1) = equal_earth(0, lat), equal_earth(0, lat + 0.01)
        (x0, _), (x1, _) = equal_earth(0, lat), equal_earth(1, lat)
        return abs((y1 - y0) * (x1 - x0)) / math.cos(math.radians(lat + 0.005))

    assert area(60) == pytest.approx(area(0), rel=1e-3)
    assert area(30) == pytest.approx(area(0), rel=1e-3)


def test_a_region_holds_only_the_outlines_that_it_shows() -> None:
    region, world = outlines(frame_of([(36.8, -1.3)])), outlines(frame_of([(-74.0, 40.7), (139.7, 35.7)]))
    assert region[0].startswith("M")
    assert region[1].startswith("M")
    assert len(region[1]) < len(world[1]) / 3
