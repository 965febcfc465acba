"""Phoenix event table: 26 columns."""

import polars as pl

from eventx.writers.code_tables import code_table, looked_up
from eventx.writers.dyads import with_parts


def fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of pairs with the fields of Phoenix."""
    code, codes = pl.col("code"), code_table("cameo_codes")
    return with_parts(rows).with_columns(
        *_parts("first"),
        *_parts("second"),
        dyad_id=pl.format("{}_{}", "row_key", "dyad"),
        penta_class=looked_up(code, codes, "code", "penta_class"),
        phoenix_score=looked_up(code, codes, "code", "phoenix_score"),
        passage_ids=pl.col("mention_ids").str.replace_all("; ", ";", literal=True),
    )


def _parts(side: str) -> list[pl.Expr]:
    """Return the first part that Phoenix has as a role, and the parts that remain, joined."""
    known = code_table("cameo_parts").filter(pl.col("phoenix_role") == "yes")["part"].to_list()
    is_role = pl.element().is_in(known)
    rest, is_first_role = pl.col(f"{side}_rest"), is_role & (is_role.cum_sum() == 1)
    return [
        rest.list.eval(pl.element().filter(is_first_role)).list.first().alias(f"{side}_phoenix_role"),
        rest.list.eval(pl.element().filter(~is_first_role)).list.join(";").alias(f"{side}_attributes"),
    ]
