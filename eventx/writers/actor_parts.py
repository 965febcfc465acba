"""CAMEO actor codes taken apart: country, role and the other three-letter parts."""

import polars as pl

from eventx.resolving.actor_tables import countries_by_cameo
from eventx.writers.code_tables import code_table, countries, looked_up

SPLIT = "; "
"""What divides codes in a cell of eventx."""


def parts_of_codes(codes: pl.Series) -> pl.DataFrame:
    """Return one row for each different code: ``code``, and its parts as the layouts name them.

    ``country``, ``cow`` and ``geo`` are of its first part, ``entity`` is that part itself, ``group`` the body that
    follows IGO or NGO; ``types``, ``religions`` and ``roles`` are lists in the order of the code.
    """
    code = pl.col("code")
    table = codes.drop_nulls().unique().sort().alias("code").to_frame()
    table = table.with_columns(entity=code.str.slice(0, 3), rest=code.str.slice(3).str.extract_all("...?"))
    first = pl.col("entity")
    country = first.replace_strict(countries_by_cameo(), default=None, return_dtype=pl.String)
    table = table.with_columns(
        iso3=country,
        country=looked_up(country, countries(), "iso3", "name"),
        cow=looked_up(country, countries(), "iso3", "cow"),
        geo=pl.when(country.is_not_null() | first.is_in(_of_kind("region"))).then(first),
        is_body=first.is_in(_of_kind("body")),
    )
    return table.with_columns(
        group=pl.when("is_body").then(pl.col("rest").list.first()),
        parts=pl.when(pl.col("geo").is_null()).then(pl.concat_list(first, "rest")).otherwise("rest"),
    ).with_columns(
        roles=_kept(_of_kind("role")),
        types=_kept(_of_kind("role") + _of_kind("body")),
        religions=_kept(_of_kind("religion")),
    )


def _kept(wanted: list[str]) -> pl.Expr:
    return pl.col("parts").list.eval(pl.element().filter(pl.element().is_in(wanted)))


def _of_kind(kind: str) -> list[str]:
    return code_table("cameo_parts").filter(pl.col("kind") == kind)["part"].to_list()


def labelled(parts: str, label: str, joint: str) -> pl.Expr:
    """Return the labels of a list of parts, each once, joined."""
    each = looked_up(pl.element(), code_table("cameo_parts"), "part", label)
    names = pl.col(parts).list.eval(each.drop_nulls().unique(maintain_order=True)).list.join(joint)
    return pl.when(names != "").then(names)
