"""Where events are said to be, against our own gold: of the found core events, how many places are right.

A place is right when the gold's name is part of the predicted one. No place is better than a wrong one, so precision
has the higher floor. Of the second half nothing is printed but totals.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from eventx.extraction import extract_to_folder
from eventx.measuring import evaluate
from eventx.measuring.gold_files import read_gold, read_run
from eventx.measuring.matching import Match
from eventx.pipeline import Pipeline
from eventx.readers import read
from eventx.resolving.gazetteer import country_names, fold
from eventx.run_tables import rows
from eventx.runs import RunFolder
from eventx.schema import Settings

HERE = Path(__file__).parent
CODED = 2
FLOORS = {"dev": (0.90, 0.65, 0.92), "held": (0.70, 0.33, 0.80)}
"""Precision and recall of places, and precision of countries."""


class Counts(NamedTuple):
    """Places told by the gold, by the program, and by both alike."""

    gold: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0


@pytest.mark.slow
@pytest.mark.parametrize("half", sorted(FLOORS))
def test_places_of_found_core_events_hold_their_floors(half: str, tmp_path: Path) -> None:
    folder = HERE / "gold" / half
    extract_to_folder(read(sorted(folder.glob("*.txt"))), tmp_path / "run", Pipeline(), Settings())
    run, gold = RunFolder.open(tmp_path / "run"), read_gold(folder)
    report = evaluate(gold.events, read_run(run, gold).events, gold.negatives)
    found = [pair for pair in report.matches if pair.gold.tier == "core" and pair.level >= CODED]
    told = {row["mention_id"]: row for row in rows(run, "mentions")}
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    places, countries = count(found, told, records)
    for name, own in (("told in the quote", True), ("taken over", False)):
        some = [p for p in found if is_own(told[p.predicted.mention_id]) == own]
        print(f"{half}, {name}: {count(some, told, records)}")
    print(f"{half}: {len(found)} events; place P {places.precision:.3f} R {places.recall:.3f} {tuple(places)}; "
          f"country P {countries.precision:.3f} R {countries.recall:.3f} {tuple(countries)}")  # fmt: skip
    measured = (places.precision, places.recall, countries.precision)
    assert all(have >= floor for have, floor in zip(measured, FLOORS[half], strict=True))


def is_own(row: dict[str, Any]) -> bool:
    """Tell whether a mention's place stands in its quote."""
    return bool(row["location_text"]) and row["location_text"] in row["quote"]


def count(found: list[Match], told: dict[str, Any], gold: dict[str, Any]) -> tuple[Counts, Counts]:
    """Return the counts of places that are no bare countries, and those of countries."""
    pairs = [(gold[pair.gold.gold_id], told[pair.predicted.mention_id]) for pair in found]
    names = [(g["place"], _names(row)) for g, row in pairs]
    lands = [(g["place_country"], row["country_iso3"]) for g, row in pairs]
    return (
        Counts(sum(bool(g) for g, _ in names), sum(bool(n) for _, n in names), sum(_agree(g, n) for g, n in names)),
        Counts(
            sum(bool(g) for g, _ in lands), sum(bool(n) for _, n in lands), sum(bool(g and g == n) for g, n in lands)
        ),
    )


def _names(row: dict[str, Any]) -> list[str]:
    """Return what a mention's place is called, in its own words and in the gazetteer's; nothing for a country."""
    known = [fold(row[column]) for column in ("place_name", "location_text") if row[column]]
    return [] if set(known) & set(country_names().values()) else known


def _agree(place: str | None, names: list[str]) -> bool:
    return bool(place) and any(fold(place or "") in name for name in names)
