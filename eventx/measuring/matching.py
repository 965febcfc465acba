"""Predicted events matched one to one to gold events, tier by tier.

Tiers, each including the one before: *passage* (the quotes share at least 40 % of the shorter one's
words), *coded* (and the root is acceptable), *dyad* (and both countries are).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from eventx.schema.record import Record

TIERS = ("passage", "coded", "dyad")
SHARE = 0.4
_WORD = re.compile(r"\w+")


class Gold(Record):
    """One expert-coded event of an article."""

    gold_id: str
    article: str
    tier: str
    quote: str
    roots: frozenset[str]
    codes: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    reciprocal: bool = False
    date_start: str | None = None
    date_end: str | None = None
    place: str | None = None
    time_status: str = "actual"


class Predicted(Record):
    """One event of one article, reduced to what is compared; a repeated event has several quotes."""

    mention_id: str
    article: str
    quotes: tuple[str, ...]
    code: str
    root: str
    actors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    action_start: int = -1
    action_end: int = -1
    action_text: str = ""
    date_start: str | None = None
    place: str | None = None
    time_status: str = "actual"


class Match(NamedTuple):
    """A pair, and the highest tier on which it agrees: 1 passage, 2 coded, 3 dyad."""

    gold: Gold
    predicted: Predicted
    level: int


def share_of_words(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the other has too."""
    left, right = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def level(gold: Gold, predicted: Predicted) -> int:
    """Return the highest tier on which a pair agrees; 0 when not even the passage is the same."""
    if gold.article != predicted.article or closeness(gold, predicted) < SHARE:
        return 0
    if predicted.root not in gold.roots:
        return 1
    return 3 if _same_dyad(gold, predicted) else 2


def closeness(gold: Gold, predicted: Predicted) -> float:
    """Return the share of words that a gold quote has in common with the nearest predicted one."""
    return max((share_of_words(gold.quote, quote) for quote in predicted.quotes), default=0.0)


def match(gold: Sequence[Gold], predicted: Sequence[Predicted]) -> list[Match]:
    """Return the one-to-one pairs: those that agree most first, then the most similar quotes.

    Core events come before optional ones, and those before background, so that a prediction that
    could be either counts for the one that is scored.
    """
    order = {"core": 0, "optional": 1, "background": 2}
    candidates = [
        (-agreed, order[g.tier], -closeness(g, p), g.gold_id, p.mention_id, g, p)
        for g in gold
        for p in predicted
        if (agreed := level(g, p))
    ]
    pairs: list[Match] = []
    for candidate in sorted(candidates, key=lambda c: c[:5]):
        found, event = candidate[5], candidate[6]
        if all(pair.gold is not found and pair.predicted is not event for pair in pairs):
            pairs.append(Match(found, event, -candidate[0]))
    return pairs


def _same_dyad(gold: Gold, predicted: Predicted) -> bool:
    forward = _agree(gold.actors, predicted.actors) and _agree(gold.targets, predicted.targets)
    backward = _agree(gold.actors, predicted.targets) and _agree(gold.targets, predicted.actors)
    return forward or (gold.reciprocal and backward)


def _agree(gold: frozenset[str], predicted: frozenset[str]) -> bool:
    """Two sides agree when they share a country, or neither names one."""
    return bool(gold & predicted) or not (gold or predicted)
