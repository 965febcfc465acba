"""Why mentions were merged: the strongest pair of each, point by point."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from eventx.merging.knowledge import rules
from eventx.merging.pairs import evidence, score
from eventx.merging.told import COLUMNS, Report, Told, settings, told

Row = Mapping[str, Any]


class Reason(NamedTuple):
    """What joined a mention to its event."""

    mention_id: str
    twin: str
    """The mention of the event that is most like it."""
    points: float
    evidence: tuple[tuple[str, float], ...]
    """What speaks for and against, in words, with its points."""


def explain(event: Sequence[str], articles: Sequence[Sequence[Row]], reports: Mapping[str, Report]) -> list[Reason]:
    """Return why the mentions of an event are one event; empty for an event with a single mention.

    Args:
        event: the ids of its mentions.
        articles: for each of its articles, all rows of ``mentions``.
        reports: the articles by id.
    """
    tolds = [mention for rows in articles for mention in _told(rows, reports) if mention.mention_id in set(event)]
    return [_reason(one, [other for other in tolds if other is not one]) for one in tolds if len(tolds) > 1]


def _told(rows: Sequence[Row], reports: Mapping[str, Report]) -> list[Told]:
    given = [{name: row[name] for name in COLUMNS} for row in rows]
    pairs = zip(given, settings(given), strict=True)
    return [told(row, reports[row["article_id"]], setting) for row, setting in pairs]


def _reason(one: Told, others: Sequence[Told]) -> Reason:
    twin = max(others, key=lambda other: (score(one, other), other.mention_id))
    found = tuple((rules().points[name].text, points) for name, points in evidence(one, twin))
    return Reason(one.mention_id, twin.mention_id, score(one, twin), found)
