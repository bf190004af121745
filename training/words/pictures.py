"""What the words are trained on besides streets: COCO's polygons, named pictures, and objects that
the encoder names.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.augment import CropSampler, photometric
from training.data.labels import CLASS_COUNT
from training.data.word_names import imagenet_names
from training.masks.objects import paint
from training.networks.efficientnet_lite import EfficientNetLite, folded
from training.outliers.names import is_reserved_coco
from training.words.features import class_chances
from training.words.text_space import tested_imagenet
from training.words.vocabulary import NONE, WHOLE, Vocabulary

HEIGHT, WIDTH = 256, 512
#: The encoder names an object where it gives one name at least this chance.
SURE = 0.5
#: Share of each kind among the crops.
SHARES = {"street": 0.4, "polygons": 0.25, "objects": 0.15, "names": 0.2}


@dataclass(frozen=True)
class NamedPicture:
    """`image [h, w, 3]` uint8; `ids [h, w]` int16 labels, -1 where there is none."""

    stem: str
    image: np.ndarray
    ids: np.ndarray


@dataclass(frozen=True)
class CocoPicture:
    """A COCO picture as stored, and its objects: name and rings in its pixels, large ones first."""

    stem: str
    image: np.ndarray
    objects: list[tuple[str, list[np.ndarray]]]


def rgb(path: Path) -> np.ndarray:
    """`[h, w, 3]` uint8."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def coco_names(root: Path) -> list[str]:
    """The 80 names in their order."""
    with gzip.open(root / "coco/instances.json.gz", "rt") as stream:
        return [category["name"] for category in json.load(stream)["categories"]]


def load_coco(root: Path) -> list[CocoPicture]:
    """All COCO pictures on disk that have polygons."""
    with gzip.open(root / "coco/instances.json.gz", "rt") as stream:
        content = json.load(stream)
    names = {category["id"]: category["name"] for category in content["categories"]}
    by_image = defaultdict(list)
    for annotation in content["annotations"]:
        if not annotation["iscrowd"] and isinstance(annotation["segmentation"], list):
            by_image[annotation["image_id"]].append(annotation)
    pictures = []
    for entry in content["images"]:
        path = (root / "coco/images" / entry["file_name"]).with_suffix(".webp")
        if not path.exists() or not by_image[entry["id"]]:
            continue
        image = rgb(path)
        scale = np.array([image.shape[1] / entry["width"], image.shape[0] / entry["height"]])
        objects = [
            (
                names[annotation["category_id"]],
                [np.reshape(r, (-1, 2)) * scale for r in annotation["segmentation"] if len(r) >= 6],
            )
            for annotation in sorted(by_image[entry["id"]], key=lambda a: -a["area"])
        ]
        pictures.append(CocoPicture(path.stem, image, objects))
    return pictures


def training_coco(root: Path, vocabulary: Vocabulary) -> list[NamedPicture]:
    """COCO's pictures that words are not tested on, with a label for each pixel of an object."""
    result = []
    for picture in load_coco(root):
        if is_reserved_coco(picture.stem, {name for name, _ in picture.objects}):
            continue
        height, width = picture.image.shape[:2]
        ids = np.full((height, width), NONE, np.int16)
        for name, rings in picture.objects:
            ids[paint(rings, (1, 1), (0, 0), width, height) > 0] = vocabulary.labels.get(name, NONE)
        result.append(NamedPicture(picture.stem, picture.image, ids))
    return result


def training_names(root: Path, vocabulary: Vocabulary) -> list[NamedPicture]:
    """One picture of each ImageNet name that words are not tested on; the label is the whole
    picture's.
    """
    tested = tested_imagenet()
    result = []
    for path in sorted((root / "names/imagenet").glob("*.webp")):
        wnid = path.stem.split("_", 1)[0]
        if wnid in tested or wnid not in imagenet_names() or wnid not in vocabulary.labels:
            continue
        image = rgb(path)
        ids = np.full(image.shape[:2], WHOLE - vocabulary.labels[wnid], np.int16)
        result.append(NamedPicture(path.stem, image, ids))
    return result


def around(mask: np.ndarray, margin: float = 0.1) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what a mask `[h, w]` covers, with some margin."""
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    width, height = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    return (
        max(0, int(columns[0] - margin * width)),
        max(0, int(rows[0] - margin * height)),
        min(mask.shape[1], int(columns[-1] + 1 + margin * width)),
        min(mask.shape[0], int(rows[-1] + 1 + margin * height)),
    )


def objects_named_by(
    encoder: EfficientNetLite, root: Path, vocabulary: Vocabulary
) -> list[NamedPicture]:
    """ECSSD's salient objects, those that the encoder's own classifier is sure of; a picture whose
    object it takes for a tested name is left out.
    """
    network = folded(encoder).bfloat16()
    wnids = list(imagenet_names())
    tested = tested_imagenet()
    result = []
    for path in sorted((root / "ecssd/images").glob("*.webp")):
        image = rgb(path)
        with Image.open(root / "ecssd/labels" / f"{path.stem}.png") as stored:
            mask = np.asarray(stored.convert("L")) >= 128
        if not mask.any():
            continue
        crop = Image.fromarray(image).crop(around(mask))
        p = class_chances(network, crop)
        best = int(p.argmax())
        if p[best] < SURE or wnids[best] in tested or wnids[best] not in vocabulary.labels:
            continue
        ids = np.where(mask, vocabulary.labels[wnids[best]], NONE).astype(np.int16)
        result.append(NamedPicture(path.stem, image, ids))
    return result


def window(
    picture: NamedPicture, width: int, scales: tuple[float, float], rng: np.random.Generator
) -> tuple[Image.Image, np.ndarray]:
    """A window `[256, width]` of the picture at a random scale and its ids at half of that; the
    scale is relative to the one at which the picture just covers the window.
    """
    stored_height, stored_width = picture.ids.shape
    cover = max(HEIGHT / stored_height, width / stored_width)
    scale = cover * float(np.exp(rng.uniform(*np.log(scales))))
    inner_width, inner_height = width / scale, HEIGHT / scale
    left = rng.uniform(0, stored_width - inner_width)
    top = rng.uniform(0, stored_height - inner_height)
    box = (left, top, left + inner_width, top + inner_height)
    image = Image.fromarray(picture.image).resize((width, HEIGHT), Image.BILINEAR, box=box)
    # PIL resizes no 16-bit integers by a box; 32-bit ones it does.
    labels = Image.fromarray(picture.ids.astype(np.int32), mode="I")
    ids = np.asarray(labels.resize((width // 2, HEIGHT // 2), Image.NEAREST, box=box))
    if rng.random() < 0.5:
        image, ids = image.transpose(Image.FLIP_LEFT_RIGHT), ids[:, ::-1]
    return image, ids.astype(np.int16)


class WordSampler:
    """Draws crops `[3, 256, 512]` and their labels `[128, 256]` int16: of a street, of a COCO
    picture, of an object that the encoder named, or of two named pictures side by side.
    """

    def __init__(self, streets: CropSampler, groups: dict[str, list[NamedPicture]]) -> None:
        self.streets, self.groups = streets, groups
        self.kinds = sorted(SHARES)
        self.shares = [SHARES[kind] for kind in self.kinds]

    def _window(
        self, kind: str, width: int, scales: tuple[float, float], rng: np.random.Generator
    ) -> tuple[np.ndarray, np.ndarray]:
        group = self.groups[kind]
        image, ids = window(group[int(rng.integers(len(group)))], width, scales, rng)
        return photometric(image, rng), ids

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        kind = self.kinds[int(rng.choice(len(self.kinds), p=self.shares))]
        if kind == "street":
            planes, stored = self.streets.draw(rng)
            ids = stored.astype(np.int16)
            ids[stored >= CLASS_COUNT] = NONE
            return planes, ids
        if kind == "names":
            halves = [self._window(kind, WIDTH // 2, (1.0, 1.25), rng) for _ in range(2)]
            planes = np.concatenate([half[0] for half in halves], 2)
            return planes, np.concatenate([half[1] for half in halves], 1)
        planes, ids = self._window(kind, WIDTH, (1.0, 2.0), rng)
        return planes, np.ascontiguousarray(ids)
