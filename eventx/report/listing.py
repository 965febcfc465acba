"""The events as data for the page's table: every cell is a number that points into one list of texts."""

import json
from collections.abc import Iterable
from typing import Any

import polars as pl

LONGEST_PART = 4000
"""Characters kept before, in and after the action of a quote: an engine may quote no more than that in all."""
LONGEST_CELL = 1000
"""Characters of any other cell."""
COLUMNS = (
    "event_id", "date_start", "date_end", "time_status", "code", "code_name", "root_name", "quad", "actor", "target",
    "actor_text", "target_text", "actor_codes", "target_codes", "reciprocal", "dyad", "place", "actor_country",
    "target_country", "country_iso3", "source", "title", "published", "n_mentions", "bar",
)  # fmt: skip
"""What the table shows, sorts and filters by."""
DETAILS = {
    "action_text": "Action", "actor_text": "Actor in words", "actor_codes": "Actor codes",
    "target_text": "Target in words", "target_codes": "Target codes", "target_basis": "Target known from",
    "date_text": "Date in words", "date_precision": "Date known to the", "date_basis": "Date taken from",
    "planned_for": "Planned for",
    "location_text": "Place in words", "admin1": "State or province", "geo_precision": "Place precision (1-3)",
    "goldstein": "Goldstein", "plover": "PLOVER", "confidence": "Confidence", "is_lead": "In the lead",
    "n_mentions": "Mentions", "n_sources": "Sources", "first_report": "First report", "last_report": "Last report",
    "title": "Article", "published": "Published",
}  # fmt: skip
"""What one event shows when it is opened, and how it is called."""


def events_json(events: pl.DataFrame, attributes: list[str], countries: dict[str, str]) -> str:
    """Return the events as JSON that can stand inside a script element.

    Args:
        events: the events with the columns of ``happenings`` and their ``bar``.
        attributes: columns of the codebook's attributes.
        countries: names of countries by ISO code.
    """
    details = DETAILS | {name: name.replace("_", " ").capitalize() for name in attributes}
    numbers: dict[str, int] = {"": 0}
    names = dict.fromkeys((*COLUMNS, *details))
    columns = {name: _numbered(map(_text, events[name].to_list()), numbers) for name in names}
    parts = [_parts(*row) for row in events.select("quote", "quote_start", "action_start", "action_end").iter_rows()]
    for place, part in enumerate(("before", "action", "after")):
        columns[part] = _numbered((quote[place] for quote in parts), numbers)
    used = {code: countries.get(code, code) for code in _codes(events)}
    data = {"texts": list(numbers), "columns": columns, "details": details, "countries": used}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _numbered(texts: Iterable[str], numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(text, len(numbers)) for text in texts]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    return _first(f"{value:g}" if isinstance(value, float) else str(value), LONGEST_CELL)


def _parts(quote: str, start: int, action_start: int, action_end: int) -> tuple[str, str, str]:
    """Return a quote before, in and after its action, each cut where the report would become too large."""
    first, last = action_start - start, action_end - start
    before, action, after = quote[:first], quote[first:last], quote[last:]
    return _last(before, LONGEST_PART), _first(action, LONGEST_PART), _first(after, LONGEST_PART)


def _first(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + " [...]"


def _last(text: str, length: int) -> str:
    return text if len(text) <= length else "[...] " + text[-length:]


def _codes(events: pl.DataFrame) -> list[str]:
    sides = ("actor_country", "target_country", "country_iso3")
    return pl.concat([events[name].alias("code") for name in sides]).drop_nulls().unique().sort().to_list()
