"""Part files of shards, and the tables that are published from them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from eventx.codebook import Codebook
from eventx.merging import merge
from eventx.pipeline import Outcome
from eventx.runs import RunFolder
from eventx.schema import Article, Counts, Event, Mention
from eventx.table import (
    ARTICLES,
    EVENTS,
    FAILURES,
    MENTIONS,
    REJECTED,
    TEXT,
    TEXTS,
    Columns,
    event_row,
    frame,
    mention_row,
    with_attributes,
    write_parquet,
)

PART_ARTICLES: Columns = {**ARTICLES, "dateline": TEXT}
"""Part files also keep what :mod:`eventx.recoding` needs to resolve places anew."""

ADVICE = {
    "refused": "nothing was coded; see the reason. Change the input or the engine to have it read",
    "failed": "run the same command again: failed articles are read again, the others are not",
}


def table_columns(codebook: Codebook) -> dict[str, Columns]:
    """Return the columns of every table of a run under a codebook."""
    return {
        "articles": ARTICLES,
        "texts": TEXTS,
        "mentions": with_attributes(MENTIONS, codebook.attributes),
        "events": with_attributes(EVENTS, codebook.attributes),
        "rejected": REJECTED,
        "failures": FAILURES,
    }


def write_parts(work: Path, shard: int, outcomes: list[Outcome], codebook: Codebook) -> None:
    """Write the part files of a shard: its tables, mentions merged within each article."""
    mentions, events = merge(
        (mention for outcome in outcomes for mention in outcome.mentions),
        {outcome.article.article_id: outcome.article for outcome in outcomes},
    )
    columns = table_columns(codebook) | {"articles": PART_ARTICLES}
    for name, rows in _rows(outcomes, mentions, events).items():
        write_parquet(frame(rows, columns[name]), work / f"{shard:05d}.{name}.parquet")


def publish(run: RunFolder, codebook: Codebook, counts: Counts) -> Counts:
    """Join the parts into the tables of the run, and record the counts."""
    for name, columns in table_columns(codebook).items():
        parts = sorted(run.work.glob(f"*.{name}.parquet"))
        table = (
            pl.concat([pl.read_parquet(part, columns=list(columns)) for part in parts]) if parts else frame([], columns)
        )
        write_parquet(table, run.path / f"{name}.parquet")
        if name == "events":
            counts = counts.model_copy(update={"events": table.height})
    run.save(counts=counts.model_dump())
    return counts


def _rows(
    outcomes: list[Outcome], mentions: Iterable[Mention], events: Iterable[Event]
) -> dict[str, list[dict[str, Any]]]:
    read = [outcome for outcome in outcomes if outcome.status in {"coded", "failed"}]
    return {
        "articles": [article_row(outcome) for outcome in outcomes],
        "texts": [{"article_id": o.article.article_id, "text": o.article.text} for o in read],
        "mentions": [mention_row(mention) for mention in mentions],
        "events": [event_row(event) for event in events],
        "rejected": [rejected.model_dump() for outcome in outcomes for rejected in outcome.rejected],
        "failures": [_failure_row(outcome) for outcome in outcomes if outcome.status in ADVICE],
    }


def article_row(outcome: Outcome) -> dict[str, Any]:
    """Return an article and what became of it as one flat row."""
    row: dict[str, Any] = outcome.article.model_dump()
    return row | {
        "duplicate_of": outcome.duplicate_of,
        "status": outcome.status,
        "reason": outcome.reason,
        "n_mentions": len(outcome.mentions),
    }


def _failure_row(outcome: Outcome) -> dict[str, Any]:
    article: Article = outcome.article
    return {
        "article_id": article.article_id,
        "path": article.path,
        "position": article.position,
        "problem": outcome.reason,
        "advice": ADVICE[outcome.status],
    }
