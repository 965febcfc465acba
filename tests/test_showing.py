"""An event beside its quote."""

from typing import Any

from eventx import showing

TEXT = "A lead.\nNobody spoke. Chad thanked Niger for its help. Then they ate.\nThe end."


def row(**fields: Any) -> dict[str, Any]:
    start = TEXT.index("Chad")
    return {
        "quote_start": start, "quote_end": TEXT.index(" Then"), "action_start": start + 5, "action_end": start + 12,
        "actor_codes": "TCDGOV", "actor_text": "Chad", "target_codes": None, "target_text": "Niger",
        "reciprocal": False, "date_start": None, "date_end": None, "engine": "offline",
    } | fields  # fmt: skip


def test_the_paragraph_is_whole_and_quote_and_action_are_marked() -> None:
    assert showing.paragraph(row(), TEXT) == "Nobody spoke. [[Chad **thanked** Niger for its help.]] Then they ate."


def test_a_quote_over_two_paragraphs_shows_both() -> None:
    assert showing.paragraph(row(quote_end=len(TEXT)), TEXT).endswith("ate.\nThe end.]]")


def test_sides_are_codes_or_words() -> None:
    assert showing.who_to_whom(row()) == "TCDGOV -> Niger"
    assert showing.who_to_whom(row(reciprocal=True, target_codes="NERGOV")) == "TCDGOV <-> NERGOV"
    assert showing.who_to_whom(row(target_text=None)) == "TCDGOV -> -"


def test_days_are_one_two_or_unknown() -> None:
    assert showing.days(row()) == ""
    assert showing.days(row(date_start="2024-05-01", date_end="2024-05-01")) == "2024-05-01"
    assert showing.days(row(date_start="2024-05-01", date_end="2024-05-07")) == "2024-05-01..2024-05-07"


def test_empty_fields_are_left_out() -> None:
    lines = list(showing.fields(row()))
    assert any(line.split() == ["target_text", "Niger"] for line in lines)
    assert not any(line.startswith("target_codes") for line in lines)
    assert lines[-1] == "engine offline"
