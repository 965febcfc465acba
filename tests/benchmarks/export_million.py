"""How long a million mentions take to export, and how much memory: one line for each kind of file.

Run it by hand: ``python tests/benchmarks/export_million.py [ROWS]``. Each measurement is a process of its own, so that
its peak memory is its own.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from eventx.exporting import Choice, export
from eventx.runs import RunFolder
from eventx.table import ARTICLES, EVENTS, MENTIONS, Columns, write_parquet

ROWS = 1_000_000
PARTIES = ["KENGOV", "UGAGOV", "JPNGOV; USAGOV", "NERMIL", "IGOUNO", "LKACOP", "COLREB", None]
CODES = [("036", "03", 1, 4.0), ("042", "04", 1, 1.9), ("190", "19", 4, -10.0), ("1411", "14", 4, -6.5)]
WORDS = "The ministers of both countries met envoys of the union at the border on day {} and agreed to meet again."
MEASURED = {
    "parquet": ("native", "out.parquet", Choice("mentions")),
    "csv": ("native", "out.csv", Choice("mentions")),
    "dta by year": ("native", "out.dta", Choice("mentions", partition="year")),
    "gdelt": ("gdelt", "out.csv", Choice("events")),
    "icews, one a day": ("icews", "out.tab", Choice("events", one_a_day=True)),
}


def synthetic(columns: Columns, rows: int) -> pl.DataFrame:
    """Return a table of mentions or events that all differ."""
    n = pl.int_range(rows, eager=True)
    id_of = pl.Series([f"{i:016x}" for i in (n * 2_654_435_761 % 2**32).to_list()])
    code = pl.DataFrame(
        [CODES[i % 4] for i in range(rows)], schema=["code", "root", "quad_class", "goldstein"], orient="row"
    )
    actor, target = (pl.Series([PARTIES[i // k % 8] for i in range(rows)]) for k in (1, 8))
    day = pl.select(pl.date(2004, 1, 1) + pl.duration(days=n * 7_919 % 7_300)).to_series()
    known = {
        **{name: code[name] for name in code.columns}, "mention_id": "m" + id_of, "event_id": "e" + id_of,
        "article_id": "a" + id_of.gather(n // 4), "mention_ids": "m" + id_of,
        "actor_codes": actor, "actor_code": actor.str.head(6), "actor_name": actor,
        "target_codes": target, "target_code": target.str.head(6), "target_name": target,
        "actor_text": pl.select(pl.format("party {}", n % 5_000)).to_series(),
        "quote": pl.select(pl.format(WORDS, n)).to_series(), "reciprocal": n % 9 == 0, "is_lead": n % 4 == 0,
        "date_start": day, "date_end": day, "date_precision": pl.repeat("day", rows, eager=True),
        "time_status": pl.repeat("actual", rows, eager=True), "codebook": pl.repeat("cameo", rows, eager=True),
        "place_name": actor, "country_iso3": actor.str.head(3), "geo_precision": n % 3 + 1, "latitude": n / rows,
        "confidence": n / rows, "n_mentions": n % 5 + 1,
    }  # fmt: skip
    return pl.select(pl.lit(known.get(name)).cast(kind).alias(name) for name, kind in columns.items())


def make_run(folder: Path, rows: int) -> None:
    """Write a run folder of so many mentions, each an event of its own."""
    (folder / "run.json").write_text(json.dumps({"settings": {}, "counts": {}}), encoding="utf-8")
    mentions = synthetic(MENTIONS, rows)
    write_parquet(mentions, folder / "mentions.parquet")
    write_parquet(synthetic(EVENTS, rows), folder / "events.parquet")
    articles = mentions.select("article_id").unique().sort("article_id").with_columns(source=pl.lit("Hill Post"))
    columns = ((pl.col(c) if c in articles.columns else pl.lit(None)).cast(k).alias(c) for c, k in ARTICLES.items())
    write_parquet(articles.select(columns), folder / "articles.parquet")


def measure(name: str, run: Path, home: Path) -> None:
    """Export once in this process, and print seconds and the peak of its memory in GB."""
    began = time.perf_counter()
    layout, file, choice = MEASURED[name]
    export(RunFolder.open(run), home / file, layout, choice)
    print(f"{name:>18} {time.perf_counter() - began:6.1f} s   peak {peak_memory():.2f} GB", flush=True)


def measure_writing(run: Path, home: Path) -> None:
    """Write one table three times with polars alone and with our profile, in turn, and print the best of each."""
    rows = pl.read_parquet(run / "mentions.parquet")
    bare = partial(rows.write_parquet, compression="zstd", compression_level=3, row_group_size=131_072)
    seconds = [(_seconds(bare, home / "bare"), _seconds(partial(write_parquet, rows), home / "ours")) for _ in range(3)]
    alone, ours = (min(times) for times in zip(*seconds, strict=True))
    print(f"writing Parquet: polars alone {alone:.2f} s, ours {ours:.2f} s, {ours / alone:.2f} times", flush=True)


def _seconds(write: Callable[[Path], None], path: Path) -> float:
    began = time.perf_counter()
    write(path)
    return time.perf_counter() - began


def peak_memory() -> float:
    """Return the most memory that this process held, in GB; 0 where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)


def main(rows: int) -> None:
    """Make a run, and measure every export of it in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        run.mkdir()
        make_run(run, rows)
        print(f"{rows:,} mentions in as many events", flush=True)
        for name in ("writing", *MEASURED):
            home = Path(tempfile.mkdtemp(dir=folder))
            subprocess.run([sys.executable, __file__, "--one", name, str(run), str(home)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_folder, home = Path(sys.argv[3]), Path(sys.argv[4])
        measure_writing(run_folder, home) if sys.argv[2] == "writing" else measure(sys.argv[2], run_folder, home)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
