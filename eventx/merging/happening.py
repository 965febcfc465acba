"""What a cluster of mentions says about its happening: which mention speaks for it, and which figure is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eventx.merging.told import Told
from eventx.schema.record import content_id


class Happening(NamedTuple):
    """One event, made of mentions by their ids."""

    event_id: str
    mention_ids: tuple[str, ...]
    best: str
    """Whose parties, code and quote stand for the event."""
    when: str
    """Whose day does: the most exact."""
    where: str
    """Whose place does: the most exact."""
    n_sources: int
    first_report: date | None
    last_report: date | None
    chosen: Mapping[str, int]
    ranges: Mapping[str, tuple[int, int]]
    """Lowest and highest value of attributes that are told as a number."""
    chosen_because: str | None
    """Why a value was chosen, when the reports differ."""


def happening(cluster: Sequence[Told]) -> Happening:
    """Return what the mentions of one event say together."""
    ids = tuple(sorted(mention.mention_id for mention in cluster))
    codes = Counter(mention.code for mention in cluster)
    ranked = sorted(cluster, key=lambda m: _standing(m, codes))
    days = sorted(mention.report.published for mention in cluster if mention.report.published)
    values = _values(cluster)
    disputed = sorted(name for name, told in values.items() if len({value for _, value in told}) > 1)
    return Happening(
        content_id("e", ids), ids, ranked[0].mention_id,
        min(ranked, key=lambda m: m.exact_day).mention_id, min(ranked, key=lambda m: m.exact_place).mention_id,
        len({mention.report.source or mention.article_id for mention in cluster}),
        days[0] if days else None, days[-1] if days else None,
        {name: _chosen(told)[1] for name, told in values.items()},
        {name: (min(v for _, v in told), max(v for _, v in told)) for name, told in values.items()},
        "; ".join(_reason(name, values[name]) for name in disputed) or None,
    )  # fmt: skip


def _standing(mention: Told, codes: Counter[str]) -> tuple[object, ...]:
    """Both parties named, the code of most reports, no copy, the surest, the earliest: the least stands first."""
    named = bool(mention.actor.places) + bool(mention.target.places)
    published = mention.report.published or date.max
    copied = mention.report.story != mention.article_id
    return -named, -codes[mention.code], copied, -mention.confidence, published, mention.quote_start, mention.mention_id


def _values(cluster: Sequence[Told]) -> dict[str, list[tuple[date, int]]]:
    """Return each attribute's values with the days of their reports; the undated count as the earliest."""
    values: dict[str, list[tuple[date, int]]] = {}
    for mention in cluster:
        for name, value in mention.amounts:
            values.setdefault(name, []).append((mention.report.published or date.min, value))
    return values


def _chosen(told: list[tuple[date, int]]) -> tuple[date, int]:
    """Return the lowest figure of the latest day on which one was reported."""
    latest = max(day for day, _ in told)
    return min(pair for pair in told if pair[0] == latest)


def _reason(name: str, told: list[tuple[date, int]]) -> str:
    day, value = _chosen(told)
    when = f"the latest day that tells one ({day})" if day != date.min else "reports without a day"
    return f"{name} {value}: the lowest figure of {when}"
