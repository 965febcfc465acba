"""An act keeps its kind, its sides and its time status however its sentence is built."""

from datetime import date

import pytest

from eventx.pipeline import Pipeline
from eventx.schema import Article

ACTS = {  # past, participle, gerund, roots
    "bomb": ("bombed", "bombed", "bombing", {"18", "19"}),
    "arrest": ("arrested", "arrested", "arresting", {"17"}),
    "condemn": ("condemned", "condemned", "condemning", {"11"}),
    "beat": ("beat", "beaten", "beating", {"17", "18"}),
}
SOLDIERS, FISHERMEN = "Ugandan soldiers", "Kenyan fishermen"


def told(frame: str) -> dict[str, set[tuple[bool, str | None, str | None, str]]]:
    """Return of each act's sentence whether the kind of what is found is right, its sides and its time status."""
    filled = {
        verb: dict(zip(("past", "participle", "gerund"), forms, strict=True)) for verb, (*forms, _) in ACTS.items()
    }
    texts = {verb: frame.format(a=SOLDIERS, b=FISHERMEN, verb=verb, **forms) for verb, forms in filled.items()}
    articles = [Article(article_id=verb, text=text, published=date(2024, 5, 15)) for verb, text in texts.items()]
    found: dict[str, set[tuple[bool, str | None, str | None, str]]] = {verb: set() for verb in ACTS}
    for m in Pipeline().run(articles, merge="none").mentions:
        right = m.root in ACTS[m.article_id][-1]
        found[m.article_id].add((right, m.actor.country, m.target.country, m.time_status.value))
    return found


@pytest.mark.parametrize(
    "frame",
    [
        "{a} {past} {b} on Monday.",
        "{b} were {participle} on Monday by {a}.",
        "{b} who were {participle} by {a} on Monday have gone home.",
        "{b} {participle} by {a} on Monday have gone home.",
        "{a}, who {past} {b} on Monday, have gone home.",
        "A witness said that {b} had been {participle} by {a}.",
        "{a} are reported to have {participle} {b}.",
        "{b} are said to have been {participle} by {a}.",
        "{a} entered the town and {past} {b}.",
        "{a} entered the town, {gerund} {b}.",
        "After {gerund} {b}, {a} left the town.",
        "{a} searched the boats before {gerund} {b}.",
        "Having {participle} {b}, {a} left the town.",
        "{a} admitted {gerund} {b}.",
        "{a} began {gerund} {b} on Monday.",
        "It was {a} who {past} {b}.",
        "{a}, the mayor said, {past} {b}.",
        "Dozens of {b} were {participle} by {a}.",
        "{a} and their allies {past} {b}.",
        "The market was closed; {a} {past} {b}.",
        "The road was closed because {a} {past} {b}.",
        "{a} were seen {gerund} {b}.",
        "{b} came to the lake on Sunday and were {participle} by {a}.",
        "{b} left the town after being {participle} by {a}.",
        "{b} were among those {participle} by {a} on Monday.",
        "{b} found themselves {participle} by {a} on Monday.",
    ],
)
def test_who_did_what_to_whom_does_not_hang_on_the_build_of_the_sentence(frame: str) -> None:
    assert [verb for verb, found in told(frame).items() if (True, "UGA", "KEN", "actual") not in found] == []


@pytest.mark.parametrize(
    ("frame", "status"),
    [
        ("{a} did not {verb} {b}.", "negated"),
        ("None of the {a} {past} {b}.", "negated"),
        ("{a} never {past} {b}.", "negated"),
        ("In 1998 {a} {past} {b}.", "historical"),
        ("If {a} {verb} {b}, the market will close.", "hypothetical"),
    ],
)
def test_what_is_not_told_as_done_is_never_actual(frame: str, status: str) -> None:
    statuses = {verb: {value for *_, value in found} for verb, found in told(frame).items()}
    assert statuses["arrest"] == statuses["condemn"] == {status}
    assert {verb: found for verb, found in statuses.items() if not found <= {status}} == {}
