"""From a PyTorch network to the ONNX file that the browser loads, and back to its weights.

The file keeps one convention for every model of the project, so that each can be read without its
checkpoint:

* batch norm is folded; every weight is stored under its PyTorch name (`stem.0.0.weight`) as
  float16;
* a Cast to float32 follows each weight, so the graph computes in float32 and needs no
  half-precision GPU;
* height and width are symbolic, and only operators that stay on the GPU occur.
"""

from __future__ import annotations

import copy
import io
import itertools
import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

OPSET, IR_VERSION = 17, 8

#: Operators of the exported graphs, all on WebGPU in onnxruntime-web. Extend it after a check
#: there; never with shape arithmetic.
ALLOWED_OPERATORS = frozenset(
    {"Add", "Cast", "Clip", "Concat", "Conv", "Mul", "ReduceSum", "Relu", "Resize"}
)


def fold_batch_norm(network: nn.Module) -> nn.Module:
    """A copy in evaluation mode in which each batch norm after a convolution is folded into it
    (Identity remains).
    """
    folded = copy.deepcopy(network).cpu().eval()
    for parent in list(folded.modules()):
        if not isinstance(parent, nn.Sequential):
            continue
        children = list(parent.named_children())
        for (conv_name, conv), (norm_name, norm) in itertools.pairwise(children):
            if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                setattr(parent, conv_name, _fused(conv, norm))
                setattr(parent, norm_name, nn.Identity())
    left = [name for name, module in folded.named_modules() if isinstance(module, nn.BatchNorm2d)]
    if left:
        raise ValueError(f"batch norm without a convolution before it: {left}")
    return folded


def write_onnx(
    folded: nn.Module,
    path: Path,
    outputs: Sequence[str],
    metadata: Mapping[str, object],
    parameters: Sequence[str] = (),
) -> None:
    """Writes a folded image network `[1, 3, height, width] -> outputs [1, channels, h, w]` in the
    project's convention.

    `parameters` names further inputs of the network, numbers `[1]` such as a strength that the page
    lets people change. `metadata` becomes metadata properties, each encoded as JSON.
    """
    inputs = {"image": torch.zeros(1, 3, 64, 96), **{name: torch.ones(1) for name in parameters}}
    sides = {"image": {2: "height", 3: "width"}, **{name: {2: "h", 3: "w"} for name in outputs}}
    write_graph(folded, path, inputs, outputs, sides, metadata)
    check_image_network(onnx.load(str(path)))


def write_graph(
    folded: nn.Module,
    path: Path,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    dynamic: Mapping[str, Mapping[int, str]],
    metadata: Mapping[str, object],
) -> None:
    """Writes any folded network with named example `inputs`; `dynamic` names the axes that are
    free.
    """
    stream = io.BytesIO()
    with warnings.catch_warnings():
        # The scales of Resize lose their shape on the way in PyTorch 1.13; the checker looks at the
        # result.
        warnings.filterwarnings("ignore", message="The shape inference of prim::Constant")
        # The padding of SameConv is traced for even sides and goes into the convolution below.
        warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)
        warnings.filterwarnings("ignore", message="Constant folding - Only steps=1")
        torch.onnx.export(
            folded,
            tuple(inputs.values()),
            stream,
            input_names=list(inputs),
            output_names=list(outputs),
            opset_version=OPSET,
            dynamic_axes={name: dict(axes) for name, axes in dynamic.items()},
            do_constant_folding=True,
        )
    model = onnx.load_from_string(stream.getvalue())
    model.ir_version = IR_VERSION
    _split_shared_weights(model.graph)
    _pads_into_convolutions(model.graph)
    _constants_to_initializers(model.graph)
    _store_half(model.graph)
    helper.set_model_props(model, {key: json.dumps(value) for key, value in metadata.items()})
    onnx.checker.check_model(model, full_check=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))


def check_image_network(model: onnx.ModelProto) -> None:
    """Raises ValueError when an operator of an image network may leave the GPU, or a side is
    fixed.
    """
    foreign = {node.op_type for node in model.graph.node} - ALLOWED_OPERATORS
    if foreign:
        raise ValueError(f"operators outside the allowed set: {sorted(foreign)}")
    for value in (*model.graph.input, *model.graph.output):
        dims = value.type.tensor_type.shape.dim
        if not all(dim.dim_param for dim in dims[2:]):
            raise ValueError(f"{value.name} has a fixed height or width")


def folded_weights(path: Path) -> dict[str, np.ndarray]:
    """The stored weights by PyTorch name, as float32."""
    graph = onnx.load(str(path)).graph
    half = (tensor for tensor in graph.initializer if tensor.data_type == TensorProto.FLOAT16)
    return {tensor.name: numpy_helper.to_array(tensor).astype(np.float32) for tensor in half}


def load_folded_copy(network: nn.Module, path: Path) -> nn.Module:
    """A folded copy of `network` that computes what the file computes; its names and shapes must
    agree exactly.
    """
    folded = fold_batch_norm(network)
    folded.load_state_dict(
        {name: torch.from_numpy(array) for name, array in folded_weights(path).items()}
    )
    return folded


def metadata_of(path: Path) -> dict[str, object]:
    """The metadata properties that `write_onnx` stored."""
    return {entry.key: json.loads(entry.value) for entry in onnx.load(str(path)).metadata_props}


def _fused(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Module:
    """A convolution that does what the two do one after the other, in evaluation mode."""
    fused: nn.Module = fuse_conv_bn_eval(conv, norm)  # type: ignore[no-untyped-call]
    return fused


def _split_shared_weights(graph: onnx.GraphProto) -> None:
    """Undoes the exporter's sharing of equal weights through Identity nodes, so that each name is
    stored.
    """
    stored = {tensor.name: tensor for tensor in graph.initializer}
    for node in [
        node for node in graph.node if node.op_type == "Identity" and node.input[0] in stored
    ]:
        tensor = copy.deepcopy(stored[node.input[0]])
        tensor.name = node.output[0]
        graph.initializer.append(tensor)
        graph.node.remove(node)


def _pads_into_convolutions(graph: onnx.GraphProto) -> None:
    """Gives the padding of each Pad to the convolution of stride 2 after it, for even sides, and
    drops what computed it.

    The exporter writes a dozen nodes of shape arithmetic for each. `auto_pad` would say the same,
    but is computed wrongly on WebGPU (onnxruntime issue 26734). For an even side and stride 2 a
    kernel k needs k - 2 rows, the extra one at the end.
    """
    padded = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Pad"}
    for node in graph.node:
        if node.op_type != "Conv" or node.input[0] not in padded:
            continue
        values = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        if list(values["strides"]) != [2, 2] or any(values["pads"]):
            raise ValueError(f"{node.name} is padded in another way than SAME at stride 2")
        node.input[0] = padded[node.input[0]]
        before = [(size - 2) // 2 for size in values["kernel_shape"]]
        after = [
            size - 2 - first for size, first in zip(values["kernel_shape"], before, strict=True)
        ]
        kept = [a for a in node.attribute if a.name != "pads"]
        del node.attribute[:]
        node.attribute.extend([*kept, helper.make_attribute("pads", [*before, *after])])
    _drop_unused(graph)


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Removes nodes and initialisers that no output needs."""
    needed, kept = {value.name for value in graph.output}, []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    stored = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.initializer[:]
    graph.initializer.extend(stored)


def _constants_to_initializers(graph: onnx.GraphProto) -> None:
    """Replaces Constant nodes (the scales of Resize) by initialisers and states half-pixel
    centres.
    """
    constants = [node for node in graph.node if node.op_type == "Constant"]
    for node in constants:
        tensor = copy.deepcopy(node.attribute[0].t)
        tensor.name = node.output[0]
        graph.initializer.append(tensor)
        graph.node.remove(node)
    for node in graph.node:
        if node.op_type == "Resize":
            kept = [attribute for attribute in node.attribute if attribute.name == "mode"]
            del node.attribute[:]
            # PyTorch's own mode differs from half_pixel only where an output side is 1.
            node.attribute.extend(
                [*kept, helper.make_attribute("coordinate_transformation_mode", "half_pixel")]
            )


def _store_half(graph: onnx.GraphProto) -> None:
    """Stores the float32 weights of convolutions and linear layers as float16, each followed by a
    Cast to float32.
    """
    weights = {
        name for node in graph.node if node.op_type in ("Conv", "Gemm") for name in node.input[1:]
    }
    casts = []
    for tensor in graph.initializer:
        if tensor.name not in weights:
            continue
        with np.errstate(over="ignore"):
            half = numpy_helper.to_array(tensor).astype(np.float16)
        if not np.isfinite(half).all():
            raise ValueError(f"{tensor.name} holds values that are not finite in float16")
        tensor.CopyFrom(numpy_helper.from_array(half, tensor.name))
        casts.append(
            helper.make_node(
                "Cast",
                [tensor.name],
                [f"{tensor.name}.float"],
                f"{tensor.name}.cast",
                to=TensorProto.FLOAT,
            )
        )
    for node in graph.node:
        for index, name in enumerate(node.input):
            if name in weights:
                node.input[index] = f"{name}.float"
    computation = list(graph.node)
    del graph.node[:]
    graph.node.extend([*casts, *computation])
