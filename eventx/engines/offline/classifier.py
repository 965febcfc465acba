"""A linear classifier over words and context vectors, fitted from examples in seconds.

Two experts vote: a support vector machine on the tf-idf of the words near the predicate, and a
logistic regression on the vectors of the same words in context.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from eventx.engines.offline.fitting import SparseRow, fit_hinge, fit_logistic

Array = NDArray[np.float32]

WORDS_ALONE = 6.0
"""Times the log-probabilities of the word expert where there is no vector: its margins are narrow."""

WORDS_STRENGTH = 0.5
"""How much an error weighs against the size of the weights in the word expert."""


class Balance(NamedTuple):
    """How the two experts are weighed. Chosen by the development sets of ``tests/eval/README.md``."""

    words: float
    """Times the log-probabilities of the word expert beside those of the vector expert."""
    strength: float
    """How much an error weighs against the size of the weights in the vector expert."""


COARSE = Balance(words=5.0, strength=0.002)
"""For kinds of acts and "no event": the words decide more, the vectors are held smooth."""

FINE = Balance(words=1.5, strength=0.004)
"""For the codes of one kind."""

SINGLE = Balance(words=2.0, strength=0.003)
"""For a small codebook, whose codes and "no event" are decided among at once."""


@dataclass(frozen=True)
class Classifier:
    """A fitted classifier. Arrays only: see :meth:`arrays`."""

    classes: tuple[str, ...]
    words: Mapping[str, int]
    idf: Array
    word_weights: Array
    word_bias: Array
    vector_weights: Array | None
    vector_bias: Array | None
    balance: Balance

    @classmethod
    def fit(
        cls,
        features: Sequence[Sequence[str]],
        vectors: Sequence[Array | None],
        labels: Sequence[str],
        balance: Balance = FINE,
        counts: Sequence[float] | None = None,
    ) -> Self:
        """Fit on examples, of which some may have no vector; with a single label it is always the answer.

        Args:
            features: those of each example.
            vectors: the vector of each, or None.
            labels: the class of each.
            balance: how the two experts are weighed.
            counts: how much each example counts, by default once.
        """
        counts = [1.0] * len(labels) if counts is None else counts
        classes = tuple(sorted(set(labels)))
        words = {word: i for i, word in enumerate(sorted({w for row in features for w in row}))}
        idf = _inverse_frequency(features, words)
        if len(classes) == 1:
            empty = np.zeros((len(words), 1), np.float32)
            return cls(classes, words, idf, empty, np.zeros(1, np.float32), None, None, balance)
        word_weights, word_bias = _fit_words(features, words, idf, labels, counts)
        weights, bias = _fit_vectors(vectors, labels, classes, balance.strength, counts)
        return cls(classes, words, idf, word_weights, word_bias, weights, bias, balance)

    def log_probabilities(self, features: Sequence[str], vector: Array | None) -> Array:
        """Return the log-probability of each class."""
        return self.weighed(self.by_words([features])[0], vector)

    def by_words(self, rows: Sequence[Sequence[str]]) -> Array:
        """Return the log-probabilities that the word expert gives, unweighed: (rows, classes)."""
        scores = np.tile(self.word_bias, (len(rows), 1))
        row, columns, weights = _weighted(rows, self.words, self.idf)
        if len(row):
            starts = np.flatnonzero(np.diff(row, prepend=-1))
            scores[row[starts]] += np.add.reduceat(weights[:, None] * self.word_weights[columns], starts)
        return _log_softmax(scores)

    def weighed(self, by_words: Array, vector: Array | None) -> Array:
        """Return the log-probability of each class from what the word expert says of one row and a vector."""
        if vector is None or self.vector_weights is None or self.vector_bias is None:
            return _log_softmax(WORDS_ALONE * by_words)
        by_vector = _log_softmax(vector @ self.vector_weights + self.vector_bias)
        return _log_softmax(self.balance.words * by_words + by_vector)

    def leads(self, by_words: Array, label: str) -> Array:
        """Return the log odds of a class against the likeliest other, by words as they count beside vectors: (rows)."""
        if label not in self.classes:
            return np.full(len(by_words), -np.inf, np.float32)
        at = self.classes.index(label)
        lead: Array = self.balance.words * (by_words[:, at] - np.delete(by_words, at, 1).max(1))
        return lead

    def strongest(self, features: Sequence[str], label: str, most: int) -> list[str]:
        """Return the features that speak most for a class, the strongest first."""
        column = self.classes.index(label)
        weights = {
            w: float(self.idf[self.words[w]] * self.word_weights[self.words[w], column])
            for w in features
            if w in self.words
        }
        return [word for word, weight in sorted(weights.items(), key=lambda pair: -pair[1])[:most] if weight > 0]

    def arrays(self) -> dict[str, Any]:
        """Return the classifier as plain arrays, for an ``npz`` file."""
        kept: dict[str, Any] = {"classes": np.array(self.classes), "words": np.array(list(self.words))}
        kept |= {"idf": self.idf, "word_weights": self.word_weights.astype(np.float16), "word_bias": self.word_bias}
        kept |= {"balance": np.array(self.balance)}
        if self.vector_weights is not None:
            kept |= {"vector_weights": self.vector_weights, "vector_bias": self.vector_bias}
        return kept

    @classmethod
    def from_arrays(cls, kept: Mapping[str, Any]) -> Self:
        """Return a classifier from the arrays of :meth:`arrays`."""
        return cls(
            classes=tuple(str(c) for c in kept["classes"]),
            words={str(w): i for i, w in enumerate(kept["words"])},
            idf=kept["idf"],
            word_weights=kept["word_weights"].astype(np.float32),
            word_bias=kept["word_bias"],
            vector_weights=kept.get("vector_weights"),
            vector_bias=kept.get("vector_bias"),
            balance=Balance(*map(float, kept["balance"])),
        )


def _inverse_frequency(features: Sequence[Sequence[str]], words: Mapping[str, int]) -> Array:
    seen = np.zeros(len(words), np.float32)
    for row in features:
        seen[[words[word] for word in set(row)]] += 1
    idf: Array = (np.log((1 + len(features)) / (1 + seen)) + 1).astype(np.float32)
    return idf


def _fit_words(
    features: Sequence[Sequence[str]],
    words: Mapping[str, int],
    idf: Array,
    labels: Sequence[str],
    counts: Sequence[float],
) -> tuple[Array, Array]:
    classes = sorted(set(labels))
    row, columns, values = _weighted(features, words, idf)
    ends = np.searchsorted(row, np.arange(1, len(features)))
    pairs = zip(np.split(columns, ends), np.split(values, ends), strict=True)
    rows = [_with_constant(*pair, len(words)) for pair in pairs]
    weights = fit_hinge(rows, _numbers(labels, classes), len(words) + 1, len(classes), WORDS_STRENGTH, counts=counts)
    kept = weights[:-1].astype(np.float16).astype(np.float32)  # what is kept is what is used
    return kept, weights[-1].astype(np.float32)


def _with_constant(columns: NDArray[np.int64], values: Array, at: int) -> SparseRow:
    return np.append(columns, at), np.append(values, 1.0).astype(np.float64)


def _weighted(
    rows: Sequence[Sequence[str]], words: Mapping[str, int], idf: Array
) -> tuple[NDArray[np.int64], NDArray[np.int64], Array]:
    """Return row and number of the known words of rows, in their order, and their tf-idf; a row has length 1."""
    known = [[number for word in row if (number := words.get(word)) is not None] for row in rows]
    of_row = np.repeat(np.arange(len(rows)), [len(row) for row in known])
    numbers = np.fromiter(chain.from_iterable(known), np.int64, len(of_row))
    pairs, counts = np.unique(of_row * len(words) + numbers, return_counts=True)
    row, columns = np.divmod(pairs, len(words))
    weights = (idf[columns] * (1 + np.log(counts))).astype(np.float32)
    lengths = np.sqrt(np.bincount(row, weights**2, len(rows)))
    return row, columns, (weights / np.maximum(lengths, 1e-9)[row]).astype(np.float32)


def _fit_vectors(
    vectors: Sequence[Array | None],
    labels: Sequence[str],
    classes: tuple[str, ...],
    strength: float,
    counts: Sequence[float],
) -> tuple[Array, Array] | tuple[None, None]:
    """Fit on the examples that have a vector; a class without any is as unlikely as the least likely one."""
    rowed = zip(vectors, labels, counts, strict=True)
    known = [(vector, label, share) for vector, label, share in rowed if vector is not None]
    met = sorted({label for _, label, _ in known})
    if len(met) < 2:
        return None, None
    rows = np.stack([vector for vector, _, _ in known]).astype(np.float64)
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    numbers = _numbers([label for _, label, _ in known], met)
    shares = [share for _, _, share in known]
    fitted, fitted_bias = fit_logistic((rows - mean) / spread, numbers, len(met), strength, counts=shares)
    weights = np.zeros((rows.shape[1], len(classes)))
    bias = np.full(len(classes), fitted_bias.min())
    places = [classes.index(label) for label in met]
    weights[:, places] = fitted / spread[:, None]
    bias[places] = fitted_bias - mean @ weights[:, places]
    return weights.astype(np.float32), bias.astype(np.float32)


def _numbers(labels: Sequence[str], classes: Sequence[str]) -> NDArray[np.int64]:
    number = {label: i for i, label in enumerate(classes)}
    return np.array([number[label] for label in labels], dtype=np.int64)


def _log_softmax(scores: Array) -> Array:
    """Return log-probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)
