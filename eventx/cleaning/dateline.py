"""Datelines: the place, day and agency at the head of a story."""

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from eventx.cleaning.words import word_set
from eventx.readers.metadata import find_date, names
from eventx.resources import data_folder

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.]*(?:-[A-ZÀ-ÖØ-Þ'’.]+)*"
_UPPER = rf"{_CAPITALS}(?: (?:{_CAPITALS}|de|del|la|al|DE|LA|AL)){{0,3}}(?:\s?/\s?{_CAPITALS}(?: {_CAPITALS})?)?"
_MIXED = r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?: (?:de|del|la|al|[A-ZÀ-ÖØ-Þ][\w'’.-]+)){0,3}"
_TRANSCRIPT = re.compile(rf"{_UPPER}:\s")


class Dateline(NamedTuple):
    """What stands at the head of a story, and where the story begins after it."""

    end: int
    place: str | None
    month_day: tuple[int, int] | None
    year: int | None


def find_dateline(paragraphs: Sequence[str]) -> Dateline | None:
    """Return the dateline of the first paragraph, if it has one.

    A place in capitals is enough unless it is an abbreviation or a label such as BREAKING; a place in
    mixed case needs a day or an agency, or must be a known city.
    """
    first = paragraphs[0] if paragraphs else ""
    match = _pattern().match(first)
    if match is None or match.end() == len(first):
        return None
    place, context = match["place"], match["context"]
    sure = bool(match["agency"] or match["date"])
    if not (match["agency"] if place is None else _is_place(place, context, sure, _is_transcript(paragraphs))):
        return None
    written = ", ".join(part for part in (place, context) if part)
    return Dateline(match.end(), written or None, *_day(match["date"] or ""))


def find_place(date_lines: Sequence[str]) -> str | None:
    """Return the place that a date line names before its date: "VIENNA, Sept. 13, 2012"."""
    for line in date_lines:
        found = find_date(line)
        before = line[: found.start].strip(" ,") if found else ""
        words = {word.lower().rstrip(".:") for word in before.split()}
        if re.fullmatch(rf"(?:{_UPPER}|{_MIXED})(?:, {_MIXED})?", before) and not words & _date_words():
            return before
    return None


def _date_words() -> frozenset[str]:
    return word_set("date", "labels") | names().weekdays


def _day(written: str) -> tuple[tuple[int, int] | None, int | None]:
    """Return month and day, and the year, as far as a dateline names them."""
    numbers = re.findall(r"\d+", written)
    months = [names().months[word] for word in re.findall(r"[^\W\d_]+", written.lower()) if word in names().months]
    if not months:
        return None, None
    return (months[0], int(numbers[0])), int(numbers[1]) if len(numbers) > 1 else None


def _is_place(place: str, context: str | None, sure: bool, in_transcript: bool) -> bool:
    bare = place.rstrip(".")
    if bare.upper() in word_set("dateline", "not_places") or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", place):
        return False
    if bare.lower() in names().weekdays or bare.lower() in names().months:
        return False
    if sure or (context and (place.isupper() or context in _countries())):
        return True
    if not place.isupper():
        return place in _cities()
    known = bare in word_set("dateline", "short_places") or place.title() in _cities()
    return known or (len(bare) > 4 and not in_transcript)


def _is_transcript(paragraphs: Sequence[str]) -> bool:
    """Tell whether paragraphs begin with speakers in capitals, as interviews are printed."""
    return sum(_TRANSCRIPT.match(paragraph) is not None for paragraph in paragraphs[:40]) >= 3


def _cities() -> frozenset[str]:
    """Return the capitals and large cities of all countries."""
    return _column("capital") | _column("cities")


def _countries() -> frozenset[str]:
    return _column("name") | _column("aliases")


@lru_cache(maxsize=4)
def _column(column: str) -> frozenset[str]:
    """Return the names in a column of the table of countries."""
    with data_folder("schemas", "actors", "countries.csv").open(encoding="utf-8", newline="") as stream:
        cells = [row[column] for row in csv.DictReader(stream)]
    return frozenset(name.strip() for cell in cells for name in cell.split(";") if name.strip())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(names().months, key=len, reverse=True))
    weekdays = "|".join(sorted(names().weekdays, key=len, reverse=True))
    day = rf"(?:(?:{months})\b\.? \d{{1,2}}|\d{{1,2}}\.? (?:{months})\b\.?)"
    return re.compile(
        rf"(?:(?P<place>{_UPPER}|{_MIXED})(?:,\s*(?P<context>[A-ZÀ-Þ][\w.'’ -]{{1,30}}?))??"
        rf"(?:,?\s+(?P<date>(?i:(?:(?:{weekdays})\.?,? )?{day}(?:,? \d{{4}})?)))?\s*)?"
        r"(?:[(/](?P<agency>[A-Z][\w/ .-]{1,30})\)?)?"
        r"(?:\s*[:|]\s|\s(?:—|–|--|-)\s?|\s*\.?(?:—|–|--|-)\s)\s*(?=[A-ZÀ-Þ“\"‘'\d«])"
    )
