"""When and where: the expressions of a sentence that belong to a predicate, not to its neighbours."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Span, Token

from eventx.engines.offline.clauses import COMPLEMENTS, phrase
from eventx.engines.offline.parser import original
from eventx.resolving.dates import DateSpan, find_dates

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "off"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_STEPS = 4
"""Prepositions between a predicate and its place: "met | on the sidelines | of a meeting | in Nagoya"."""

_OWN, _BELOW, _ABOVE = 0, 1, 2


class Dates(NamedTuple):
    """The expression that says when an act happened, and the one that says when its content is to."""

    happened: DateSpan | None
    planned: DateSpan | None


def dates_of(head: Token, sentence: Span, published: date | None) -> Dates:
    """Return the dates of a predicate: its own, else that of the verb it is the content of."""
    ranked: dict[int, DateSpan] = {}
    verb = _owner(head)
    for span in _dates_in(sentence.text, published):
        token = _token_at(sentence, span.start)
        inside = sentence.start_char + span.start <= verb.head.idx < sentence.start_char + span.end
        rank = _OWN if inside else _rank(_owner(token), verb) if token is not None else None
        if rank is not None:
            ranked.setdefault(rank, span)
    return Dates(ranked.get(_OWN, ranked.get(_ABOVE)), ranked.get(_BELOW))


@lru_cache(maxsize=64)
def _dates_in(sentence: str, published: date | None) -> tuple[DateSpan, ...]:
    """Return the dates of a sentence; it is asked once for each of its predicates."""
    return tuple(find_dates(sentence, published))


def place_of(head: Token) -> str | None:
    """Return the place that a predicate or its objects are located in, in the article's words: the nearest one."""
    near = [head, *(c for c in head.children if c.dep_ in COMPLEMENTS | {"dobj", "attr"})]
    for _ in range(_STEPS):
        links = [c for token in near for c in token.children if c.dep_ in {"prep", "agent"}]
        located = [o for p in links if p.lower_ in _PLACE_PREPOSITIONS for o in p.children if o.dep_ == "pobj"]
        places = [place for place in located if _is_place(place)]
        if places:
            return original(phrase(places[0]))
        near = [c for link in links for c in link.children if c.dep_ == "pobj"]
    return None


def _is_place(token: Token) -> bool:
    """Tell whether a noun is a place, or a kind of place that is named: "the city of Nagoya"."""
    inside = [t for t in phrase(token) if t.ent_type_ in _PLACES]
    return token.ent_type_ in _PLACES or (
        token.lemma_ in {"city", "town", "village", "province", "region"} and bool(inside)
    )


def _token_at(sentence: Span, offset: int) -> Token | None:
    at = sentence.start_char + offset
    return next((t for t in sentence if t.idx <= at < t.idx + len(t.text_with_ws)), None)


def _owner(token: Token) -> Token:
    """Return the verb, or the noun of the main clause, that an expression hangs on."""
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def _rank(owner: Token, verb: Token) -> int | None:
    """Return how an expression's owner relates to a verb: the verb itself, its content, or what governs it."""
    if owner == verb:
        return _OWN
    if verb in _line(owner):
        return _BELOW
    return _ABOVE if owner in _line(verb) else None


def _line(token: Token) -> list[Token]:
    """Return the verbs that a verb is the content of, nearest first."""
    line = []
    while token.dep_ in COMPLEMENTS | {"acl", "conj", "advcl", "relcl"} and token.head != token:
        token = _owner(token.head)
        line.append(token)
    return line
