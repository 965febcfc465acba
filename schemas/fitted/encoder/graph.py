"""A trained network as an 8-bit ONNX graph.

Weights are whole numbers, one scale for each column; what is multiplied with them is made whole numbers while
running. The nodes are the ones that onnxruntime runs fastest here: its fused attention and norms were measured slower.
"""

import numpy as np
import onnx
from network import HEADS, WIDTH, Network
from numpy.typing import ArrayLike, NDArray
from onnx import TensorProto, helper, numpy_helper

_MICROSOFT = "com.microsoft"
_OPSET, _IR = 17, 8


class _Graph:
    """Nodes and constants in the making."""

    def __init__(self, network: Network) -> None:
        self.arrays = {name: tensor.float().numpy() for name, tensor in network.state_dict().items()}
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: ArrayLike) -> str:
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], *outputs: str, domain: str = "", **settings: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, list(outputs), domain=domain, **settings))
        return outputs[0]

    def table(self, name: str) -> None:
        """Keep an embedding table in 8 bits, one scale for all of it."""
        table = self.arrays[f"{name}.weight"]
        scale = (table.max() - table.min()) / 255
        zero = np.round(-table.min() / scale)
        self.constant(f"{name}.whole", np.clip(np.round(table / scale) + zero, 0, 255).astype(np.uint8))
        self.constant(f"{name}.scale", np.float32(scale))
        self.constant(f"{name}.zero", np.uint8(zero))

    def matrix(self, name: str) -> tuple[str, str, str]:
        """Keep a dense step's weights in 8 bits; return the names of weights, scales and zeros."""
        weights: NDArray[np.float32] = self.arrays[f"{name}.weight"].T
        scale = np.abs(weights).max(0) / 127
        whole = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
        zeros = np.zeros(weights.shape[1], np.int8)
        return (
            self.constant(f"{name}.whole", np.ascontiguousarray(whole)),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            self.constant(f"{name}.zero", zeros),
        )

    def bias(self, name: str) -> str:
        return self.constant(f"{name}.bias", self.arrays[f"{name}.bias"])

    def dense(self, inputs: str, name: str) -> str:
        return self.node(
            "DynamicQuantizeMatMul", [inputs, *self.matrix(name), self.bias(name)], name, domain=_MICROSOFT
        )

    def norm(self, inputs: str, name: str, output: str) -> str:
        gain = self.constant(f"{name}.gain", self.arrays[f"{name}.weight"])
        return self.node("LayerNormalization", [inputs, gain, self.bias(name)], output, epsilon=1e-12, axis=-1)


def to_onnx(network: Network) -> onnx.ModelProto:
    """Return the model: ``pieces`` of one sentence (pieces) to ``states`` (pieces, WIDTH).

    One at a time, so that the vectors of a sentence are the same whatever is read beside it: numbers are made whole
    for all that is read at once.
    """
    graph = _Graph(network)
    states = _embeddings(graph)
    graph.constant("heads", np.array([0, HEADS, WIDTH // HEADS], np.int64))
    graph.constant("joined", np.array([0, WIDTH], np.int64))
    for number in range(len(network.layers)):
        states = _layer(graph, f"layers.{number}", states)
    graph.node("Identity", [states], "states")
    pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["pieces"])
    output = helper.make_tensor_value_info("states", TensorProto.FLOAT, ["pieces", WIDTH])
    made = helper.make_graph(graph.nodes, "encoder", [pieces], [output], graph.constants)
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR)


def _embeddings(graph: _Graph) -> str:
    graph.table("words")
    graph.table("places")
    graph.node("Gather", ["words.whole", "pieces"], "words.found")
    graph.node("Shape", ["pieces"], "length")
    graph.constant("first", np.array([0], np.int64))
    graph.node("Slice", ["places.whole", "first", "length", "first"], "places.found")
    for name in ("words", "places"):
        graph.node("DequantizeLinear", [f"{name}.found", f"{name}.scale", f"{name}.zero"], name)
    graph.node("Add", ["words", "places"], "embedded")
    return graph.norm("embedded", "norm", "begin")


def _layer(graph: _Graph, name: str, states: str) -> str:
    mixed = graph.dense(_attention(graph, name, states), f"{name}.mixed")
    graph.node("Add", [mixed, states], f"{name}.added")
    attended = graph.norm(f"{name}.added", f"{name}.norm", f"{name}.attended")
    inner = graph.dense(attended, f"{name}.inner")
    bent = graph.node("Gelu", [inner], f"{name}.bent", domain=_MICROSOFT)
    graph.node("Add", [graph.dense(bent, f"{name}.outer"), attended], f"{name}.last_added")
    return graph.norm(f"{name}.last_added", f"{name}.last_norm", f"{name}.states")


def _attention(graph: _Graph, name: str, states: str) -> str:
    whole = [f"{name}.in.whole", f"{name}.in.scale", f"{name}.in.zero"]
    graph.node("DynamicQuantizeLinear", [states], *whole)
    query, key, value = (_projection(graph, f"{name}.{part}", whole) for part in ("query", "key", "value"))
    scale = float((WIDTH // HEADS) ** -0.5)
    graph.node("FusedMatMul", [query, key], f"{name}.alike", domain=_MICROSOFT, alpha=scale)
    graph.node("Softmax", [f"{name}.alike"], f"{name}.paid", axis=-1)
    graph.node("MatMul", [f"{name}.paid", value], f"{name}.seen")
    graph.node("Transpose", [f"{name}.seen"], f"{name}.turned", perm=[1, 0, 2])
    return graph.node("Reshape", [f"{name}.turned", "joined"], f"{name}.heard")


def _projection(graph: _Graph, name: str, whole: list[str]) -> str:
    """Multiply with the weights and split into heads; keys are turned for the product with queries."""
    numbers, scale, zero = whole
    weights, scales, zeros = graph.matrix(name)
    inputs = [numbers, weights, scale, scales, zero, zeros, graph.bias(name)]
    graph.node("MatMulIntegerToFloat", inputs, name, domain=_MICROSOFT)
    graph.node("Reshape", [name, "heads"], f"{name}.split")
    order = [1, 2, 0] if name.endswith("key") else [1, 0, 2]
    return graph.node("Transpose", [f"{name}.split"], f"{name}.heads", perm=order)
