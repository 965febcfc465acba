"""Reports merged into events, against clusters made by somebody who had not seen the rules.

Of ``held`` only totals are printed; nobody reads its articles while building.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eventx.engines.replay import ReplayEngine
from eventx.measuring.clusters import b_cubed, pairwise
from eventx.pipeline import Pipeline, Result
from eventx.schema import Article, Draft, Mention, Reading

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["clusters"]
HALVES = ("dev", "held")

Gold = dict[str, Any]


def lines(path: Path) -> Iterator[Gold]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def articles(half: str) -> list[Article]:
    return [
        Article(article_id=a["id"], source=a["source"], published=a["published"], title=a["title"], text=a["text"])
        for a in lines(HERE / "clusters" / half / "articles.jsonl")
    ]


def draft(gold: Gold) -> Draft:
    return Draft(
        quote=gold["quote"], action=gold["action"], actor=gold["source_text"], target=gold["target_text"],
        date=gold["date_text"], location=gold["location_text"], time_status=gold["time_status"],
        proposed_code=gold["code"],
    )  # fmt: skip


def told_by_experts(half: str, gold: list[Gold]) -> Result:
    """Return what the pipeline makes of the experts' own drafts: everything but their clusters."""
    drafts: dict[str, list[Draft]] = {}
    for row in gold:
        drafts.setdefault(row["doc"], []).append(draft(row))
    readings = {doc: Reading(article_id=doc, drafts=tuple(found)) for doc, found in drafts.items()}
    return Pipeline(ReplayEngine(readings)).run(articles(half))


def matched(gold: list[Gold], result: Result) -> dict[str, str]:
    """Return the event of each expert's mention whose action a found mention's action overlaps most, one to one."""
    texts = {outcome.article.article_id: outcome.article.text for outcome in result.outcomes}
    pairs = sorted(
        (-size, row["id"], mention.mention_id, mention.event_id or "")
        for row in gold
        for mention in result.mentions
        if mention.article_id == row["doc"] and (size := overlap(row, mention, texts[row["doc"]])) > 0
    )
    found: dict[str, str] = {}
    used: set[str] = set()
    for _, name, mention_id, event_id in pairs:
        if name not in found and mention_id not in used:
            found[name] = event_id
            used.add(mention_id)
    return found


def overlap(row: Gold, mention: Mention, text: str) -> int:
    start = text.index(row["action"], text.index(row["quote"]))
    return min(start + len(row["action"]), mention.action_end) - max(start, mention.action_start)


def measure(what: str, half: str, gold: list[Gold], found: dict[str, str]) -> float:
    """Print the totals over the mentions that were found, and return the pairwise F1 over them."""
    clusters = {row["id"]: row["cluster"] for row in gold}
    kept = {name: cluster for name, cluster in clusters.items() if name in found}
    for label, of in ("found", kept), ("all", clusters):
        pairs, cubed = pairwise(of, found), b_cubed(of, found)
        print(
            f"{half} {what}, {label} ({len(of)}): pairwise P {pairs.precision:.3f} R {pairs.recall:.3f} "
            f"F1 {pairs.f1:.3f}; B-cubed P {cubed.precision:.3f} R {cubed.recall:.3f} F1 {cubed.f1:.3f}"
        )
    return pairwise(kept, found).f1


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_mentions_of_experts_are_merged_as_they_merged_them(half: str) -> None:
    gold = list(lines(HERE / "clusters" / half / "mentions.jsonl"))
    found = matched(gold, told_by_experts(half, gold))
    assert measure("experts' mentions", half, gold, found) >= FLOORS[half]["merging"]


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_mentions_of_the_offline_engine_are_merged_as_experts_merged_them(half: str) -> None:
    gold = list(lines(HERE / "clusters" / half / "mentions.jsonl"))
    found = matched(gold, Pipeline().run(articles(half)))
    assert measure("offline", half, gold, found) >= FLOORS[half]["offline"]
