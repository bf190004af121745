"""Writes the network that answers to words, and the graph that compares it with them.

python3 -m training.words.export --run training/runs/words --out public/models
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.networks.onnx_file import IR_VERSION, OPSET
from training.networks.street_file import export_words_head
from training.networks.words_head import DIMENSIONS
from training.words.answers import CHECKPOINT, head_of


def export_similarity(folder: Path) -> int:
    """Writes `similarity.onnx`: `embedding [1, 128, h, w]` and unit rows `concepts [C, 128]` to
    cosines `similarities [1, C, h, w]`; returns its size in bytes.
    """
    nodes = [
        helper.make_node("Mul", ["embedding", "embedding"], ["squares"]),
        helper.make_node("ReduceSum", ["squares", "channel_axis"], ["power"], keepdims=1),
        helper.make_node("Clip", ["power", "least"], ["bounded"]),
        helper.make_node("Sqrt", ["bounded"], ["length"]),
        helper.make_node("Div", ["embedding", "length"], ["directions"]),
        helper.make_node("Unsqueeze", ["concepts", "pixel_axes"], ["kernels"]),
        helper.make_node("Conv", ["directions", "kernels"], ["similarities"], kernel_shape=[1, 1]),
    ]
    shapes = {
        "embedding": [1, DIMENSIONS, "height8", "width8"],
        "concepts": ["count", DIMENSIONS],
        "similarities": [1, "count", "height8", "width8"],
    }
    values = {
        name: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in shapes.items()
    }
    constants = [
        numpy_helper.from_array(np.array([1], np.int64), "channel_axis"),
        numpy_helper.from_array(np.array([2, 3], np.int64), "pixel_axes"),
        # An embedding of length nought is like no word.
        numpy_helper.from_array(np.array(1e-12, np.float32), "least"),
    ]
    graph = helper.make_graph(
        nodes,
        "similarity",
        [values["embedding"], values["concepts"]],
        [values["similarities"]],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    sources = {"embedding": "vision-language/embedding"}
    helper.set_model_props(
        model, {"name": json.dumps("similarity"), "sources": json.dumps(sources)}
    )
    onnx.checker.check_model(model, full_check=True)
    path = folder / "similarity.onnx"
    onnx.save(model, str(path))
    return path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    state = torch.load(args.run / CHECKPOINT, map_location="cpu")
    head = head_of(state)
    print(f"vision-language {export_words_head(head, args.out, int(state['step'])):,} bytes")
    print(f"similarity {export_similarity(args.out):,} bytes")


if __name__ == "__main__":
    main()
