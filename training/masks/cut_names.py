"""Cuts the object out of pictures of `names/` with the project's own mask model, where that is
sure.

    OOD_DATA=... python3 -m training.masks.cut_names --out training/runs/name-cutouts

A picture is of one ImageNet class. The map of the encoder's own classifier says where: its warm
part gives a box, and the promptable segmenter a mask. Kept is what the segmenter rates highly, what
holds when the box changes, and what covers the warm part. Writes RGBA `NAME__STEM.webp` and
`sheet.webp` to look at. Names that are held out or reserved are left out (outliers/names.py).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from training.data.datasets import data_root, evenly_spread
from training.data.word_names import imagenet_names
from training.masks.interface import Segmenter
from training.masks.segmenter import segmenter_from_files
from training.measure.mask_iou import iou
from training.networks.base import channels_last
from training.networks.efficientnet_lite import (
    EfficientNetLite,
    folded,
    load_imagenet,
    normalise_imagenet,
    relu6,
)
from training.outliers.unknown_names import may_be_unknown, may_be_unknown_caltech

WARM, SURE, STEADY, COVERED = 0.4, 0.8, 0.8, 0.75
#: Smallest and largest share of the picture that an object may have.
AREA = (0.04, 0.7)
MAP_SIDE = 320
PER_FOLDER = 10

Box = tuple[float, float, float, float]


def listed(root: Path) -> Iterator[tuple[str, int | None, Path]]:
    """Name, index of the ImageNet class (None: the most likely one) and path of the pictures that
    may be used.
    """
    for index, (wnid, (name, _)) in enumerate(imagenet_names().items()):
        if may_be_unknown(wnid):
            yield name, index, root / "names/imagenet" / f"{wnid}_{name}.webp"
    for folder in sorted((root / "names/caltech").iterdir()):
        if may_be_unknown_caltech(folder.name):
            for path in evenly_spread(sorted(folder.iterdir()), PER_FOLDER):
                yield folder.name, None, path


@torch.no_grad()
def warmth(network: EfficientNetLite, image: Image.Image, index: int | None) -> Tensor:
    """The classifier's logit of a class at every place `[h, w]`, at least 0: with a mean pool
    before it, the sum is exact.
    """
    factor = MAP_SIDE / max(image.size)
    size = (round(image.width * factor / 32) * 32, round(image.height * factor / 32) * 32)
    planes = normalise_imagenet(image.resize((max(32, size[0]), max(32, size[1])), Image.BILINEAR))
    head = relu6(network._bn1(network._conv_head(network.stages(planes.bfloat16())[-1]))).float()
    weight = network._fc.weight.float()
    if index is None:
        index = int((weight @ head.mean((0, 2, 3))).argmax())
    scores = F.conv2d(head, weight[index].view(1, -1, 1, 1))
    return F.interpolate(scores, (image.height, image.width), mode="bilinear", align_corners=False)[
        0, 0
    ].relu()


def box_of(warm: np.ndarray, margin: float) -> Box:
    """The box around a mask, wider by a share of its sides, inside the picture."""
    rows, columns = np.flatnonzero(warm.any(1)), np.flatnonzero(warm.any(0))
    dy, dx = margin * (rows[-1] - rows[0]), margin * (columns[-1] - columns[0])
    height, width = warm.shape
    return (
        max(0.0, columns[0] - dx),
        max(0.0, rows[0] - dy),
        min(float(width), columns[-1] + 1 + dx),
        min(float(height), rows[-1] + 1 + dy),
    )


def sure_mask(segmenter: Segmenter, image: Image.Image, warm: np.ndarray) -> np.ndarray | None:
    """The object's mask `[h, w]` bool, or None where one of the conditions fails."""
    if not warm.any():
        return None
    with torch.autocast("cpu", dtype=torch.bfloat16):
        embedded = segmenter.embed(image)
    embedded = type(embedded)(embedded.embeddings.float(), embedded.scale, embedded.size)
    first, quality = segmenter.mask(embedded, box_of(warm, 0.1))
    if quality < SURE or not AREA[0] <= first.mean() <= AREA[1]:
        return None
    second, _ = segmenter.mask(embedded, box_of(first, 0.02))
    covered = (warm & second).sum() / warm.sum()
    return second if iou(first, second) >= STEADY and covered >= COVERED else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--models", type=Path, default=Path("public/models"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    root = data_root(args.data)
    network = channels_last(folded(load_imagenet(1)).bfloat16())
    segmenter = segmenter_from_files(args.models)
    args.out.mkdir(parents=True, exist_ok=True)
    sheet, kept, seen = Image.new("RGB", (12 * 96, 12 * 96), (255, 0, 255)), 0, 0
    for name, index, path in listed(root):
        seen += 1
        with Image.open(path) as stored:
            image = stored.convert("RGB")
        heat = warmth(network, image, index).numpy()
        mask = sure_mask(segmenter, image, heat > WARM * heat.max())
        if mask is None:
            continue
        cutout = image.copy()
        cutout.putalpha(Image.fromarray(mask.astype(np.uint8) * 255))
        cutout.save(args.out / f"{name}__{path.stem}.webp", lossless=True)
        if kept % 3 == 0 and kept // 3 < 144:
            small = cutout.resize((96, 96))
            sheet.paste(small, (kept // 3 % 12 * 96, kept // 36 * 96), small)
        kept += 1
        if kept % 50 == 0:
            print(f"{kept} of {seen} pictures cut", flush=True)
    sheet.save(args.out / "sheet.webp")
    print(f"{kept} of {seen} pictures cut")


if __name__ == "__main__":
    main()
