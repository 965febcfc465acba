"""Precision, recall and F1 by tier, and the false events by kind."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from eventx.measuring.matching import TIERS, Gold, Match, Predicted, match

CODED = TIERS.index("coded") + 1
"""The level from which a pair counts when false and missed events are listed."""


class Score(NamedTuple):
    """Counts of one tier and the rates that follow from them."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the predicted events that are right."""
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of the core events that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.right else 0.0


class Report(NamedTuple):
    """The scores of a run against gold."""

    tiers: dict[str, Score]
    false_kinds: Counter[str]
    matches: list[Match]
    false: list[tuple[Predicted, str]]
    missed: list[Gold]


def evaluate(
    gold: Sequence[Gold], predicted: Sequence[Predicted], negatives: Sequence[tuple[str, str, str]] = ()
) -> Report:
    """Score the actual events of a run.

    A prediction that matches an ``optional`` event on a tier is neither right nor wrong there. One that matches a
    ``background`` event is wrong when it is told as actual. Predictions of any other time status
    are not events of the default view, so they are not scored; gold events that are not actual are not
    expected.

    Args:
        gold: the expert's events.
        predicted: mentions of the same articles.
        negatives: (article, quote, kind) of spans that report no event; they name false events' kinds.
    """
    expected = [g for g in gold if g.tier != "core" or g.time_status == "actual"]
    actual = [p for p in predicted if p.time_status == "actual"]
    pairs = match(expected, actual)
    paired = {pair.predicted.mention_id: pair for pair in pairs}
    core = [g for g in expected if g.tier == "core"]
    tiers = {name: _score(len(core), pairs, len(actual), floor) for floor, name in enumerate(TIERS, start=1)}
    false = [
        (p, _kind(p, paired.get(p.mention_id), negatives)) for p in actual if not _excused(paired.get(p.mention_id))
    ]
    found = {pair.gold.gold_id for pair in pairs if pair.level >= CODED}
    return Report(tiers, Counter(kind for _, kind in false), pairs, false, [g for g in core if g.gold_id not in found])


def _score(core: int, pairs: Sequence[Match], actual: int, floor: int) -> Score:
    """Count a tier: a pair that agrees on a lower tier only is a missed event and a false one."""
    agreed = Counter(pair.gold.tier for pair in pairs if pair.level >= floor)
    return Score(agreed["core"], actual - agreed["core"] - agreed["optional"], core - agreed["core"])


def _excused(pair: Match | None) -> bool:
    return pair is not None and pair.level >= CODED and pair.gold.tier != "background"


def _kind(predicted: Predicted, pair: Match | None, negatives: Sequence[tuple[str, str, str]]) -> str:
    if pair is not None and pair.gold.tier == "background":
        return "background"
    if pair is not None:
        return "wrong code"
    inside = (
        kind
        for article, quote, kind in negatives
        if article == predicted.article
        and predicted.action_text in quote
        and any(quote in passage or passage in quote for passage in predicted.quotes)
    )
    return next(inside, "other")
