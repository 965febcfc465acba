"""Words in context as vectors."""

import numpy as np
import pytest

from eventx.engines.offline.encoder import SIZE, Encoder, Vectors, encoder_folder
from eventx.engines.offline.parser import parse

SENTENCES = (
    "The army shelled the town.",
    "Negotiators met in Geneva on Monday.",
    "The president, who had been in office for eleven years, left the country by night after the vote was annulled.",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(encoder_folder())


def encoded(encoder: Encoder, *texts: str) -> list[Vectors]:
    return encoder.encode([doc[:] for doc in parse(texts)])


def cosine(one: Vectors, other: Vectors) -> Vectors:
    return np.asarray((one * other).sum(1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1))


def test_each_token_has_a_vector(encoder: Encoder) -> None:
    tokens = [len(doc) for doc in parse(SENTENCES)]
    assert [v.shape for v in encoded(encoder, *SENTENCES)] == [(number, SIZE) for number in tokens]


def test_a_word_has_another_vector_in_another_context(encoder: Encoder) -> None:
    bank, shore = encoded(encoder, "The bank lent them money.", "The bank of the river was steep.")
    assert cosine(bank[1:2], shore[1:2]) < 0.9


def test_a_sentence_has_the_same_vectors_whatever_is_read_beside_it(encoder: Encoder) -> None:
    together = encoded(encoder, *SENTENCES)
    for text, beside in zip(SENTENCES, together, strict=True):
        assert np.array_equal(encoded(encoder, text)[0], beside)


def test_words_past_the_limit_are_zeros(encoder: Encoder) -> None:
    (vectors,) = encoded(encoder, " ".join(["soldiers"] * 200))
    assert vectors[:128].any(axis=1).all()
    assert not vectors[128:].any()


def test_nothing_is_made_of_nothing(encoder: Encoder) -> None:
    assert encoder.encode([]) == []
