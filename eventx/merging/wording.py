"""The words of a passage that tell one happening from another."""

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from eventx.merging.knowledge import words
from eventx.resolving.actor_tables import load_tables
from eventx.resolving.actor_words import key_of
from eventx.resolving.remembering import remembers_tables

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_COUNTRY_WORDS = {"country", "adjective", "people", "capital", "seat"}


def tokens_of(text: str) -> list[str]:
    """Return the words and numbers of a text, names of countries and capitals left out."""
    found = _WORD.findall(text)
    capital = [place for place, token in enumerate(found) if token[0].isupper()]
    left_out = {place for place in capital if _is_country(found[place])}
    for one, two in pairwise(capital):
        if two == one + 1 and _is_country(f"{found[one]} {found[two]}"):
            left_out.update((one, two))
    return [token for place, token in enumerate(found) if place not in left_out]


def content(tokens: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of words that tell something."""
    return frozenset(found for token in tokens if (found := _beginning(token)))


@lru_cache(maxsize=200_000)
def _beginning(token: str) -> str | None:
    word = token.casefold()
    if word in words().empty or (len(word) < 3 and not word.isdigit()):
        return None
    word = words().numbers.get(word, word)
    ending = next((end for end in words().endings if word.endswith(end) and len(word) - len(end) >= 3), "")
    return sys.intern(word[: len(word) - len(ending)][: words().beginning])


@remembers_tables(maxsize=200_000)
def _is_country(name: str) -> bool:
    """Tell whether a word or two name a country, its people, its capital or its government's seat."""
    return any(entry.kind in _COUNTRY_WORDS for entry in load_tables().names.get(key_of(name), ()))


def names(tokens: list[str]) -> frozenset[str]:
    """Return the words with a capital letter; the first has one anyway."""
    capital = (token for token in tokens[1:] if token[0].isupper())
    return frozenset(found for token in capital if (found := _beginning(token)))


def counts(tokens: list[str]) -> frozenset[str]:
    """Return the small numbers that count something; those of days, hours and the like do not."""
    digits = ((words().numbers.get(one.casefold(), one), two) for one, two in pairwise(tokens))
    counted = (number for number, two in digits if two.casefold() not in words().empty)
    return frozenset(number for number in counted if number.isdigit() and len(number) < 4)


def ordinals(tokens: list[str]) -> frozenset[int]:
    """Return which round, day or attack is meant, where the words say so."""
    numbered, counted = words().ordinals, words().counted
    pairs = pairwise([token.casefold() for token in tokens])
    return frozenset(numbered[one] for one, two in pairs if one in numbered and two in counted)
