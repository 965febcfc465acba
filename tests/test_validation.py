"""Each rule refuses what it is named for, and nothing else of a sound draft."""

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
