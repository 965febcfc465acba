"""Attributes that the offline engine reads, against 120 short texts written before its rules, and the real articles."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from eventx.codebook import load_codebook
from eventx.engines.offline.attributes import Told, read_attributes
from eventx.engines.offline.clauses import Clause
from eventx.engines.offline.coder import Coded, Coding
from eventx.engines.offline.engine import OfflineEngine
from eventx.engines.offline.parser import original, parse
from eventx.engines.offline.words import Words
from eventx.readers import read
from eventx.schema import Draft

TEXTS = Path(__file__).with_name("attributes.jsonl")

FLOORS = {
    "dev": {"fatalities": 1.0, "crowd_size": 1.0, "civilian_targeting": 1.0, "mode": 0.9, "context": 0.9},
    "held": {"fatalities": 0.9, "crowd_size": 0.9, "civilian_targeting": 0.85, "mode": 0.8, "context": 0.6},
}
"""Least share of texts with the right value, empty ones included."""


class Score(NamedTuple):
    """How many texts have the right value, and of how many."""

    right: Counter[str]
    asked: Counter[str]


def told_in(sentence: Words, drafts: list[Draft]) -> Told:
    """Return a sentence with drafts whose actions stand in it, and with the clauses that those begin."""
    text = original(sentence)
    starts = (sentence.start_char + text.index(draft.action) for draft in drafts)
    acts = (next(token for token in sentence if token.idx >= start) for start in starts)
    return Told(sentence, tuple(drafts), tuple(Coded(Clause(act), Coding("", 1.0, 0.0, ())) for act in acts))


def values(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes read for a text whose event and code are given."""
    book = load_codebook(row["codebook"])
    sentences = [sentence for doc in parse([row["text"]]) for sentence in doc.sents]
    place = next(i for i, sentence in enumerate(sentences) if row["action"] in sentence.text)
    draft = Draft(quote=sentences[place].text, action=row["action"], proposed_code=row["code"])
    told = [told_in(sentence, [draft] if i == place else []) for i, sentence in enumerate(sentences)]
    return {name: found.value for name, found in read_attributes(told, place, draft, book).items()}


def is_right(row: Mapping[str, Any], name: str, value: Any) -> bool:
    """Tell whether a value is the expected one; of contexts all that are asked for and none that is not allowed."""
    expected = row["expected"][name]
    if name != "context":
        return bool(value == expected)
    told = set(value.split("; ")) if value else set()
    return set(expected) <= told <= {*expected, *row["optional"]}


def score(half: str) -> Score:
    right, asked = Counter[str](), Counter[str]()
    for row in map(json.loads, TEXTS.read_text(encoding="utf-8").splitlines()):
        found = values(row) if row["half"] == half else {}
        for name in row["expected"] if row["half"] == half else ():
            asked[name] += 1
            right[name] += is_right(row, name, found.get(name))
    return Score(right, asked)


@pytest.mark.parametrize("half", ["dev", "held"])
def test_attributes_of_texts_written_before_the_rules_hold_their_floors(half: str) -> None:
    right, asked = score(half)
    print(half, ", ".join(f"{name} {right[name]}/{asked[name]}" for name in asked))
    for name, floor in FLOORS[half].items():
        assert right[name] >= floor * asked[name], name


def told_of(folder: Path, doc: str, rows: list[dict[str, Any]]) -> list[tuple[Told, list[dict[str, Any]]]]:
    """Return the sentences of an article with the gold events that they tell, as drafts."""
    labels = {code.label: code.code for code in load_codebook("conflict-location").codes.values()}
    paragraphs = (folder / f"{doc}.txt").read_text(encoding="utf-8").split("\n")
    sentences = [s for parsed in parse(p for p in paragraphs if p.strip()) for s in parsed.sents]
    told = []
    for sentence in sentences:
        text = original(sentence)
        here = [r for r in rows if r["action"] in text and (r["quote"] in text or text in r["quote"])]
        here.sort(key=lambda r: text.find(r["action"]))
        drafts = [Draft(quote=text, action=r["action"], proposed_code=labels.get(r["conflict"])) for r in here]
        told.append((told_in(sentence, drafts), here))
    return told


@pytest.mark.slow
@pytest.mark.parametrize(("half", "least_right", "most_wrong"), [("dev", 14, 1), ("held", 12, 2)])
def test_tolls_of_articles_that_others_coded(half: str, least_right: int, most_wrong: int) -> None:
    """The events are given, with their codes; what is counted is the number of dead."""
    folder, book = Path(__file__).parent / "gold" / half, load_codebook("conflict-location")
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    counts = Counter[str]()
    for doc in {row["doc"] for row in rows}:
        pairs = told_of(folder, doc, [r for r in rows if r["doc"] == doc and r["conflict"]])
        sentences = [sentence for sentence, _ in pairs]
        for place, (sentence, here) in enumerate(pairs):
            for draft, row in zip(sentence.drafts, here, strict=True):
                found = read_attributes(sentences, place, draft, book).get("fatalities")
                dead = found.value if found else None
                counts["told"] += row["fatalities"] is not None
                counts["right"] += dead is not None and dead == row["fatalities"]
                counts["wrong"] += dead not in (None, row["fatalities"])
    print(half, dict(counts))
    assert counts["right"] >= least_right
    assert counts["wrong"] <= most_wrong


@pytest.mark.shared
def test_diplomacy_has_no_rows_under_the_conflict_codebook(shared_folder: Path) -> None:
    engine = OfflineEngine(load_codebook("conflict-location"))
    articles = read(sorted((shared_folder / "seeds").glob("*.txt")))
    drafts = [draft for reading in engine.read(articles) for draft in reading.drafts]
    assert [(draft.proposed_code, draft.quote) for draft in drafts] == []
