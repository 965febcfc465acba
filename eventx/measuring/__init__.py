"""Matching predictions to gold, and the scores that follow."""

from eventx.measuring.matching import Gold, Match, Predicted, match
from eventx.measuring.scores import Report, Score, evaluate

__all__ = ["Gold", "Match", "Predicted", "Report", "Score", "evaluate", "match"]
