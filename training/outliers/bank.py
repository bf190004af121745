"""The object bank: cut-outs of unknown objects and whole pictures that show them, decoded to
memory.
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

from training.data.labels import IGNORE, OUTLIER
from training.outliers.names import (
    DAVIS_OBJECTS,
    KNOWN_COCO,
    UNCLEAR,
    is_held_out,
    is_reserved,
    is_reserved_coco,
)

#: Smallest side and smallest area of a cut-out in stored pixels; less shows no object.
MIN_SIDE, MIN_AREA = 16, 400


@dataclass(frozen=True)
class Cutout:
    """An object: `image [h, w, 3]` uint8, `alpha [h, w]` uint8; `name` is None where the source
    gives none.

    `label` is `OUTLIER`, or the train id of a known object (see known.py).
    """

    image: np.ndarray
    alpha: np.ndarray
    name: str | None
    source: str
    label: int = OUTLIER


@dataclass(frozen=True)
class Picture:
    """A whole picture: `image [h, w, 3]`, `ids [h, w]` uint8 with `OUTLIER`, train ids of what is
    known, 255 elsewhere.
    """

    image: np.ndarray
    ids: np.ndarray
    source: str
    stem: str


@dataclass(frozen=True)
class ObjectBank:
    """Cut-outs and pictures of one side of the split."""

    cutouts: list[Cutout]
    pictures: list[Picture]


def cut(
    image: np.ndarray, alpha: np.ndarray, name: str | None, source: str, label: int = OUTLIER
) -> Cutout | None:
    """The bounding box of `alpha >= 128`, or None where that is too small."""
    inside = alpha >= 128
    rows, columns = np.flatnonzero(inside.any(1)), np.flatnonzero(inside.any(0))
    if rows.size < MIN_SIDE or columns.size < MIN_SIDE or inside.sum() < MIN_AREA:
        return None
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Cutout(
        np.ascontiguousarray(image[box]), np.ascontiguousarray(alpha[box]), name, source, label
    )


def _rgb(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def _mask(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("L"))


Entry = tuple["bool", "list[Cutout | None]", "Picture | None"]


def _coco(root: Path) -> Iterator[Entry]:
    with gzip.open(root / "coco/instances.json.gz", "rt") as stream:
        content = json.load(stream)
    names = {category["id"]: category["name"] for category in content["categories"]}
    by_image = defaultdict(list)
    for annotation in content["annotations"]:
        by_image[annotation["image_id"]].append(annotation)
    for entry in content["images"]:
        path = (root / "coco/images" / entry["file_name"]).with_suffix(".webp")
        if not path.exists():
            continue
        image = _rgb(path)
        height, width = image.shape[:2]
        # Polygons are in the pixels of the original picture.
        factor = np.array([width / entry["width"], height / entry["height"]])
        ids = np.full((height, width), IGNORE, np.uint8)
        cutouts: dict[bool, list[Cutout | None]] = {False: [], True: []}
        any_held_out = False
        # Large objects first, so that what lies on them keeps its own label.
        for annotation in sorted(by_image[entry["id"]], key=lambda a: -a["area"]):
            name = names[annotation["category_id"]]
            if annotation["iscrowd"] or not isinstance(annotation["segmentation"], list):
                continue
            mask = Image.new("L", (width, height))
            for polygon in annotation["segmentation"]:
                points = (np.reshape(polygon, (-1, 2)) * factor).ravel().tolist()
                if len(points) >= 6:
                    ImageDraw.Draw(mask).polygon(points, fill=255)
            alpha = np.asarray(mask)
            if name in KNOWN_COCO or name in UNCLEAR:
                ids[alpha > 0] = KNOWN_COCO.get(name, IGNORE)
                continue
            held_out = is_held_out(name, 0)
            if is_reserved(name) and not held_out:
                ids[alpha > 0] = IGNORE
                continue
            ids[alpha > 0] = OUTLIER
            any_held_out |= held_out
            cutouts[held_out].append(cut(image, alpha, name, "coco"))
        has_object = bool((ids == OUTLIER).any())
        yield True, cutouts[True], None
        if is_reserved_coco(path.stem, {names[a["category_id"]] for a in by_image[entry["id"]]}):
            continue
        yield (
            False,
            cutouts[False],
            Picture(image, ids, "coco", path.stem) if has_object and not any_held_out else None,
        )


def _masked(root: Path, folder: str, source: str) -> Iterator[Entry]:
    """Pictures with a binary mask of the same stem; the name comes before the last underscore, if
    there is one.
    """
    tags = json.loads((root / "ecssd/tags.json").read_text()) if source == "ecssd" else {}
    for index, path in enumerate(sorted((root / folder / "images").glob("*.webp"))):
        name = path.stem.rpartition("_")[0] or None
        if (source == "ecssd" and tags.get(path.stem) != "ood_candidate") or (
            source == "davis" and name not in DAVIS_OBJECTS
        ):
            continue
        image, mask = _rgb(path), _mask(root / folder / "labels" / f"{path.stem}.png")
        held_out = is_held_out(name, index)
        if is_reserved(name) and not held_out:
            continue
        ids = np.where(mask >= 128, OUTLIER, IGNORE).astype(np.uint8)
        yield held_out, [cut(image, mask, name, source)], Picture(image, ids, source, path.stem)


def _transparent(folder: Path, source: str) -> Iterator[Entry]:
    """RGBA cut-outs; the class is the part of the file name before the underscores."""
    for index, path in enumerate(sorted(folder.glob("*__*.webp"))):
        name = path.stem.split("__")[0]
        if name in UNCLEAR:
            continue
        held_out = is_held_out(name, index)
        if is_reserved(name) and not held_out:
            continue
        with Image.open(path) as picture:
            pixels = np.asarray(picture.convert("RGBA"))
        yield held_out, [cut(pixels[..., :3], pixels[..., 3], name, source)], None


def load_bank(root: Path, held_out: bool, name_cutouts: Path | None = None) -> ObjectBank:
    """All objects of the training side or of the held-out side of the split.

    `name_cutouts` is the folder that `masks/cut_names.py` wrote; its objects are all of the
    training side.
    """
    bank = ObjectBank([], [])
    entries = (
        *_coco(root),
        *_masked(root, "ecssd", "ecssd"),
        *_masked(root, "cutouts/animals", "animals"),
        *_masked(root, "davis", "davis"),
        *_transparent(root / "cutouts/caltech", "caltech"),
        *_transparent(root / "cutouts/trashnet", "trashnet"),
        *(_transparent(name_cutouts, "names") if name_cutouts else ()),
    )
    for side, cutouts, picture in entries:
        if side == held_out:
            bank.cutouts.extend(item for item in cutouts if item is not None)
            if picture is not None:
                bank.pictures.append(picture)
    return bank
