"""Merging over tables: all mentions of a run, one block of codes in memory at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from eventx.codebook import Attribute
from eventx.merging.clusters import clusters
from eventx.merging.happening import Happening, happening
from eventx.merging.told import COLUMNS, Report, Setting, Told, actors_of, block_of, told
from eventx.ranges import high_of, low_of
from eventx.schema.provenance import Merge
from eventx.table import DAY, INT, TEXT, Columns

WHEN = ("date_text", "date_start", "date_end", "date_precision", "date_basis")
WHERE = (
    "location_text", "place_name", "admin1", "admin2", "country_iso3", "latitude", "longitude", "geo_precision",
    "geonames_id",
)  # fmt: skip

_KIND = ["codebook", "code", "root", "planned"]
_FOUND: Columns = {
    "event_id": TEXT, "best": TEXT, "when": TEXT, "where": TEXT, "n_mentions": INT, "n_sources": INT,
    "first_report": DAY, "last_report": DAY, "chosen_because": TEXT, "mention_ids": TEXT,
}  # fmt: skip


class Merged(NamedTuple):
    """The events of a run, and how to make its tables of them."""

    found: pl.DataFrame
    """One row an event, sorted by id, with the ids of its mentions."""
    numbers: tuple[str, ...]

    def name(self, mentions: pl.LazyFrame) -> pl.LazyFrame:
        """Return a table of mentions, in its order, with the ids of their events."""
        found = self.found.lazy().select("event_id", mention_id=pl.col("mention_ids").str.split("; "))
        named = mentions.drop("event_id").join(
            found.explode("mention_id"), on="mention_id", how="left", maintain_order="left"
        )
        return named.select(mentions.collect_schema().names())

    def events(self, mentions: pl.LazyFrame, columns: Columns) -> pl.LazyFrame:
        """Return the table of events with these columns, sorted by id: each has the fields of its best mention."""
        merged = {*WHEN, *WHERE, *self.numbers, *self.found.columns}
        held = mentions.collect_schema().names()
        fields = [name for name in columns if name in held and name not in merged]
        table = self.found.lazy()
        for key, names in (("best", fields), ("when", WHEN), ("where", WHERE)):
            told = mentions.select("mention_id", *names)
            table = table.join(told, left_on=key, right_on="mention_id", how="left", maintain_order="left")
        return table.select(*columns).cast(dict(columns))  # type: ignore[arg-type]


def merge_tables(
    mentions: pl.LazyFrame, articles: pl.DataFrame, attributes: Iterable[Attribute], scope: Merge
) -> Merged:
    """Return the events that mentions tell of.

    Args:
        mentions: rows of ``mentions``; their event ids are not read.
        articles: rows of ``articles``.
        attributes: of the codebook.
        scope: which mentions may be joined.
    """
    numbers = tuple(attribute.name for attribute in attributes if attribute.type == "integer")
    reports = _reports(articles)
    table = _with_settings(mentions.select(*COLUMNS, *numbers).collect())
    parts = [
        _frame(map(happening, clusters(_told(table.filter(block=block), reports, numbers), scope)), numbers)
        for block in sorted(table["block"].unique())
    ]
    return Merged(pl.concat([_frame((), numbers), *parts]).sort("event_id"), numbers)


def _reports(articles: pl.DataFrame) -> dict[str, Report]:
    story = pl.coalesce("duplicate_of", "article_id")
    rows = articles.select("article_id", story, "source", "published").iter_rows()
    return {name: Report(*facts) for name, *facts in rows}


def _with_settings(mentions: pl.DataFrame) -> pl.DataFrame:
    """Add the block of each mention, and what its article tells about it."""
    codes = pl.concat_str("actor_codes", "target_codes", separator="; ", ignore_nulls=True)
    around = mentions.group_by("article_id").agg(around=codes.unique().sort().str.join("; "))
    mentions = mentions.with_columns(
        alone=pl.len().over("article_id", "quote_start") == 1, planned=pl.col("time_status") == "planned"
    )
    kinds = mentions.select(_KIND).unique()
    blocks = [block_of(book, code, root, planned=planned) for book, code, root, planned in kinds.iter_rows()]
    kinds = kinds.with_columns(pl.Series("block", blocks, dtype=TEXT))
    return mentions.join(around, on="article_id").join(kinds, on=_KIND)


def _told(rows: pl.DataFrame, reports: Mapping[str, Report], numbers: Sequence[str]) -> Iterator[Told]:
    for row in rows.iter_rows(named=True):
        yield told(row, reports[row["article_id"]], Setting(actors_of(row["around"]), row["alone"]), numbers)


def _frame(found: Iterable[Happening], numbers: Sequence[str]) -> pl.DataFrame:
    figures = {name: INT for number in numbers for name in (number, low_of(number), high_of(number))}
    return pl.DataFrame([_row(one, numbers) for one in found], schema={**_FOUND, **figures}, orient="row")


def _row(found: Happening, numbers: Sequence[str]) -> tuple[Any, ...]:
    figures = [(found.chosen.get(name), *found.ranges.get(name, (None, None))) for name in numbers]
    return (
        found.event_id, found.best, found.when, found.where, len(found.mention_ids), found.n_sources,
        found.first_report, found.last_report, found.chosen_because, "; ".join(found.mention_ids),
        *(value for three in figures for value in three),
    )  # fmt: skip
