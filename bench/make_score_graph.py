"""The softmax-family scores as an ONNX graph: /usr/bin/python3 bench/make_score_graph.py OUTPUT
(needs python3-onnx).

Inputs: logits [1, 19, h, w] and sizes [4] of the enlarged logits. Output: scores [1, 5, H, W] in
the order msp, max-logit, entropy, energy, margin.
"""

from __future__ import annotations

import math
import sys

import onnx
from onnx import TensorProto, helper

CLASSES = 19


def node(kind: str, inputs: str, output: str, **attributes: object) -> onnx.NodeProto:
    return helper.make_node(kind, inputs.split(), output.split(), **attributes)


def constant(name: str, kind: int, shape: list[int], values: list) -> onnx.TensorProto:
    return helper.make_tensor(name, kind, shape, values)


def make_graph() -> onnx.GraphProto:
    nodes = [
        helper.make_node(
            "Resize",
            ["logits", "", "", "sizes"],
            ["z"],
            mode="linear",
            coordinate_transformation_mode="half_pixel",
        ),
        node("TopK", "z two", "top_z top_index", axis=1, largest=1, sorted=1),
        node("Split", "top_z", "z1 z2", axis=1),
        node("Neg", "z1", "max_logit"),
        node("Sub", "z z1", "shifted"),
        node("Exp", "shifted", "exps"),
        node("ReduceSum", "exps axis", "total", keepdims=1),
        node("Log", "total", "log_total"),
        node("Add", "z1 log_total", "lse"),
        node("Neg", "lse", "energy"),
        node("Reciprocal", "total", "p1"),
        node("Sub", "one p1", "msp"),
        node("Sub", "z2 z1", "gap"),
        node("Exp", "gap", "ratio"),
        node("Mul", "ratio p1", "p2"),
        node("Add", "msp p2", "margin"),
        node("Mul", "exps shifted", "weighted"),
        node("ReduceSum", "weighted axis", "weighted_sum", keepdims=1),
        node("Mul", "weighted_sum p1", "mean_shift"),
        node("Sub", "log_total mean_shift", "entropy_nats"),
        node("Mul", "entropy_nats per_nat", "entropy"),
        node("Concat", "msp max_logit entropy energy margin", "scores", axis=1),
    ]
    return helper.make_graph(
        nodes,
        "scores",
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, CLASSES, "h", "w"]),
            helper.make_tensor_value_info("sizes", TensorProto.INT64, [4]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, 5, "H", "W"])],
        [
            constant("two", TensorProto.INT64, [1], [2]),
            constant("axis", TensorProto.INT64, [1], [1]),
            constant("one", TensorProto.FLOAT, [1], [1.0]),
            constant("per_nat", TensorProto.FLOAT, [1], [1 / math.log(CLASSES)]),
        ],
    )


def main() -> None:
    model = helper.make_model(
        make_graph(), opset_imports=[helper.make_opsetid("", 17)], producer_name="anomalens bench"
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, sys.argv[1])


if __name__ == "__main__":
    main()
