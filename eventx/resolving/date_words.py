"""Text as a row of words with kinds, from ``schemas/language/date_expressions.toml``."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from eventx.resources import read_toml

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,3}(?:[.,:/]\d+)+|\d+(?:st|nd|rd|th|er|s|º|ª)?(?!\w)|\d+|[^\W\d_]+(?:-feira)?|[^\w\s]"
)
_DIGITS = re.compile(r"\d(?:\d\d\d|[/.]\d|st|nd|rd|th|s\b)")
_MARKS = {
    ",": "COMMA", ".": "DOT", "/": "SLASH", "-": "DASH", "–": "DASH", "'": "APOS", "’": "APOS",
    '"': "QUOTE", "“": "QUOTE", "”": "QUOTE",
}  # fmt: skip
_SHAPES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in {
        r"\d{4}-\d\d-\d\d|\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d\d)": "NDATE",
        r"1[6-9]\d\d|20\d\d": "YEAR",
        r"0?[1-9]|[12]\d|3[01]": "DAY",
        r"\d\d": "YY",
        r"\d{1,3}": "NUM",
        r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|ª)": "ORD",
        r"(?:1[89]|20)\d0s": "DECADE",
        r"[5-9]0s": "SHORTDECADE",
    }.items()
)


class Word(NamedTuple):
    """A word, or several that were read as one thing."""

    kind: str
    value: object
    first: int
    last: int
    """Places of the first and last token."""


class Tokens(NamedTuple):
    """A text cut at words, numbers and marks."""

    written: list[str]
    lower: list[str]
    words: list[Word]

    def offsets(self, text: str, last: int) -> list[tuple[int, int]]:
        """Return where each token begins and ends in the text, up to token ``last``."""
        offsets: list[tuple[int, int]] = []
        end = 0
        for token in self.written[: last + 1]:
            start = text.index(token, end)
            end = start + len(token)
            offsets.append((start, end))
        return offsets


class Lexicon(NamedTuple):
    """Words and phrases with their kinds and values; tokens of phrases are in lower case."""

    words: dict[str, tuple[str, object]]
    phrases: dict[str, list[tuple[tuple[str, ...], str, object]]]
    telling: frozenset[str]


@cache
def date_table() -> dict[str, Any]:
    """Return the table of words and patterns."""
    return read_toml("schemas", "language", "date_expressions.toml")


@cache
def lexicon() -> Lexicon:
    """Return all words of the table in the spellings in which they count."""
    words: dict[str, tuple[str, object]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, object]]] = {}
    for spelling, kind, value in (*_foreign(), *_english(), *_names()):
        tokens = tuple(_TOKEN.findall(spelling))
        if len(tokens) == 1:
            words[spelling] = kind, value
        else:
            lower = tuple(token.lower() for token in tokens)
            phrases.setdefault(lower[0], []).append((lower, kind, value))
    for same_start in phrases.values():
        same_start.sort(key=lambda phrase: -len(phrase[0]))
    return Lexicon(words, phrases, _telling(words, phrases))


def _telling(
    words: dict[str, tuple[str, object]], phrases: dict[str, list[tuple[tuple[str, ...], str, object]]]
) -> frozenset[str]:
    """Return the words that can be part of a date, and the first ones of phrases that hold none of them."""
    telling = {word for word, (kind, _) in words.items() if kind in date_table()["telling"]}
    known = {word.lower() for word in telling}
    starts = {tokens[0] for same_start in phrases.values() for tokens, *_ in same_start if known.isdisjoint(tokens)}
    return frozenset(telling | starts | {start.title() for start in starts})


def kinds() -> frozenset[str]:
    """Return all kinds that a word of a text can have."""
    listed = (kind for kind, _ in lexicon().words.values())
    phrases = (kind for same_start in lexicon().phrases.values() for _, kind, _ in same_start)
    return frozenset((*listed, *phrases, *_MARKS.values(), *(kind for _, kind in _SHAPES), "WORD", "CAP", "PUNCT"))


def tokenise(text: str) -> Tokens | None:
    """Cut a text and give each word its kind; None when nothing in it can be a date."""
    table = lexicon()
    tokens = _TOKEN.findall(text)
    if table.telling.isdisjoint(tokens) and not _DIGITS.search(text):
        return None
    lower = [token.lower() for token in tokens]
    return Tokens(tokens, lower, _words(tokens, lower, table))


def _words(tokens: Sequence[str], lower: Sequence[str], table: Lexicon) -> list[Word]:
    known = table.words.get
    meanings = [known(token) or _shape(token) for token in tokens]
    words = [Word(kind, value, place, place) for place, (kind, value) in enumerate(meanings)]
    if table.phrases.keys().isdisjoint(lower):
        return words
    joined: list[Word] = []
    for place, word in enumerate(words):
        if not joined or joined[-1].last < place:
            joined.append(_phrase(lower, place, table) or word)
    return joined


def _phrase(lower: Sequence[str], place: int, table: Lexicon) -> Word | None:
    for tokens, kind, value in table.phrases.get(lower[place], ()):
        if tuple(lower[place : place + len(tokens)]) == tokens:
            return Word(kind, value, place, place + len(tokens) - 1)
    return None


@lru_cache(maxsize=4096)
def _shape(token: str) -> tuple[str, object]:
    """Return the kind and value of a word that is in no list."""
    if token[0].isalpha():
        return ("CAP" if token[0].isupper() else "WORD"), None
    if token[0].isdigit():
        kind = next((kind for shape, kind in _SHAPES if shape.fullmatch(token)), "WORD")
        return kind, _number(token, kind)
    return _MARKS.get(token, "PUNCT"), None


def _number(token: str, kind: str) -> object:
    if kind in {"NDATE", "WORD"}:
        return token
    number = int(re.sub(r"\D", "", token))
    return 1900 + number if kind == "SHORTDECADE" else number


def _english() -> Iterator[tuple[str, str, object]]:
    """Yield English words: with a capital as written, else in any case."""
    table = date_table()
    listed = ((kind, dict.fromkeys(words)) for kind, words in table["lists"].items())
    for kind, values in (*listed, *table["words"].items()):
        for word, value in values.items():
            for spelling in {word, word.title(), word.upper()}:
                yield spelling, kind, value


def _foreign() -> Iterator[tuple[str, str, object]]:
    """Yield words of other languages as written, Arabic ones also behind the letters that are joined to them."""
    table = date_table()
    for kind, words in table["exact_lists"].items():
        yield from ((word.title(), kind, None) for word in words)
    listed = ((kind, dict.fromkeys(words)) for kind, words in table["exact_lists"].items())
    for kind, values in (*listed, *table["exact"].items()):
        for word, value in values.items():
            yield word, kind, value
            if "\u0600" <= word[0] <= "\u06ff" and len(word) > 1:
                yield from ((letter + word, kind, value) for letter in table["arabic_prefixes"])


def _names() -> Iterator[tuple[str, str, object]]:
    """Yield names of holidays and named days."""
    table = date_table()
    for holiday in table["holidays"]:
        for name in holiday["names"]:
            yield from ((spelling, "HOLIDAY", holiday) for spelling in {name, name.title()})
    for named in table["named"]:
        for name in named["names"]:
            yield name, "NAMED", named
