"""Mentions to events: one happening, told once or many times.

Mentions of one article are the same event when they agree on the parties, on the root of the code
and on the time status, and their days do not exclude each other.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from eventx.schema import Article, Event, Mention
from eventx.schema.record import content_id


def merge(
    mentions: Iterable[Mention], articles: Mapping[str, Article]
) -> tuple[tuple[Mention, ...], tuple[Event, ...]]:
    """Return the mentions with their event ids, in the order given, and the events.

    Args:
        mentions: of any number of articles.
        articles: the articles by id, for outlets and days of publication.
    """
    given = tuple(mentions)
    events = [_event(cluster, articles) for cluster in _clusters(given)]
    event_of = {mention_id: event.event_id for event in events for mention_id in event.mention_ids}
    named = tuple(m.model_copy(update={"event_id": event_of[m.mention_id]}) for m in given)
    return named, tuple(sorted(events, key=lambda event: event.event_id))


def _clusters(mentions: tuple[Mention, ...]) -> Iterable[list[Mention]]:
    ordered = sorted(mentions, key=lambda m: (_block(m), m.quote_start, m.mention_id))
    for _, block in groupby(ordered, key=_block):
        clusters: list[list[Mention]] = []
        for mention in block:
            home = next((c for c in clusters if all(_same_days(mention, other) for other in c)), None)
            if home is None:
                clusters.append([mention])
            else:
                home.append(mention)
        yield from clusters


def _block(mention: Mention) -> tuple[str, ...]:
    actor = mention.actor.country or mention.actor.code or (mention.actor.text or "").casefold()
    target = mention.target.country or mention.target.code or (mention.target.text or "").casefold()
    sides = sorted((actor, target)) if mention.reciprocal else (actor, target)
    return (mention.article_id, mention.codebook, mention.root, mention.time_status.value, *sides)


def _same_days(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions can be of the same day; an unknown day excludes nothing."""
    if one.when.start is None or other.when.start is None:
        return True
    return one.when.start <= (other.when.end or other.when.start) and other.when.start <= (
        one.when.end or one.when.start
    )


def _event(cluster: list[Mention], articles: Mapping[str, Article]) -> Event:
    best = max(cluster, key=lambda m: (m.confidence or 0.0, m.when.basis == "explicit", -m.quote_start, m.mention_id))
    told = [articles[m.article_id] for m in cluster if m.article_id in articles]
    days = sorted(article.published for article in told if article.published)
    ids = tuple(sorted(m.mention_id for m in cluster))
    return Event(
        event_id=content_id("e", ids), best=best, mention_ids=ids, n_mentions=len(cluster),
        n_sources=len({article.source or article.article_id for article in told}),
        first_report=days[0] if days else None, last_report=days[-1] if days else None,
    )  # fmt: skip
