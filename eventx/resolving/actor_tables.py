"""The tables of actors, read once: names (case matters) and role nouns (it does not)."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from eventx.errors import ResourceError
from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_words import Index, key_of, plain, skeleton
from eventx.resources import data_folder

FOLDER = ("schemas", "actors")

PLACE_KINDS = ("country", "adjective", "people", "region", "capital", "seat", "city")
"""Senses of places."""

_FIRST = {"country": 0, "adjective": 0, "people": 0, "region": 1, "capital": 2, "seat": 4, "city": 5}
"""Which sense of a name is meant when nothing else tells; bodies, groups and persons are 3."""

AREA, AREAL = "world region", "of a world region"
"""Kinds of parts of the world, which have a code of their own and no country, and of the adjectives for them."""

HIDDEN = "hidden"
"""Kind of phrases that hold a role's noun and name nobody: "state of emergency"."""

LEADER_TABLES = ("leaders.csv", "other_leaders.csv")
ROLE_TABLES = ("roles.csv", "role_additions.csv")

_COUNTRY_SENSES = {
    "name": "country", "aliases": "country", "adjectives": "adjective", "people": "people",
    "capital": "capital", "seats": "seat", "cities": "city",
}  # fmt: skip


class Entry(NamedTuple):
    """One row of a table in one of its senses."""

    table: str
    name: str
    kind: str
    iso3: str | None = None
    cameo: str | None = None
    plover: str | None = None
    conflict: str | None = None
    since: date | None = None
    until: date | None = None
    ambiguous: bool = False
    office: str | None = None

    def holds(self, when: date) -> bool:
        """Tell whether the row is true on a day; an open end is open."""
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)


class Tables(NamedTuple):
    """All entries by key, and the countries by ISO3."""

    names: dict[str, tuple[Entry, ...]]
    name_index: Index
    roles: dict[str, Entry]
    role_index: Index
    surnames: dict[str, tuple[Entry, ...]]
    """Leaders by the skeleton of their surname."""
    country_codes: dict[str, str]
    country_names: dict[str, str]
    country_adjectives: dict[str, str]
    country_ends: dict[str, date]
    """The last days of states that are no more."""


OWN_TABLES: list[Tables] = []
"""The tables with users' own dictionaries over them, while some are in use; filled by ``own_tables``."""


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """Return the tables in use: those of the package, unless users' own dictionaries lie over them.

    Raises:
        ResourceError: a table is missing or a row is malformed.
    """
    return OWN_TABLES[0] if OWN_TABLES else bundled_tables()


@lru_cache(maxsize=1)
def bundled_tables() -> Tables:
    """Read all tables of the package.

    Raises:
        ResourceError: a table is missing or a row is malformed.
    """
    folder = data_folder(*FOLDER)
    countries = country_rows()
    names: dict[str, list[Entry]] = {}
    leaders = list(_leader_entries(folder))
    for word, entry in (
        *_country_entries(countries),
        *_region_entries(folder),
        *_area_entries(folder),
        *leaders,
        *_named_entries(folder),
    ):
        names.setdefault(key_of(word), []).append(entry)
    hidden = {plain(phrase): Entry("grammar", phrase, HIDDEN) for phrase in words_of("not_actors")}
    roles = hidden | {plain(row["phrase"]): _role_entry(row) for table in ROLE_TABLES for row in _rows(folder / table)}
    return Tables(
        names={key: tuple(sorted(dict.fromkeys(entries), key=_rank)) for key, entries in names.items()},
        name_index=Index(names),
        roles=roles,
        role_index=Index(roles),
        surnames=_surnames(leaders),
        country_codes={row["iso3"]: row["cameo"] or row["iso3"] for row in countries},
        country_names={row["iso3"]: row["name"] for row in countries},
        country_ends={row["iso3"]: end for row in countries if (end := day_of(row["valid_to"], last=True))},
        country_adjectives={row["iso3"]: (cells(row["adjectives"]) or [row["name"]])[0] for row in countries},
    )


def country_rows() -> list[dict[str, str]]:
    """Return the rows of ``countries.csv``."""
    return list(_rows(data_folder(*FOLDER) / "countries.csv"))


def _rank(entry: Entry) -> int:
    return _FIRST.get(entry.kind, 3) + 10 * entry.ambiguous


def cells(text: str | None) -> list[str]:
    """Return the items of a list cell."""
    return [item.strip() for item in (text or "").split(";") if item.strip()]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except OSError as error:
        raise ResourceError(f"the actor table {path} cannot be read: {error}") from error


def _country_entries(countries: list[dict[str, str]]) -> Iterator[tuple[str, Entry]]:
    for row in countries:
        ambiguous = set(cells(row["ambiguous"]))
        since, until = day_of(row["valid_from"], last=False), day_of(row["valid_to"], last=True)
        for column, sense in _COUNTRY_SENSES.items():
            for word in cells(row[column]):
                yield (
                    word,
                    Entry(
                        "countries",
                        row["name"],
                        sense,
                        row["iso3"],
                        since=since,
                        until=until,
                        ambiguous=word in ambiguous,
                    ),
                )


def _region_entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    for row in _rows(folder / "regions.csv"):
        for word in (row["name"], *cells(row["words"])):
            yield word, Entry("regions", row["name"], "region", row["iso3"], plover=row["plover"] or None)


def _area_entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    """Yield parts of the world: their people are civilians of theirs."""
    for row in _rows(folder / "world_regions.csv"):
        code, people = row["cameo"], row["cameo"] + "CVL"
        senses = {"aliases": (AREA, code), "adjectives": (AREAL, code), "people": (AREA, people)}
        yield row["name"], Entry("world_regions", row["name"], AREA, cameo=code)
        for column, (kind, cameo) in senses.items():
            for word in cells(row[column]):
                yield word, Entry("world_regions", row["name"], kind, cameo=cameo)


def _leader_entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    for row in (row for table in LEADER_TABLES for row in _rows(folder / table)):
        entry = Entry(
            "leaders", row["name"], "leader", row["iso3"] or None, row["cameo"], "GOV" if row["iso3"] else "IGO", None,
            day_of(row["from"], last=False), day_of(row["to"], last=True), office=row["office"],
        )  # fmt: skip
        for word in (row["name"], *cells(row["aliases"])):
            yield word, entry


def _named_entries(folder: Path) -> Iterator[tuple[str, Entry]]:
    for table, code in (("organizations", "code"), ("armed_groups", "cameo"), ("named_actors", "cameo")):
        for row in _rows(folder / f"{table}.csv"):
            entry = Entry(
                table, row["name"], row["kind"], row["iso3"] or None, row[code], row["plover"] or None,
                row["conflict"] or None, day_of(row.get("active_from"), last=False),
                day_of(row.get("active_to"), last=True),
            )  # fmt: skip
            for word in (row["name"], *cells(row["aliases"])):
                yield word, entry


def _role_entry(row: dict[str, str]) -> Entry:
    plover, conflict = row["plover"] or None, row["conflict"] or None
    return Entry("roles", row["phrase"], row["kind"], None, row["cameo"], plover, conflict)


def _surnames(leaders: list[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[Entry, None]] = {}
    for word, entry in leaders:
        if word == entry.name:
            found.setdefault(skeleton(key_of(word).rsplit(" ", 1)[-1]), {})[entry] = None
    return {surname: tuple(entries) for surname, entries in found.items()}


def day_of(text: str | None, *, last: bool) -> date | None:
    """Read YYYY, YYYY-MM or YYYY-MM-DD as its first or last day."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    return date(year, 12, 31) if month == 12 else date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


@lru_cache(maxsize=1)
def countries_by_cameo() -> Mapping[str, str]:
    """Return the ISO3 codes of countries by their CAMEO codes; of several that share one the state of today."""
    rows = sorted(country_rows(), key=lambda row: not row["valid_to"])
    return {row["cameo"] or row["iso3"]: row["iso3"] for row in rows}
