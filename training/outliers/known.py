"""Known objects for the control: Cityscapes instances that are pasted and keep their label, so that
"pasted" is no cue.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.data.datasets import Sample
from training.data.labels import CLASS_NAMES
from training.outliers.bank import Cutout, cut

#: Polygons are in pixels of the original 2048 x 1024 pictures.
POLYGON_SIZE = (2048, 1024)
#: Size in which cut-outs are kept: undistorted, with the stored number of rows.
KEPT_SIZE = (1280, 640)


def known_cutouts(root: Path, samples: list[Sample], limit: int, seed: int) -> list[Cutout]:
    """Up to `limit` instances of `samples` (stored 640 x 640), rare classes first come as often as
    frequent ones.
    """
    by_name = {sample.name: sample for sample in samples}
    candidates: dict[int, list[tuple[str, list[float]]]] = {}
    with gzip.open(root / "cityscapes/instances.jsonl.gz", "rt") as stream:
        for line in stream:
            entry = json.loads(line)
            if entry["image"] not in by_name:
                continue
            for name, polygon in entry["instances"]:
                points = np.reshape(polygon, (-1, 2))
                if name in CLASS_NAMES and min(np.ptp(points, axis=0)) >= 60:
                    candidates.setdefault(CLASS_NAMES.index(name), []).append(
                        (entry["image"], polygon)
                    )
    rng = np.random.default_rng(seed)
    result: list[Cutout] = []
    for train_id, instances in sorted(candidates.items()):
        for index in rng.permutation(len(instances))[: limit // len(candidates)]:
            result.extend(
                _cut_instance(by_name[instances[index][0]], instances[index][1], train_id)
            )
    return result


def _cut_instance(sample: Sample, polygon: list[float], train_id: int) -> list[Cutout]:
    """The visible part of one instance, undistorted; empty when most of it is hidden behind
    something else.
    """
    points = np.reshape(polygon, (-1, 2)) * (np.array(KEPT_SIZE) / np.array(POLYGON_SIZE))
    left, top = np.floor(points.min(0)).astype(int)
    right, bottom = np.ceil(points.max(0)).astype(int)
    left, top, right, bottom = (
        max(left, 0),
        max(top, 0),
        min(right, KEPT_SIZE[0]),
        min(bottom, KEPT_SIZE[1]),
    )
    size = (right - left, bottom - top)
    if min(size) < 16:
        return []
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).polygon((points - (left, top)).ravel().tolist(), fill=255)
    stored_height, stored_width = sample.labels.shape
    fx, fy = stored_width / KEPT_SIZE[0], stored_height / KEPT_SIZE[1]
    box = (left * fx, top * fy, right * fx, bottom * fy)
    image = np.asarray(Image.fromarray(sample.image).resize(size, Image.BILINEAR, box=box))
    same = (
        np.asarray(Image.fromarray(sample.labels).resize(size, Image.NEAREST, box=box)) == train_id
    )
    drawn = np.asarray(mask) > 0
    if (same & drawn).sum() < 0.7 * drawn.sum():
        return []
    cutout = cut(
        image,
        np.where(same & drawn, 255, 0).astype(np.uint8),
        CLASS_NAMES[train_id],
        "cityscapes",
        train_id,
    )
    return [cutout] if cutout else []
