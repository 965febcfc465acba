"""Gold files and runs, read into what the matching compares.

Two shapes of gold are read, told apart by their keys: one with codes as plain lists (``id``, ``code``,
``acceptable``, ``source: ["JPNGOV"]``) and one with actors as objects (``gold_id``, ``cameo``,
``cameo_acceptable``, ``source: [{"cameo_actor": "JPNGOV", "country": "JPN"}]``).
"""

import csv
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from eventx.errors import ReadError
from eventx.measuring.matching import Gold, Predicted
from eventx.resolving.actor_tables import countries_by_cameo, country_rows
from eventx.run_tables import rows
from eventx.runs import RunFolder

GENERIC = 6
"""Characters of a code without a country that name its kind and first role, such as IGOUNO."""


class GoldSet(NamedTuple):
    """What experts coded: events, spans that report none, and the articles that were coded."""

    events: list[Gold]
    negatives: list[tuple[str, str, str]]
    articles: frozenset[str]


class RunSet(NamedTuple):
    """The events of a run in coded articles, and what could not be compared."""

    events: list[Predicted]
    notes: list[str]


def read_gold(path: Path) -> GoldSet:
    """Read gold from a file, or from ``gold.jsonl`` in a folder.

    The file beside it whose name has "negatives" for "gold" holds spans without events; ``articles.tsv``
    beside it lists the coded articles, those without events included.

    Raises:
        ReadError: the file is missing or malformed; the message says where.
    """
    file = path / "gold.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise ReadError(f"{file}: no gold here; name a .jsonl file, or a folder with gold.jsonl")
    events = [_gold(record, where) for record, where in _records(file)]
    negatives = list(_negatives(file.with_name(file.name.replace("gold", "negatives"))) if "gold" in file.name else ())
    listed = _listed(file.with_name("articles.tsv"))
    return GoldSet(events, negatives, frozenset({g.article for g in events} | {n[0] for n in negatives} | listed))


def read_run(run: RunFolder, gold: GoldSet) -> RunSet:
    """Read the events of a run, article by article, whose articles were coded.

    An article of the run is the one of the gold that has its id, or the name of its file without the suffix.

    Raises:
        RunError: the run is not finished.
    """
    names = {row["article_id"]: _article_name(row, gold.articles) for row in rows(run, "articles")}
    told: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows(run, "mentions"):
        told.setdefault((row["article_id"], row["event_id"]), []).append(row)
    events = [_predicted(group, name) for (article, _), group in told.items() if (name := names[article])]
    return RunSet(events, list(_notes(gold.articles, list(names.values()))))


def _notes(coded: frozenset[str], names: list[str | None]) -> Iterator[str]:
    missing = sorted(coded.difference(name for name in names if name))
    if missing:
        yield f"{len(missing)} coded articles are not in the run; their events count as missed: {', '.join(missing)}"
    if None in names:
        yield f"{names.count(None)} articles of the run are not in the gold and are left out"


def countries(codes: Iterable[str]) -> frozenset[str]:
    """Return the countries of actor codes; a code without one stands for itself, such as IGOUNO."""
    known = _country_codes()
    return frozenset(known.get(code[:3], code[:GENERIC]) for code in codes)


def _gold(record: dict[str, Any], where: str) -> Gold:
    try:
        code = record.get("code") or record["cameo"]
        codes = frozenset([code, *(record.get("acceptable") or record.get("cameo_acceptable") or ())])
        return Gold(
            gold_id=record.get("id") or record["gold_id"], article=_stem(record["doc"]), tier=record["tier"],
            quote=record["quote"], codes=codes, roots=frozenset(c[:2] for c in codes),
            actors=_side(record["source"]), targets=_side(record["target"]), reciprocal=bool(record.get("reciprocal")),
            date_start=record.get("date_start"), date_end=record.get("date_end"),
            place=_place(record), time_status=record.get("time_status") or "actual",
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"{where}: not a gold event ({type(error).__name__}: {error})") from error


def _place(record: dict[str, Any]) -> str | None:
    place = record.get("place") or record.get("location")
    return place["name"] if isinstance(place, dict) else place


def _side(parties: list[str | dict[str, Any]] | None) -> frozenset[str]:
    codes = (
        party if isinstance(party, str) else party.get("cameo_actor") or party.get("country") for party in parties or ()
    )
    return countries(code for code in codes if code)


def _predicted(group: list[dict[str, Any]], article: str) -> Predicted:
    """Return an event of one article: the fields of its best mention, and all quotes."""
    best = max(group, key=lambda row: (row["confidence"] or 0.0, row["date_basis"] == "explicit", -row["quote_start"]))
    return Predicted(
        mention_id=best["mention_id"], article=article, quotes=tuple(row["quote"] for row in group),
        code=best["code"], root=best["root"],
        actors=_predicted_side(best, "actor"), targets=_predicted_side(best, "target"),
        action_start=best["action_start"], action_end=best["action_end"], action_text=best["action_text"],
        date_start=best["date_start"].isoformat() if best["date_start"] else None,
        place=best["place_name"] or best["location_text"], time_status=best["time_status"],
    )  # fmt: skip


def _predicted_side(row: dict[str, Any], side: str) -> frozenset[str]:
    codes = (row[f"{side}_codes"] or row[f"{side}_country"] or "").split("; ")
    return countries(code for code in codes if code)


def _article_name(row: dict[str, Any], articles: frozenset[str]) -> str | None:
    """Return the gold's name of an article: its id, or the stem of its file; None when the gold lacks it."""
    names = (row["article_id"], _stem(row["path"] or ""))
    return next((name for name in names if name in articles), None)


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix in {".txt", ".html", ".htm"} else path.name


def _negatives(path: Path) -> Iterator[tuple[str, str, str]]:
    if path.is_file():
        for record, where in _records(path):
            if not {"doc", "quote", "kind"} <= record.keys():
                raise ReadError(f"{where}: a span without an event needs doc, quote and kind")
            yield _stem(record["doc"]), record["quote"], record["kind"]


def _listed(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        return {_stem(row["doc"]) for row in csv.DictReader(file, delimiter="\t")}


def _records(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            where = f"{path}:{number}"
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ReadError(f"{where}: not JSON ({error})") from error
            if not isinstance(record, dict):
                raise ReadError(f"{where}: not a JSON object")
            yield record, where


@lru_cache(maxsize=1)
def _country_codes() -> dict[str, str]:
    """Return the ISO codes of countries by their ISO and CAMEO codes."""
    return {**countries_by_cameo(), **{row["iso3"]: row["iso3"] for row in country_rows()}}
