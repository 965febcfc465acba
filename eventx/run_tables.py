"""Looking into a run's tables: filtered rows, one event, one text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from eventx.errors import RunError
from eventx.merging.explaining import Reason, explain
from eventx.merging.told import Report
from eventx.runs import CODE_AGAIN, RunFolder, reading_tables
from eventx.schema import Article

Row = dict[str, Any]
ALL = "all"
"""The time status that leaves nothing out."""


def select(run: RunFolder, table: str, *, status: str = ALL, code: str = "") -> pl.DataFrame:
    """Return the rows of a table of mentions or events with a time status, and codes that begin alike.

    Raises:
        RunError: the run is not finished, or the table is damaged.
    """
    wanted = pl.col("code").str.starts_with(code)
    return _found(run.table(table), wanted if status == ALL else wanted & (pl.col("time_status") == status))


def find_event(run: RunFolder, prefix: str) -> tuple[Row, list[Row]]:
    """Return the event whose id, or one of whose mentions' ids, begins so, and its mentions.

    Raises:
        RunError: there is none, or several.
    """
    hit = pl.col("event_id").str.starts_with(prefix) | pl.col("mention_id").str.starts_with(prefix)
    found = _found(run.table("mentions"), hit)["event_id"].unique().sort()
    if found.len() != 1:
        some = f"{found.len()} events: {', '.join(found.head(5))}" if found.len() else "no event"
        raise RunError(f"{run.path}: the id {prefix!r} names {some}. List them with: eventx show {run.path}")
    events, mentions = (_found(run.table(name), pl.col("event_id") == found[0]) for name in ("events", "mentions"))
    return events.row(0, named=True), list(mentions.iter_rows(named=True))


def text_of(run: RunFolder, article_id: str) -> str:
    """Return the stored text of an article."""
    return str(_found(run.table("texts"), pl.col("article_id") == article_id)["text"][0])


def article_of(run: RunFolder, article_id: str) -> Row:
    """Return the row of an article."""
    return _found(run.table("articles"), pl.col("article_id") == article_id).row(0, named=True)


def article_as_read(run: RunFolder, article_id: str) -> Article:
    """Return an article of a finished run as its engine read it.

    Raises:
        RunError: a part file of the run is damaged or not there.
    """
    parts = run.parts("articles", run.counts.articles)
    with reading_tables(*parts, todo=CODE_AGAIN):
        found = pl.scan_parquet(parts).filter(pl.col("article_id") == article_id).collect()
    return as_article(found.row(0, named=True), text_of(run, article_id))


def as_article(row: Row, text: str) -> Article:
    """Return the article of a row of a part file, which keeps all of it but the text."""
    known = {name: value for name, value in row.items() if name in Article.model_fields}
    return Article.model_validate(known | {"text": text})


def why_merged(run: RunFolder, event: list[Row]) -> list[Reason]:
    """Return why mentions are one event; empty when there is only one.

    Args:
        run: a finished run.
        event: the rows of all mentions of an event.
    """
    names = {row["article_id"] for row in event}
    told = _found(run.table("mentions"), pl.col("article_id").is_in(list(names)))
    by_article = [list(rows.iter_rows(named=True)) for rows in told.partition_by("article_id", maintain_order=True)]
    articles = {name: article_of(run, name) for name in names}
    reports = {n: Report(a["duplicate_of"] or n, a["source"], a["published"]) for n, a in articles.items()}
    return explain([row["mention_id"] for row in event], by_article, reports)


def rows(run: RunFolder, table: str) -> Iterator[Row]:
    """Yield the rows of a table."""
    yield from run.read(table).iter_rows(named=True)


def rejected_by_rule(run: RunFolder) -> dict[str, int]:
    """Return how many items each rule refused, the most frequent first."""
    rules = run.read("rejected")["rule"].value_counts(sort=True)
    return dict(rules.iter_rows())


def _found(path: Path, wanted: pl.Expr) -> pl.DataFrame:
    """Return the rows of a table that are wanted."""
    with reading_tables(path):
        return pl.scan_parquet(path).filter(wanted).collect()


def short_ids(ids: list[str], least: int = 6) -> list[str]:
    """Return the beginnings of ids, all of one length, that are long enough to tell them apart."""
    longest = max(map(len, ids), default=least)
    length = next((n for n in range(least, longest) if len({i[:n] for i in ids}) == len(set(ids))), longest)
    return [i[:length] for i in ids]
