"""From the pipeline to the lines that the reference scorer reads, one function for each kind of task.

    python tests/eval/adapters.py cameo_manual plover_gsr ... > predictions.jsonl
    python $EVENTX_SHARED/gold/score.py --pred predictions.jsonl

The gold rows are measured, never learned from.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from eventx.codebook import NO_EVENT, load_codebook
from eventx.engines.offline.clauses import predicates, read_clause
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.engine import OfflineEngine
from eventx.engines.offline.parser import parse
from eventx.engines.offline.training import action_nouns, marked_clause
from eventx.pipeline import Outcome, Pipeline
from eventx.resolving import Actor, DocumentNames, is_actor, resolve
from eventx.schema import Article, Mention, Party

Row = dict[str, Any]
BARE = frozenset({"country", "people", "city"})
"""Kinds of actors that a dictionary codes by their country alone."""

WRITTEN = date(2023, 6, 1)
"""The day that "today" meant to the coders of ngec_actor."""

_TAG = re.compile(r"<(/?)([st])>")


def events(rows: list[Row], *, statements: bool = False) -> Iterator[Row]:
    """Whole sentences in, coded events out; each by itself, because copies of a sentence would not be coded."""
    pipeline = Pipeline(OfflineEngine(load_codebook("cameo"), statements=statements))
    for row in rows:
        article = Article(article_id=row["id"], text=row["text"], published=row.get("date") or None)
        for outcome in pipeline.outcomes([article]):
            yield {"id": row["id"], "events": list(_events(outcome))}


def _events(outcome: Outcome) -> Iterator[Row]:
    for mention in outcome.mentions:
        sources, targets = mention.actor.codes or (None,), mention.target.codes or (None,)
        for source in sources:
            for target in targets:
                yield _event(mention, source, target)
                if mention.reciprocal:
                    yield _event(mention, target, source)


def _event(mention: Mention, source: str | None, target: str | None) -> Row:
    return {
        "source": _as_gold(source, mention.actor, mention.target),
        "target": _as_gold(target, mention.target, mention.actor),
        "cameo": mention.code, "plover": mention.plover,
        "source_text": mention.actor.text, "target_text": mention.target.text,
    }  # fmt: skip


def _as_gold(code: str | None, party: Party, other: Party) -> str | None:
    """Return a code as these sets write it: a bare country has no role, an organisation no name.

    "The two countries" stands for what the other party is called.
    """
    if code is None or code.startswith("IGO"):
        return code and "IGO"
    named = (*resolve(party.text or ""), *resolve(other.text or ""))
    bare = [one.country for one in named if one.code == code and one.kind in BARE]
    return bare[0] if bare else code


def relation(rows: list[Row]) -> Iterator[Row]:
    """Sentences with source and target marked in, the code of their relation out."""
    coder = OfflineCoder(load_codebook("cameo"))
    marked = [_marks(row["meta"]["marked_text"]) for row in rows]
    docs = parse(text for text, _ in marked)
    clauses = [
        marked_clause(doc, spans.get("s"), None, spans.get("t"), is_actor)
        for doc, (_, spans) in zip(docs, marked, strict=True)
    ]
    for row, coding in zip(rows, coder.code_clauses(clauses), strict=True):
        yield {"id": row["id"], "events": [{"plover": coder.codebook.codes[coding.code].plover or "SUPPORT"}]}


def kind(rows: list[Row]) -> Iterator[Row]:
    """Reports of one conflict event in, its sub-event type out: the code that all clauses together speak for."""
    codebook = load_codebook("conflict-location")
    coder, nouns = OfflineCoder(codebook), action_nouns(codebook)
    for row, doc in zip(rows, parse(row["text"].replace("\n", " ") for row in rows), strict=True):
        heads = (head for sentence in doc.sents for head in predicates(sentence, nouns))
        chances: Counter[str] = Counter()
        for coding in coder.code_clauses([read_clause(head, is_actor) for head in heads]):
            chances.update({code: chance for code, chance in coding.ranked if code != NO_EVENT})
        yield {"id": row["id"], "labels": [code for code, _ in chances.most_common(1)]}


def actor(rows: list[Row]) -> Iterator[Row]:
    """Words that name an actor in, country and PLOVER sector out."""
    for row in rows:
        found = resolve(row["text"], _names(row), day(row.get("date")))
        country, sector = as_coded(found[0] if found else None)
        yield {
            "id": row["id"],
            "actor": {"country": country, "code_1": sector, "actors": [one.text for one in found]},
        }


def _names(row: Row) -> DocumentNames:
    """Return what the sentence, or the country given with a phrase, says about its names."""
    if row["dataset"] == "gsr_actor":
        return DocumentNames.of(row["meta"]["context"], None, None)
    hint = resolve(row["meta"].get("context") or "")
    return DocumentNames.of(row["text"], None, hint[0].country if hint else None)


def as_coded(actor: Actor | None) -> tuple[str, str]:
    """Return country and role as these sets write them: PLOVER sectors, bare countries without a role."""
    if actor is None:
        return "", ""
    generic = (actor.code or "")[:3]
    if not actor.country and generic in {"IGO", "NGO", "MNC", "IMG"}:
        return generic, "GOV" if actor.kind == "leader" else "MIL" if actor.conflict and generic == "IGO" else ""
    role = "OPP" if (actor.role or "").startswith("OPP") else actor.plover or ""
    return actor.country or "", "" if actor.kind == "country" or role == "UNK" else role


def day(text: str | None) -> date:
    """Return the day that a record is of; "today" is when its coders worked."""
    if text is None or text.lower() == "today":
        return WRITTEN
    return date.fromisoformat(text) if text[4] == "-" else datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007


def _marks(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    plain, at, opened, spans = "", 0, {}, {}
    for tag in _TAG.finditer(text):
        plain += text[at : tag.start()]
        at = tag.end()
        if not tag[1]:
            opened.setdefault(tag[2], len(plain))
        elif tag[2] in opened:
            spans.setdefault(tag[2], (opened[tag[2]], len(plain)))
    return plain + text[at:], spans


ADAPTERS: dict[str, Callable[[list[Row]], Iterable[Row]]] = {
    "cameo_manual": events, "plover_gsr": events, "petr2_gsr": events, "case2021_task2": kind,
    "utd_annot": partial(events, statements=True),  # its coders coded what was only said
    "plv_train": relation, "gsr_actor": actor, "ngec_actor": actor,
}  # fmt: skip


def main(names: list[str]) -> None:
    """Print the predictions for the named sets."""
    shared = Path(os.environ.get("EVENTX_SHARED", "../shared"))
    for name in names:
        lines = (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for prediction in ADAPTERS[name]([json.loads(line) for line in lines]):
            print(json.dumps(prediction))


if __name__ == "__main__":
    main(sys.argv[1:] or list(ADAPTERS))
