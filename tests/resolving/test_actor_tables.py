"""The tables of actors are facts: each test names the rows that break a rule."""

import csv
import re
from collections import Counter
from itertools import pairwise

import pytest

from eventx.resolving.actor_grammar import grammar
from eventx.resolving.actor_tables import LEADER_TABLES, PLACE_KINDS, ROLE_TABLES, cells, load_tables
from eventx.resolving.actor_words import plain
from eventx.resources import data_folder

FOLDER = data_folder("schemas", "actors")
BODIES = ("organizations.csv", "armed_groups.csv", "named_actors.csv")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PLOVER = {
    "GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "PRM", "SPY", "UAF", "PTY", "UNK", "AGR", "BUS", "CRM", "CVL",
    "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "PRE", "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
}  # fmt: skip
CONFLICT = {
    "", "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
}  # fmt: skip


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def repeated(values: list[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def names(row: dict[str, str]) -> list[str]:
    return list(dict.fromkeys([row["name"], *cells(row["aliases"])]))


COUNTRIES = {row["iso3"] for row in rows("countries.csv")}


@pytest.mark.parametrize("column", ["iso3", "iso2", "iso_num"])
def test_codes_of_countries_are_unique(column: str) -> None:
    assert repeated([row[column] for row in rows("countries.csv") if row[column]]) == []


def test_codes_of_countries_have_their_form() -> None:
    bad = [
        row["name"]
        for row in rows("countries.csv")
        if not (re.fullmatch(r"[A-Z]{3}", row["iso3"]) and re.fullmatch(r"([A-Z]{2})?", row["iso2"]))
        or not re.fullmatch(r"(\d{3})?", row["iso_num"])
        or not re.fullmatch(r"[A-Z]{3}", row["cameo"])
    ]
    assert bad == []


def test_every_country_has_a_name_that_finds_it() -> None:
    known = load_tables().names
    lost = [row["name"] for row in rows("countries.csv") if not known.get(row["name"]) and row["name"].isalpha()]
    assert lost == []


def test_a_name_of_a_country_belongs_to_one_country_at_a_time() -> None:
    owners: dict[str, list[dict[str, str]]] = {}
    for row in rows("countries.csv"):
        for word in dict.fromkeys([row["name"], *cells(row["aliases"])]):
            owners.setdefault(word, []).append(row)
    clashes = [word for word, found in owners.items() if sum(not row["valid_to"] for row in found) > 1]
    assert clashes == []


@pytest.mark.parametrize("table", [*LEADER_TABLES, "regions.csv", *BODIES])
def test_home_countries_exist(table: str) -> None:
    assert [row["name"] for row in rows(table) if row["iso3"] and row["iso3"] not in COUNTRIES] == []


def test_terms_of_leaders_are_days_in_order() -> None:
    bad = [
        f"{row['name']}, {row['office']}: {row['from']} to {row['to']}"
        for table in LEADER_TABLES
        for row in rows(table)
        if not DAY.fullmatch(row["from"])
        or not DAY.fullmatch(row["to"] or "2000")
        or (row["to"] or "9999") < row["from"]
    ]
    assert bad == []
    assert all(entry.since for found in load_tables().surnames.values() for entry in found)


def test_heads_of_government_of_a_country_follow_each_other() -> None:
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in rows("leaders.csv"):
        if row["office"] == "prime minister" and len(row["from"]) == 10 and len(row["to"]) in {0, 10}:
            terms.setdefault((row["iso3"], row["office"]), []).append((row["from"], row["to"] or "9999", row["name"]))
    overlaps = [
        f"{country}: {before[2]} to {before[1]}, {after[2]} from {after[0]}"
        for (country, _), found in terms.items()
        for before, after in pairwise(sorted(found))
        if before[1][:7] > after[0][:7] and before[2] != after[2] and country not in {"SOM", "LBY", "YEM"}
    ]
    assert overlaps == []


@pytest.mark.parametrize("table", BODIES)
def test_names_of_bodies_are_unique_in_their_table(table: str) -> None:
    assert repeated([name for row in rows(table) for name in names(row)]) == []


def overlapping(terms: list[tuple[str, str]]) -> bool:
    days = sorted((since or "0", until or "9999") for since, until in terms)
    return any(before[1] >= after[0] for before, after in pairwise(days))


def test_no_name_stands_for_two_bodies_at_a_time() -> None:
    terms: dict[str, list[tuple[str, str]]] = {}
    for table in BODIES:
        for row in rows(table):
            for name in names(row):
                terms.setdefault(name, []).append((row.get("active_from", ""), row.get("active_to", "")))
    assert [name for name, found in terms.items() if overlapping(found)] == []


def test_role_phrases_are_unique_and_lower_case() -> None:
    phrases = [row["phrase"] for table in ROLE_TABLES for row in rows(table)]

    assert repeated(phrases) == []
    assert [phrase for phrase in phrases if phrase != phrase.lower()] == []


def test_role_phrases_that_are_read_alike_have_one_code() -> None:
    codes: dict[str, set[str]] = {}
    for table in ROLE_TABLES:
        for row in rows(table):
            codes.setdefault(plain(row["phrase"]), set()).add(row["cameo"])
    assert [phrase for phrase, found in codes.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("table", "column"),
    [("roles.csv", "cameo"), ("role_additions.csv", "cameo"), ("organizations.csv", "code"),
     ("armed_groups.csv", "cameo"), ("named_actors.csv", "cameo"), ("leaders.csv", "cameo"),
     ("other_leaders.csv", "cameo")],
)  # fmt: skip
def test_actor_codes_are_groups_of_three_capitals(table: str, column: str) -> None:
    bad = [row.get("phrase") or row["name"] for row in rows(table) if not re.fullmatch("([A-Z]{3})+", row[column])]
    assert bad == []


@pytest.mark.parametrize("table", [*ROLE_TABLES, *BODIES])
def test_sectors_and_actor_types_exist(table: str) -> None:
    bad = [
        row.get("phrase") or row["name"]
        for row in rows(table)
        if row["plover"] not in PLOVER | {""} or row["conflict"] not in CONFLICT
    ]
    assert bad == []


def test_years_of_bodies_are_in_order() -> None:
    bad = [
        row["name"]
        for table in BODIES[1:]
        for row in rows(table)
        if (row["active_from"] or "0") > (row["active_to"] or "9999")
    ]
    assert bad == []


def test_words_of_regions_are_unique_and_not_those_of_countries() -> None:
    words = [word for row in rows("regions.csv") for word in [row["name"], *cells(row["words"])]]
    known = {
        word
        for row in rows("countries.csv")
        for column in ("name", "aliases", "adjectives", "people", "capital", "seats", "cities")
        for word in cells(row[column])
    }
    assert repeated(words) == []
    assert sorted(known & set(words)) == []


def test_epithets_are_given_for_kinds_that_exist() -> None:
    kinds = {row["kind"] for table in BODIES for row in rows(table)} | set(PLACE_KINDS)

    assert sorted(set(grammar()["epithets"]) - kinds) == []
