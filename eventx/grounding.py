"""Quotes to offsets: a quote is in the article, character by character, or it is refused.

Matching forgives what typing changes (curly quotes, dashes, kinds and runs of spaces, invisible
characters) and nothing else. A changed number, name or negation never matches, and no match begins
or ends inside a word or number.
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
_MARKS = " ,.;\"'"

_JOINING = (
    "\u0590-\u08ff"  # Hebrew, Arabic: particles are written with the word
    "\u0e00-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer: no spaces
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"  # Korean: particles
    "\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese, Japanese: no spaces
)
"""Letters that may stand beside those of another word without a space."""

_LETTER = rf"(?:[^\W_{_JOINING}]|\d)"
_INSIDE = rf"(?<={_LETTER})(?={_LETTER})|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)"
_EDGE = re.compile(rf"(?!{_INSIDE})")
"""Matches at the edges of words and numbers: "112", "1,200"."""

_ENDING = re.compile(rf"(?:e?s|[^\W\d_a-z\u00df-\u024f\u1e00-\u1eff]+)?(?!{_INSIDE})")
"""Matches an edge, behind an ending of the plural or of a language in other letters than Latin ones."""


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
        The place of the first match that cuts no word or number, with the article's own characters between its ends,
        or None.
    """
    end = len(text) if end is None else end
    at = _place(quote, text, start, end) if quote.strip() else -1
    if at >= 0:
        return Grounded(at, at + len(quote), "exact")
    haystack, places = normalise(text[start:end])
    needle = normalise(quote)[0].strip(_EDGES)
    at = _place(needle, haystack) if needle else -1
    if at < 0:
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
        first, last = window[0].start(), window[-1].end()
        same = all(_same_stem(one, other[0].casefold()) for one, other in zip(wanted, window, strict=True))
        if same and _EDGE.match(text, first) and _EDGE.match(text, last):
            return Grounded(first, last, "normalised")
    return None


def stands_in(words: str, *texts: str) -> bool:
    """Tell whether words, or each of the parts that "and" joins, stand in one of the texts, capitals aside.

    They stand there whole, or with an ending: "soldier" in "soldiers", but "Iran" not in "Tirana".
    """
    told = [normalise(text)[0].casefold() for text in texts]
    parts = (part.strip(_MARKS) for part in normalise(words)[0].casefold().split(" and "))
    return all(any(_place(part, text, ending=_ENDING) >= 0 for text in told) for part in parts)


def _place(words: str, text: str, start: int = 0, end: int | None = None, *, ending: re.Pattern[str] = _EDGE) -> int:
    """Return the first place in ``text[start:end]`` where words stand without cutting a word or number, or -1."""
    at = text.find(words, start, end)
    while at >= 0 and not (_EDGE.match(text, at) and ending.match(text, at + len(words))):
        at = text.find(words, at + 1, end)
    return at


def _same_stem(one: str, other: str) -> bool:
    """Tell whether two words differ in their ending only; numbers must be the same."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (one.isalpha() and other.isalpha() and shared >= max(4, min(len(one), len(other)) - 2))
