"""Towns that only the gazetteer knows, where an article says that something happens: "in Nikopol"."""

from collections.abc import Iterator
from functools import lru_cache

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_paragraphs import Paragraph
from eventx.resolving.gazetteer import entries, fold

TOWN = 20_000
"""Inhabitants from which a town may tell where an article is at home."""

SURE = 5
"""How many times as many as the largest namesake abroad."""


def scenes(paragraph: Paragraph) -> Iterator[str]:
    """Yield the countries, ISO3, of towns that no table of actors knows, in which something happens."""
    for run in paragraph.runs:
        if paragraph.lower(run.start - 1) in words_of("scene"):
            country = _country(paragraph.words(run.start, run.end))
            if country is not None:
                yield country


@lru_cache(maxsize=4096)
def _country(words: str) -> str | None:
    """Return the country of the town of a name, if it is large enough and no namesake abroad is near as large."""
    named = [entry for entry in entries(fold(words)) if entry.place.country]
    first = max(named, key=lambda entry: entry.population, default=None)
    if first is None or first.population < TOWN:
        return None
    abroad = (entry.population for entry in named if entry.place.country != first.place.country)
    return first.place.country if first.population >= SURE * max(abroad, default=0) else None
