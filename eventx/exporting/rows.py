"""The rows that an export starts from: a run's table, what is left out of it, and the articles that told them."""

from typing import NamedTuple

import polars as pl

from eventx.quoting import Quotes, with_quotes
from eventx.run_tables import select
from eventx.runs import RunFolder
from eventx.table import INT, TEXT
from eventx.writers.code_tables import with_facts


class Choice(NamedTuple):
    """What of a run is exported."""

    table: str
    status: str = "actual"
    quotes: Quotes = "full"
    one_a_day: bool = False
    partition: str | None = None


def chosen(run: RunFolder, choice: Choice) -> tuple[pl.DataFrame, int]:
    """Return the rows of a run's table, quotes cut, and how many of another time status were left out.

    Adds ``left_out``: why a row will not be written, null for the others.

    Raises:
        RunError: the run is not finished.
    """
    rows = select(run, choice.table, status=choice.status)
    everything = run.read(choice.table, ["event_id"]).height
    rows = with_quotes(rows, choice.quotes).with_columns(left_out=pl.lit(None, TEXT))
    return rows, everything - rows.height


def once_a_day(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Return the rows with all but the first of those that agree on day, pair and code marked as left out.

    Rows where one of the keys is not known are kept.
    """
    known = pl.all_horizontal(pl.col(key).is_not_null() for key in keys) & pl.col("left_out").is_null()
    again = known & (pl.int_range(pl.len()).over(*keys, "left_out") > 0)
    reason = pl.when(again).then(pl.lit("one a day: same day, pair and code as a row before"))
    return rows.with_columns(left_out=pl.coalesce("left_out", reason))


def with_reports(rows: pl.DataFrame, run: RunFolder, table: str) -> pl.DataFrame:
    """Return the rows with ``row_key`` and what their articles say.

    Adds ``sources``, ``languages`` and ``urls`` (joined with ";"), ``url`` and ``article_id`` (of the first report),
    ``n_articles``, and, where the table has none, ``n_mentions``, ``n_sources``, ``first_report``, ``mention_ids``.
    """
    key = {"events": "event_id", "mentions": "mention_id"}[table]
    told = _reports(run, key)
    missing = [name for name in told.columns if name not in rows.columns or name in {key, "article_id"}]
    return with_facts(rows.drop("article_id", strict=False), told.select(missing), key).with_columns(
        row_key=pl.col(key)
    )


def _reports(run: RunFolder, key: str) -> pl.DataFrame:
    """Return one row for each ``key``, an event or a mention: what the articles that tell it say."""
    articles = run.read("articles", ["article_id", "source", "published", "lang", "path"])
    mentions = run.read("mentions", dict.fromkeys(["mention_id", key, "article_id"]))
    told = mentions.join(articles, on="article_id", how="left")
    told = told.with_columns(url=pl.when(pl.col("path").str.contains(r"^https?://")).then("path"))
    by_one = told[key].is_unique()
    ordered = told.filter(~by_one).sort("published", "article_id", "mention_id", nulls_last=True)
    return pl.concat([_told_once(told.filter(by_one), key), _told_again(ordered, key)])


def _told_once(told: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the reports of what a single mention tells, without the cost of grouping."""
    return told.select(
        pl.col(key), "article_id", "url", sources="source", languages="lang", urls="url", n_articles=pl.lit(1, INT),
        n_mentions=pl.lit(1, INT), n_sources=pl.lit(1, INT), first_report="published", mention_ids="mention_id",
    )  # fmt: skip


def _told_again(told: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the reports of what several mentions tell; the first of them is the first report."""
    return told.group_by(key, maintain_order=True).agg(
        pl.col("article_id", "url").first(),
        sources=_joined("source"),
        languages=_joined("lang"),
        urls=_joined("url"),
        n_articles=pl.col("article_id").n_unique().cast(INT),
        n_mentions=pl.len().cast(INT),
        n_sources=pl.coalesce("source", "article_id").n_unique().cast(INT),
        first_report=pl.col("published").min(),
        mention_ids=pl.col("mention_id").str.join("; "),
    )


def _joined(name: str) -> pl.Expr:
    values = pl.col(name).drop_nulls().unique(maintain_order=True).str.join(";")
    return pl.when(values != "").then(values)
