"""What the chance of a coding is worth: the probability that passage and root are right.

The numbers lie in ``schemas/fitted/confidence.toml``; ``tests/eval/calibrate.py`` makes them from the development half
of our own gold.
"""

import math
from functools import cache
from typing import NamedTuple

from eventx.resources import read_toml

LEAST = 1e-6
"""A chance is at least so far from 0 and from 1."""


class Calibration(NamedTuple):
    """A logistic curve over the log odds of the root's chance; it rises, so it keeps the order of events."""

    constant: float
    slope: float

    def confidence(self, chance: float) -> float:
        """Return the probability that a coding is right, from the chance of its root."""
        return 1 / (1 + math.exp(-self.constant - self.slope * log_odds(chance)))


@cache
def calibrations() -> dict[str, Calibration]:
    """Load the curves of a coder with vectors (``vectors``) and of one with words alone (``words``)."""
    curves = read_toml("schemas", "fitted", "confidence.toml")
    return {name: Calibration(**numbers) for name, numbers in curves.items()}


def log_odds(chance: float) -> float:
    """Return the log odds of a chance."""
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))
