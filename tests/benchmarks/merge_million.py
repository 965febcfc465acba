"""Merging a million made-up mentions: seconds and peak memory. Run: python tests/benchmarks/merge_million.py [ROWS]

Reports come a day or two after what they tell of; half of the happenings are told more than once; one
country has a tenth of them, as a domestic corpus would. Prints how many pairs that belong together are together.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from eventx.codebook import load_codebook
from eventx.measuring.clusters import pairwise
from eventx.merging.tables import merge_tables
from eventx.table import ARTICLES, EVENTS, MENTIONS, frame, write_parquet

FIRST_DAY = date(2020, 1, 1)
SLICE = 100_000
ROLES = ("GOV", "MIL", "REB", "CVL", "COP", "OPP")


class World:
    """Made-up happenings, and mentions of them."""

    def __init__(self) -> None:
        self._random = random.Random(7)  # noqa: S311  # mentions, not secrets
        self._codes = list(load_codebook("cameo").codes.values())
        self._countries = [f"{a}{b}X" for a in "ABCDEFGHIJKLM" for b in "ABCDEFGHIJ"]
        self._words = ["".join(self._random.choices("abcdefghiklmnoprstu", k=7)) for _ in range(20_000)]
        self._told: list[dict[str, Any]] = []

    def mentions(self, number: int) -> Iterator[tuple[dict[str, Any], int]]:
        """Yield rows of mentions, and the number of the happening of each."""
        for made in range(number):
            if self._told and self._random.random() < 0.4:
                happening = self._told[-1 - int(self._random.random() ** 3 * min(len(self._told), 3000))]
            else:
                happening = self._happening(made, number)
                self._told.append(happening)
            yield self._mention(made, happening), happening["number"]

    def _happening(self, made: int, number: int) -> dict[str, Any]:
        pick = self._random
        actor = "AAX" if pick.random() < 0.1 else pick.choice(self._countries)
        target = actor if pick.random() < 0.5 else pick.choice(self._countries)
        return {
            "number": made, "code": pick.choice(self._codes), "actor": actor + pick.choice(ROLES),
            "target": target + pick.choice(ROLES), "day": FIRST_DAY + timedelta(days=made * 1460 // number),
            "place": f"Town {pick.randrange(40)}" if pick.random() < 0.5 else None,
            "words": pick.sample(self._words, 12),
        }  # fmt: skip

    def _mention(self, made: int, happening: dict[str, Any]) -> dict[str, Any]:
        pick, code = self._random, happening["code"]
        words = [word if pick.random() < 0.6 else pick.choice(self._words) for word in happening["words"]]
        dated, place = pick.random() < 0.7, happening["place"]
        return {
            "mention_id": f"m{made}", "article_id": f"a{made // 4}", "codebook": "cameo", "code": code.code,
            "code_label": code.label, "root": code.root, "reciprocal": False, "actor_text": "the actor",
            "actor_codes": happening["actor"], "target_codes": happening["target"], "action_text": words[0],
            "action_start": 0, "action_end": 7, "date_text": "Monday" if dated else None,
            "date_start": happening["day"], "date_end": happening["day"], "date_precision": "day",
            "date_basis": "relative" if dated else "publication", "time_status": "actual", "location_text": place,
            "place_name": place, "admin1": place, "country_iso3": happening["actor"][:3] if place else None,
            "geo_precision": 1 if place else None, "quote": " ".join([*words, place or "there"]) + ".",
            "quote_start": 200 * (made % 4), "confidence": 0.9,
        }  # fmt: skip


def write_world(folder: Path, number: int) -> None:
    """Write part files of mentions, a table of articles, and the happening of each mention."""
    gold, rows = [], []
    for made, (row, happening) in enumerate(World().mentions(number), 1):
        gold.append((row["mention_id"], str(happening)))
        rows.append(row)
        if made % SLICE == 0 or made == number:
            write_parquet(frame(rows, MENTIONS), folder / f"{made:08d}.mentions.parquet")
            rows = []
    days = [FIRST_DAY + timedelta(days=4 * article * 1460 // number) for article in range(number // 4 + 1)]
    articles = ({"article_id": f"a{n}", "source": f"s{n % 500}", "published": day} for n, day in enumerate(days))
    write_parquet(frame(articles, ARTICLES), folder / "articles.parquet")
    pl.DataFrame(gold, schema=["mention_id", "happening"], orient="row").write_parquet(folder / "gold.parquet")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        maker = get_context("spawn").Process(target=write_world, args=(folder, number))
        maker.start()
        maker.join()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.perf_counter()
        mentions = pl.scan_parquet(sorted(folder.glob("*.mentions.parquet")))
        merged = merge_tables(mentions, pl.read_parquet(folder / "articles.parquet"), (), "all")
        merging, middle = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        write_parquet(merged.name(mentions), folder / "mentions.parquet")
        write_parquet(merged.events(mentions, EVENTS), folder / "events.parquet")
        tables = time.perf_counter() - began - merging
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        gold = dict(pl.read_parquet(folder / "gold.parquet").iter_rows())
        found = dict(pl.read_parquet(folder / "mentions.parquet", columns=["mention_id", "event_id"]).iter_rows())
    pairs = pairwise(gold, found)
    print(f"{number:,} mentions, {merged.found.height:,} events: {merging:.0f} s to merge, {tables:.1f} s to write "
          f"({time.process_time():.0f} s of processor); peak memory {memory:,.0f} MB "
          f"({before:,.0f} before, {middle:,.0f} merged)")  # fmt: skip
    print(f"pairs: precision {pairs.precision:.3f}, recall {pairs.recall:.3f}")


if __name__ == "__main__":
    main()
