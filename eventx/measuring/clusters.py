"""How well mentions were merged: found clusters against those of experts, pair by pair and mention by mention."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple


class Agreement(NamedTuple):
    """Shares of what was found that is right, and of what is right that was found, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(gold: Mapping[str, str], found: Mapping[str, str]) -> Agreement:
    """Compare the pairs of mentions that are in one cluster.

    Args:
        gold: the cluster of each mention.
        found: the event of each of these mentions; one that is not there is an event of its own.
    """
    events = _events(gold, found)
    shared = _pairs(Counter((gold[name], events[name]) for name in gold))
    made, right = _pairs(Counter(events.values())), _pairs(Counter(gold.values()))
    return Agreement(shared / made if made else 1.0, shared / right if right else 1.0)


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> Agreement:
    """Average over mentions: how much of its event is of its cluster, and of its cluster in its event.

    Args:
        gold: the cluster of each mention.
        found: the event of each of these mentions; one that is not there is an event of its own.
    """
    events = _events(gold, found)
    both = Counter((gold[name], events[name]) for name in gold)
    clusters, made = Counter(gold.values()), Counter(events.values())
    precision = sum(count * count / made[event] for (_, event), count in both.items())
    recall = sum(count * count / clusters[cluster] for (cluster, _), count in both.items())
    return Agreement(precision / len(gold), recall / len(gold)) if gold else Agreement(1.0, 1.0)


def _events(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    return {name: found.get(name, f"alone {name}") for name in gold}


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
