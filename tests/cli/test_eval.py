import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Run


def gold(**fields: Any) -> dict[str, Any]:
    return {
        "id": "s1-1", "doc": "s1", "tier": "core", "quote": "Kenya signed Uganda's draft of a coffee pact",
        "source": ["KENGOV"], "target": ["UGAGOV"], "code": "057", "acceptable": [], "time_status": "actual",
    } | fields  # fmt: skip


def write(path: Path, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_scores_are_printed_by_tier_with_false_events_by_kind(eventx: Run, finished: Path) -> None:
    met = gold(id="s1-2", quote="Kenya met Uganda again in the evening to talk", code="061")
    write(Path("gold/gold.jsonl"), [gold(), met, gold(id="s2-1", doc="s2", quote="Nobody saw it come", code="190")])
    quote = "Peru met Chile in Arica to speak about the fishing season and its many quarrels."
    write(Path("gold/negatives.jsonl"), [{"doc": "s2", "quote": quote, "kind": "no_event"}])
    ran = eventx("eval", "gold", finished, "--errors")
    assert ran.code == 0
    rows = {line.split()[0]: line.split()[4:] for line in ran.out.splitlines()[1:3]}
    assert rows == {"passage": ["2", "1", "1"], "coded": ["1", "2", "2"]}
    assert "1  no_event" in ran.out
    assert "1  wrong code" in ran.out
    assert "s2\ts2-1\t190\tNobody saw it come" in ran.out


def test_articles_that_are_not_in_both_are_named(eventx: Run, finished: Path) -> None:
    write(Path("gold.jsonl"), [gold(), gold(id="s9-1", doc="s9.txt")])
    ran = eventx("eval", "gold.jsonl", finished)
    assert "1 coded articles are not in the run; their events count as missed: s9" in ran.err
    assert "2 articles of the run are not in the gold" in ran.err


def test_a_broken_gold_file_is_an_error_that_names_the_line(eventx: Run, finished: Path) -> None:
    Path("gold.jsonl").write_text(json.dumps(gold()) + "\n{broken\n", encoding="utf-8")
    ran = eventx("eval", "gold.jsonl", finished)
    assert ran.code == 2
    assert "gold.jsonl:2: not JSON" in ran.err
    assert eventx("eval", "nowhere.jsonl", finished).code == 2
