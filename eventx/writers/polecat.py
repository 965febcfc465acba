"""PLOVER in the columns of POLECAT: 40 columns, compound actors in one row."""

import polars as pl

from eventx.table import TEXT
from eventx.writers.actor_parts import SPLIT, labelled, parts_of_codes
from eventx.writers.code_tables import code_table, looked_up, with_facts
from eventx.writers.common_fields import with_columns_known

_BODIES = {"EEC": "EUR", "UNO": "UNO"}
"""Bodies that PLOVER names like countries: the European Union and the United Nations."""


def fields(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the fields of POLECAT: type, mode, score and quad of PLOVER, countries and sectors."""
    rows = with_columns_known(rows, {"mode": TEXT, "context": TEXT})
    is_plover = pl.col("codebook") == "plover"
    crossed = looked_up(pl.col("code"), code_table("cameo_codes"), "code", "plover_mode")
    rows = rows.with_columns(
        plover_type=pl.when(is_plover).then(pl.col("root")).otherwise(pl.col("plover")),
        plover_mode=pl.when(is_plover).then(pl.col("mode")).otherwise(crossed),
        plover_context=pl.col("context").str.replace_all(SPLIT, ";", literal=True),
    )
    return _with_parties(_with_scores(rows))


def _with_scores(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the score of the mode, else of the type, and the quad in words."""
    scores = code_table("plover_scores")
    types = scores.filter(pl.col("plover_mode").is_null())
    modes = scores.select(key=pl.format("{} {}", "plover_type", "plover_mode"), score="plover_score")
    mode_score = looked_up(pl.format("{} {}", "plover_type", "plover_mode"), modes, "key", "score")
    quad = looked_up(pl.col("plover_type"), types, "plover_type", "quad")
    quads = code_table("value_labels").filter(pl.col("variable") == "quad_class")
    return rows.with_columns(
        plover_score=pl.coalesce(mode_score, looked_up(pl.col("plover_type"), types, "plover_type", "plover_score")),
        plover_quad=looked_up(quad, quads, "value", "label").str.to_uppercase(),
    )


def _with_parties(rows: pl.DataFrame) -> pl.DataFrame:
    for side in ("actor", "target"):
        facts = _facts(rows[f"{side}_codes"])
        facts = facts.rename({name: f"{side}_{name}" for name in facts.columns})
        rows = with_facts(rows, facts, f"{side}_codes")
    return rows


def _facts(lists: pl.Series) -> pl.DataFrame:
    """Return one row for each different list of codes: ``codes``, countries, COW numbers, sectors."""
    each = lists.alias("codes").drop_nulls().unique().sort().to_frame()
    each = each.with_columns(code=pl.col("codes").str.split(SPLIT)).explode("code")
    parts = parts_of_codes(each["code"]).with_columns(
        place=pl.coalesce("iso3", pl.col("group").replace_strict(_BODIES, default=None), _body()),
        sectors=labelled("roles", "plover", ";"),
        sector=labelled("roles", "plover", ";").str.split(";").list.first(),
    )
    joined = each.join(parts, on="code", how="left", maintain_order="left").group_by("codes", maintain_order=True)
    return joined.agg(
        countries=_joined("place"), cow=_joined("cow"), sectors=_joined("sectors"), sector=pl.col("sector").first()
    )


def _body() -> pl.Expr:
    return pl.when("is_body").then(looked_up(pl.col("entity"), code_table("cameo_parts"), "part", "plover"))


def _joined(name: str) -> pl.Expr:
    values = pl.col(name).drop_nulls().unique(maintain_order=True).str.join(";")
    return pl.when(values != "").then(values)
