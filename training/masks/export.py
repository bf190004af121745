"""Exports the promptable segmenter: `mask-encoder.onnx` and `mask-decoder.onnx`.

python3 -m training.masks.export --checkpoint training/runs/masks/latest.pt --out public/models
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.masks.interface import INPUTS, LONG_SIDE, MASK_STRIDE, OUTPUTS, Segmenter
from training.masks.network import EMBEDDING, STRIDE
from training.masks.segmenter import DECODER, ENCODER, segmenter_from_checkpoint
from training.networks import efficientnet_lite
from training.networks.onnx_file import fold_batch_norm, write_graph, write_onnx

#: Both files together, in bytes.
MAX_BYTES = 16_000_000
#: Beside those of the other models; shape arithmetic runs on the CPU here, because a prompt's grids
#: depend on the picture's shape.
DECODER_DYNAMIC = {
    "image_embeddings": {2: "h", 3: "w"},
    "point_coords": {1: "points"},
    "point_labels": {1: "points"},
    "mask_input": {2: "mask_height", 3: "mask_width"},
    "masks": {2: "height", 3: "width"},
    "low_res_masks": {2: "low_height", 3: "low_width"},
}


def export_segmenter(segmenter: Segmenter, folder: Path, step: int) -> int:
    """Writes both files and returns their size in bytes."""
    shared = {
        "longSide": LONG_SIDE,
        "maskStride": MASK_STRIDE,
        "embeddingStride": STRIDE,
        "step": step,
    }
    normalisation = {
        "mean": [round(efficientnet_lite.MEAN, 6)] * 3,
        "std": [round(efficientnet_lite.STD, 6)] * 3,
    }
    write_onnx(
        fold_batch_norm(segmenter.encoder),
        folder / ENCODER,
        ("image_embeddings",),
        {**shared, **normalisation},
    )
    h, w = 24, 32
    examples = (
        torch.randn(1, EMBEDDING, h, w),
        torch.tensor([[[20.0, 16.0], [90.0, 70.0], [40.0, 40.0]]]),
        torch.tensor([[2.0, 3.0, 1.0]]),
        torch.zeros(1, 1, 2 * h, 2 * w),
        torch.zeros(1),
        torch.tensor([h * 6.0, w * 6.0]),
    )
    write_graph(
        fold_batch_norm(segmenter.decoder),
        folder / DECODER,
        dict(zip(INPUTS, examples, strict=True)),
        OUTPUTS,
        DECODER_DYNAMIC,
        shared,
    )
    size = sum((folder / name).stat().st_size for name in (ENCODER, DECODER))
    if size > MAX_BYTES:
        raise SystemExit(f"the promptable segmenter has {size:,} bytes, more than {MAX_BYTES:,}")
    return size


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    step = torch.load(args.checkpoint, map_location="cpu")["step"]
    size = export_segmenter(segmenter_from_checkpoint(args.checkpoint), args.out, step)
    print(f"{args.out}: {size:,} bytes, step {step}")


if __name__ == "__main__":
    main()
