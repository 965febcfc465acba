"""Quotes are found exactly, or after undoing typing differences, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.grounding import ground, ground_action, normalise

TEXT = "The minister said “we will not sign” — on 12 May.\u00a0Talks\u200b end in 2012."


@given(st.text(min_size=1, max_size=80), st.data())
def test_every_substring_is_found_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    found = ground(quote, text)
    if quote.strip():
        assert found is not None
        assert found.match == "exact"
        assert text[found.start : found.end] == quote


@pytest.mark.parametrize(
    ("quote", "stored"),
    [
        ('said "we will not sign"', "said “we will not sign"),
        ("sign” - on 12 May. Talks end", "sign” — on 12 May.\u00a0Talks\u200b end"),
        ("The  minister\nsaid", "The minister said"),
    ],
)
def test_typing_differences_are_forgiven_and_the_articles_characters_kept(quote: str, stored: str) -> None:
    found = ground(quote, TEXT)
    assert found is not None
    assert found.match == "normalised"
    assert TEXT[found.start : found.end].startswith(stored)


@pytest.mark.parametrize(
    "quote",
    [
        "we will sign",
        "on 13 May",
        "on 2 May",
        "The minister said we will not sign",
        "the minister said",
        "",
        "  ",
        "...",
    ],
)
def test_changed_words_numbers_and_negations_never_match(quote: str) -> None:
    assert ground(quote, TEXT) is None


@pytest.mark.parametrize("quote", ["Talks  end in 201", "2 May.  Talks"])
def test_a_match_never_cuts_a_word_or_number(quote: str) -> None:
    assert ground(quote, TEXT) is None


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)[0]
    assert normalise(once)[0] == once


SAID = "The two ministers decided to meet in May and will not sign 12 papers."


@pytest.mark.parametrize(
    ("action", "stored"),
    [
        ("decide to meet", "decided to meet"),
        ("Decided to meet", "decided to meet"),
        ("signed 12 paper", "sign 12 papers"),
        ("decision", None),
        ("will sign", None),
        ("sign 13 papers", None),
        ("met", None),
        ("", None),
    ],
)
def test_an_action_may_have_other_endings_but_no_other_words(action: str, stored: str | None) -> None:
    found = ground_action(action, SAID, 0, len(SAID))
    assert (found and SAID[found.start : found.end]) == stored
