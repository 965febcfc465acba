"""Who takes part in an event: the units of a panel that it counts for.

Events are known here by ``row``, their position. A compound side has several parties; an act that
binds both sides alike counts in both directions.
"""

from collections.abc import Callable

import polars as pl

from eventx.aggregating.panel import Panel
from eventx.resolving.actor_tables import countries_by_cameo

ROW = "row"
SIDES = ("actor", "target")
DYAD, PAIR = ("actor_country", "target_country"), ("country_a", "country_b")

Missing = dict[str, pl.DataFrame]
"""Events without a party that the unit needs, by reason; each has the column ``row``."""


def countries(events: pl.DataFrame, side: str) -> pl.DataFrame:
    """Return the countries of a side: columns ``row`` and ``party``."""
    first = events.select(ROW, party=f"{side}_country")
    codes = pl.col(f"{side}_codes").str.split("; ").list.slice(1)
    others = events.select(ROW, party=codes).explode("party").with_columns(country_of(pl.col("party")))
    return pl.concat([first, others]).drop_nulls().unique()


def actors(events: pl.DataFrame, side: str) -> pl.DataFrame:
    """Return the actor codes of a side: columns ``row`` and ``party``."""
    codes = pl.coalesce(f"{side}_codes", f"{side}_code").str.split("; ")
    return events.select(ROW, party=codes).explode("party").drop_nulls().unique()


def country_of(code: pl.Expr) -> pl.Expr:
    """Return the ISO3 code of the country that a CAMEO actor code begins with, or null."""
    return code.str.head(3).replace_strict(countries_by_cameo(), default=None, return_dtype=pl.String)


def domestic(events: pl.DataFrame) -> pl.DataFrame:
    """Return the events that have countries on both sides, one and the same: the column ``row``."""
    both = pl.concat([countries(events, side).with_columns(side=pl.lit(side)) for side in SIDES])
    seen = both.group_by(ROW).agg(pl.col("party").n_unique(), pl.col("side").n_unique())
    return seen.filter(pl.col("party") == 1, pl.col("side") == 2).select(ROW)


def units_of(events: pl.DataFrame, panel: Panel) -> tuple[pl.DataFrame, Missing]:
    """Return the units that each event counts for, ``row`` and the unit's columns, and the events without any."""
    return _UNITS[panel.unit](events, panel)


def _dyads(events: pl.DataFrame, panel: Panel) -> tuple[pl.DataFrame, Missing]:
    acting, target = countries(events, "actor"), countries(events, "target")
    missing = {
        "no country known for the acting side": events.join(acting, on=ROW, how="anti"),
        "no country known for the target": events.join(acting, on=ROW, how="semi").join(target, on=ROW, how="anti"),
    }
    found = _foreign_first(acting.join(target, on=ROW, suffix="_target"))
    one, other = pl.col("party"), pl.col("party_target")
    if panel.directed:
        forth = found.select(ROW, one.alias(DYAD[0]), other.alias(DYAD[1]))
        back = _reciprocal(events, found).select(ROW, other.alias(DYAD[0]), one.alias(DYAD[1]))
        return pl.concat([forth, back]).unique(), missing
    lower, upper = pl.min_horizontal(one, other), pl.max_horizontal(one, other)
    return found.select(ROW, lower.alias(PAIR[0]), upper.alias(PAIR[1])).unique(), missing


def _foreign_first(found: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs without those of a country with itself, where the event has others."""
    foreign = pl.col("party") != pl.col("party_target")
    return found.filter(foreign | ~foreign.any().over(ROW))


def _parties(events: pl.DataFrame, panel: Panel) -> tuple[pl.DataFrame, Missing]:
    read, column, words = (
        (countries, "country", "country") if panel.unit == "country" else (actors, "actor_code", "actor code")
    )
    acting, target = read(events, "actor"), read(events, "target")
    side = "the acting side" if panel.directed else "either side"
    found = pl.concat([acting, _reciprocal(events, target) if panel.directed else target]).unique()
    without = events.join(found, on=ROW, how="anti")
    return found.rename({"party": column}), {f"no {words} known for {side}": without}


def _places(events: pl.DataFrame, panel: Panel) -> tuple[pl.DataFrame, Missing]:
    del panel
    found = events.select(ROW, "country_iso3").drop_nulls()
    return found, {"no country known for the place": events.join(found, on=ROW, how="anti")}


_UNITS: dict[str, Callable[[pl.DataFrame, Panel], tuple[pl.DataFrame, Missing]]] = {
    "dyad": _dyads,
    "country": _parties,
    "actor": _parties,
    "place": _places,
}


def _reciprocal(events: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    return found.join(events.filter("reciprocal").select(ROW), on=ROW, how="semi")
