"""Names of places in running text, found by the gazetteer and the words around them, without a parser."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from eventx.resolving.gazetteer import COUNTRY, abbreviations, demonyms, fold, given_names, known, seats
from eventx.resources import data_folder, read_toml

LONGEST = 6
"""Words of the longest name that is looked for."""

LARGE = 50
"""Weight of a town (100,000 inhabitants) that is taken for the place without a word that says so."""

MIDDLING = 35
"""Weight of a town (3,000 inhabitants) that is taken for the place after any word of place."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
POSSESSIVE = ("'s", "’s")
_JOINTS = frozenset(" \u00a0-\u2010\u2011\u2013")
_ARTICLES = {"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "es", "ez", "the"}
_INSIDE = {
    "of",
    "and",
    "the",
    "de",
    "la",
    "le",
    "les",
    "du",
    "des",
    "del",
    "do",
    "da",
    "dos",
    "e",
    "y",
    "i",
    "sur",
    "on",
    "upon",
    "am",
    "im",
    "en",
    *_ARTICLES,
}
_DATELINE = re.compile(r"\s*(?:[,(]|—|–|-\s|:)")


class Token(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    text: str
    low: str
    """The word in small letters, without a possessive ending."""
    capital: bool
    """Whether the word begins with a capital."""


class Toponym(NamedTuple):
    """A name that a place bears, in a text: words ``first`` to ``last`` of its tokens, the last one included."""

    first: int
    last: int
    start: int
    end: int
    name: str
    weight: int


class Words(NamedTuple):
    """The word lists of ``schemas/places/words.toml``; see the comments there."""

    near: frozenset[str]
    near_after: frozenset[str]
    part: frozenset[str]
    types: dict[str, str]
    locative: frozenset[str]
    strict: frozenset[str]
    abbreviated: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    clubs: frozenset[str]
    institutions: frozenset[str]
    never: frozenset[str]
    facilities: frozenset[str]
    grounds: frozenset[str]
    local: frozenset[str]
    remote: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=1)
def place_words() -> Words:
    """Return the word lists."""
    table = read_toml("schemas", "places", "words.toml")
    common = data_folder("schemas", "places", "common_words.txt").read_text(encoding="utf-8")
    flat = table | table["framing"] | table["events"]
    lists = {name: frozenset(flat[name]) for name in Words._fields if name not in {"types", "common"}}
    return Words(
        types={word: kind for kind, words in table["types"].items() for word in words},
        common=frozenset(common.split()),
        **lists,
    )


def tokenise(text: str) -> list[Token]:
    """Return the words of a text; hyphens and spaces part words, apostrophes do not."""
    return [_token(*match.span(), match.group()) for match in _WORD.finditer(text)]


def _token(start: int, end: int, word: str) -> Token:
    low = word.casefold()
    return Token(start, end, word, low[:-2] if low.endswith(POSSESSIVE) else low, word[0].isupper())


def joined(text: str, left: Token, right: Token) -> bool:
    """Tell whether two words stand side by side: one space or hyphen apart, or a full stop after "St"."""
    gap = text[left.end : right.start]
    return gap in _JOINTS or (gap == ". " and left.low in place_words().abbreviated)


def toponyms(text: str, tokens: list[Token], *, loosely: bool = False) -> list[Toponym]:
    """Return the longest names of places among capitalised words, from left to right, whatever they mean here.

    Loosely, names in other spellings are found too: "Al-Bukamal" and "Bukamal", "Hajjah" and "Hajja".
    """
    options = {i: list(_names_from(text, tokens, i)) for i in range(len(tokens)) if _may_begin(text, tokens[i])}
    sizes = known((option.name for row in options.values() for option in row), loosely=loosely)
    found: list[Toponym] = []
    for i, row in options.items():
        if found and i <= found[-1].last:
            continue
        fitting = [o._replace(weight=sizes[o.name]) for o in row if o.name in sizes]
        found.extend(fitting[-1:])
    return found


def _names_from(text: str, tokens: list[Token], first: int) -> Iterator[Toponym]:
    """Yield the names that may begin at a word, the shortest first."""
    for last in range(first, min(first + LONGEST, len(tokens))):
        if last > first and not joined(text, tokens[last - 1], tokens[last]):
            return
        if not tokens[last].capital:
            if tokens[last].low not in _INSIDE:
                return
            continue
        end = tokens[last].end
        end -= 2 if tokens[last].text.endswith(POSSESSIVE) else 0
        name = fold(text[tokens[first].start : end])
        if len(name) > 1:
            yield Toponym(first, last, tokens[first].start, end, name, 0)


def _may_begin(text: str, token: Token) -> bool:
    return token.capital or (token.text in _ARTICLES - {"the"} and text[token.end : token.end + 1] == "-")


def is_stray(token: Token | None) -> bool:
    """Tell whether a word beside a toponym is a capitalised one that fits no place: "Paris Hilton"."""
    if token is None or not token.capital or len(token.text) == 1:
        return False
    w = place_words()
    fitting = (w.common, w.part, w.types, w.facilities, w.titles, w.institutions, w.never)
    return not any(token.low in words for words in fitting) and fold(token.low) not in demonyms()


class Scene:
    """The toponyms of a text with the words around them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokenise(text)
        self.words = place_words()
        self.toponyms = [t for t in toponyms(text, self.tokens) if self._is_name(t)]
        self._covered = {i for t in self.toponyms if t.weight >= LARGE for i in range(t.first, t.last + 1)}
        self._placed = {t.name for t in self.toponyms if self._follows(t, self.words.strict)}
        self._people = frozenset(self._names_of_people())

    def places(self) -> list[tuple[int, int, str]]:
        """Return start, end and words of the names of places; what is one for sure is one everywhere in the text.

        Adjectives ("Turkish police"), people, and organisations named after places are left out.
        """
        sure = [t for t in self.toponyms if self.is_place(t)]
        names = {t.name for t in sure}
        again = [t for t in self.toponyms if t.name in names and not self.is_other(t)]
        kept = {(t.start, t.end) for t in (*sure, *again, *self.abbreviated(sure))}
        return [(start, end, self.text[start:end]) for start, end in sorted(kept)]

    def is_place(self, t: Toponym) -> bool:
        """Tell whether the words around a toponym say that a place is meant."""
        if self.is_other(t):
            return False
        if self._is_common(t) or self._is_acronym(t):
            return self._follows(t, self.words.strict)
        if t.weight >= LARGE or self._is_governed(t):
            return True
        chained = self._follows(t, self.words.strict) or self._in_chain(t)
        placed = self._follows(t, self.words.locative) or self._is_dateline(t)
        return chained or (placed and t.weight >= MIDDLING)

    def is_other(self, t: Toponym) -> bool:
        """Tell whether a toponym is part of the name of a person or an organisation."""
        before, after = self._before(t), self._after(t)
        if self._is_titled(t) or (before is not None and before.capital and before.low in self.words.clubs):
            return True
        if after is not None and after.capital and after.low in self.words.organisations:
            return True
        if self._is_governed(t):
            return False
        return is_stray(before) or is_stray(after) or self._is_person(t)

    def abbreviated(self, sure: Iterable[Toponym]) -> Iterator[Toponym]:
        """Yield abbreviated states after a comma, as in "Lexington, Ky."."""
        ends = {t.last for t in sure}
        for i, token in enumerate(self.tokens[1:], start=1):
            chained = i - 1 in ends and self._gap(i - 1) == ", "
            if token.text in abbreviations() and (chained or token.text.count(".") > 1):
                yield Toponym(i, i, token.start, token.end, fold(token.text), COUNTRY)

    def _is_name(self, t: Toponym) -> bool:
        """Tell whether a toponym is more than a word of direction, a month or an adjective."""
        lows = {token.low for token in self.tokens[t.first : t.last + 1]}
        return not lows <= self.words.part | self.words.never and (t.weight == COUNTRY or t.name not in demonyms())

    def _gap(self, left: int) -> str:
        """Return what stands between a word and the next one."""
        return self.text[self.tokens[left].end : self.tokens[left + 1].start] if left + 1 < len(self.tokens) else ""

    def _side(self, left: int) -> bool:
        """Tell whether a word and the next one belong to one name."""
        if left < 0 or left + 1 >= len(self.tokens) or self.tokens[left].text.endswith(POSSESSIVE):
            return False
        return joined(self.text, self.tokens[left], self.tokens[left + 1])

    def _before(self, t: Toponym) -> Token | None:
        free = self._side(t.first - 1) and t.first - 1 not in self._covered
        return self.tokens[t.first - 1] if free else None

    def _after(self, t: Toponym) -> Token | None:
        free = self._side(t.last) and t.last + 1 not in self._covered
        return self.tokens[t.last + 1] if free else None

    def _is_titled(self, t: Toponym) -> bool:
        """Tell whether a title stands before the capitalised words that the toponym belongs to: "President Lincoln"."""
        i = t.first - 1
        while self._side(i) and self.tokens[i].capital:
            if self.tokens[i].low in self.words.titles:
                return True
            i -= 1
        return False

    def _is_person(self, t: Toponym) -> bool:
        """Tell whether a lone word is a name of somebody in this text, and nowhere of a place."""
        alone = t.first == t.last and t.weight < COUNTRY and t.name not in self._placed
        return alone and self.tokens[t.first].low in self._people

    def _is_common(self, t: Toponym) -> bool:
        """Tell whether the words mean something else more often: a common word, a first name, a seat of power."""
        token = self.tokens[t.first]
        if t.name in seats() or (t.weight < COUNTRY and t.name in given_names()):
            return True
        return t.first == t.last and token.low in self.words.common and not token.text.isupper()

    def _is_acronym(self, t: Toponym) -> bool:
        plain = self.text[t.start : t.end]
        return plain.isupper() and len(plain) <= 4 and t.weight < COUNTRY

    def _is_governed(self, t: Toponym) -> bool:
        """Tell whether the next word is a type of unit or an institution: "Plymouth County", "London police"."""
        after = self._after(t)
        return after is not None and (after.low in self.words.types or after.low in self.words.institutions)

    def _follows(self, t: Toponym, phrases: frozenset[str]) -> bool:
        """Tell whether the words before a toponym end with one of the phrases."""
        lows: list[str] = []
        i = t.first - 1
        while len(lows) < 4 and self._side(i):
            lows.insert(0, self.tokens[i].low)
            i -= 1
        if lows and lows[-1] == "the":
            lows.pop()
        return any(" ".join(lows[-n:]) in phrases for n in (1, 2) if len(lows) >= n)

    def _in_chain(self, t: Toponym) -> bool:
        """Tell whether a comma links the toponym to a larger place: "Yarrabah, Queensland"."""
        if self._gap(t.last) != ", ":
            return False
        abbreviated = self.tokens[t.last + 1].text in abbreviations()
        return abbreviated or any(o.first == t.last + 1 and o.weight >= LARGE for o in self.toponyms)

    def _is_dateline(self, t: Toponym) -> bool:
        """Tell whether the toponym opens a line and a dash, comma or bracket follows."""
        opens = t.start == 0 or self.text[t.start - 1] == "\n"
        return opens and bool(_DATELINE.match(self.text, t.end))

    def _names_of_people(self) -> Iterator[str]:
        """Yield first and last words of runs of two to four capitalised words of which no place bears one."""
        run: list[int] = []
        for i, token in enumerate(self.tokens):
            if run and not (token.capital and self._side(run[-1])):
                yield from self._ends_of(run)
                run = []
            if token.capital:
                run.append(i)
        yield from self._ends_of(run)

    def _ends_of(self, run: list[int]) -> Iterator[str]:
        strays = any(i not in self._covered and is_stray(self.tokens[i]) for i in run)
        words = self.words
        if strays and 2 <= len(run) <= 4:
            ends = [self.tokens[run[-1]].low, *([self.tokens[run[0]].low] if len(run) == 2 else [])]
            yield from (low for low in ends if low not in words.types and low not in words.facilities)
