"""What the encoder learns from: the sentences of the bundled codebooks, and the clauses in them that have a code.

Beside this file stand more examples and passages, checked by others than their writers, that the encoder learns
from and the coders do not: with them the coders took more for events that is none.
"""

import random
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from eventx.codebook import MARKER, Codebook, load_codebook
from eventx.engines.offline.clauses import Clause
from eventx.engines.offline.coder import is_flat, label_of
from eventx.engines.offline.encoder import END, START, Encoder
from eventx.engines.offline.features import MASKED
from eventx.engines.offline.training import Teaching, near_words, taught
from eventx.resolving.own_tables import bundled_only
from eventx.resources import bundled

MASK = 103
"""The piece that stands for a hidden word."""

LONGEST = 126
"""Pieces of the longest sentence that is learned from."""

LINKS = (",", ", and", ", while", ";", ", which", ", after", ", officials said ,")
"""What two sentences are joined by."""

HIDE_NAME, HIDE_WORD = 0.3, 0.08
"""Chances that a name, and another word that is not near a predicate, is hidden from a pass of training."""


class Task(NamedTuple):
    """What is decided: the kind, or the very code, under a codebook."""

    codebook: str
    decision: str


@dataclass
class Taught:
    """A clause of a sentence: the places of its words, and its answer to each task."""

    head: int
    near: list[int]
    answers: dict[Task, str]


@dataclass
class Sentence:
    """A sentence as word pieces."""

    words: list[tuple[int, ...]]
    names: set[int]
    """Words that are, or belong to, a name, a number or a day."""
    clauses: list[Taught] = field(default_factory=list)
    states: NDArray[np.float16] | None = None
    """What a larger encoder makes of its pieces, from the first to the last."""


class Batch(NamedTuple):
    """Sentences side by side, and their clauses."""

    sentences: list[Sentence]
    pieces: Tensor
    mask: Tensor
    rows: list[int]
    """For each clause, which sentence it is in."""
    weights: Tensor
    """(clauses, 3, pieces): the shares of pieces in near words, predicate and sentence."""
    clauses: list[Taught]


def read_sentences(encoder: Encoder) -> list[Sentence]:
    """Return the sentences of all bundled codebooks, each once, in a fixed order."""
    found: dict[tuple[str, ...], Sentence] = {}
    for book in map(load_codebook, bundled("schemas/codebooks", MARKER)):
        for code, clause, _ in _taught(book):
            head = clause.head.i - clause.head.sent.start
            _sentence(clause, encoder, found).clauses.append(Taught(head, near_words(clause), _answers(book, code)))
    return [sentence for sentence in found.values() if _is_short(sentence)]


def joined(sentences: Sequence[Sentence], number: int, encoder: Encoder, dice: random.Random) -> list[Sentence]:
    """Return pairs of sentences told in one, as news tells them; nothing is decided about these."""
    pairs = (_join(*dice.sample(sentences, 2), dice.choice(LINKS), encoder) for _ in range(number))
    return [pair for pair in pairs if _is_short(pair)]


def _join(first: Sentence, second: Sentence, link: str, encoder: Encoder) -> Sentence:
    words = [*first.words[:-1], *(encoder.pieces(word) for word in link.split())]
    return Sentence([*words, *second.words], first.names | {len(words) + place for place in second.names})


def _is_short(sentence: Sentence) -> bool:
    return sum(map(len, sentence.words)) <= LONGEST


def _answers(book: Codebook, code: str) -> dict[Task, str]:
    """Return what is decided about a clause; in a small codebook the kind is the code."""
    answers = {Task(book.name, "kind"): label_of(book, code)}
    if not is_flat(book):
        answers[Task(book.name, "code")] = code
    return answers


def _taught(book: Codebook) -> list[Teaching]:
    """Return the clauses of a codebook's own folder and of the one beside this file."""
    more = copy(book)
    more.folder = Path(__file__).with_name(book.name)
    with bundled_only():
        return taught(book) + taught(more)


def _sentence(clause: Clause, encoder: Encoder, found: dict[tuple[str, ...], Sentence]) -> Sentence:
    words = tuple(token.lower_ for token in clause.head.sent)
    names = {i for i, token in enumerate(clause.head.sent) if token.ent_type_ in MASKED}
    return found.setdefault(words, Sentence([encoder.pieces(word) for word in words], names))


def batches(sentences: Sequence[Sentence], size: int, dice: random.Random, *, hide: bool) -> Iterator[Batch]:
    """Yield sentences of like length together, in random order."""
    ordered = sorted(sentences, key=lambda s: (sum(map(len, s.words)), dice.random()))
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    dice.shuffle(groups)
    yield from (_batch(group, dice, hide=hide) for group in groups)


def _batch(sentences: list[Sentence], dice: random.Random, *, hide: bool) -> Batch:
    rows = [[START, *_shown(s, dice, hide=hide), END] for s in sentences]
    longest = max(map(len, rows))
    pieces = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    pairs = [(number, s, clause) for number, s in enumerate(sentences) for clause in s.clauses]
    weights = torch.zeros(len(pairs), 3, longest)
    for i, (_, sentence, clause) in enumerate(pairs):
        weights[i] = torch.from_numpy(_weights(sentence, clause, longest))
    return Batch(
        sentences, pieces, mask, [number for number, _, _ in pairs], weights, [clause for _, _, clause in pairs]
    )


def _shown(sentence: Sentence, dice: random.Random, *, hide: bool) -> Iterator[int]:
    """Yield the pieces of a sentence, of which some are hidden."""
    kept = {place for clause in sentence.clauses for place in (clause.head, *clause.near)}
    for place, word in enumerate(sentence.words):
        chance = HIDE_NAME if place in sentence.names else 0.0 if place in kept else HIDE_WORD
        yield from (MASK if hide and dice.random() < chance else piece for piece in word)


def _weights(sentence: Sentence, clause: Taught, length: int) -> NDArray[np.float32]:
    """Return the means that the coder takes of a clause's vectors, as shares of the pieces of its sentence."""
    weights = np.zeros((3, length), np.float32)
    at = 1
    for place, word in enumerate(sentence.words):
        here = slice(at, at + len(word))
        if place in clause.near:
            weights[0, here] = 1 / len(clause.near) / len(word)
        if place == clause.head:
            weights[1, here] = 1 / len(word)
        weights[2, here] = 1 / len(sentence.words) / len(word)
        at += len(word)
    return weights
