"""When: the expressions of a sentence that belong to a predicate, not to its neighbours."""

from datetime import date
from itertools import takewhile
from typing import NamedTuple

from eventx.engines.offline.contents import is_beside
from eventx.engines.offline.grammar import english
from eventx.engines.offline.participants import COMPLEMENTS
from eventx.engines.offline.participles import ends, goes_along
from eventx.engines.offline.phrases import VERBAL, children, framed, is_infinitive, subjects_of, verb_of
from eventx.engines.offline.words import Word, Words
from eventx.resolving.dates import DateSpan, find_dates
from eventx.schema import When

_OWN, _BELOW, _ABOVE, _BESIDE, _END = range(5)
"""Whose an expression is: the act's own, its content's, of what governs it, of an act told together with it; or of
what ends its sentence."""


class Dates(NamedTuple):
    """The expression that says when an act happened, and the one that says when its content is to."""

    happened: DateSpan | None
    planned: DateSpan | None


def dates_of(head: Word, sentence: Words, published: date | None) -> Dates:
    """Return the dates of a predicate: its own, else that of the verb it is the content of."""
    ranked: dict[int, DateSpan] = {}
    verb = verb_of(head)
    for span in find_dates(sentence.text, published):
        token = _token_at(sentence, span.start)
        if token is None or _is_aside(token) or _is_of_a_deed(token, head) or (span.future and _is_owner(token)):
            continue
        inside = sentence.start_char + span.start <= verb.head.idx < sentence.start_char + span.end
        rank = _OWN if inside else _rank(verb_of(token), verb)
        if rank is None and _is_news_day(span) and ends(verb_of(token), verb):
            rank = _END
        if rank is not None:
            ranked.setdefault(rank, span)
    near = ranked.get(_OWN) or _distance(verb, sentence) or ranked.get(_ABOVE)
    return Dates(near or ranked.get(_BESIDE) or ranked.get(_END), ranked.get(_BELOW))


def _is_news_day(span: DateSpan) -> bool:
    """Tell whether an expression is one for the day of the news: "on Monday", "late on Tuesday"."""
    return span.when.basis == "relative" and span.when.precision == "day" and not span.future


def _is_owner(token: Word) -> bool:
    """Tell whether a day is that of something told of: "banned from next month's vote"."""
    return token.dep_ == "poss" or token.head.dep_ == "poss" or token.tag_ == "POS"


def _is_aside(token: Word) -> bool:
    """Tell whether a day is that of what is said of somebody behind his name: "The envoy, due on Monday, called"."""
    line = takewhile(lambda above: above.pos_ not in VERBAL, token.ancestors)
    return any(above.dep_ == "amod" and above.i > above.head.i for above in line)


def _is_of_a_deed(token: Word, head: Word) -> bool:
    """Tell whether a day is that of a deed that an act only answers: "condemned Friday's raid"."""
    words = english()
    if head.lemma not in words.judging | words.answering:
        return False
    line = [token, *takewhile(lambda above: above != head and above.pos_ not in VERBAL, token.ancestors)]
    return any(above.lemma in words.violence | words.inflicted and above.pos_ == "NOUN" for above in line)


def _distance(verb: Word, sentence: Words) -> DateSpan | None:
    """Return the words that tell how far an act, with those joined to it, is from that above it: "three days after"."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL and not children(verb, "mark"):
        verb = verb.head
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in english().apart_in_time), None)
    if mark is None:
        return None
    before = [c for c in verb.children if c.dep_ == "npadvmod" and c.i == mark.i - 1]
    if not before:
        return None
    words = sentence.doc[before[0].left_edge.i : mark.i + 1]
    start = words.start_char - sentence.start_char
    return DateSpan(start, start + len(words.text), words.text, When(text=words.text), future=False)


def _token_at(sentence: Words, offset: int) -> Word | None:
    at = sentence.start_char + offset
    return max((t for t in sentence if t.idx <= at), key=lambda t: t.idx, default=None)


def _rank(owner: Word, verb: Word) -> int | None:
    """Return how an expression's owner relates to a verb: the verb itself, its content, or what governs it."""
    if framed(owner) == framed(verb):
        return _OWN
    if verb in _line(owner, content=True):
        return _BELOW
    if owner in _line(verb) or goes_along(owner, verb):
        return _ABOVE
    return _BESIDE if verb in _joined(owner) else None


def _joined(verb: Word) -> list[Word]:
    """Return the verbs before one that has no subject of its own: "attacked a base and killed two on Monday"."""
    joined = []
    while verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not (subjects_of(verb) or children(verb, "aux")):
        verb = verb.head
        joined.append(verb)
    return joined


def _line(token: Word, *, content: bool = False) -> list[Word]:
    """Return the verbs that a verb stands under, nearest first; with ``content`` only those whose content it is."""
    line = []
    while token.dep_ in COMPLEMENTS | {"acl", "conj", "advcl", "relcl"} and token.head != token:
        is_content = token.dep_ in COMPLEMENTS or (token.dep_ != "relcl" and is_infinitive(token))
        if is_beside(token) or (content and not is_content):
            break
        token = verb_of(token.head)
        line.append(token)
    return line
