"""The self-check of a network with several named inputs: a promptable segmenter's parts, a prompt
generator.

    example = {"score": wave([1, 1, 64, 96], scale=5.0)}
    fixture = tensor_fixture(example, {"heat": heat, "box": box}, onnx_path)

The page makes the same inputs itself (src/models/prompt-self-check.ts), runs the file and compares
its outputs with those stored here, which come from PyTorch in float64 with the stored weights.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: The picture: integers only, so that every language computes the same bytes. c, y, x from 0; >>
#: and & on integers.
FORMULA = "byte(c, y, x) = (((x * x + 2 * y * y + (c + 1) * x * y) >> 5) + 50 * c) & 255"
#: Largest accepted difference, as a share of the range of an output's stored values: three orders
#: of magnitude above what onnxruntime-web's WASM provider differs by, far below what a wrong kernel
#: gives.
RELATIVE_TOLERANCE = 2e-4
#: Values of one output that are kept at most: every n-th row and column of each channel.
MOST_VALUES = 8192


@dataclass(frozen=True)
class Example:
    """One input: its float32 values, and how the page comes to the same ones."""

    values: np.ndarray
    recipe: Mapping[str, object]


def picture(mean: Sequence[float], std: Sequence[float], height: int, width: int) -> Example:
    """`[1, 3, height, width]`: `FORMULA`, normalised in float64 and rounded once to float32."""
    c, y, x = np.ogrid[:3, :height, :width]
    integers = (((x * x + 2 * y * y + (c + 1) * x * y) >> 5) + 50 * c) & 255
    shape = (3, 1, 1)
    planes = (integers / 255 - np.reshape(mean, shape)) / np.reshape(std, shape)
    return Example(
        planes.astype(np.float32)[None], {"formula": "picture", "shape": [1, 3, height, width]}
    )


def wave(shape: Sequence[int], scale: float) -> Example:
    """`scale * ((7919 i + 13) mod 2003) / 2003` at index i, for embeddings and scores."""
    i = np.arange(int(np.prod(shape)), dtype=np.int64)
    values = (scale * ((7919 * i + 13) % 2003)) / 2003
    return Example(
        values.astype(np.float32).reshape(shape),
        {"formula": "wave", "shape": list(shape), "scale": scale},
    )


def listed(array: np.ndarray) -> Example:
    """The values themselves, where there are few: points, labels, sizes."""
    values = array.astype(np.float32)
    return Example(
        values,
        {"formula": "values", "shape": list(values.shape), "values": values.ravel().tolist()},
    )


def _stored(output: np.ndarray) -> dict[str, object]:
    """`[1, ...]` of one batch as `[channels, rows, columns]`, thinned until it is small."""
    array = output[0]
    array = array.reshape((1,) * (3 - array.ndim) + array.shape)
    step = 1
    while array[:, ::step, ::step].size > MOST_VALUES:
        step *= 2
    kept = np.ascontiguousarray(array[:, ::step, ::step]).astype("<f4")
    return {
        "shape": list(kept.shape),
        "step": step,
        "base64": base64.b64encode(kept.tobytes()).decode(),
    }


def tensor_fixture(
    example: Mapping[str, Example], outputs: Mapping[str, np.ndarray], model: Path
) -> dict[str, object]:
    """What goes into `fixtures/<model>.json`.

    `outputs`: what the network gives for `example`, in float64, batch of 1.
    """
    return {
        "schemaVersion": 2,
        "inputs": {name: dict(entry.recipe) for name, entry in example.items()},
        "outputs": {name: _stored(output) for name, output in outputs.items()},
        "relativeTolerance": RELATIVE_TOLERANCE,
        "encoding": "base64 of little-endian float32, row-major [channel, row, column]",
        "modelSha256": hashlib.sha256(model.read_bytes()).hexdigest(),
    }
