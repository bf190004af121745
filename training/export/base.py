"""Exports the averaged weights of a checkpoint to the ONNX file of the first road network.

python3 -m training.export.base --checkpoint training/runs/base/cooled.pt --out
training/runs/first-base.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import nn

from training.export.metadata import export_metadata
from training.networks.base import BaseNetwork
from training.networks.onnx_file import fold_batch_norm, write_onnx

MAX_BYTES = 5_000_000
OUTPUTS = ("logits", "features")


def export_base(network: nn.Module, path: Path, step: int) -> int:
    """Writes `network` (trained for `step` steps) and returns the size in bytes."""
    write_onnx(fold_batch_norm(network), path, OUTPUTS, export_metadata(step))
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise SystemExit(f"{path} has {size:,} bytes, more than {MAX_BYTES:,}")
    return size


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    state = torch.load(args.checkpoint, map_location="cpu")
    network = BaseNetwork()
    network.load_state_dict(state["average"])
    size = export_base(network, args.out, state["step"])
    print(f"{args.out}: {size:,} bytes, step {state['step']}")


if __name__ == "__main__":
    main()
