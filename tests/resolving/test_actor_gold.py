"""How often the actors of the shared development sets get the country and role their coders gave.

Print the figures with ``pytest -m shared -s tests/resolving/test_actor_gold.py``.
"""

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from eventx.resolving.actors import Actor, DocumentNames, resolve

GOLD = Path(os.environ.get("EVENTX_SHARED", "../shared")) / "gold"
WRITTEN = date(2023, 6, 1)
"""The day that "today" meant to the coders of ngec_actor."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the shared reference material is not here: set EVENTX_SHARED"),
]


def records(dataset: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{dataset}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


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
    if text is None or text.lower() == "today":
        return WRITTEN
    return date.fromisoformat(text) if text[4] == "-" else datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007


def accuracy(pairs: list[tuple[dict[str, Any], tuple[str, str]]]) -> tuple[float, float, float]:
    """Return the percentages right of countries, roles and both, over the records that give them."""
    right: list[list[bool]] = [[], [], []]
    for gold, found in pairs:
        given = [
            (gold[key] or "").upper() == value
            for key, value in zip(("country", "code_1"), found, strict=True)
            if gold.get(key) is not None
        ]
        right[0] += [(gold["country"] or "").upper() == found[0]] if gold.get("country") is not None else []
        right[1] += [(gold["code_1"] or "").upper() == found[1]] if gold.get("code_1") is not None else []
        right[2] += [all(given)] if given else []
    country, role, both = (100 * sum(values) / len(values) for values in right)
    return country, role, both


def test_actors_of_news_sentences_get_country_and_role() -> None:
    pairs = []
    for record in records("gsr_actor"):
        names = DocumentNames.of(record["meta"]["context"], None, None)
        found = resolve(record["text"], names)
        pairs.append((record["gold"][0], as_coded(found[0] if found else None)))
    country, _, exact = accuracy(pairs)

    print(f"gsr_actor: country {country:.1f}, country and role {exact:.1f}")
    assert country >= 88
    assert exact >= 65


def test_actors_of_short_phrases_get_country_and_role() -> None:
    pairs, guessed = [], []
    for record in records("ngec_actor"):
        hint = resolve(record["meta"].get("context") or "")
        names = DocumentNames.of(record["text"], None, hint[0].country if hint else None)
        found = resolve(record["text"], names, day(record["date"]))
        coded = as_coded(found[0] if found else None)
        if record["gold"][0].get("none"):
            guessed += [record["text"]] if any(coded) else []
        else:
            pairs.append((record["gold"][0], coded))
    country, role, _ = accuracy(pairs)

    print(f"ngec_actor: country {country:.1f}, role {role:.1f}, guessed for nobody {guessed}")
    assert country >= 75
    assert role >= 60
    assert guessed == []
