"""The links of a run as a table, and the copies that count as sources though they were not coded."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import polars as pl

from eventx.near_duplicates.signatures import passages
from eventx.near_duplicates.stories import Link
from eventx.runs import RunFolder
from eventx.table import INT, REAL, TEXT, Columns

if TYPE_CHECKING:
    from eventx.pipeline import Outcome

DUPLICATES: Columns = {
    "article_id": TEXT, "level": TEXT, "twin": TEXT, "duplicate_of": TEXT, "share": REAL, "twin_share": REAL,
    "shared_words": INT, "passages": TEXT,
}  # fmt: skip
DUPLICATES_FILE = "duplicates.parquet"
"""In the work folder of a run."""


def duplicate_row(link: Link, text: str) -> dict[str, Any]:
    """Return a link as one flat row, with the passages that its article's cleaned text shares with the twin."""
    shared = " [...] ".join(" ".join(passage.split()) for passage in passages(text, link.runs))
    return link._asdict() | {"duplicate_of": link.canonical, "passages": shared or None}


def duplicate_rows(outcomes: Iterable["Outcome"]) -> list[dict[str, Any]]:
    """Return the links of a shard's articles."""
    return [duplicate_row(outcome.link, outcome.article.text) for outcome in outcomes if outcome.link]


def read_duplicates(run: RunFolder) -> list[dict[str, Any]]:
    """Return the links of a finished run; a run made before there were links has none.

    Raises:
        RunError: the run is not finished.
    """
    run.table("articles")
    path = run.work / DUPLICATES_FILE
    return list(pl.read_parquet(path).iter_rows(named=True)) if path.is_file() else []


def stories(run: RunFolder) -> dict[str, str]:
    """Return the canonical article of every article of a run; one that is no copy is its own."""
    articles = pl.read_parquet(run.table("articles"), columns=["article_id", "duplicate_of"])
    return dict(articles.with_columns(pl.coalesce("duplicate_of", "article_id")).iter_rows())


def with_copies(events: pl.LazyFrame, run: RunFolder) -> pl.LazyFrame:
    """Return events whose sources and days of report include the copies that were left out.

    Args:
        events: the table of events.
        run: its articles and mentions are published, its table of duplicates is written.
    """
    articles = pl.scan_parquet(run.table("articles"))
    reports = articles.select("article_id", outlet=pl.coalesce("source", "article_id"), published="published")
    links = pl.scan_parquet(run.work / DUPLICATES_FILE).select("article_id", "twin")
    coded = articles.filter(pl.col("status") == "coded").select("article_id")
    left_out = articles.filter(pl.col("status") == "duplicate").select("article_id", "duplicate_of")
    home = left_out.join(links, on="article_id").join(
        coded.with_columns(twin_coded="article_id"), left_on="twin", right_on="article_id", how="left"
    )
    copies = home.select("article_id", told_in=pl.coalesce("twin_coded", "duplicate_of"))
    copies = copies.join(reports, on="article_id").drop("article_id").rename({"told_in": "article_id"})
    told = pl.scan_parquet(run.table("mentions")).select("event_id", "article_id").unique()
    hit = told.join(copies, on="article_id").select("event_id").unique()
    counted = (
        told.join(hit, on="event_id", how="semi")
        .join(pl.concat([reports, copies.select(reports.collect_schema().names())]), on="article_id")
        .group_by("event_id")
        .agg(
            n_sources=pl.col("outlet").n_unique().cast(INT),
            first_report=pl.col("published").min(),
            last_report=pl.col("published").max(),
        )
    )
    return events.update(counted, on="event_id")
