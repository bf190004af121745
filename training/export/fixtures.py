"""The self-check of a network: a tiny picture by formula and what PyTorch computes for it with the
stored weights of the file and of those that feed it.

    python3 -m training.export.fixtures --models public/models

Written to `fixtures/<name>.json` beside the files. The page computes the picture itself, runs the
files one after the other and compares the outputs; the same files serve the parity tests.
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

from training.export.descriptions import DESCRIPTIONS
from training.export.tensor_fixtures import FORMULA, RELATIVE_TOLERANCE, picture
from training.export.words_description import VISION_LANGUAGE
from training.networks.exported import ExportedNetwork, digests_of, load_exported
from training.networks.onnx_file import metadata_of

HEIGHT, WIDTH = 64, 96

NORMALISATION = "(byte / 255 - mean[c]) / std[c] in float64, rounded once to float32"

#: Each output keeps every n-th row and column, all channels, so that the file stays small.
STEPS = {"features": 4, "at2": 8, "at4": 4, "at8": 2, "embedding": 2}


def fixture_input(mean: list[float], std: list[float]) -> np.ndarray:
    """The network input `[1, 3, 64, 96]` float32 of FORMULA and NORMALISATION."""
    return picture(mean, std, HEIGHT, WIDTH).values


def _encode(array: np.ndarray) -> str:
    return base64.b64encode(array.astype("<f4").tobytes()).decode()


@torch.no_grad()
def fixture(exported: ExportedNetwork, metadata: Mapping[str, object]) -> dict[str, object]:
    """Runs the chain in float64, so that the stored values carry no rounding of one particular
    machine.
    """
    mean, std = metadata["mean"], metadata["std"]
    assert isinstance(mean, list) and isinstance(std, list)
    planes = fixture_input(mean, std)
    exported.network.double()
    image = torch.from_numpy(planes).double()
    results = exported.network(image, *exported.defaults(image))
    outputs = {}
    for name, result in zip(exported.outputs, results, strict=True):
        step = STEPS.get(name, 1)
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


def write_fixture(path: Path) -> Path:
    """Writes the fixture of one file; returns where."""
    content = fixture(load_exported(path), metadata_of(path)) | digests_of(path)
    target = path.parent / "fixtures" / f"{path.stem}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, indent=2) + "\n")
    return target


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=Path, default=Path("public/models"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    for description in (*DESCRIPTIONS, VISION_LANGUAGE):
        target = write_fixture(args.models / f"{description.id}.onnx")
        print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
