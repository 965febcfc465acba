"""Part files of shards, and the tables that are published from them."""

from pathlib import Path
from typing import Any

import polars as pl

from eventx.codebook import Codebook
from eventx.merging.tables import merge_tables
from eventx.near_duplicates.tables import DUPLICATES, DUPLICATES_FILE, duplicate_rows, with_copies
from eventx.pipeline import Outcome
from eventx.ranges import with_ranges
from eventx.runs import CODE_AGAIN, RunFolder, reading_tables
from eventx.schema import Article, Counts
from eventx.table import (
    ARTICLES,
    EVENTS,
    FAILURES,
    MENTIONS,
    REJECTED,
    TEXT,
    TEXTS,
    Columns,
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
ADVICE_FOR_INPUT = "change the input as the reason says, then name a new folder with -o: this run keeps to its input"
"""For what could not be read from its file, so that no engine can read it on another try."""


def table_columns(codebook: Codebook) -> dict[str, Columns]:
    """Return the columns of every table of a run under a codebook."""
    return {
        "articles": ARTICLES,
        "texts": TEXTS,
        "mentions": with_attributes(MENTIONS, codebook.attributes),
        "events": with_attributes(EVENTS, with_ranges(codebook.attributes)),
        "rejected": REJECTED,
        "failures": FAILURES,
    }


def write_parts(run: RunFolder, shard: int, outcomes: list[Outcome], codebook: Codebook) -> None:
    """Write the part files of a shard: its tables without events, which only publishing knows."""
    columns = table_columns(codebook) | {"articles": PART_ARTICLES}
    for name, rows in _rows(outcomes).items():
        write_parquet(frame(rows, columns[name]), run.part(shard, name))
    write_parquet(frame(duplicate_rows(outcomes), DUPLICATES), run.part(shard, "duplicates"))


def publish(run: RunFolder, codebook: Codebook, counts: Counts) -> Counts:
    """Join the parts into the tables of the run, merge its mentions into events, and record the counts.

    Args:
        run: its part files are written.
        codebook: the scheme.
        counts: what became of the input; parts beyond its articles are of another input and left out.

    Raises:
        RunError: a part file is damaged or not there.
    """
    columns = table_columns(codebook) | {"duplicates": DUPLICATES}
    parts = {name: run.parts(name, counts.articles) for name in columns if name != "events"}
    with reading_tables(*(path for paths in parts.values() for path in paths), todo=CODE_AGAIN):
        tables = {name: _joined(paths, columns[name]) for name, paths in parts.items()}
        write_parquet(tables.pop("duplicates"), run.work / DUPLICATES_FILE)
        mentions = tables.pop("mentions")
        for name, table in tables.items():
            write_parquet(table, run.path / f"{name}.parquet")
        counts = counts.model_copy(update={"events": _publish_merged(run, codebook, mentions)})
    run.save(counts=counts.model_dump())
    return counts


def _publish_merged(run: RunFolder, codebook: Codebook, mentions: pl.LazyFrame) -> int:
    """Write the tables of mentions and events, and return the number of events."""
    columns = table_columns(codebook)
    articles = pl.read_parquet(run.table("articles"))
    merged = merge_tables(mentions, articles, codebook.attributes, run.settings.merge)
    write_parquet(merged.name(mentions), run.path / "mentions.parquet")
    events = merged.events(mentions, columns["events"])
    if run.settings.duplicates != "skip":
        events = with_copies(events, run)
    write_parquet(events, run.path / "events.parquet")
    return merged.found.height


def _joined(parts: list[Path], columns: Columns) -> pl.LazyFrame:
    return pl.scan_parquet(parts).select(list(columns)) if parts else frame([], columns).lazy()


def _rows(outcomes: list[Outcome]) -> dict[str, list[dict[str, Any]]]:
    read = [outcome for outcome in outcomes if outcome.status in {"coded", "failed"}]
    return {
        "articles": [article_row(outcome) for outcome in outcomes],
        "texts": [{"article_id": o.article.article_id, "text": o.article.text} for o in read],
        "mentions": [mention_row(mention) for outcome in outcomes for mention in outcome.mentions],
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
        "advice": ADVICE_FOR_INPUT if article.problem else ADVICE[outcome.status],
    }
