"""ICEWS event table: 20 columns."""

import polars as pl

from eventx.writers.actor_parts import labelled
from eventx.writers.code_tables import code_table, looked_up
from eventx.writers.dyads import number_of, with_parts


def fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of pairs with the fields of ICEWS."""
    code, codes = pl.col("code"), code_table("cameo_codes")
    return with_parts(rows).with_columns(
        first_sectors=labelled("first_types", "label", ", "),
        second_sectors=labelled("second_types", "label", ", "),
        icews_text=looked_up(code, codes, "code", "icews_text"),
        icews_intensity=looked_up(code, codes, "code", "icews_intensity"),
        story_id=number_of(pl.col("article_id")),
    )
