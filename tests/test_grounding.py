"""Quotes are found exactly, or after undoing typing differences, or not at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.grounding import ground, ground_action, normalise, stands_in

TEXT = "The minister said “we will not sign” — on 12 May.\u00a0Talks\u200b end in 2012."


UNCUT = re.compile(r"(?:\w|(?<=\d)[.,](?=\d))+|\W")
"""A word, a number or a sign."""


@given(st.one_of(st.text(min_size=1, max_size=80), st.text("12a, .é中", min_size=1, max_size=40)), st.data())
def test_every_substring_between_the_edges_of_words_is_found_exactly(text: str, data: st.DataObject) -> None:
    edges = [0, *(match.end() for match in UNCUT.finditer(text))]
    first = data.draw(st.integers(0, len(edges) - 2))
    last = data.draw(st.integers(first + 1, len(edges) - 1))
    quote = text[edges[first] : edges[last]]
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


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Talks  end in 201", TEXT),
        ("2 May.  Talks", TEXT),
        ("end in 201", "Talks end in 2012."),
        ("Rebels killed 12", "Rebels killed 120 people."),
        ("Rebels killed 12", "Rebels killed 12,000 people."),
        ("000 people", "Rebels killed 12,000 people."),
        ("Rebels killed 1", "Rebels killed 1.5 million chickens."),
        ("the minister met", "the minister method"),
        ("ran banned", "Iran banned fishing."),
        ("١٢", "١١٢"),
    ],
)
def test_a_match_never_cuts_a_word_or_number(quote: str, text: str) -> None:
    assert ground(quote, text) is None


@pytest.mark.parametrize(
    ("quote", "text", "start"),
    [
        ("12 soldiers", "He saw 112 soldiers, then 12 soldiers.", 26),
        ("12  soldiers", "He saw 112 soldiers, then 12 soldiers.", 26),
        ("killed 12", "They killed 120, they killed 12.", 22),
    ],
)
def test_behind_a_match_that_cuts_another_is_looked_for(quote: str, text: str, start: int) -> None:
    found = ground(quote, text)
    assert found is not None
    assert found.start == start


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("签署", "两国签署协议"),
        ("逮捕した", "警察は12人を逮捕した。"),
        ("الرئيس", "قال والرئيس"),
        ("한국", "한국은 협정에 서명했다"),
        ("ลงนาม", "รัฐบาลลงนามข้อตกลง"),
    ],
)
def test_scripts_that_join_words_are_searched_without_their_edges(quote: str, text: str) -> None:
    found = ground(quote, text)
    assert found is not None
    assert text[found.start : found.end] == quote


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


def test_an_action_with_other_endings_cuts_no_number() -> None:
    text = "Rebels killed 12,000 people."
    assert ground_action("kills 12", text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Iran", "Iran's minister left."),
        ("the soldier", "The soldiers left."),
        ("Kenya’s army", "KENYA'S ARMY left."),
        ("U.S.", "The U.S. left."),
        ("the army and the rebels", "The rebels met the army."),
        ("Путин", "Встреча с Путиным."),
        ("法国", "法国和德国签署协议"),
    ],
)
def test_words_stand_in_a_text_whole_or_with_an_ending(words: str, text: str) -> None:
    assert stands_in(words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Iran", "Police in Tirana arrested two men."),
        ("Niger", "Nigeria protested."),
        ("Oman", "Romania protested."),
        ("12 soldiers", "112 soldiers left."),
        ("Иран", "Тирана ждёт."),
        ("the army and the rebels", "The army left."),
    ],
)
def test_words_do_not_stand_inside_other_words(words: str, text: str) -> None:
    assert not stands_in(words, text)
