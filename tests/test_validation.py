"""Each rule refuses what it is named for, and nothing else of a sound draft."""

import re

import pytest

from eventx.pipeline import Pipeline, Result
from eventx.schema import Draft
from eventx.testing import FunctionEngine, make_article, make_draft
from eventx.validation import RULES


def run(*drafts: Draft, **fields: object) -> Result:
    return Pipeline(FunctionEngine(lambda _: drafts)).run([make_article(**fields)])


def test_a_sound_draft_becomes_a_mention_with_offsets_of_the_stored_text() -> None:
    result = run(make_draft())
    (mention,) = result.mentions
    text = result.outcomes[0].article.text
    assert text[mention.quote_start : mention.quote_end] == mention.quote
    assert text[mention.action_start : mention.action_end] == mention.action_text
    assert result.rejected == ()


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("quote-not-found", {"quote": "Kenya signed a trade agreement with Rwanda on Monday in Nairobi."}),
        ("action-in-quote", {"action": "refused to sign"}),
        ("unknown-code", {"proposed_code": "999"}),
        ("somebody-named", {"actor": None, "target": None}),
        ("actor-in-article", {"actor": "Tanzania"}),
        ("two-parties", {"target": "Kenya"}),
        ("actual-not-in-future", {"date": "2 June 2031"}),
    ],
)
def test_a_faulty_draft_is_kept_with_the_rule_that_refused_it(rule: str, changes: dict[str, str | None]) -> None:
    result = run(make_draft(**changes))
    assert result.mentions == ()
    assert [rejected.rule for rejected in result.rejected] == [rule]


def test_a_quote_longer_than_a_proof_is_refused() -> None:
    text = "Kenya signed a trade agreement with Uganda " + "and spoke of roads, rails and ports " * 60 + "."
    result = run(make_draft(quote=text, date=None, location=None), text=text)
    assert [rejected.rule for rejected in result.rejected] == ["quote-short"]


def test_the_same_event_returned_twice_is_kept_once() -> None:
    result = run(make_draft(), make_draft())
    assert len(result.mentions) == 1
    assert [rejected.rule for rejected in result.rejected] == ["repeated"]


def test_every_rule_says_in_a_sentence_what_it_wants() -> None:
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in RULES.values())


@pytest.mark.parametrize("side", ["actor", "target"])
def test_a_name_inside_another_word_is_not_in_the_article(side: str) -> None:
    text = "Police in Tirana arrested two men on Monday."
    result = run(
        make_draft(quote=text, action="arrested", **{"actor": "Police", "target": None, side: "Iran"}), text=text
    )
    assert [rejected.rule for rejected in result.rejected] == ["actor-in-article"]


def test_a_sentence_that_the_article_repeats_is_another_event_each_time() -> None:
    places = ("Kampala", "Gulu", "Mbale")
    text = "\n".join(f"In {place}, crowds marched on parliament. Soldiers opened fire." for place in places)
    shot = make_draft(quote="Soldiers opened fire.", action="opened fire", actor="Soldiers", target=None)
    result = run(shot, shot, shot, shot, text=text)
    assert [m.quote_start for m in result.mentions] == [
        match.start() for match in re.finditer("Soldiers opened", result.outcomes[0].article.text)
    ]
    assert len(result.mentions) == 3
    assert [rejected.rule for rejected in result.rejected] == ["repeated"]


@pytest.mark.parametrize(("number", "refused"), [(2**31 - 1, []), (3_000_000_000, ["number-too-large"])])
def test_a_number_that_the_tables_cannot_keep_refuses_its_draft_alone(number: int, refused: list[str]) -> None:
    numbers = {"ARMED_CLASH": number, "PROTESTS": 2}
    drafts = [make_draft(proposed_code=code, attributes={"fatalities": dead}) for code, dead in numbers.items()]
    result = Pipeline(FunctionEngine(lambda _: drafts), "conflict-location").run([make_article()])
    assert [rejected.rule for rejected in result.rejected] == refused
    assert result.to_polars("events").height == 2 - len(refused)


def test_a_country_that_the_article_names_by_its_adjective_may_act() -> None:
    text = "Kenyan police arrested two men on Monday in Nairobi."
    named, not_named = (
        run(make_draft(quote=text, action="arrested", actor=actor, target=None), text=text)
        for actor in ("Kenya", "Gabon")
    )
    assert [m.actor.text for m in named.mentions] == ["Kenya"]
    assert [rejected.rule for rejected in not_named.rejected] == ["actor-in-article"]
