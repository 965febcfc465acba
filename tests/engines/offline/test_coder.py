"""From clauses to codes: what is read in context, and what the words alone decide."""

from collections.abc import Sequence

import pytest

from eventx.codebook import load_codebook
from eventx.engines.offline.clauses import Clause, predicates, read_clause
from eventx.engines.offline.coder import OfflineCoder
from eventx.engines.offline.encoder import Vectors, load_encoder
from eventx.engines.offline.parser import parse
from eventx.engines.offline.words import Words
from eventx.resolving import is_actor

TELLING = "Peru expelled two Chilean diplomats on Friday."
SILENT = "The Peruvian president plays the piano and grows roses."
BOTH = "The Peruvian president plays the piano and Peru expelled two Chilean diplomats."
TWO = "Police arrested two miners and imposed a curfew on Arequipa."
"""Two acts of one root, with different codes."""


class Noting:
    """The encoder, with the sentences that it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def encode(self, sentences: Sequence[Words]) -> list[Vectors]:
        self.given += [sentence.text for sentence in sentences]
        encoder = load_encoder()
        assert encoder is not None
        return encoder.encode(sentences)


@pytest.fixture
def coder() -> OfflineCoder:
    coder = OfflineCoder(load_codebook("cameo"))
    coder.encoder = Noting()  # type: ignore[assignment]
    return coder


def clauses_of(*texts: str) -> list[Clause]:
    words = [sentence for doc in parse(texts) for sentence in doc.sents]
    return [read_clause(head, is_actor) for sentence in words for head in predicates(sentence, frozenset())]


def given(coder: OfflineCoder) -> list[str]:
    assert isinstance(coder.encoder, Noting)
    return coder.encoder.given


def test_what_the_words_alone_rule_out_is_not_read_in_context(coder: OfflineCoder) -> None:
    clauses = clauses_of(SILENT, TELLING, SILENT)
    codings = coder.code_running(clauses)
    assert given(coder) == [TELLING]
    heads = {clause.head.text: coding for clause, coding in zip(clauses, codings, strict=True)}
    assert heads["expelled"].code.startswith("16")
    assert heads["expelled"].no_event < heads["expelled"].chance
    assert heads["plays"].no_event > 0.99


def test_of_what_the_words_rule_out_only_the_kind_is_told(coder: OfflineCoder) -> None:
    codes = [coding.code for coding in coder.code_running(clauses_of(SILENT))]
    assert codes == [coder.codebook.codes[code].root for code in codes]


@pytest.mark.parametrize("text", [TELLING, BOTH, TWO])
def test_a_sentence_with_an_open_clause_is_coded_as_if_asked_about(coder: OfflineCoder, text: str) -> None:
    clauses = clauses_of(text)
    codings = coder.code_running(clauses)
    assert codings == coder.code_clauses(clauses)
    assert codings == [coder.code_clauses([clause])[0] for clause in clauses]


def test_acts_of_one_kind_have_each_their_code(coder: OfflineCoder) -> None:
    codes = [coding.code for coding in coder.code_running(clauses_of(TWO))]
    assert len({code[:2] for code in codes}) == 1
    assert len(set(codes)) == 2


def test_what_is_asked_about_is_always_read_in_context(coder: OfflineCoder) -> None:
    coder.code_clauses(clauses_of(SILENT))
    assert given(coder) == [SILENT]
