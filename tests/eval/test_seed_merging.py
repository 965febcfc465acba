"""The five real articles read together: which reports become one event (the team's reference material; not shipped)."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest

from eventx.extraction import extract_to_folder
from eventx.measuring import Predicted, evaluate
from eventx.measuring.gold_files import read_gold, read_run
from eventx.pipeline import Pipeline
from eventx.readers import read
from eventx.runs import RunFolder
from eventx.schema import Settings

pytestmark = pytest.mark.shared

TOGETHER = 0.90
"""Share of the found core mentions that are in the event of most mentions of their cluster."""


class Found(NamedTuple):
    """A core mention that the run found: its cluster, its event, its article's number."""

    cluster: str
    event_id: str
    article: str


class Seeds(NamedTuple):
    events: pl.DataFrame
    found: list[Found]


@pytest.fixture(scope="module")
def seeds(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    folder = shared_folder / "seeds"
    path = tmp_path_factory.mktemp("seeds") / "run"
    extract_to_folder(read([str(p) for p in sorted(folder.glob("*.txt"))]), path, Pipeline(), Settings())
    gold = read_gold(folder / "seed_gold.jsonl")
    clusters = {row["gold_id"]: row["dedup_id"] for row in lines(folder / "seed_gold.jsonl")}
    event_of = dict(pl.read_parquet(path / "mentions.parquet").select("mention_id", "event_id").iter_rows())
    # One prediction a mention, not one an event: an event would hide which of its mentions was matched.
    told = [single for event in read_run(RunFolder.open(path), gold).events for single in singles(event, path)]
    matches = evaluate(gold.events, told, gold.negatives).matches
    found = [
        Found(clusters[pair.gold.gold_id], event_of[pair.predicted.mention_id], pair.gold.article[:3])
        for pair in matches
        if pair.gold.tier == "core" and pair.level >= 2
    ]
    return Seeds(pl.read_parquet(path / "events.parquet"), found)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def singles(event: Predicted, path: Path) -> list[Predicted]:
    """Return a prediction for each mention of an event of one article."""
    mentions = pl.read_parquet(path / "mentions.parquet").filter(pl.col("quote").is_in(list(event.quotes)))
    best = mentions.filter(pl.col("mention_id") == event.mention_id).row(0, named=True)
    rows = mentions.filter(event_id=best["event_id"], article_id=best["article_id"]).iter_rows(named=True)
    return [
        event.model_copy(
            update={"mention_id": r["mention_id"], "quotes": (r["quote"],), "code": r["code"], "root": r["root"]}
        )
        for r in rows
    ]


def test_found_core_mentions_are_in_the_right_cluster_and_no_two_core_events_are_glued(seeds: Seeds) -> None:
    events: dict[str, Counter[str]] = defaultdict(Counter)
    for found in seeds.found:
        events[found.cluster][found.event_id] += 1
    together = sum(counts.most_common(1)[0][1] for counts in events.values())
    print(f"{together} of {len(seeds.found)} core mentions in the right cluster, {len(events)} clusters")
    assert together / len(seeds.found) >= TOGETHER
    homes = [event_id for counts in events.values() for event_id in counts]
    assert len(homes) == len(set(homes))


def test_there_is_one_agreement_to_meet(seeds: Seeds) -> None:
    sides = pl.concat_str("actor_code", "target_code")
    agreed = seeds.events.filter(
        pl.col("code") == "036", pl.col("date_start").cast(str) == "2019-11-23", pl.col("time_status") == "actual",
        sides.str.contains("JPN"), sides.str.contains("KOR"), pl.col("reciprocal"),
    )  # fmt: skip
    assert agreed.height == 1
    assert agreed["n_sources"][0] >= 4  # the later article tells of it as background


def test_the_events_of_the_later_article_stay_its_own(seeds: Seeds) -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for found in seeds.found:
        homes[found.event_id].add(found.article)
    assert all(articles == {"004"} for articles in homes.values() if "004" in articles)
