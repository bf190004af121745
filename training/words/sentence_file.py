"""The sentence encoder as the page loads it: one ONNX file from token ids to a vector of the text
space, with int8 weights, and back to its network.

Matrices are int8 with a float32 scale for each output, the table of tokens int8 with a scale for
each token; all is computed in float32. Activations that are quantised as well (MatMulInteger) would
save no byte of the file, and cost cosine.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from training.networks.onnx_file import IR_VERSION, OPSET
from training.words.sentence_encoder import HEADS, LAYERS, VOCABULARY, WIDTH, SentenceEncoder
from training.words.text_space import TextSpace

#: More tokens than a word in its template has.
LONGEST = 128
#: Matrices of a layer that are int8.
MATRICES = ("query", "key", "value", "attended", "inner", "outer")
EPSILON = 1e-12


def quantised(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Int8 `rows [n, m]` and the float32 scale `[n]` that gives each row its largest number."""
    scale = (np.abs(rows).max(1) / 127).astype(np.float32)
    scale[scale == 0] = 1
    return np.rint(rows / scale[:, None]).astype(np.int8), scale


class GraphWriter:
    """Nodes and stored values of a graph, each result named by its node."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.stored: dict[str, np.ndarray] = {}

    def store(self, name: str, values: np.ndarray) -> str:
        self.stored[name] = values
        return name

    def add(self, kind: str, inputs: list[str], name: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def numbers(self, name: str, values: list[int]) -> str:
        return self.store(name, np.array(values, np.int64))

    def linear(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """`x weight^T + bias`, `weight [out, in]` as int8."""
        rows, scale = quantised(weight)
        self.store(f"{name}.weight", np.ascontiguousarray(rows.T))
        self.store(f"{name}.scale", scale)
        inputs = [f"{name}.weight", f"{name}.scale"]
        matrix = self.add("DequantizeLinear", inputs, f"{name}.matrix", axis=1)
        product = self.add("MatMul", [x, matrix], f"{name}.product")
        return self.add("Add", [product, self.store(f"{name}.bias", bias)], name)

    def norm(self, x: str, name: str, state: dict[str, np.ndarray]) -> str:
        weight = self.store(f"{name}.weight", state[f"{name}.weight"])
        bias = self.store(f"{name}.bias", state[f"{name}.bias"])
        return self.add(
            "LayerNormalization", [x, weight, bias], f"{name}.out", axis=-1, epsilon=EPSILON
        )

    def unit(self, x: str, name: str) -> str:
        """Rows of length 1."""
        length = self.add("ReduceL2", [x], f"{name}.length", axes=[-1], keepdims=1)
        bounded = self.add("Max", [length, "least"], f"{name}.bounded")
        return self.add("Div", [x, bounded], name)


def _embedded(graph: GraphWriter, state: dict[str, np.ndarray]) -> str:
    rows, scale = quantised(state["words.weight"])
    graph.store("words.weight", rows)
    graph.store("words.scale", scale[:, None])
    whole = graph.add("Cast", ["ids"], "ids.whole", to=TensorProto.INT64)
    small = graph.add("Gather", ["words.weight", whole], "words.rows")
    scales = graph.add("Gather", ["words.scale", whole], "words.scales")
    floats = graph.add("Cast", [small], "words.floats", to=TensorProto.FLOAT)
    words = graph.add("Mul", [floats, scales], "words.out")
    kinds = state["kinds.weight"][0]
    graph.store("positions", state["positions.weight"][:LONGEST] + kinds)
    shape = graph.add("Shape", ["ids"], "ids.length", start=1)
    slices = ["positions", graph.numbers("nought", [0]), shape, "nought"]
    places = graph.add("Slice", slices, "places")
    return graph.norm(graph.add("Add", [words, places], "embedded"), "norm", state)


def _attended(graph: GraphWriter, x: str, layer: str, state: dict[str, np.ndarray]) -> str:
    depth = WIDTH // HEADS

    def heads(part: str, order: list[int], factor: float = 1.0) -> str:
        name = f"{layer}.{part}"
        weight, bias = (state[f"{name}.{kind}"] * np.float32(factor) for kind in ("weight", "bias"))
        split = graph.add(
            "Reshape", [graph.linear(x, name, weight, bias), "split"], f"{name}.split"
        )
        return graph.add("Transpose", [split], f"{name}.heads", perm=order)

    query = heads("query", [0, 2, 1, 3], depth**-0.5)
    key, value = heads("key", [0, 2, 3, 1]), heads("value", [0, 2, 1, 3])
    scores = graph.add("MatMul", [query, key], f"{layer}.scores")
    masked = graph.add("Add", [scores, "absent"], f"{layer}.masked")
    weights = graph.add("Softmax", [masked], f"{layer}.weights", axis=-1)
    mixed = graph.add("MatMul", [weights, value], f"{layer}.mixed")
    turned = graph.add("Transpose", [mixed], f"{layer}.turned", perm=[0, 2, 1, 3])
    joined = graph.add("Reshape", [turned, "join"], f"{layer}.joined")
    name = f"{layer}.attended"
    return graph.linear(joined, name, state[f"{name}.weight"], state[f"{name}.bias"])


def _layer(graph: GraphWriter, x: str, layer: str, state: dict[str, np.ndarray]) -> str:
    summed = graph.add("Add", [x, _attended(graph, x, layer, state)], f"{layer}.sum1")
    x = graph.norm(summed, f"{layer}.norm1", state)
    name = f"{layer}.inner"
    inner = graph.linear(x, name, state[f"{name}.weight"], state[f"{name}.bias"])
    scaled = graph.add("Mul", [inner, "sqrt.half"], f"{layer}.scaled")
    error = graph.add("Erf", [scaled], f"{layer}.erf")
    above = graph.add("Add", [error, "one"], f"{layer}.above")
    product = graph.add("Mul", [inner, above], f"{layer}.twice")
    active = graph.add("Mul", [product, "half"], f"{layer}.active")
    name = f"{layer}.outer"
    outer = graph.linear(active, name, state[f"{name}.weight"], state[f"{name}.bias"])
    return graph.norm(graph.add("Add", [x, outer], f"{layer}.sum2"), f"{layer}.norm2", state)


def write_sentence_encoder(network: SentenceEncoder, space: TextSpace, path: Path) -> None:
    """`ids [texts, n]` and `mask [texts, n]`, float32, to `vector [1, 128]`: the unit vector of the
    mean over the texts, which are one word in all templates.
    """
    state = {name: values.numpy() for name, values in network.state_dict().items()}
    graph = GraphWriter()
    for name, value in {"one": 1.0, "half": 0.5, "sqrt.half": 0.5**0.5, "least": EPSILON}.items():
        graph.store(name, np.array(value, np.float32))
    graph.store("low", np.array(-1e4, np.float32))
    graph.numbers("split", [0, 0, HEADS, WIDTH // HEADS])
    graph.numbers("join", [0, 0, WIDTH])
    absence = graph.add("Sub", ["one", "mask"], "absence")
    wide = graph.add("Unsqueeze", [absence, graph.numbers("head.axes", [1, 2])], "absence.wide")
    graph.add("Mul", [wide, "low"], "absent")
    x = _embedded(graph, state)
    for index in range(LAYERS):
        x = _layer(graph, x, f"layers.{index}", state)
    weights = graph.add("Unsqueeze", ["mask", graph.numbers("last.axis", [2])], "mask.wide")
    kept = graph.add("Mul", [x, weights], "kept")
    axis = graph.numbers("token.axis", [1])
    total = graph.add("ReduceSum", [kept, axis], "total", keepdims=0)
    count = graph.add("ReduceSum", [weights, axis], "count", keepdims=0)
    texts = graph.unit(graph.add("Div", [total, count], "pooled"), "texts")
    mean = graph.add("ReduceMean", [texts], "mean", axes=[0], keepdims=1)
    graph.store("centre", space.centre.astype(np.float32)[None])
    graph.store("projection", space.projection.astype(np.float32))
    centred = graph.unit(graph.add("Sub", [mean, "centre"], "moved"), "direction")
    graph.unit(graph.add("MatMul", [centred, "projection"], "projected"), "vector")
    _save(graph, path, space.projection.shape[1])


def _save(graph: GraphWriter, path: Path, dimensions: int) -> None:
    value = helper.make_tensor_value_info
    inputs = [value(name, TensorProto.FLOAT, ["texts", "tokens"]) for name in ("ids", "mask")]
    outputs = [value("vector", TensorProto.FLOAT, [1, dimensions])]
    stored = [numpy_helper.from_array(values, name) for name, values in graph.stored.items()]
    made = helper.make_graph(graph.nodes, "sentence-encoder", inputs, outputs, stored)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


@dataclass(frozen=True)
class StoredEncoder:
    """What a file computes, as PyTorch."""

    network: SentenceEncoder
    centre: np.ndarray
    projection: np.ndarray

    @torch.no_grad()
    def vector(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        """`[1, 128]` in float64: `ids [texts, n]`, `mask [texts, n]`."""
        network = self.network.double().eval()
        texts = network(torch.from_numpy(ids).long(), torch.from_numpy(mask).double())
        moved = F.normalize(texts.mean(0, keepdim=True) - torch.from_numpy(self.centre), dim=-1)
        return F.normalize(moved @ torch.from_numpy(self.projection), dim=-1).numpy()


def read_sentence_encoder(path: Path) -> StoredEncoder:
    """The network of a file of `write_sentence_encoder`, with the weights that it stores."""
    graph = onnx.load(str(path)).graph
    stored = {entry.name: numpy_helper.to_array(entry) for entry in graph.initializer}
    state: dict[str, Tensor] = {}
    network = SentenceEncoder()
    for name in network.state_dict():
        part, _, kind = name.rpartition(".")
        if part in ("positions", "kinds"):
            continue
        values = stored[name].astype(np.float64)
        if kind == "weight" and part.rpartition(".")[2] in MATRICES:
            values = (values * stored[f"{part}.scale"]).T
        if part == "words":
            values = values * stored["words.scale"]
        if part.endswith(".query"):
            values = values * (WIDTH // HEADS) ** 0.5
        state[name] = torch.from_numpy(values.copy())
    positions = torch.zeros_like(network.positions.weight)
    positions[:LONGEST] = torch.from_numpy(stored["positions"].copy())
    state["positions.weight"], state["kinds.weight"] = positions, torch.zeros(2, WIDTH)
    network.double().load_state_dict(state)
    assert state["words.weight"].shape[0] == VOCABULARY
    return StoredEncoder(
        network, stored["centre"].astype(np.float64), stored["projection"].astype(np.float64)
    )
