"""Exports the averaged weights of the prompt generator.

python3 -m training.prompt_generator.export --checkpoint training/runs/prompt-generator/latest.pt
--out public/models/prompt-generator.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.networks.onnx_file import fold_batch_norm, write_graph
from training.prompt_generator.evidence import LONG_SIDE, MOST_EVIDENCE, SOURCES
from training.prompt_generator.network import OUTPUTS, STRIDE, generator_from_checkpoint


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    step = torch.load(args.checkpoint, map_location="cpu")["step"]
    metadata = {
        "longSide": LONG_SIDE,
        "stride": STRIDE,
        "mostEvidence": MOST_EVIDENCE,
        "sources": list(SOURCES),
        "step": step,
    }
    sides = {"score": {2: "height", 3: "width"}, **{name: {2: "h", 3: "w"} for name in OUTPUTS}}
    network = fold_batch_norm(generator_from_checkpoint(args.checkpoint))
    write_graph(network, args.out, {"score": torch.zeros(1, 1, 64, 96)}, OUTPUTS, sides, metadata)
    print(f"{args.out}: {args.out.stat().st_size:,} bytes, step {step}")


if __name__ == "__main__":
    main()
