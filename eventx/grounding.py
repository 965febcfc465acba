"""Quotes to offsets: a quote is in the article, character by character, or it is refused.

Matching forgives what typing changes (curly quotes, dashes, kinds and runs of spaces, invisible
characters) and nothing else. A changed number, name or negation never matches.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from eventx.schema.event import QuoteMatch

_ONE_FOR_ONE = str.maketrans(
    "‘’‚‛′“”„‟″«»‐‑‒–—―−\u00a0\u2007\u202f\u2009\u200a\t\n\r", '\'\'\'\'\'"""""""-------        '
)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e]")
_WORD = re.compile(r"\w+")
_EDGES = " \"'.…"


class Grounded(NamedTuple):
    """Where a quote stands in the text, and how it was found."""

    start: int
    end: int
    match: QuoteMatch


@lru_cache(maxsize=64)
def normalise(text: str) -> tuple[str, Sequence[int]]:
    """Return the text with typing differences removed, and for each character its place in ``text``."""
    plain = text.translate(_ONE_FOR_ONE)
    if "  " not in plain and not _INVISIBLE.search(plain):
        return plain, range(len(plain))
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(plain):
        if _INVISIBLE.match(character) or (character == " " and characters[-1:] == [" "]):
            continue
        characters.append(character)
        places.append(place)
    return "".join(characters), tuple(places)


def ground(quote: str, text: str, start: int = 0, end: int | None = None) -> Grounded | None:
    """Find ``quote`` in ``text[start:end]``; offsets count from the beginning of ``text``.

    Returns:
        The place of the first match, with the article's own characters between its ends, or None.
    """
    end = len(text) if end is None else end
    at = text.find(quote, start, end) if quote.strip() else -1
    if at >= 0:
        return Grounded(at, at + len(quote), "exact")
    haystack, places = normalise(text[start:end])
    needle = normalise(quote)[0].strip(_EDGES)
    at = haystack.find(needle) if needle else -1
    if at < 0 or _cuts_word(haystack, at, at + len(needle)):
        return None
    return Grounded(start + places[at], start + places[at + len(needle) - 1] + 1, "normalised")


def ground_action(action: str, text: str, start: int, end: int) -> Grounded | None:
    """Find an action in a quote, as :func:`ground` does, or with other endings: "decide to meet", "decided to meet"."""
    found = ground(action, text, start, end)
    wanted = _WORD.findall(action.casefold())
    if found is not None or not wanted:
        return found
    words = list(_WORD.finditer(text, start, end))
    for i in range(len(words) - len(wanted) + 1):
        window = words[i : i + len(wanted)]
        if all(_same_stem(one, other[0].casefold()) for one, other in zip(wanted, window, strict=True)):
            return Grounded(window[0].start(), window[-1].end(), "normalised")
    return None


def _same_stem(one: str, other: str) -> bool:
    """Tell whether two words differ in their ending only; numbers must be the same."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (one.isalpha() and other.isalpha() and shared >= max(4, min(len(one), len(other)) - 2))


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Tell whether a match begins or ends inside a word or number: "12" in "112" is another number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())
