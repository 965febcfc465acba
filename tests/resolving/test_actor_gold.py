"""How often the actors of the shared development sets get the country and role their coders gave.

Print the figures with ``pytest -m shared -s tests/resolving/test_actor_gold.py``.
"""

import json
import os
import runpy
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(os.environ.get("EVENTX_SHARED", "../shared")) / "gold"
ADAPTERS = runpy.run_path(str(Path(__file__).parents[1] / "eval" / "adapters.py"))
"""The mapping to the words of these sets is there, once."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the shared reference material is not here: set EVENTX_SHARED"),
]


def records(dataset: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{dataset}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


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


def coded(dataset: str) -> list[tuple[dict[str, Any], tuple[str, str]]]:
    rows = records(dataset)
    found = (prediction["actor"] for prediction in ADAPTERS["actor"](rows))
    return [(row["gold"][0], (one["country"], one["code_1"])) for row, one in zip(rows, found, strict=True)]


def test_actors_of_news_sentences_get_country_and_role() -> None:
    country, _, exact = accuracy(coded("gsr_actor"))

    print(f"gsr_actor: country {country:.1f}, country and role {exact:.1f}")
    assert country >= 88
    assert exact >= 65


def test_actors_of_short_phrases_get_country_and_role_and_nobody_gets_none() -> None:
    pairs = coded("ngec_actor")
    country, role, _ = accuracy([(gold, found) for gold, found in pairs if not gold.get("none")])

    print(f"ngec_actor: country {country:.1f}, role {role:.1f}")
    assert country >= 75
    assert role >= 60
    assert not [found for gold, found in pairs if gold.get("none") and any(found)]
