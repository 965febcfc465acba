"""Words of actor phrases: tokens, their keys for looking up, and simple lemmas."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from eventx.resolving.actor_grammar import grammar, words_of

_TOKEN = re.compile(
    r"\d+(?:,\d{3})+"
    r"|[^\W_]+(?:['’.&+][^\W_]+)*['’]?"  # words, with the signs inside "U.S", "Xi'an", "P5+1" and the end of "rebels'"
    r"|[,;:()&/—–]"
    r"|(?<!\.)[.!?](?=[\"”'’)\]]*(?:\s|$))"  # the end of a sentence, perhaps
)
_DOUBLED = re.compile(r"(.)\1")
_QUOTES = str.maketrans("‘’ʼ`", "\N{APOSTROPHE}" * 4)
_SIGNS = frozenset(",;:()/—–.!?")
_ACRONYM = 3
"""Letters up to which capitals are a short form, not shouting."""

_ALONE = (1,)
_HYPHENS = "-‐‑"
_LETTERS = str.maketrans("ıłŁøØđĐ", "ilLoOdD")


class Token(NamedTuple):
    """A word or sign of a phrase; hyphenated words are several tokens."""

    text: str
    key: str
    lower: str
    start: int
    end: int
    possessive: bool
    hyphen: bool
    """A hyphen stands right before it."""
    is_sign: bool
    """It is punctuation."""
    is_capital: bool
    """It is written like a name."""


class Spot(NamedTuple):
    """Tokens ``start`` to ``end`` (excluded) that are a key of a table."""

    start: int
    end: int
    key: str


class Index:
    """The keys of a table, with the numbers of words, the largest first, of the keys that start with a word."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = frozenset(keys)
        lengths: dict[str, set[int]] = {}
        seconds: dict[str, set[str]] = {}
        for key in self.keys:
            words = key.split(" ")
            for first in _plurals(key) if len(words) == 1 else words[:1]:
                lengths.setdefault(first, set()).add(len(words))
            if len(words) > 1:
                seconds.setdefault(words[0], set()).update(_plurals(words[1].removesuffix("'s")))
        self.lengths = {first: _falling(frozenset(found)) for first, found in lengths.items()}
        self._seconds = {first: frozenset(found) for first, found in seconds.items() if 1 not in lengths[first]}
        """What may follow words that are no key alone: "the", "in"."""

    def names_in(self, tokens: Sequence[Token]) -> list[Spot]:
        """Find the longest names from left to right."""
        spots: list[Spot] = []
        place = 0
        for i, token in enumerate(tokens):
            key = token.key
            if i < place or not (key in self.lengths or (len(key) > _ACRONYM and key.isupper())):
                continue
            if key in self._seconds and not key.isupper() and not self._goes_on(key, tokens[i + 1 : i + 2]):
                continue
            spot = self._name_at(tokens, i)
            if spot:
                spots.append(spot)
                place = spot.end
        return spots

    def roles_in(self, tokens: Sequence[Token], closed: frozenset[int] = frozenset()) -> list[Spot]:
        """Find the longest role phrases from left to right; the last word of each may be a plural.

        Args:
            tokens: the words.
            closed: places where no role may start or end, because they are inside a name.
        """
        spots: list[Spot] = []
        place = 0
        for i, token in enumerate(tokens):
            word = token.lower
            if i < place or word not in self.lengths or i in closed:
                continue
            if word in self._seconds and not self._goes_on(word, tokens[i + 1 : i + 2]):
                continue
            spot = self._role_at(tokens, i, closed)
            if spot:
                spots.append(spot)
                place = spot.end
        return spots

    def _goes_on(self, first: str, following: Sequence[Token]) -> bool:
        """Tell whether some key has these two words; names are looked up as written, roles in small letters."""
        return any(token.key in self._seconds[first] or token.lower in self._seconds[first] for token in following)

    def _name_at(self, tokens: Sequence[Token], place: int) -> Spot | None:
        shouts = len(tokens[place].key) > _ACRONYM and tokens[place].key.isupper()
        for write in (_as_written, _titled) if shouts else (_as_written,):
            for end in self._ends(tokens, place, write(tokens[place].key)):
                key = " ".join([write(token.key) for token in tokens[place:end]])
                if tokens[end - 1].possessive and key + "'s" in self.keys:
                    return Spot(place, end, key + "'s")
                if key in self.keys:
                    return Spot(place, end, key)
        return None

    def _role_at(self, tokens: Sequence[Token], place: int, closed: frozenset[int]) -> Spot | None:
        for end in self._ends(tokens, place, tokens[place].lower):
            start = "".join([token.lower + " " for token in tokens[place : end - 1]])
            for lemma in lemmas(tokens[end - 1].lower):
                if start + lemma in self.keys and end not in closed:
                    return Spot(place, end, start + lemma)
        return None

    def _ends(self, tokens: Sequence[Token], place: int, first: str) -> Sequence[int]:
        """Return where a key may end, the farthest first; no key goes over a sign."""
        lengths = self.lengths.get(first, ())
        if lengths == _ALONE:
            return (place + 1,)
        last = min(len(tokens), place + lengths[0]) if lengths else place
        for i in range(place, last):
            if tokens[i].is_sign:
                last = i
                break
        return [place + length for length in lengths if place + length <= last]


@lru_cache(maxsize=1024)
def _falling(lengths: frozenset[int]) -> tuple[int, ...]:
    """Return numbers from the largest down; equal ones share their memory."""
    return tuple(sorted(lengths, reverse=True))


@lru_cache(maxsize=4096)
def tokens_of(words: str) -> tuple[Token, ...]:
    """Split words into tokens. A possessive ending is a mark on its word."""
    return tuple(read_tokens(words))


def read_tokens(words: str) -> Iterator[Token]:
    """Yield the tokens of a text, as :func:`tokens_of` without keeping them."""
    before = ""
    for match in _TOKEN.finditer(words):
        text = match[0]
        key, lower, possessive, is_sign, is_capital = _read_word(text)
        if is_sign and text in ".!?" and _is_short(before):
            continue
        start, end = match.span()
        hyphen = words[start - 1] in _HYPHENS if start else False
        yield Token(text, key, lower, start, end, possessive, hyphen, is_sign, is_capital)
        before = text


@lru_cache(maxsize=65536)
def _read_word(text: str) -> tuple[str, str, bool, bool, bool]:
    bare, possessive = _without_ending(text.translate(_QUOTES))
    folded = _fold(bare) or text
    key = _spellings().get(folded, folded)
    return key, folded.lower(), possessive, text[0] in _SIGNS, folded[0].isupper()


def key_of(name: str) -> str:
    """Return the key under which a name is stored: accents, dots, hyphens and apostrophes do not count.

    A possessive ending counts at the end of a name only: "Moody's" is not Moody.
    """
    if name.isascii() and name.replace(" ", "").isalnum() and _spellings().keys().isdisjoint(name.split(" ")):
        return name
    tokens = [token for token in read_tokens(name) if not token.is_sign]
    return " ".join(token.key for token in tokens) + ("'s" if tokens[-1].text.endswith(("'s", "’s")) else "")


def plain(phrase: str) -> str:
    """Return the key of a role phrase."""
    if phrase.isascii() and phrase.replace(" ", "").isalnum():
        return phrase.lower()
    return " ".join(token.lower for token in read_tokens(phrase) if not token.is_sign)


def skeleton(key: str) -> str:
    """Return what different spellings of a surname share: doubled letters count once, "ck" is "k"."""
    return _DOUBLED.sub(r"\1", key.lower().replace("ck", "k"))


def lemmas(word: str) -> tuple[str, ...]:
    """Return a lower-case noun and what its singular may be."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return (word,)
    if word.endswith("ies"):
        return (word, word[:-3] + "y")
    if word.endswith(("ses", "xes", "ches", "shes", "zes")):
        return (word, word[:-1], word[:-2])
    return (word, word[:-1])


def _plurals(word: str) -> tuple[str, ...]:
    """Return a word and what its plural may be."""
    return word, word + "s", word + "es", word[:-1] + "ies", word + "'s"


def _as_written(key: str) -> str:
    return key


def _titled(key: str) -> str:
    """Return a shouted word as it is usually written."""
    return key.capitalize() if key.isupper() and len(key) > _ACRONYM else key


def _is_short(word: str) -> bool:
    """Tell whether a dot after the word need not end a sentence: "U.S.", "Gen.", "K."."""
    return len(word) == 1 or "." in word or word.lower() in words_of("abbreviations")


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """Return the spelling under which a name is stored for those in which it is also written."""
    return {other: first for first, others in grammar()["spellings"].items() for other in others}


def _without_ending(text: str) -> tuple[str, bool]:
    if text.endswith(("'s", "'S")):
        return text[:-2], True
    if text.endswith("'"):
        return text[:-1], True
    return text, False


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(character for character in text if not unicodedata.combining(character))
    return text.replace(".", "").replace("'", "")
