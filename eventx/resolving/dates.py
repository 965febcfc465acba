"""Expressions of time in an article, as days.

Words get kinds (:mod:`~eventx.resolving.date_words`), patterns over kinds find expressions
(:mod:`~eventx.resolving.date_patterns`), readings place them in the calendar
(:mod:`~eventx.resolving.date_readings`, :mod:`~eventx.resolving.date_relations`), and the verbs
around them tell past from future (:mod:`~eventx.resolving.date_tense`).
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from eventx.resolving.date_found import Setting
from eventx.resolving.date_patterns import STAGES, rewrite
from eventx.resolving.date_tense import speaks_of_future
from eventx.resolving.date_words import Word, tokenise
from eventx.resolving.days import Days
from eventx.schema.event import DateBasis, When


class DateSpan(NamedTuple):
    """An expression of time found in running text, between two offsets."""

    start: int
    end: int
    text: str
    when: When
    future: bool
    """It lies after the day of publication, or the verb that governs it speaks of the future."""


def find_dates(text: str, published: date | None, sentence_is_future: bool | None = None) -> list[DateSpan]:
    """Return the expressions of time in a text, in its order.

    Args:
        text: a sentence, or a few.
        published: the day from which "yesterday" counts; without it such words are found and stay undated.
        sentence_is_future: what a parser says of the tense; None leaves it to the words near the expression.
    """
    return list(_found(text, published, sentence_is_future))


@lru_cache(maxsize=1024)
def _found(text: str, published: date | None, sentence_is_future: bool | None) -> tuple[DateSpan, ...]:
    """Return the expressions of a text; a sentence is asked for by its predicates and, a batch later, its drafts."""
    tokens = tokenise(text)
    if tokens is None:
        return ()
    setting = Setting(published, sentence_is_future, tokens.lower)
    found = _spans(tokens.words, setting, STAGES)
    offsets = tokens.offsets(text, found[-1].last) if found else []
    return tuple(_span(text, offsets[word.first][0], offsets[word.last][1], word, setting) for word in found)


def _spans(words: Sequence[Word], setting: Setting, stages: Sequence[str]) -> list[Word]:
    words = rewrite(words, stages, setting)
    return [word for word in words if word.kind.endswith("SPAN") and word.kind != "HIDDENSPAN"]


def _span(text: str, start: int, end: int, word: Word, setting: Setting) -> DateSpan:
    when = _when(text[start:end], word.value)
    return DateSpan(start, end, text[start:end], when, _future(when, word, setting))


def _when(text: str, days: object) -> When:
    if not isinstance(days, Days):
        return When(text=text)
    basis: DateBasis = "explicit" if days.explicit else "relative"
    return When(text=text, start=days.start, end=days.end, precision=days.precision, basis=basis)


def _future(when: When, word: Word, setting: Setting) -> bool:
    if when.start and when.end and setting.published and not when.start <= setting.published <= when.end:
        return when.start > setting.published
    if setting.future is not None:
        return setting.future
    return bool(speaks_of_future(setting.lower, word.first, word.last))


def resolve_date(words: str, published: date | None, sentence: str = "", basis: DateBasis = "relative") -> When:
    """Return the days that words mean: "on Saturday", "early March", "2019-05-03".

    Args:
        words: an expression of time; what else it holds is passed over.
        published: the day from which relative words count.
        sentence: the sentence that holds the words; it tells the tense and the day that "a day later" counts from.
        basis: what to call days that were computed from ``published``.

    Returns:
        The days, with ``words`` as their text; without days when the words name none.
    """
    at = sentence.lower().find(words.lower()) if words.strip() else -1
    spans = find_dates(sentence, published) if at >= 0 else find_dates(words, published)
    inside = [span for span in spans if at < 0 or (span.start < at + len(words) and span.end > at)]
    when = max(inside, key=lambda span: span.end - span.start).when if inside else _alone(words, published)
    return when.model_copy(update={"text": words, "basis": basis if when.basis == "relative" else when.basis})


def _alone(words: str, published: date | None) -> When:
    """Read words that are a date only when nothing else stands beside them: "May", "12th"."""
    tokens = tokenise(words)
    if tokens is None:
        return When(text=words)
    spans = _spans(tokens.words, Setting(published, None, tokens.lower), ("alone",))
    return _when(words, spans[0].value) if spans else When(text=words)
