"""Mentions to events: one happening, told once or many times.

    told (what a mention says) -> clusters (pairs that agree, joined unless members contradict) -> happening

Points for and against a pair are added up (``schemas/merging``): parties, days, place, code, words,
time status. The same passage of one wire story is always the same event. The result depends neither
on the order of the mentions nor on the number of workers.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from eventx.merging.clusters import clusters
from eventx.merging.happening import Happening, happening
from eventx.merging.told import Report, Told, row_of, settings, told
from eventx.schema import Article, Event, Mention
from eventx.schema.provenance import Merge

__all__ = ["Report", "merge", "report_of"]


def merge(
    mentions: Iterable[Mention],
    articles: Mapping[str, Article],
    stories: Mapping[str, str] | None = None,
    scope: Merge = "all",
) -> tuple[tuple[Mention, ...], tuple[Event, ...]]:
    """Return the mentions with their event ids, in the order given, and the events, sorted by id.

    Args:
        mentions: of any number of articles.
        articles: the articles by id, for outlets and days of publication.
        stories: the article of which an article is a copy, by id.
        scope: merge the mentions of all articles, of each article, or none.
    """
    given = {mention.mention_id: mention for mention in mentions}
    reports = {name: report_of(article, (stories or {}).get(name)) for name, article in articles.items()}
    found = [happening(cluster) for cluster in clusters(_told(given.values(), reports), scope)]
    event_of = {mention_id: one.event_id for one in found for mention_id in one.mention_ids}
    named = tuple(m.model_copy(update={"event_id": event_of[m.mention_id]}) for m in given.values())
    return named, tuple(sorted((_event(one, given) for one in found), key=lambda event: event.event_id))


def report_of(article: Article, story: str | None) -> Report:
    """Return the report that an article is, a copy of ``story`` when that is given."""
    return Report(story or article.article_id, article.source, article.published)


def _told(mentions: Iterable[Mention], reports: Mapping[str, Report]) -> Iterator[Told]:
    ordered = sorted(mentions, key=lambda mention: mention.article_id)
    for name, group in groupby(ordered, key=lambda mention: mention.article_id):
        of_article = list(group)
        rows = [row_of(mention) for mention in of_article]
        for mention, row, setting in zip(of_article, rows, settings(rows), strict=True):
            numbers = {k: v for k, v in mention.attributes.items() if isinstance(v, int) and not isinstance(v, bool)}
            yield told(row | numbers, reports.get(name) or Report(name), setting, sorted(numbers))


def _event(found: Happening, mentions: Mapping[str, Mention]) -> Event:
    best = mentions[found.best]
    merged = {
        "event_id": found.event_id,
        "when": mentions[found.when].when,
        "where": mentions[found.where].where,
        "attributes": {**best.attributes, **found.chosen},
    }
    return Event(
        event_id=found.event_id, best=best.model_copy(update=merged), mention_ids=found.mention_ids,
        n_mentions=len(found.mention_ids), n_sources=found.n_sources, first_report=found.first_report,
        last_report=found.last_report, ranges=dict(found.ranges), chosen_because=found.chosen_because,
    )  # fmt: skip
