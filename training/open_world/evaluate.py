"""The few-shot protocol of DMLNet on Cityscapes: car (16+1), and car, truck and bus in sequence
(16+3), from 1 and 5 shots.

    OOD_DATA=... python3 -m training.open_world.evaluate --checkpoint \\
        training/runs/open-world/latest.pt

Prints the tables, writes them into docs/open-world.md and every number into a JSON file. Test
cities weimar and erfurt, input 768x384. The outputs are resized to the labels' own 640x640 grid
(never the labels), of which every second row and column is read; `--stride 1` reads all. IoU is
pooled over the pictures; classes without labelled pixels are left out of the means. In 16+1 truck
and bus are ignored. Nothing is chosen here: see choose.py.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.data.datasets import cityscapes_split, data_root
from training.data.labels import CLASS_COUNT
from training.data.normalise import normalise
from training.networks.exported import load_exported
from training.open_world import npm, plm
from training.open_world.features import CACHE, open_store, working_picture
from training.open_world.grids import LABELS, at_labels
from training.open_world.holdout import BASE_CLASSES, NOVEL, protocol_names, protocol_table
from training.open_world.lessons import Lessons, Teacher
from training.open_world.protocol import SHOTS, TASKS, Counter, Scene
from training.open_world.shots import DRAWS, class_shares, novel_classes
from training.open_world.tables import BASE, METHODS, section, summary, write_section

RADIUS_RULES = ("shots", "paper", "code")
DOCUMENT = Path("docs/open-world.md")
DMLNET = Path("public/models/dmlnet.onnx")


def measure_lessons(counter: Counter, lessons: Lessons, key: tuple[int, int], scene: Scene) -> None:
    """Both methods on one picture, for the shots and draw `key`."""
    base_classes = scene.embedding.shape[1]
    outputs = [
        at_labels(torch.from_numpy(head.embedding(scene.features).astype(np.float32)), scene.stride)
        for head in lessons.heads
    ]
    labels = [output.numpy().argmax(1) for output in outputs]
    fired = [label == output.shape[1] - 1 for label, output in zip(labels, outputs, strict=True)]
    distances = npm.distances(scene.embedding, lessons.prototypes.astype(np.float32))
    for task, novel in TASKS.items():
        counter.add(task, "PLM_latest", *key, scene.truth, labels[novel - 1])
        counter.add(
            task,
            "PLM_all",
            *key,
            scene.truth,
            plm.overwrite(scene.base, fired[:novel], base_classes),
        )
        for rule in RADIUS_RULES:
            where = npm.fires(distances[:novel], scene.nearest, lessons.radii(rule))
            counter.add(
                task,
                f"NPM {rule}",
                *key,
                scene.truth,
                plm.overwrite(scene.base, where, base_classes),
            )


def evaluate(teacher: Teacher, split: str, stride: int, every: int) -> tuple[Counter, list[Path]]:
    """All counts over every `every`-th picture of a split, and these pictures."""
    taught = {(shots, draw): teacher.teach(draw, shots) for shots in SHOTS for draw in DRAWS}
    print(f"{len(taught)} times {len(NOVEL)} classes learnt", flush=True)
    dmlnet, to_protocol = load_exported(DMLNET), np.argsort(protocol_table()[:CLASS_COUNT])
    counter, pictures = Counter(), cityscapes_split(teacher.root, split)[::every]
    for i, picture in enumerate(pictures):
        scene = Scene(picture, teacher, stride)
        counter.add(BASE, "base", 0, 0, scene.truth, scene.base)
        with torch.no_grad():
            logits = dmlnet.run(normalise(working_picture(picture)))[0][0, to_protocol]
        upper = at_labels(logits.flatten(1).T.contiguous(), stride).numpy()
        for task, novel in TASKS.items():
            counter.add(
                task, "DMLNet", 0, 0, scene.truth, upper[:, : BASE_CLASSES + novel].argmax(1)
            )
        for key, lessons in taught.items():
            measure_lessons(counter, lessons, key, scene)
        if i % 50 == 49:
            print(f"{i + 1} of {len(pictures)} pictures", flush=True)
    return counter, pictures


def report(
    counter: Counter, teacher: Teacher, split: str, pictures: list[Path], stride: int
) -> dict[str, object]:
    """The content of the JSON file."""
    labelled = counter.counts["16+3", "DMLNet", 0, 0].sum(1)
    results = {
        f"{task} {method} {shots}": summary(
            [counter.quality(task, method, shots, draw) for draw in DRAWS]
        )
        for task in TASKS
        for method in METHODS
        for shots in SHOTS
    }
    bounds = {BASE: counter.quality(BASE, "base", 0, 0).mean} | {
        task: counter.quality(task, "DMLNet", 0, 0).mean for task in TASKS
    }
    return {
        "modelSha256": teacher.store.digest,
        "step": teacher.store.step,
        "split": split,
        "stride": stride,
        "draws": len(DRAWS),
        "pictures": len(pictures),
        "pixels": len(pictures) * LABELS[0] * LABELS[1],
        "absent": [
            name for name, count in zip(protocol_names(), labelled, strict=True) if count == 0
        ],
        "novel": novel_classes(teacher.shares, pictures),
        "bounds": {name: round(value, 2) for name, value in bounds.items()},
        "results": results,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--split", choices=("validation", "test"), default="test")
    parser.add_argument(
        "--stride", type=int, default=2, help="of the rows and columns of the labels"
    )
    parser.add_argument("--every", type=int, default=1, help="only every n-th picture")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--json", type=Path, default=Path("training/runs/open-world/evaluation.json")
    )
    parser.add_argument(
        "--document",
        type=Path,
        help=(
            "whose section to replace; without it docs/open-world.md, for the whole test split only"
        ),
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    root = data_root(args.data)
    teacher = Teacher(
        open_store(args.checkpoint, args.cache),
        root,
        class_shares(root, args.cache / "shares.json"),
    )
    counter, pictures = evaluate(teacher, args.split, args.stride, args.every)
    content = report(counter, teacher, args.split, pictures, args.stride)
    text = section(content)
    print(text)
    args.json.parent.mkdir(parents=True, exist_ok=True)
    args.json.write_text(json.dumps(content, indent=2) + "\n")
    whole = args.split == "test" and args.every == 1
    document = args.document or (DOCUMENT if whole else None)
    if document:
        write_section(document, text)


if __name__ == "__main__":
    main()
