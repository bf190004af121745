"""Mean IoU of the promptable segmenter for true boxes, against what a filled box and an ellipse in
it would get.

    OOD_DATA=... python3 -m training.masks.evaluate --checkpoint training/runs/masks/latest.pt \\
        --set ecssd --set streets
    OOD_DATA=... python3 -m training.masks.evaluate --models public/models --set ecssd \\
        --set streets --set roadanomaly20 --json FILE

`ecssd`: held-out pictures; `streets`: objects of the test cities; `composites`: held-out objects
pasted on validation cities, the set for choosing; `roadanomaly20`: only ever measured. Objects of
at least 48 px a side, streets and photographs in their original pixels. `jitter` is the share of
objects over 96 px whose mask changes by less than 10 % IoU when each edge moves by up to 5 px.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from training.data.datasets import data_root, evenly_spread
from training.masks.interface import Segmenter
from training.masks.objects import load_photographs, load_streets, paint
from training.masks.prompts import tight_box
from training.masks.segmenter import DECODER, segmenter_from_checkpoint, segmenter_from_files
from training.measure.mask_iou import iou

MIN_SIDE, CLEAR_SIDE, JITTER, STEADY = 48, 96, 5, 0.9
#: Working size of streets; their labels and sides count in 2048 x 1024.
STREET_SIZE, STREET_SCALE = (1024, 512), 2.0


@dataclass(frozen=True)
class Case:
    """A picture and the masks `[h, w]` bool of its objects on the picture's grid; `scale` original
    pixels per picture pixel.
    """

    image: Image.Image
    masks: list[np.ndarray]
    scale: float


def _large(masks: list[np.ndarray], scale: float) -> list[np.ndarray]:
    sides = [(x1 - x0, y1 - y0) for x0, y0, x1, y1 in map(tight_box, masks)]
    return [mask for mask, side in zip(masks, sides, strict=True) if min(side) * scale >= MIN_SIDE]


def _ecssd(root: Path, limit: int) -> Iterator[Case]:
    held_out = [p for p in load_photographs(root, held_out=True) if p.source == "ecssd"]
    for photograph in held_out[:limit]:
        yield Case(Image.fromarray(photograph.image), _large([photograph.ids > 0], 1.0), 1.0)


def _streets(root: Path, limit: int) -> Iterator[Case]:
    for street in evenly_spread(load_streets(root, "test"), limit):
        image = Image.fromarray(street.image).resize(STREET_SIZE, Image.BILINEAR)
        ids = paint(street.polygons, (1 / STREET_SCALE, 1 / STREET_SCALE), (0, 0), *STREET_SIZE)
        masks = [ids == index for index in np.unique(ids)[1:]]
        yield Case(image, _large(masks, STREET_SCALE), STREET_SCALE)


def _labelled(folder: Path, limit: int) -> Iterator[Case]:
    """Pictures whose label holds 1 for an object: its 8-connected parts are the objects."""
    from scipy.ndimage import label

    for path in sorted((folder / "images").iterdir())[:limit]:
        with Image.open(path) as image, Image.open(folder / "labels" / f"{path.stem}.png") as ids:
            parts, count = label(np.asarray(ids) == 1, np.ones((3, 3)))
            yield Case(
                image.convert("RGB"),
                _large([parts == index for index in range(1, count + 1)], 1.0),
                1.0,
            )


def sets(root: Path, composites: Path) -> dict[str, Callable[[int], Iterator[Case]]]:
    """By name, a generator of at most so many pictures."""
    return {
        "ecssd": lambda limit: _ecssd(root, limit),
        "streets": lambda limit: _streets(root, limit),
        "composites": lambda limit: _labelled(composites, limit),
        "roadanomaly20": lambda limit: _labelled(root / "eval-dev/roadanomaly20", limit),
    }


def shape_in_box(
    box: tuple[float, float, float, float], shape: tuple[int, ...], ellipse: bool
) -> np.ndarray:
    """The filled box, or the ellipse that touches its edges."""
    canvas = Image.new("L", shape[::-1])
    x0, y0, x1, y1 = box
    (ImageDraw.Draw(canvas).ellipse if ellipse else ImageDraw.Draw(canvas).rectangle)(
        (x0, y0, x1 - 1, y1 - 1), fill=1
    )
    return np.asarray(canvas) > 0


def measure(segmenter: Segmenter, cases: Iterator[Case], seed: int = 3) -> dict[str, float]:
    """Means over objects."""
    rng = np.random.default_rng(seed)
    rows: dict[str, list[float]] = {
        "iou": [],
        "box": [],
        "ellipse": [],
        "predicted_error": [],
        "steady": [],
    }
    for case in cases:
        if not case.masks:
            continue
        embedded = segmenter.embed(case.image)
        for true in case.masks:
            box = tight_box(true)
            drawn, predicted = segmenter.mask(embedded, box)
            rows["iou"].append(iou(drawn, true))
            rows["predicted_error"].append(abs(predicted - rows["iou"][-1]))
            rows["box"].append(iou(shape_in_box(box, true.shape, False), true))
            rows["ellipse"].append(iou(shape_in_box(box, true.shape, True), true))
            if min(box[2] - box[0], box[3] - box[1]) > CLEAR_SIDE:
                moved = np.array(box) + rng.uniform(-JITTER, JITTER, 4)
                again, _ = segmenter.mask(embedded, tuple(moved.tolist()))
                rows["steady"].append(float(iou(again, drawn) > STEADY))
    return {
        "objects": len(rows["iou"]),
        **{name: round(float(np.mean(values)), 4) for name, values in rows.items() if values},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--checkpoint", type=Path)
    source.add_argument(
        "--models", type=Path, help="folder of mask-encoder.onnx and mask-decoder.onnx"
    )
    parser.add_argument(
        "--set",
        action="append",
        required=True,
        choices=("ecssd", "streets", "composites", "roadanomaly20"),
    )
    parser.add_argument("--composites", type=Path, default=Path("training/runs/held-out"))
    parser.add_argument("--limit", type=int, default=10_000, help="pictures of each set")
    parser.add_argument(
        "--json", type=Path, help="for `cards/mask-decoder.quality.json`; needs --models"
    )
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    root = data_root(args.data)
    segmenter = (
        segmenter_from_checkpoint(args.checkpoint)
        if args.checkpoint
        else segmenter_from_files(args.models)
    )
    results = {}
    for name in args.set:
        results[name] = measure(segmenter, sets(root, args.composites)[name](args.limit))
        print(name, results[name], flush=True)
    if args.json and args.models:
        digest = hashlib.sha256((args.models / DECODER).read_bytes()).hexdigest()
        args.json.write_text(json.dumps({"modelSha256": digest, "sets": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()
