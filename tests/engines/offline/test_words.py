"""A parsed paragraph as plain objects says what spaCy says."""

from collections.abc import Iterable

import pytest
from spacy.tokens import Doc, Span

from eventx.engines.offline.parser import load_model, parse
from eventx.engines.offline.words import Paragraph, Word, Words

TEXTS = (
    "Peru's envoys, who had met miners, judges and the mayor of Cusco on Friday, said talks would go on; Chile agreed.",
    "\"We won't leave,\" the union's leader said. Two of the 3,000 workers were hurt, and one  died.",
    "Soldiers fired, police fled and rebels, having waited, took the town. It fell.",
)
RELATIONS = ("children", "ancestors", "subtree", "conjuncts")


@pytest.fixture(scope="module", params=TEXTS)
def parsed(request: pytest.FixtureRequest) -> tuple[Doc, Paragraph]:
    doc = load_model()(request.param)
    return doc, Paragraph(doc, request.param)


@pytest.mark.parametrize("relation", RELATIONS)
def test_words_hang_together_as_the_parser_says(parsed: tuple[Doc, Paragraph], relation: str) -> None:
    for token, word in zip(*parsed, strict=True):
        assert _numbers(getattr(word, relation)) == sorted(t.i for t in getattr(token, relation)), token
    assert [w.head.i for w in parsed[1]] == [t.head.i for t in parsed[0]]
    assert [(w.left_edge.i, w.right_edge.i) for w in parsed[1]] == [(t.left_edge.i, t.right_edge.i) for t in parsed[0]]


def test_a_word_has_what_the_parser_says_of_it(parsed: tuple[Doc, Paragraph]) -> None:
    for name in ("idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "is_punct", "is_space"):
        assert [getattr(word, name) for word in parsed[1]] == [getattr(token, name) for token in parsed[0]], name
    assert [word.like_num for word in parsed[1]] == [token.like_num for token in parsed[0]]


def test_stretches_are_cut_as_the_parser_cuts_them(parsed: tuple[Doc, Paragraph]) -> None:
    doc, paragraph = parsed
    assert [(s.start, s.end) for s in paragraph.sents] == [(s.start, s.end) for s in doc.sents]
    assert all(word.sent.text == token.sent.text for word, token in zip(paragraph, doc, strict=True))
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            assert _facts(paragraph[start:end]) == _facts(doc[start:end])
    sentence, theirs = paragraph.sents[0], next(iter(doc.sents))
    assert _facts(sentence[1:-2]) == _facts(theirs[1:-2])
    assert (sentence[0].text, sentence[-1].text, len(sentence)) == (theirs[0].text, theirs[-1].text, len(theirs))


def test_a_parse_keeps_the_characters_of_the_paragraph() -> None:
    (paragraph,) = parse(["Kenya’s vice-president said “no”."])
    assert paragraph.original == "Kenya’s vice-president said “no”."
    assert paragraph.text == 'Kenya\'s vice president said "no".'


def _numbers(words: Iterable[Word]) -> list[int]:
    return sorted(word.i for word in words)


def _facts(span: Span | Words) -> tuple[object, ...]:
    root = span.root
    return span.text, span.start, span.end, span.start_char, span.end_char, root.i, span.sent.start, [t.i for t in span]
