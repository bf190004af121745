"""S2M of stored weights or a checkpoint against the best threshold of the same score, while the
prompt generator is being made.

    OOD_DATA=... python3 -m training.prompt_generator.evaluate --generator \\
        training/runs/prompt-generator/latest.pt --segmenter public/models

On the held-out composites, the set for choosing. Per source: mean IoU of S2M at each tau and of the
score at its best threshold (methods.md 5.6), proposals per picture, recall of the objects, and
pictures without an object that get a mask. The numbers of the page are those of `npm run evaluate`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.data.datasets import data_root
from training.masks.interface import Segmenter
from training.masks.segmenter import segmenter_from_checkpoint, segmenter_from_files
from training.measure.mask_iou import iou
from training.prompt_generator.compose import box_of
from training.prompt_generator.evidence import LONG_SIDE, SOURCES, EvidenceMaps
from training.prompt_generator.network import (
    PromptGenerator,
    generator_from_checkpoint,
    generator_from_file,
)
from training.prompt_generator.targets import box_iou, decode

TAUS = tuple(round(0.05 * step, 2) for step in range(1, 19))
#: Thresholds of the score are tried as steps of evidence.
BARS = np.linspace(0.3, 5, 95)


@torch.no_grad()
def proposals(generator: PromptGenerator, evidence: np.ndarray, factor: float) -> np.ndarray:
    """Boxes in picture pixels and scores `[n, 5]` of a map `[h, w]`; `factor` picture pixels per
    map pixel.
    """
    height, width = evidence.shape
    padded = F.pad(torch.from_numpy(evidence)[None, None], (0, -width % 32, 0, -height % 32))
    heat, box = generator(padded)
    boxes = decode(heat[0], box[0], width, height)
    return boxes * np.array((factor, factor, factor, factor, 1), np.float32)


def painted(segmenter: Segmenter, image: Image.Image, boxes: np.ndarray) -> np.ndarray:
    """The canvas `[h, w]` of box scores, the greatest where masks overlap."""
    canvas = np.zeros(image.size[::-1], np.float32)
    if len(boxes):
        embedded = segmenter.embed(image)
        for *box, score in boxes.tolist():
            mask, _ = segmenter.mask(embedded, tuple(box))
            canvas = np.maximum(canvas, mask * np.float32(score))
    return canvas


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--generator", type=Path, required=True, help="checkpoint or exported file")
    parser.add_argument(
        "--segmenter", type=Path, required=True, help="checkpoint or folder of exported files"
    )
    parser.add_argument("--composites", type=Path, default=Path("training/runs/held-out"))
    parser.add_argument("--every", type=int, default=1, help="only every n-th picture")
    parser.add_argument("--source", action="append", choices=tuple(SOURCES))
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    data_root(args.data)
    generator = (
        generator_from_file if args.generator.suffix == ".onnx" else generator_from_checkpoint
    )(args.generator)
    segmenter = (segmenter_from_files if args.segmenter.is_dir() else segmenter_from_checkpoint)(
        args.segmenter
    )
    evidence = EvidenceMaps()
    sources = args.source or ["max-entropy"]
    tau_rows: dict[str, list[list[float]]] = {name: [] for name in sources}
    bar_rows: dict[str, list[list[float]]] = {name: [] for name in sources}
    recalls: dict[str, list[float]] = {name: [] for name in sources}
    counts: dict[str, list[int]] = {name: [] for name in sources}
    clean: dict[str, list[float]] = {name: [] for name in sources}
    for path in sorted((args.composites / "images").iterdir())[:: args.every]:
        with (
            Image.open(path) as opened,
            Image.open(args.composites / "labels" / path.name) as label,
        ):
            image, ids = opened.convert("RGB"), np.asarray(label)
        height, width = ids.shape
        shape = (round(height * LONG_SIDE / width), LONG_SIDE)
        maps = evidence.of_picture(image, shape)
        for name in sources:
            boxes = proposals(generator, maps[name], width / LONG_SIDE)
            counts[name].append(len(boxes))
            true = ids == 1
            if not true.any():
                clean[name].append(float(boxes[0, 4]) if len(boxes) else 0.0)
                continue
            canvas = painted(segmenter, image, boxes[:20])
            known = ids != 255
            tau_rows[name].append([iou((canvas > tau) & known, true) for tau in TAUS])
            score = np.asarray(Image.fromarray(maps[name]).resize((width, height), Image.BILINEAR))
            bar_rows[name].append([iou((score >= bar) & known, true) for bar in BARS])
            recalls[name].append(
                max((box_iou(box, np.array(box_of(true))) for box in boxes), default=0.0)
            )
    for name in sources:
        by_tau, by_bar = np.mean(tau_rows[name], 0), np.mean(bar_rows[name], 0)
        print(
            f"{name}: {len(recalls[name])} pictures with an object, "
            f"{np.mean(counts[name]):.1f} proposals a picture, "
            f"best box IoU {np.mean(recalls[name]):.3f}, over one half "
            f"{np.mean(np.array(recalls[name]) > 0.5):.2f}"
        )
        print(
            f"  score at its best threshold: mean IoU {by_bar.max():.3f} at evidence "
            f"{BARS[by_bar.argmax()]:.2f}"
        )
        print(
            "  S2M mean IoU by tau: "
            + " ".join(f"{tau}:{value:.3f}" for tau, value in zip(TAUS, by_tau, strict=True))
        )
        print(
            "  clean pictures with a mask, by tau: "
            + " ".join(f"{tau}:{np.mean(np.array(clean[name]) > tau):.2f}" for tau in TAUS)
        )


if __name__ == "__main__":
    main()
