"""Time and peak memory of panels from 1,000,000 made-up events: ``python tests/benchmarks/panels_million.py``."""

import resource
import sys
import time
from datetime import date

import numpy as np
import polars as pl

from eventx.aggregating import COLUMNS, aggregate
from eventx.table import EVENTS

EVENTS_MADE = 1_000_000


def made(number: int) -> pl.DataFrame:
    """Return events of 60 countries over 20 years, one in fifty with a compound side."""
    dice = np.random.default_rng(7)
    countries = pl.Series(pl.read_csv("schemas/actors/countries.csv", infer_schema=False)["iso3"][:180:3])
    actor, target = (countries.gather(dice.integers(0, 60, number)) for _ in range(2))
    root = pl.Series(dice.integers(1, 21, number)).cast(pl.String).str.zfill(2)
    start = pl.Series(dice.integers(0, 7300, number)).cast(pl.Int32) + (date(2000, 1, 1) - date(1970, 1, 1)).days
    second = pl.when(pl.Series(dice.integers(0, 50, number)) == 0).then(pl.lit("; FRAGOV")).otherwise(pl.lit(""))
    return pl.select(
        root=root, code=root + "0", quad_class=pl.Series(dice.integers(1, 5, number)),
        goldstein=dice.normal(size=number).round(1),
        actor_country=actor, actor_code=actor + "GOV", actor_codes=(actor + "GOV") + second, target_country=target,
        target_code=target + "GOV", target_codes=target + "GOV", reciprocal=pl.Series(dice.integers(0, 4, number)) == 0,
        date_start=start.cast(pl.Date), date_end=start.cast(pl.Date), time_status=pl.lit("actual"), country_iso3=actor,
        n_sources=pl.Series(dice.integers(1, 4, number)),
    ).cast({name: EVENTS[name] for name in COLUMNS})  # fmt: skip


def main() -> None:
    """Print a line for each panel that is named, or for some."""
    rows = made(EVENTS_MADE)
    for by in sys.argv[1:] or ["dyad-month", "country-day", "actor-week", "dyad-year"]:
        start = time.perf_counter()
        done = aggregate(rows, by)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{by:<12} {done.table.height:>10,} rows  {time.perf_counter() - start:5.1f} s  peak so far {peak:,.0f} MB"
        )


if __name__ == "__main__":
    main()
