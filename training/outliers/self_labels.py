"""Labels for the backgrounds of the whole pictures, predicted by the closed-set network itself.

Without them every labelled pixel of a foreign photograph is an unknown object, and a network learns
"foreign camera" instead of "unknown object". Only natural surfaces that the base network is sure of
are taken, away from the objects.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageFilter
from torch import nn

from training.data.labels import IGNORE, OUTLIER
from training.data.normalise import normalise
from training.outliers.bank import Picture

#: Smallest probability, and the classes that are believed: vegetation, terrain, sky, and outside
#: COCO's rooms also road.
CONFIDENT = 0.9
BELIEVED, BELIEVED_COCO = (0, 8, 9, 10), (8, 9, 10)
LONG_SIDE = 512


@torch.no_grad()
def predict_background(network: nn.Module, picture: Picture) -> np.ndarray:
    """`picture.ids` with confident background labels in place of ignored pixels."""
    height, width = picture.ids.shape
    factor = LONG_SIDE / max(height, width)
    size = tuple(max(32, round(side * factor / 32) * 32) for side in (width, height))
    planes = normalise(Image.fromarray(picture.image).resize(size, Image.BILINEAR))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = network(planes)[0].float()
    p, label = (
        F.interpolate(logits, (height, width), mode="bilinear", align_corners=False)
        .softmax(1)[0]
        .max(0)
    )
    objects = Image.fromarray((picture.ids != IGNORE).astype(np.uint8) * 255)
    for _ in range(3):
        objects = objects.filter(ImageFilter.MaxFilter(7))
    believed = np.isin(label.numpy(), BELIEVED_COCO if picture.source == "coco" else BELIEVED)
    sure = believed & (p.numpy() >= CONFIDENT) & (np.asarray(objects) == 0)
    return np.where(sure, label.numpy(), picture.ids).astype(np.uint8)


def with_self_labels(pictures: list[Picture], network: nn.Module, cache: Path) -> list[Picture]:
    """The pictures with labelled backgrounds; the labels are kept in `cache` (.npz), which must be
    of the same network.
    """
    if cache.exists():
        with np.load(cache) as stored:
            labels = {key: stored[key] for key in stored.files}
    else:
        labels = {f"{p.source}/{p.stem}": predict_background(network, p) for p in pictures}
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(cache, **labels)
    result = [replace(p, ids=labels[f"{p.source}/{p.stem}"]) for p in pictures]
    assert all(
        (a.ids == OUTLIER).sum() == (b.ids == OUTLIER).sum()
        for a, b in zip(result, pictures, strict=True)
    )
    return result
