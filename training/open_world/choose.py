"""What the method's free numbers do on the validation cities: the quantile that gives lambda, steps
and weights of a head.

    OOD_DATA=... python3 -m training.open_world.choose --checkpoint \\
        training/runs/open-world/latest.pt

Prints mIoU, novel, old and harmonic IoU of car (16+1), for NPM also of all three classes in
sequence (16+3), as means over the draws with five shots and with one. The test cities are not read.
At run time no rule reads anything but the shots; the numbers chosen here are constants of npm.py
and plm.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from training.data.datasets import cityscapes_split, data_root
from training.open_world import npm, plm
from training.open_world.features import CACHE, open_store
from training.open_world.grids import at_labels
from training.open_world.holdout import BASE_CLASSES, NOVEL
from training.open_world.lessons import Teacher
from training.open_world.protocol import SHOTS, TASKS, Counter, Scene
from training.open_world.shots import DRAWS, class_shares
from training.open_world.tables import COLUMNS

QUANTILES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
STEPS = (10, 25, 50, 200)
#: Share of the new class in the loss; None: what it covers of the shots.
NOVEL_SHARES = (None, 0.25, 0.5)


def weights_with_share(annotated: np.ndarray, share: float) -> np.ndarray:
    """Weights `[cells]` that give the annotated cells a share of the loss."""
    inside = annotated.sum()
    return np.where(annotated, share / inside, (1 - share) / (len(annotated) - inside))


def heads_of_car(teacher: Teacher, seed: int, count: int) -> dict[str, plm.Head]:
    """A head for each variant; the first is that of plm.py."""
    shots = teacher.shots(NOVEL[0], seed, count)
    cells, weights = plm.sample_cells(shots.annotated)
    labels = plm.pseudo_labels(
        teacher.base.embedding(shots.features).argmax(1), [], shots.annotated, BASE_CLASSES
    )[cells]
    features, annotated = shots.features[cells], shots.annotated[cells]
    heads = {
        f"{steps} steps": plm.train_head(features, labels, weights, BASE_CLASSES + 1, steps)
        for steps in STEPS
    }
    for share in NOVEL_SHARES:
        weighted = weights if share is None else weights_with_share(annotated, share)
        heads[f"novel share {share or 'as in the shots'}"] = plm.train_head(
            features, labels, weighted, BASE_CLASSES + 1
        )
    return heads


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument(
        "--stride", type=int, default=4, help="of the rows and columns of the labels"
    )
    parser.add_argument("--every", type=int, default=3, help="only every n-th picture")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    root = data_root(args.data)
    teacher = Teacher(
        open_store(args.checkpoint, args.cache),
        root,
        class_shares(root, args.cache / "shares.json"),
    )
    keys = [(shots, draw) for shots in SHOTS for draw in DRAWS]
    lessons = {(shots, draw): teacher.teach(draw, shots) for shots, draw in keys}
    heads = {(shots, draw): heads_of_car(teacher, draw, shots) for shots, draw in keys}
    counter = Counter()
    for picture in cityscapes_split(root, "validation")[:: args.every]:
        scene = Scene(picture, teacher, args.stride)
        for key in keys:
            distances = npm.distances(scene.embedding, lessons[key].prototypes.astype(np.float32))
            for quantile in QUANTILES:
                radii = [float(np.quantile(inside, quantile)) for inside in lessons[key].distances]
                for task, novel in TASKS.items():
                    where = npm.fires(distances[:novel], scene.nearest, radii)
                    counter.add(
                        task,
                        f"NPM, quantile {quantile}",
                        *key,
                        scene.truth,
                        plm.overwrite(scene.base, where, BASE_CLASSES),
                    )
            for name, head in heads[key].items():
                outputs = at_labels(
                    torch.from_numpy(head.embedding(scene.features).astype(np.float32)), args.stride
                ).numpy()
                fired = outputs.argmax(1) == BASE_CLASSES
                counter.add(
                    "16+1",
                    f"PLM_all, {name}",
                    *key,
                    scene.truth,
                    plm.overwrite(scene.base, [fired], BASE_CLASSES),
                )
    for shots in SHOTS:
        for task, method in dict.fromkeys((task, method) for task, method, _, _ in counter.counts):
            numbers = np.mean(
                [counter.quality(task, method, shots, draw).numbers for draw in DRAWS], 0
            )
            parts = "  ".join(
                f"{name} {value:5.1f}" for name, value in zip(COLUMNS, numbers, strict=True)
            )
            print(f"{shots} shot(s) {task} {method:36s} {parts}")


if __name__ == "__main__":
    main()
