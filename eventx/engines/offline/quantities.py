"""Numbers in a sentence, in digits and words: "at least 12", "two hundred and fifty", "tens of thousands"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from eventx.engines.offline.attribute_words import word_lists
from eventx.engines.offline.words import Word, Words

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_JOINS = frozenset({"and", "-", "a", "an", "of"})
_THOUSAND = 1000


class Quantity(NamedTuple):
    """A number and the tokens that say it, as positions in their document."""

    units: int
    is_plural: bool
    """Whether several units are meant: "dozens" is a count of 12 and a plural."""
    first: int
    last: int

    def low(self, plural: int) -> int:
        """Return the lowest value; ``plural`` is how many units a plural is at least."""
        return self.units * (plural if self.is_plural else 1)


class NumberWords(NamedTuple):
    """The words of ``schemas/attributes/quantities.toml``."""

    values: dict[str, int]
    scales: dict[str, int]
    plurals: dict[str, int]
    vague: dict[str, int]
    pronoun_before: frozenset[str]
    other_kinds: frozenset[str]
    range_words: frozenset[str]

    def is_number(self, token: Word) -> bool:
        """Tell whether a token is a number or a part of one."""
        word = token.lower_
        counts = token.dep_ == "nummod" and not token.head.ent_type_
        if (token.ent_type_ in self.other_kinds and not counts) or self._is_pronoun(token):
            return False
        return bool(_DIGITS.fullmatch(word)) or word == "half" or any(word in table for table in self[:4])

    def _is_pronoun(self, token: Word) -> bool:
        before = token.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
        return token.lower_ == "one" and before in self.pronoun_before


@cache
def number_words() -> NumberWords:
    """Load the words."""
    table = word_lists("quantities")
    tables = (table[name] for name in NumberWords._fields[:4])
    return NumberWords(*tables, *(frozenset(table[name]) for name in NumberWords._fields[4:]))


def quantities(sentence: Words) -> list[Quantity]:
    """Return the numbers of a sentence that count something; of a range the lower one."""
    found: list[Quantity] = []
    for run in _runs(sentence):
        quantity = _value(run)
        if quantity is None or _is_measure(sentence, quantity):
            continue
        if found and _is_range(sentence, found[-1], quantity):
            found[-1] = min(found[-1], quantity)._replace(first=found[-1].first, last=quantity.last)
        else:
            found.append(quantity)
    return found


def noun_of(quantity: Quantity, sentence: Words) -> Word:
    """Return the noun that a number counts; the number itself where there is none."""
    token = sentence.doc[quantity.last]
    inside = range(quantity.first, quantity.last + 1)
    while token.head.i in inside and token.head != token:
        token = token.head
    if token.dep_ in {"nummod", "compound", "amod", "quantmod", "nmod", "det", "predet"}:
        return token.head
    counted = [o for p in token.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
    return next((noun for noun in counted if noun.pos_ != "PRON"), token)


def _runs(sentence: Words) -> Iterator[list[Word]]:
    """Yield the longest stretches of number words; "and", "of" and hyphens join only number words."""
    words, run = number_words(), list[Word]()
    for token in sentence:
        last = run[-1] if run else None
        if words.is_number(token) and (last is None or _continues(last, token)):
            run.append(token)
        elif words.is_number(token):
            yield run
            run = [token]
    if run:
        yield run


def _continues(last: Word, token: Word) -> bool:
    """Tell whether a number word goes on with the number before it."""
    words, between = number_words(), last.doc[last.i + 1 : token.i]
    if any(t.lower_ not in _JOINS for t in between) or len(between) > 1:
        return False
    is_unit = token.lower_ in words.scales or token.lower_ in words.plurals
    joint = between[0].lower_ if len(between) else ""
    if joint == "of":
        return token.lower_ in words.plurals or is_unit
    if joint in {"a", "an"}:
        return last.lower_ == "half"
    if joint == "and":
        return last.lower_ in words.scales
    small = words.values.get(token.lower_, 100) < 10 <= words.values.get(last.lower_, 0)
    return (is_unit and joint != "-") or small or last.lower_ in words.scales


def _value(run: list[Word]) -> Quantity | None:
    words, total, current, is_plural = number_words(), 0.0, 0.0, False
    for token in run:
        word = token.lower_
        unit = words.scales.get(word) or words.plurals.get(word)
        if unit:
            is_plural = is_plural or word in words.plurals
            current = (current or 1) * unit
            if unit >= _THOUSAND:
                total, current = total + current, 0
        elif word in words.vague and len(run) > 1:
            is_plural = True
        else:
            current += _simple(word)
    count = int(total + current)
    return Quantity(count, is_plural, run[0].i, run[-1].i) if count else None


def _simple(word: str) -> float:
    words = number_words()
    if word == "half":
        return 0.5
    return words.values.get(word) or words.vague.get(word) or float(word.replace(",", ""))


def _is_range(sentence: Words, low: Quantity, high: Quantity) -> bool:
    between = sentence.doc[low.last + 1 : high.first]
    if len(between) != 1:
        return False
    opened = low.first > sentence.start and sentence.doc[low.first - 1].lower_ == "between"
    return between[0].lower_ in number_words().range_words or (opened and between[0].lower_ == "and")


def _is_measure(sentence: Words, quantity: Quantity) -> bool:
    """Tell whether a number measures: an age ("12-year-old"), a year, a part of a name ("G20")."""
    after = sentence.doc[quantity.last + 1 : quantity.last + 3]
    token = sentence.doc[quantity.last]
    aged = len(after) == 2 and after[0].text == "-" and after[1].lower_ != "strong"
    return (aged and not after[1].like_num) or (token.ent_type_ == "ORG" and token.like_num) or _is_apart(token)


def _is_apart(token: Word) -> bool:
    """Tell whether a bare number stands behind a name or a comma: "Ahmed Ali, 34,"."""
    after = token.doc[token.i + 1] if token.i + 1 < token.sent.end else None
    return token.dep_ == "appos" and token.head.pos_ == "PROPN" and after is not None and after.is_punct
