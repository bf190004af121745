"""Pictures with masks of single objects, for training and for measuring the promptable segmenter.

The split is that of the outlier bank (outliers/names.py): what is held out there is held out here,
so that composites of held-out objects stay unseen by every model of the project.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.data.datasets import cityscapes_split
from training.outliers.names import is_held_out

#: The instances of Cityscapes are polygons in these pixels.
CITYSCAPES_SIZE = (2048, 1024)


@dataclass(frozen=True)
class Street:
    """A Cityscapes picture as stored, `image [h, w, 3]` uint8 stretched, and its objects: polygons
    in 2048x1024 pixels, painted in order.
    """

    name: str
    image: np.ndarray
    polygons: list[np.ndarray]


@dataclass(frozen=True)
class Photograph:
    """`image [h, w, 3]` uint8 and `ids [h, w]` uint8: 0 no object, 1.. one id per object."""

    name: str
    source: str
    image: np.ndarray
    ids: np.ndarray


def _rgb(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def load_streets(root: Path, split: str) -> list[Street]:
    """All Cityscapes pictures of a split that show objects."""
    polygons: dict[str, list[np.ndarray]] = {}
    with gzip.open(root / "cityscapes/instances.jsonl.gz", "rt") as lines:
        for line in lines:
            entry = json.loads(line)
            polygons[entry["image"]] = [
                np.reshape(points, (-1, 2)).astype(np.float32) for _, points in entry["instances"]
            ]
    paths = cityscapes_split(root, split)
    return [
        Street(path.stem, _rgb(path), polygons[path.stem])
        for path in paths
        if polygons.get(path.stem)
    ]


def paint(
    polygons: list[np.ndarray],
    scale: tuple[float, float],
    offset: tuple[float, float],
    width: int,
    height: int,
) -> np.ndarray:
    """Ids `[height, width]` uint16 of polygons, moved by `-offset` and scaled; the later ones cover
    the earlier.
    """
    # PIL also fills the pixels that an edge only touches: drawn at twice the size, one pixel in
    # four is the centre of ours.
    canvas = Image.new("I", (2 * width, 2 * height))
    draw = ImageDraw.Draw(canvas)
    for index, polygon in enumerate(polygons):
        points = (polygon - offset) * scale
        low, high = points.min(0), points.max(0)
        if high[0] < 0 or high[1] < 0 or low[0] > width or low[1] > height:
            continue
        draw.polygon((2 * points).ravel().tolist(), fill=index + 1)
    return np.asarray(canvas)[1::2, 1::2].astype(np.uint16)


def _coco(root: Path) -> Iterator[tuple[bool, Photograph]]:
    with gzip.open(root / "coco/instances.json.gz", "rt") as stream:
        content = json.load(stream)
    names = {category["id"]: category["name"] for category in content["categories"]}
    by_image = defaultdict(list)
    for annotation in content["annotations"]:
        if not annotation["iscrowd"] and isinstance(annotation["segmentation"], list):
            by_image[annotation["image_id"]].append(annotation)
    for entry in content["images"]:
        path = (root / "coco/images" / entry["file_name"]).with_suffix(".webp")
        annotations = by_image[entry["id"]]
        if not path.exists() or not annotations:
            continue
        image = _rgb(path)
        height, width = image.shape[:2]
        canvas = np.zeros((height, width), np.uint8)
        # Large objects first: what lies on them is an object of its own.
        for index, annotation in enumerate(sorted(annotations, key=lambda a: -a["area"])[:250]):
            rings = [
                np.reshape(polygon, (-1, 2))
                for polygon in annotation["segmentation"]
                if len(polygon) >= 6
            ]
            canvas[
                paint(
                    rings, (width / entry["width"], height / entry["height"]), (0, 0), width, height
                )
                > 0
            ] = index + 1
        held_out = any(
            is_held_out(names[annotation["category_id"]], 0) for annotation in annotations
        )
        yield held_out, Photograph(path.stem, "coco", image, canvas)


def _masked(root: Path, folder: str, source: str) -> Iterator[tuple[bool, Photograph]]:
    """Pictures with one binary mask of the same stem; the name comes before the last underscore, if
    there is one.
    """
    for index, path in enumerate(sorted((root / folder / "images").glob("*.webp"))):
        name = path.stem.rpartition("_")[0] or None
        with Image.open(root / folder / "labels" / f"{path.stem}.png") as mask:
            ids = (np.asarray(mask.convert("L")) >= 128).astype(np.uint8)
        if ids.any():
            yield is_held_out(name, index), Photograph(path.stem, source, _rgb(path), ids)


def load_photographs(root: Path, held_out: bool) -> list[Photograph]:
    """COCO, ECSSD, animals and DAVIS: the training side or the held-out side of the split."""
    entries = (
        *_coco(root),
        *_masked(root, "ecssd", "ecssd"),
        *_masked(root, "cutouts/animals", "animals"),
        *_masked(root, "davis", "davis"),
    )
    return [photograph for side, photograph in entries if side == held_out]
