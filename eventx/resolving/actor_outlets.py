"""The country an outlet writes from, by its name or address."""

import re
from functools import lru_cache

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_senses import choose
from eventx.resolving.actor_tables import country_rows, load_tables
from eventx.resolving.actor_words import read_tokens
from eventx.resolving.remembering import remembers_tables

_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.([a-z]{2,}))(?:[/:?].*)?", re.IGNORECASE)
_SHORTEST = 5
"""Letters of a place's name that may be looked for inside an address."""

_TOP_LEVELS = {
    "uk": "GBR",
    "su": "RUS",
    "eu": None,
    "tv": None,
    "co": None,
    "io": None,
    "me": None,
    "ai": None,
    "ly": None,
}
"""Top-level domains that are not the two letters of their country, or are used everywhere."""


@remembers_tables(maxsize=4096)
def outlet_country(source: str | None) -> str | None:
    """Return the ISO3 of the country that an outlet's name or address tells: "The Korea Herald", "example.co.ke"."""
    address = _ADDRESS.fullmatch(source.strip()) if source else None
    if address:
        return _top_level(address[2].lower()) or _inside(address[1].lower().replace("-", ""))
    tables = load_tables()
    spots = tables.name_index.names_in(tuple(read_tokens(source or "")))
    entries = [choose(tables.names[spot.key], None) for spot in spots if spot.key not in words_of("wires")]
    countries = {entry.iso3 for entry in entries} - {None}
    return countries.pop() if len(countries) == 1 else None


def _top_level(domain: str) -> str | None:
    return _TOP_LEVELS[domain] if domain in _TOP_LEVELS else _top_levels().get(domain)


@lru_cache(maxsize=1)
def _top_levels() -> dict[str, str]:
    return {row["iso2"].lower(): row["iso3"] for row in country_rows() if row["iso2"]}


def _inside(address: str) -> str | None:
    """Return the country of the longest name of a place that an address contains: "bangkokpost.com"."""
    found = [(len(word), country) for word, country in _place_words().items() if word in address]
    return max(found)[1] if found else None


@remembers_tables(maxsize=1)
def _place_words() -> dict[str, str]:
    places = {}
    for key, entries in load_tables().names.items():
        entry = choose(entries, None)
        if entry.table == "countries" and entry.iso3 and not entry.ambiguous and len(key) >= _SHORTEST:
            places[key.lower().replace(" ", "")] = entry.iso3
    return places
