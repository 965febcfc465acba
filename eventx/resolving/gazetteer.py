"""The gazetteer: which places of the world bear a name.

``schemas/places/places.sqlite`` holds towns and administrative units (``build.py`` beside it writes it); countries and
regions stand in tables of their own. The file is opened when the first name is looked up, and is never written.
"""

import atexit
import csv
import math
import os
import re
import sqlite3
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pydantic import Field

from eventx.errors import ResourceError
from eventx.resources import data_folder
from eventx.schema.record import Record

KINDS = ("town", "admin1", "admin2")
"""What the numbers in the gazetteer's column ``kind`` stand for."""

_PRECISION = (1, 3, 2)

DEGREE = 10_000
"""Coordinates are stored as whole ten-thousandths of a degree (11 metres)."""

COUNTRY = 100
"""Weight of a country or region among the names of the gazetteer: see :func:`weight`."""

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ə": "a",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "&": " and ",
    }
    | dict.fromkeys("'’‘ʻʼʿʾ`´′.", "")
)
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|es|ez) (?=.)")
_WORDS = re.compile(r"[^\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "and": "and"}


class Place(Record):
    """A place of the world. What is unknown stays null."""

    name: str = Field(description="Standard name, as GeoNames or our tables write it.")
    admin1: str | None = Field(default=None, description="State, province or governorate.")
    admin2: str | None = Field(default=None, description="District or county.")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-3; null for a region of several countries.")
    latitude: float | None = Field(
        default=None, description="Degrees north; of a unit or country, a point near its middle."
    )
    longitude: float | None = Field(default=None, description="Degrees east.")
    precision: int = Field(
        default=1, description="1 named place, 2 near it or part of a region, 3 admin1 or larger, or country."
    )
    geonames_id: int | None = Field(default=None, description="GeoNames id; null for regions.")
    kind: str = Field(description="town, admin1, admin2, country, or the kind of region: sea, peninsula, square, ...")
    ambiguous: bool = Field(default=False, description="Another place of this name fits almost as well.")


class Entry(NamedTuple):
    """A place that bears a name, with what speaks for it."""

    place: Place
    population: int
    """Inhabitants, as far as known; those of a unit are the sum of its towns."""
    official: bool
    """Whether the name is the place's own, not an alternate one."""
    capital: bool = False
    countries: tuple[str, ...] = ()
    """ISO3 codes of the countries it lies in."""


@lru_cache(maxsize=32768)
def fold(words: str) -> str:
    """Return a name without case, accents and punctuation: "Sana'a" is "sanaa", "Deir ez-Zor" is "deir ez zor"."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in _WORDS.findall(plain))


@lru_cache(maxsize=8192)
def entries(name: str) -> tuple[Entry, ...]:
    """Return all places that bear a folded name, or else another spelling of it: regions and countries come first."""
    for spelling in spellings(name):
        settled = tuple(_settled(spelling))
        states = {e.place.country for e in settled if e.official and e.place.kind == "admin1"}
        countries = (e for e in _countries().get(spelling, ()) if e.official or e.place.country not in states)
        found = (*_regions().get(spelling, ()), *countries, *settled)
        if found:
            return found
    return ()


def spellings(name: str) -> tuple[str, ...]:
    """Return a folded name as it may be spelt elsewhere: with or without an Arabic article or a last h."""
    bare = _ARTICLE.sub("", name)
    forms = (name, bare, f"al {bare}")
    ended = [form[:-1] if form.endswith("h") else f"{form}h" for form in forms] if len(bare) > 4 else []
    return tuple(dict.fromkeys((*forms, *ended)))


def weight(population: int) -> int:
    """Return a population on a scale of tenths of powers of ten: 40 is ten thousand inhabitants, 60 a million."""
    return round(10 * math.log10(population + 1))


def known(names: Iterable[str], *, loosely: bool = False) -> dict[str, int]:
    """Return those of the folded names that a place bears, with the weight of the largest.

    Names with an Arabic article are found without it too; loosely, so are all other :func:`spellings`.
    """
    forms = {name: spellings(name) if loosely else (name, _ARTICLE.sub("", name)) for name in names}
    sizes = _sizes({form for row in forms.values() for form in row})
    return {
        name: max(sizes[f] for f in row if f in sizes)
        for name, row in forms.items()
        if not sizes.keys().isdisjoint(row)
    }


def _sizes(names: set[str]) -> dict[str, int]:
    found = {n: COUNTRY for n in names if n in _regions() or n in _countries()}
    wanted = sorted(names)
    for at in range(0, len(wanted), 500):
        part = wanted[at : at + 500]
        marks = ",".join("?" * len(part))
        rows = _database().execute(f"SELECT n, weight FROM name WHERE n IN ({marks})", part)  # noqa: S608
        for name, size in rows:
            found.setdefault(name, size)
    return found


def pack(places: Iterable[tuple[int, bool]]) -> bytes:
    """Return the ids of places that bear a name as bytes; ids of alternate names are stored negative."""
    return b"".join(struct.pack("<i", i if official else -i) for i, official in places)


def _unpack(ids: bytes) -> Iterator[tuple[int, bool]]:
    for (number,) in struct.iter_unpack("<i", ids):
        yield abs(number), number > 0


def _database() -> sqlite3.Connection:
    return _connection(os.getpid())


@lru_cache(maxsize=2)
def _connection(process: int) -> sqlite3.Connection:
    """Open the gazetteer; a connection must not outlive a fork, so each process has its own."""
    del process
    path = data_folder("schemas", "places", "places.sqlite")
    if not path.is_file():
        raise ResourceError(f"{path}: the gazetteer is missing; schemas/places/build.py writes it")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    atexit.register(connection.close)
    return connection


def _settled(name: str) -> Iterator[Entry]:
    """Yield units and towns, the most populous first: of towns named like a capital, only that one is the capital."""
    row = _database().execute("SELECT ids FROM name WHERE n = ?", (name,)).fetchone()
    borne = dict(_unpack(row[0])) if row else {}
    capitals: set[str | None] = set()
    for number, place, population in _places(tuple(borne)):
        capital = place.kind == "town" and (place.country, name) in _capitals() and place.country not in capitals
        capitals |= {place.country} if capital else set()
        yield Entry(place, population, borne[number], capital, (place.country,) if place.country else ())


_PLACES = """
SELECT p.id, p.name, p.kind, p.iso3, one.name, two.name, p.lat, p.lon, p.pop, p.geonames
FROM place AS p LEFT JOIN place AS one ON one.id = p.admin1 LEFT JOIN place AS two ON two.id = p.admin2
WHERE p.id IN ({}) ORDER BY p.pop DESC, p.id
"""


def _places(numbers: tuple[int, ...]) -> Iterator[tuple[int, Place, int]]:
    """Yield numbers, places and populations, the most populous first."""
    query = _PLACES.format(",".join("?" * len(numbers)))
    for number, name, kind, iso3, admin1, admin2, lat, lon, population, known in _database().execute(query, numbers):
        place = Place(
            name=name,
            admin1=admin1,
            admin2=admin2,
            country=iso3,
            latitude=None if lat is None else lat / DEGREE,
            longitude=None if lon is None else lon / DEGREE,
            precision=_PRECISION[kind],
            geonames_id=number if known else None,
            kind=KINDS[kind],
        )
        yield number, place, population


def _table(*parts: str) -> list[dict[str, str]]:
    with data_folder("schemas", *parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cells(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[str, str]]:
    """Return the abbreviations of states and provinces as they are printed, each with country and folded name."""
    rows = _table("places", "abbreviations.csv")
    return {row["abbreviation"]: (row["iso3"], fold(row["admin1"])) for row in rows}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, tuple[str, ...]]:
    """Return the folded adjectives and names of peoples, each with the countries it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _table("actors", "countries.csv"):
        for word in {fold(w) for column in ("adjectives", "people") for w in _cells(row[column])}:
            found[word] = (*found.get(word, ()), row["iso3"])
    return found


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Return the folded names of countries by ISO3 code."""
    return {row["iso3"]: fold(row["name"]) for row in _table("actors", "countries.csv")}


@lru_cache(maxsize=1)
def seats() -> frozenset[str]:
    """Return the folded names of seats of power: they act more often than they are where something happens."""
    return frozenset(fold(seat) for row in _table("actors", "countries.csv") for seat in _cells(row["seats"]))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return first names: those of the leaders whom we list."""
    return frozenset(fold(row["name"].split()[0]) for row in _table("actors", "leaders.csv"))


@lru_cache(maxsize=1)
def _regions() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in _table("places", "regions.csv"):
        countries = tuple(_cells(row["countries"]))
        place = _region(row, countries[0] if len(countries) == 1 else None)
        for name in dict.fromkeys(fold(re.sub(r"^the ", "", n)) for n in [row["name"], *_cells(row["aliases"])]):
            found[name].append(Entry(place, 0, official=True, countries=countries))
    return found


def _region(row: dict[str, str], country: str | None) -> Place:
    """Return a region as a place; one that is also an administrative unit has that unit's id."""
    units = [e.place for e in _settled(fold(row["name"])) if e.official and e.place.kind == "admin1"]
    unit = next((u for u in units if country and u.country == country), None)
    return Place(
        name=row["name"],
        admin1=unit.name if unit else None,
        country=country,
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        precision=int(row["precision"]),
        geonames_id=unit.geonames_id if unit else None,
        kind=row["kind"],
    )


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Return the capital of each country, by ISO3 code; of several the first."""
    rows = _table("actors", "countries.csv")
    return {row["iso3"]: names[0] for row in rows if (names := _cells(row["capital"]))}


@lru_cache(maxsize=1)
def _capitals() -> frozenset[tuple[str, str]]:
    rows = _table("actors", "countries.csv")
    return frozenset((row["iso3"], fold(name)) for row in rows for name in _cells(row["capital"]))


@lru_cache(maxsize=1)
def _countries() -> dict[str, list[Entry]]:
    middles = {row["iso3"]: row for row in _table("places", "countries.csv")}
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in _table("actors", "countries.csv"):
        place = _country(row, middles.get(row["iso3"], {}))
        for name in dict.fromkeys(fold(n) for n in _country_names(row) if fold(n) not in _regions()):
            found[name].append(Entry(place, 0, official=name == fold(row["name"]), countries=(row["iso3"],)))
    return found


def _country_names(row: dict[str, str]) -> list[str]:
    """Return the names of a country that are places: "the Sudan" is one, "eastern Congo" is a part."""
    aliases = [re.sub(r"^the ", "", alias) for alias in _cells(row["aliases"])]
    return [row["name"], *(alias for alias in aliases if alias[:1].isupper())]


def _country(row: dict[str, str], middle: dict[str, str]) -> Place:
    return Place(
        name=row["name"],
        country=row["iso3"],
        latitude=float(middle["latitude"]) if middle else None,
        longitude=float(middle["longitude"]) if middle else None,
        precision=3,
        geonames_id=int(middle["geonames_id"]) if middle.get("geonames_id") else None,
        kind="country",
    )
