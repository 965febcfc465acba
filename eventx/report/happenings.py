"""The events of a run as the report counts and lists them: one table that all sections read."""

import polars as pl

from eventx.codebook import load_codebook
from eventx.errors import ResourceError
from eventx.resolving.actor_tables import country_rows
from eventx.runs import RunFolder

QUADS = {
    1: "Verbal cooperation",
    2: "Material cooperation",
    3: "Verbal conflict",
    4: "Material conflict",
    0: "No class",
}
"""Quad classes in the order of bars and legends; 0 stands for codebooks that have none."""
UNKNOWN_SOURCE = "source not stated"
LONGEST_NAME = 200
"""Characters of a name in charts and cells: tables from elsewhere may hold anything."""


def happenings(run: RunFolder) -> pl.DataFrame:
    """Return the events of a run with names to show.

    Added are ``quad`` (0 without one), ``root_label``, ``code_name``, ``actor`` and ``target`` (the country, else the
    name or code of the side's first actor), ``dyad``, ``place``, ``place_country``, ``source``, ``title`` and
    ``published`` (of the articles that tell the event; the title and day are those of the article quoted).

    Raises:
        RunError: the run is not finished.
    """
    events = run.read("events")
    return (
        events.join(_telling(run, events), on="event_id", how="left", maintain_order="left")
        .with_columns(
            pl.col("quad_class").fill_null(0).alias("quad"),
            pl.col("root").replace_strict(_labels(run, events), default="", return_dtype=pl.String).alias("root_label"),
            named("code", "code_label").alias("code_name"),
            _side("actor"),
            _side("target"),
            _country("country_iso3").alias("place_country"),
        )
        .with_columns(pl.col("actor", "target", "source", "title").str.slice(0, LONGEST_NAME))
        .with_columns(named("root", "root_label").alias("root_name"), _dyad(), _place())
        .sort("date_start", "code", "event_id", nulls_last=True)
    )


def named(code: str, label: str) -> pl.Expr:
    """Return codes with their labels; a label that only repeats the code stands alone."""
    same = _words(code) == _words(label)
    bare = pl.col(label).fill_null("") == ""
    both = pl.concat_str(code, label, separator=" ")
    return pl.when(bare).then(pl.col(code)).when(same).then(pl.col(label)).otherwise(both)


def _words(column: str) -> pl.Expr:
    return pl.col(column).str.to_lowercase().str.replace_all(r"[^a-z0-9]+", " ")


def _telling(run: RunFolder, events: pl.DataFrame) -> pl.DataFrame:
    """Return for each event its outlets, and headline and day of the article whose words are quoted."""
    quoted = ["event_id", "quote", "quote_start"]
    mentions = run.read("mentions", [*quoted, "mention_id", "article_id"])
    articles = run.read("articles", ["article_id", "source", "title", "published"])
    best = events.select(*quoted, pl.lit(value=True).alias("is_quoted"))
    told = mentions.join(articles, on="article_id", how="left").join(best, on=quoted, how="left")
    told = told.sort("event_id", "is_quoted", "mention_id", descending=[False, True, False], nulls_last=True)
    return told.group_by("event_id", maintain_order=True).agg(
        pl.col("source").fill_null(UNKNOWN_SOURCE).unique().sort().str.join("; "),
        pl.col("title", "published").first(),
    )


def _labels(run: RunFolder, events: pl.DataFrame) -> dict[str, str]:
    """Return the labels of roots; those of a codebook that is gone are read off the events."""
    try:
        return {code.code: code.label for code in load_codebook(run.settings.codebook).codes.values()}
    except ResourceError:
        return dict(events.filter(pl.col("code") == pl.col("root")).select("root", "code_label").unique().iter_rows())


def _country(column: str) -> pl.Expr:
    names = {row["iso3"]: row["name"] for row in country_rows()}
    return pl.col(column).replace(names)


def _side(side: str) -> pl.Expr:
    return pl.coalesce(_country(f"{side}_country"), f"{side}_name", f"{side}_code").alias(side)


def _dyad() -> pl.Expr:
    """Return "A -> B", and the sides of an act that binds both in the order of the alphabet."""
    swapped = pl.col("reciprocal") & (pl.col("actor") > pl.col("target"))
    first = pl.when(swapped).then("target").otherwise("actor")
    second = pl.when(swapped).then("actor").otherwise("target")
    arrow = pl.when("reciprocal").then(pl.lit(" \u2194 ")).otherwise(pl.lit(" \u2192 "))
    return pl.concat_str(first, arrow, second).alias("dyad")


def _place() -> pl.Expr:
    """Return the name of the place and its country; null where the event has no coordinates and no name."""
    name = pl.coalesce("place_name", "location_text").str.slice(0, LONGEST_NAME)
    whole = pl.col("place_country").is_null() | (name == pl.col("place_country"))
    return pl.when(whole).then(name).otherwise(pl.concat_str(name, pl.lit(", "), "place_country")).alias("place")
