"""Two shapes of gold are read into one."""

import json
from pathlib import Path
from typing import Any

import pytest

from eventx.errors import ReadError
from eventx.measuring.gold_files import countries, read_gold

PLAIN = {
    "id": "a-1", "doc": "a", "tier": "core", "quote": "Chad thanked Niger", "source": ["TCDGOV", "IGOUNO"],
    "target": [], "code": "051", "acceptable": ["019"], "reciprocal": True, "place": "Zinder",
    "time_status": "historical",
}  # fmt: skip
NESTED = {
    "gold_id": "a-1", "doc": "a.txt", "tier": "core", "quote": "Chad thanked Niger",
    "source": [{"cameo_actor": "TCDGOV", "country": "TCD"}, {"cameo_actor": "IGOUNO", "country": None}],
    "target": [], "cameo": "051", "cameo_acceptable": ["019"], "reciprocal": True, "location": "Zinder",
    "time_status": "historical",
}  # fmt: skip


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_both_shapes_say_the_same(tmp_path: Path) -> None:
    plain, nested = (read_gold(write(tmp_path / "x.jsonl", record)).events for record in (PLAIN, NESTED))
    assert plain == nested
    assert plain[0].roots == {"05", "01"}
    assert plain[0].actors == {"TCD", "IGOUNO"}
    assert plain[0].place == "Zinder"


def test_spans_without_events_lie_beside_the_gold(tmp_path: Path) -> None:
    write(tmp_path / "my_gold.jsonl", PLAIN)
    write(tmp_path / "my_negatives.jsonl", {"doc": "b", "quote": "Chad won", "kind": "no_event", "why": "football"})
    found = read_gold(tmp_path / "my_gold.jsonl")
    assert found.negatives == [("b", "Chad won", "no_event")]
    assert found.articles == {"a", "b"}


def test_coded_articles_without_any_event_are_known_from_the_list(tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", PLAIN)
    (tmp_path / "articles.tsv").write_text("doc\tpublished\nc\t2024-01-01\n", encoding="utf-8")
    assert read_gold(tmp_path).articles == {"a", "c"}


@pytest.mark.parametrize(
    ("record", "message"), [({"doc": "a"}, "x.jsonl:1: not a gold event"), (PLAIN | {"source": 3}, "not a gold event")]
)
def test_a_malformed_event_is_an_error_that_names_the_line(
    tmp_path: Path, record: dict[str, Any], message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        read_gold(write(tmp_path / "x.jsonl", record))


def test_codes_without_a_country_stand_for_themselves() -> None:
    assert countries(["JPNGOVMIL", "IGOEURGOV", "REB", "IGOUNOKID"]) == {"JPN", "IGOEUR", "REB", "IGOUNO"}


def test_a_code_is_of_the_state_of_today_and_an_iso_code_of_its_own() -> None:
    assert countries(["ZWEGOV", "KSVGOV", "XKXGOV", "RHOGOV"]) == {"ZWE", "XKX", "RHO"}
