"""Writes the held-out composites: validation cities with objects that training never sees.

    OOD_DATA=... python3 -m training.outliers.held_out --out training/runs/held-out

A deterministic set and the only one on which checkpoints, settings and thresholds are chosen.
`images/STEM.png` (768 x 384), `labels/STEM.png` (0 known, 1 unknown object, 255 ignore) and
`kinds.json` (stem to the kinds of its object). It contains modified Cityscapes pictures, whose
licence forbids handing them on: the folder stays out of the repository.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from training.data.datasets import WORKING_SIZE, Sample, cityscapes_split, data_root, load_sample
from training.data.labels import CLASS_COUNT, IGNORE, OUTLIER
from training.outliers.bank import Cutout, load_bank
from training.outliers.composer import place
from training.outliers.known import known_cutouts
from training.outliers.paste import PasteStyle, paste

COMPOSITES, CLEAN, SEED = 150, 30, 20
EDGES = ("hard", "feathered", "harmonised")
#: Longest side of the object in pixels of the 768-pixel-wide picture.
SIZES = {"small": (16, 40), "medium": (40, 110), "large": (110, 300)}


def _style(edge: str, longest: float, rng: np.random.Generator) -> PasteStyle:
    flip = bool(rng.random() < 0.5)
    if edge == "hard":
        return PasteStyle(longest, flip=flip)
    if edge == "feathered":
        return PasteStyle(longest, flip=flip, feather=1.0)
    return PasteStyle(longest, flip=flip, feather=1.0, blur=0.6, harmony=0.8, shadow=0.4)


def composite(
    sample: Sample,
    cutout: Cutout | None,
    edge: str,
    longest: float,
    known: list[Cutout],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Picture `[384, 768, 3]` and ids `[384, 768]`; a known object is pasted into every second one,
    before the unknown.
    """
    size = WORKING_SIZE["cityscapes"]
    image = np.array(Image.fromarray(sample.image).resize(size, Image.BILINEAR))
    ids = np.array(Image.fromarray(sample.labels).resize(size, Image.NEAREST))
    ground = ids.copy()
    if rng.random() < 0.5:
        x, y = place(ground, 1, False, rng)
        paste(
            image,
            ids,
            known[int(rng.integers(len(known)))],
            _style(edge, float(rng.uniform(30, 140)), rng),
            x,
            y,
        )
    # A thin object at its smallest size may never reach the wanted area: it grows until it does.
    while cutout is not None:
        x, y = place(ground, 1, bool(rng.random() < 0.2), rng)
        # Large objects stand in the lower part, in full view.
        y = max(y, longest * 0.8)
        if paste(image, ids, cutout, _style(edge, longest, rng), x, y) >= 60:
            break
        longest *= 1.2
    return image, ids


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    root = data_root(args.data)
    rng = np.random.default_rng(SEED)
    paths = [p for p in cityscapes_split(root, "validation")]
    samples = [
        load_sample(paths[i], "cityscapes")
        for i in rng.permutation(len(paths))[: COMPOSITES + CLEAN]
    ]
    known = known_cutouts(root, samples, 300, SEED)
    objects = load_bank(root, held_out=True).cutouts
    # Two thirds with a name; within each group sources take turns, so that COCO alone does not fill
    # the set.
    by_source: dict[tuple[bool, str], list[Cutout]] = {}
    for candidate in objects:
        key = (candidate.name is not None, candidate.source)
        by_source.setdefault(key, []).append(candidate)
    named, unnamed = (
        [v for k, v in sorted(by_source.items()) if k[0] is flag] for flag in (True, False)
    )
    for folder in ("images", "labels"):
        (args.out / folder).mkdir(parents=True, exist_ok=True)
    kinds: dict[str, dict[str, object]] = {}
    for index, sample in enumerate(samples):
        edge, size = EDGES[index % 3], list(SIZES)[index // 3 % 3]
        cutout: Cutout | None = None
        if index < COMPOSITES:
            groups = unnamed if index % 5 == 4 else named
            group = groups[int(rng.integers(len(groups)))]
            cutout = group[int(rng.integers(len(group)))]
        longest = float(np.exp(rng.uniform(*np.log(SIZES[size]))))
        image, ids = composite(sample, cutout, edge, longest, known, rng)
        stem = f"{'composite' if cutout else 'clean'}-{index:03d}"
        label = np.where(ids == OUTLIER, 1, np.where(ids < CLASS_COUNT, 0, IGNORE)).astype(np.uint8)
        Image.fromarray(image).save(args.out / "images" / f"{stem}.png")
        Image.fromarray(label).save(args.out / "labels" / f"{stem}.png")
        if cutout:
            kinds[stem] = {
                "edge": edge,
                "size": size,
                "source": cutout.source,
                "name": cutout.name,
                "pixels": int((label == 1).sum()),
            }
    (args.out / "kinds.json").write_text(json.dumps(kinds, indent=1) + "\n")
    total = sum(int(str(kind["pixels"])) for kind in kinds.values())
    print(
        f"{len(samples)} pictures, {len(kinds)} with an object, {total:,} unknown pixels; "
        f"{len(objects)} held-out objects"
    )


if __name__ == "__main__":
    main()
