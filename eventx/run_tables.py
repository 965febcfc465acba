"""Looking into a run's tables: filtered rows, one event, one text."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from eventx.errors import RunError
from eventx.merging.explaining import Reason, explain
from eventx.merging.told import Report
from eventx.runs import RunFolder

Row = dict[str, Any]
ALL = "all"
"""The time status that leaves nothing out."""


def select(run: RunFolder, table: str, *, status: str = ALL, code: str = "") -> pl.DataFrame:
    """Return the rows of a table of mentions or events with a time status, and codes that begin alike.

    Raises:
        RunError: the run is not finished, or nothing can have this status.
    """
    rows = pl.scan_parquet(run.table(table))
    if status != ALL:
        rows = rows.filter(pl.col("time_status") == status)
    return rows.filter(pl.col("code").str.starts_with(code)).collect()


def find_event(run: RunFolder, prefix: str) -> tuple[Row, list[Row]]:
    """Return the event whose id, or one of whose mentions' ids, begins so, and its mentions.

    Raises:
        RunError: there is none, or several.
    """
    mentions = pl.read_parquet(run.table("mentions"))
    hit = pl.col("event_id").str.starts_with(prefix) | pl.col("mention_id").str.starts_with(prefix)
    found = mentions.filter(hit)["event_id"].unique().sort()
    if found.len() != 1:
        some = f"{found.len()} events: {', '.join(found.head(5))}" if found.len() else "no event"
        raise RunError(f"{run.path}: the id {prefix!r} names {some}. List them with: eventx show {run.path}")
    event = pl.read_parquet(run.table("events")).row(by_predicate=pl.col("event_id") == found[0], named=True)
    return event, list(mentions.filter(pl.col("event_id") == found[0]).iter_rows(named=True))


def text_of(run: RunFolder, article_id: str) -> str:
    """Return the stored text of an article."""
    texts = pl.scan_parquet(run.table("texts")).filter(pl.col("article_id") == article_id).collect()
    return str(texts["text"][0])


def article_of(run: RunFolder, article_id: str) -> Row:
    """Return the row of an article."""
    articles = pl.scan_parquet(run.table("articles")).filter(pl.col("article_id") == article_id).collect()
    return articles.row(0, named=True)


def why_merged(run: RunFolder, event: list[Row]) -> list[Reason]:
    """Return why mentions are one event; empty when there is only one.

    Args:
        run: a finished run.
        event: the rows of all mentions of an event.
    """
    names = {row["article_id"] for row in event}
    told = pl.scan_parquet(run.table("mentions")).filter(pl.col("article_id").is_in(list(names))).collect()
    by_article = [list(rows.iter_rows(named=True)) for rows in told.partition_by("article_id", maintain_order=True)]
    articles = {name: article_of(run, name) for name in names}
    reports = {n: Report(a["duplicate_of"] or n, a["source"], a["published"]) for n, a in articles.items()}
    return explain([row["mention_id"] for row in event], by_article, reports)


def rows(run: RunFolder, table: str) -> Iterator[Row]:
    """Yield the rows of a table."""
    yield from pl.read_parquet(run.table(table)).iter_rows(named=True)


def rejected_by_rule(run: RunFolder) -> dict[str, int]:
    """Return how many items each rule refused, the most frequent first."""
    rules = pl.read_parquet(run.table("rejected"))["rule"].value_counts(sort=True)
    return dict(rules.iter_rows())


def short_ids(ids: list[str], least: int = 6) -> list[str]:
    """Return the beginnings of ids, all of one length, that are long enough to tell them apart."""
    longest = max(map(len, ids), default=least)
    length = next((n for n in range(least, longest) if len({i[:n] for i in ids}) == len(set(ids))), longest)
    return [i[:length] for i in ids]
