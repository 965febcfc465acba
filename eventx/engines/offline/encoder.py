"""Words in context as vectors: a small transformer, 8-bit, run by onnxruntime.

It is MiniLM of six layers (Apache-2.0), trained on the examples of the bundled codebooks to give the vectors of a
larger encoder: ``schemas/fitted/encoder``. Where onnxruntime is missing, the offline coder works from words alone and
says so.
"""

import importlib.util
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from eventx.engines.offline.words import Words
from eventx.resources import data_folder

if TYPE_CHECKING:
    import onnxruntime

SIZE = 384
MODEL, VOCABULARY = "model.onnx", "vocab.txt"
_MAX_PIECES = 128
START, END = 101, 102
_UNKNOWN = 100

Vectors = NDArray[np.float32]


class Encoder:
    """Gives each token of a sentence a vector of 384 numbers that depends on its context."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        lines = (folder / VOCABULARY).read_text(encoding="utf-8").splitlines()
        self._vocabulary = {piece: number for number, piece in enumerate(lines)}
        self._known: dict[str, tuple[int, ...]] = {}

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        return _session(self._folder / MODEL)

    def encode(self, sentences: Sequence[Words]) -> list[Vectors]:
        """Return for each sentence an array of shape (tokens, 384); tokens past the limit are zeros."""
        return [self._encode([self.pieces(token.lower_) for token in sentence]) for sentence in sentences]

    def _encode(self, words: list[tuple[int, ...]]) -> Vectors:
        """Return the vectors of one sentence, given as the pieces of its words."""
        row = list(chain.from_iterable(words))[:_MAX_PIECES]
        states = self._session.run(None, {"pieces": np.array([START, *row, END], np.int64)})[0]
        return _per_word(states[1:-1], words)

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the longest-match word pieces of a lower-case word."""
        if word not in self._known:
            self._known[word] = tuple(_longest_match(word, self._vocabulary))
        return self._known[word]


@cache
def load_encoder() -> Encoder | None:
    """Load the encoder, or return None where onnxruntime is not installed."""
    if importlib.util.find_spec("onnxruntime") is None:
        return None
    return Encoder(encoder_folder())


def encoder_folder() -> Path:
    """Return the folder of weights and vocabulary."""
    return data_folder("schemas", "fitted", "encoder")


def _session(path: Path) -> "onnxruntime.InferenceSession":
    import onnxruntime  # noqa: PLC0415  # half a second, paid only where there are weights

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # sentences differ in length, so no pattern ever comes again
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _longest_match(word: str, vocabulary: dict[str, int]) -> list[int]:
    pieces: list[int] = []
    start = 0
    while start < len(word):
        prefix = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in vocabulary), None)
        if end is None:
            return [_UNKNOWN]
        pieces.append(vocabulary[prefix + word[start:end]])
        start = end
    return pieces


def _per_word(states: Vectors, words: list[tuple[int, ...]]) -> Vectors:
    """Return the mean state of each word's pieces."""
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    ends = np.cumsum(lengths)
    whole = int(np.searchsorted(ends, len(states), side="right"))
    vectors = np.zeros((len(words), SIZE), dtype=np.float32)
    if whole:
        np.add.reduceat(states[: ends[whole - 1]], (ends - lengths)[:whole], axis=0, out=vectors[:whole])
        vectors[:whole] /= lengths[:whole, None]
    return vectors
