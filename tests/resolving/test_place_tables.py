"""The tables of places hold what their columns promise; each failure names the bad row."""

import csv
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from eventx.resolving.gazetteer import DEGREE, fold
from eventx.resolving.places import resolve_place
from eventx.resources import data_folder

FOLDER = data_folder("schemas", "places")
KINDS = {
    "border", "camp", "canal", "contested", "continent", "corridor", "desert", "forest", "historic", "island", "lake",
    "mountains", "ocean", "park", "pass", "peninsula", "quarter", "region", "river", "sea", "site", "square", "strait",
    "street", "valley",
}  # fmt: skip


BUILT = {"camp", "park", "pass", "quarter", "site", "square", "street"}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes() -> set[str]:
    with data_folder("schemas", "actors", "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("row", rows("regions.csv"), ids=lambda row: row["name"])
def test_a_region_is_where_its_columns_can_be(row: dict[str, str]) -> None:
    assert -90 <= float(row["lat"]) <= 90
    assert -180 <= float(row["lon"]) <= 180
    assert row["kind"] in KINDS
    assert row["precision"] in {"1", "2", "3"}
    assert set(filter(None, row["countries"].split("; "))) <= codes()


def test_no_two_regions_have_a_name_in_common() -> None:
    names = Counter(name for row in rows("regions.csv") for name in region_names(row))
    assert [name for name, n in names.items() if n > 1] == []


def region_names(row: dict[str, str]) -> set[str]:
    names = [row["name"], *filter(None, row["aliases"].split("; "))]
    return {fold(name.removeprefix("the ")) for name in names}


@pytest.mark.parametrize("row", rows("regions.csv"), ids=lambda row: row["name"])
def test_a_region_is_found_by_its_name(row: dict[str, str]) -> None:
    place = resolve_place(row["name"])
    assert place is not None
    assert place.name == row["name"] or place.precision == 3


@pytest.mark.parametrize("row", [r for r in rows("regions.csv") if r["kind"] in BUILT], ids=lambda row: row["name"])
def test_a_site_lies_near_a_town_of_its_country(row: dict[str, str]) -> None:
    box = [round((float(row[axis]) + step) * DEGREE) for axis in ("lat", "lon") for step in (-1, 1)]
    query = "SELECT count(*) FROM place WHERE kind = 0 AND iso3 = ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"
    database = sqlite3.connect(FOLDER / "places.sqlite")
    try:
        counts = [database.execute(query, (iso3, *box)).fetchone()[0] for iso3 in row["countries"].split("; ")]
    finally:
        database.close()
    assert all(counts)


@pytest.mark.parametrize("row", rows("countries.csv"), ids=lambda row: row["iso3"])
def test_a_country_has_a_code_a_middle_and_a_script(row: dict[str, str]) -> None:
    assert row["iso3"] in codes()
    assert -90 <= float(row["latitude"]) <= 90
    assert -180 <= float(row["longitude"]) <= 180
    assert row["latin"] in {"yes", "no"}


@pytest.mark.parametrize("row", rows("towns.csv"), ids=lambda row: row["name"])
def test_a_town_of_ours_is_found_in_its_country(row: dict[str, str]) -> None:
    place = resolve_place(f"{row['name']}, {country_name(row['iso3'])}")
    assert place is not None
    assert place.country == row["iso3"]
    assert place.latitude == pytest.approx(float(row["latitude"]), abs=0.3)


def country_name(iso3: str) -> str:
    with data_folder("schemas", "actors", "countries.csv").open(encoding="utf-8", newline="") as file:
        return next(row["name"] for row in csv.DictReader(file) if row["iso3"] == iso3)


@pytest.mark.parametrize("row", rows("abbreviations.csv"), ids=lambda row: row["abbreviation"])
def test_an_abbreviation_stands_for_a_state(row: dict[str, str]) -> None:
    place = resolve_place(row["abbreviation"])
    assert place is not None
    assert place.country == row["iso3"]


def test_names_of_the_names_table_are_unique() -> None:
    keys = Counter((row["iso3"], row["kind"], row["name"]) for row in rows("names.csv"))
    assert [key for key, n in keys.items() if n > 1] == []


def test_tables_have_line_feeds_only() -> None:
    for path in sorted(FOLDER.glob("*.[ct]*")):
        assert b"\r" not in path.read_bytes(), path.name


def test_the_gazetteer_is_small_and_does_not_name_its_writer() -> None:
    path = Path(FOLDER / "places.sqlite")
    assert path.stat().st_size < 20_000_000
    assert path.read_bytes()[96:100] == bytes(4)


def test_every_unit_of_a_place_is_in_the_gazetteer() -> None:
    database = sqlite3.connect(FOLDER / "places.sqlite")
    query = "SELECT count(*) FROM place WHERE admin1 NOT IN (SELECT id FROM place WHERE kind = 1)"
    try:
        assert database.execute(query).fetchone() == (0,)
    finally:
        database.close()
