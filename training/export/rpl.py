"""Exports the residual pattern block of a checkpoint, together with the base network that it was
trained on.

    python3 -m training.export.rpl --base public/models/base-road.onnx --checkpoint \\
        training/runs/rpl/cooled.pt \\
        --out public/models/rpl.onnx

The base's weights are copied from its file, so both files hold the same numbers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.export.metadata import export_metadata
from training.networks.exported import base_from_file
from training.networks.onnx_file import fold_batch_norm, write_onnx
from training.networks.residual_block import ResidualPatternNetwork

RPL_OUTPUTS = ("logits", "rpl_logits", "residual_norm")


def export_rpl(network: ResidualPatternNetwork, path: Path, step: int) -> int:
    """Writes `network` (its block trained for `step` steps) and returns the size in bytes."""
    write_onnx(
        fold_batch_norm(network), path, RPL_OUTPUTS, export_metadata(step), parameters=("gamma",)
    )
    return path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument(
        "--checkpoint", type=Path, help="without it the block keeps its random weights (for tests)"
    )
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    network = ResidualPatternNetwork(base_from_file(args.base)).eval()
    step = 0
    if args.checkpoint:
        state = torch.load(args.checkpoint, map_location="cpu")
        network.block.load_state_dict(state["average"])
        step = state["step"]
    print(f"{args.out}: {export_rpl(network, args.out, step):,} bytes, step {step}")


if __name__ == "__main__":
    main()
