"""Verbs that the parser hangs on the wrong word."""

import pytest

import eventx
from eventx.engines.offline.parser import parse


def head_of(sentence: str, word: str) -> str:
    return next(token.head.text for token in next(iter(parse([sentence]))) if token.text == word)


@pytest.mark.parametrize(
    ("sentence", "verb", "head"),
    [
        ("Peru asked Chile to leave and recalled its consul.", "recalled", "asked"),
        ("Peru asked Chile to leave and recall its consul.", "recall", "leave"),
        ("The mayor said the talks had failed and blamed the union.", "blamed", "said"),
        ("The mayor said the guards were asleep and accused the union.", "accused", "said"),
        ("The envoy said rebels had raided a farm and killed ten people.", "killed", "raided"),
    ],
)
def test_a_verb_goes_on_with_the_subject_it_has(sentence: str, verb: str, head: str) -> None:
    assert head_of(sentence, verb) == head


def test_both_acts_are_told() -> None:
    found = eventx.extract("Togo urged Benin to free the sailors and expelled the Libyan consul on Monday.").mentions
    assert [(m.root, m.actor.country, m.target.country) for m in found] == [("02", "TGO", "BEN"), ("16", "TGO", "LBY")]


def test_what_stands_before_a_semicolon_is_not_what_is_refused_behind_it() -> None:
    found = eventx.extract("Togo condemned Benin; Gabon refused to comment.").mentions
    assert [(m.root, m.time_status.value) for m in found] == [("11", "actual"), ("01", "actual")]
