"""The self-check of a model: a tiny input by formula and what PyTorch computes for it with the
stored weights.

    python3 -m training.export.fixtures --onnx public/models/base-road.onnx

Written to `fixtures/<name>.json` beside the model. The page computes the input itself, compares its
digest, runs the model and compares the outputs; the same file serves the parity tests.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from training.export.tensor_fixtures import FORMULA, RELATIVE_TOLERANCE, picture
from training.networks.exported import ExportedNetwork, load_exported
from training.networks.onnx_file import metadata_of

HEIGHT, WIDTH = 64, 96

NORMALISATION = "(byte / 255 - mean[c]) / std[c] in float64, rounded once to float32"

#: Each output keeps every n-th row and column, all channels, so that the file stays small.
STEPS = {"logits": 1, "features": 4, "rpl_logits": 1, "residual_norm": 1}


def fixture_input(mean: list[float], std: list[float]) -> np.ndarray:
    """The network input `[1, 3, 64, 96]` float32 of FORMULA and NORMALISATION."""
    return picture(mean, std, HEIGHT, WIDTH).values


def _encode(array: np.ndarray) -> str:
    return base64.b64encode(array.astype("<f4").tobytes()).decode()


@torch.no_grad()
def fixture(exported: ExportedNetwork, metadata: Mapping[str, object]) -> dict[str, object]:
    """Runs the network in float64, so that the stored values carry no rounding of one particular
    machine.
    """
    mean, std = metadata["mean"], metadata["std"]
    assert isinstance(mean, list) and isinstance(std, list)
    planes = fixture_input(mean, std)
    exported.network.double()
    results = exported.run(torch.from_numpy(planes).double())
    outputs = {}
    for name, result in zip(exported.outputs, results, strict=True):
        step = STEPS[name]
        array = result[0].numpy()
        kept = array[:, ::step, ::step]
        outputs[name] = {"shape": list(kept.shape), "step": step, "base64": _encode(kept)}
    extra = {"parameters": exported.parameters} if exported.parameters else {}
    return {
        "schemaVersion": 1,
        **extra,
        "input": {
            "shape": list(planes.shape),
            "formula": FORMULA,
            "normalisation": NORMALISATION,
            "sha256": hashlib.sha256(planes.astype("<f4").tobytes()).hexdigest(),
        },
        "outputs": outputs,
        "relativeTolerance": RELATIVE_TOLERANCE,
        "encoding": "base64 of little-endian float32, row-major [channel, row, column]",
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--onnx", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    content = fixture(load_exported(args.onnx), metadata_of(args.onnx))
    content["modelSha256"] = hashlib.sha256(args.onnx.read_bytes()).hexdigest()
    target = args.onnx.parent / "fixtures" / f"{args.onnx.stem}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, indent=2) + "\n")
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
