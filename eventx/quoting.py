"""How much of the articles' own text leaves the house."""

from collections.abc import Callable
from typing import Literal

import polars as pl

Quotes = Literal["none", "short", "full"]
SHORT = 100
"""Characters of a short quote, at most."""
_QUOTED = ("quote", "raw")


def with_quotes(table: pl.DataFrame, quotes: Quotes) -> pl.DataFrame:
    """Return the table with its quotes in full, cut at a word's end, or without them."""
    held = [name for name in _QUOTED if name in table.columns]
    return table.with_columns(_LIMITS[quotes](pl.col(name)).alias(name) for name in held)


def _cut(text: pl.Expr) -> pl.Expr:
    cut = text.str.head(SHORT).str.replace(r"\s+\S*$", "") + " ..."
    return pl.when(text.str.len_chars() > SHORT).then(cut).otherwise(text)


_LIMITS: dict[Quotes, Callable[[pl.Expr], pl.Expr]] = {
    "none": lambda _: pl.lit(None, pl.String),
    "short": _cut,
    "full": lambda text: text,
}
