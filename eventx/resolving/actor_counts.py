"""People named only by how many they are: "thousands rallied", "at least 20 were wounded", "three others"."""

from collections.abc import Mapping, Sequence

from eventx.resolving.actor_grammar import words_of
from eventx.resolving.actor_hits import Hit
from eventx.resolving.actor_tables import Entry
from eventx.resolving.actor_words import Token

_PEOPLE = (Entry("grammar", "people", "person", cameo="CVL", plover="CVL", conflict="Civilians"),)
_MONEY = frozenset("$€£¥%")
_YEARS = range(1000, 2200)


def headcount(words: str, tokens: Sequence[Token], links: Mapping[str, str]) -> list[Hit]:
    """Return the people that a number at the start of a phrase stands for, if any.

    Args:
        words: the phrase.
        tokens: the same.
        links: words that begin another stretch of the phrase, and their kind; "of" says of whom the number is.
    """
    end = next((i for i, token in enumerate(tokens) if not _counts(tokens, i)), len(tokens))
    if not any(_is_number(token) for token in tokens[:end]) or not _MONEY.isdisjoint(words):
        return []
    after = tokens[end] if end < len(tokens) else None
    ends = after is None or after.is_sign or (after.lower in links and links[after.lower] not in {"of", "leave"})
    return [Hit(0, end, _PEOPLE)] if ends else []


def _counts(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word is a number or says how sure it is; "of" between two: "tens of thousands"."""
    token = tokens[place]
    if token.lower == "of":
        return place + 1 < len(tokens) and _is_number(tokens[place + 1])
    return _is_number(token) or token.lower in words_of("roughly")


def _is_number(token: Token) -> bool:
    digits = token.lower.replace(",", "")
    if digits.isdigit():
        return "," in token.text or int(digits) not in _YEARS
    return token.lower in words_of("headcounts")
