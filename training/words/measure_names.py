"""Measures whether words find and name what training never showed (T0 to T3).

    OOD_DATA=... python3 -m training.words.measure_names --run training/runs/words \\
        --tables public/models/words --json public/models/cards/vision-language.names.json

T0: one picture of each held-out ImageNet name among the 200, and of Caltech's names. T1: the
channel of a held-out COCO name (its probability beside the 19 classes), its polygons against the
rest of the same picture; the control is the same pixels with 20 other names. T2: the name of a
polygon's mean embedding among COCO's 80, and among all of the page's dictionary. T3: a right name
raises its object more than a wrong one.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.data.datasets import data_root
from training.data.word_names import imagenet_names, t0_imagenet, t1_coco, t2_coco_pictures
from training.masks.objects import paint
from training.words.answers import Words, load_words, pooled, working_size
from training.words.features import imagenet_paths
from training.words.naming import (
    LEAST_PIXELS,
    holds_right,
    load_dictionary,
    nameless,
    street_regions,
)
from training.words.pictures import CocoPicture, coco_names, load_coco, rgb
from training.words.street import class_cosines, concept_groups, log_softmax
from training.words.text_space import spoken, unit

LONG_SIDE, SQUARE = 768, 256
OTHER_NAMES = 20


@dataclass(frozen=True)
class Region:
    """One object: its name, its mean embedding, and how far each of the 80 names stands out in it
    above the rest of its picture.
    """

    name: str
    vector: np.ndarray
    raised: np.ndarray


def middle(image: np.ndarray) -> np.ndarray:
    """The middle square."""
    side = min(image.shape[:2])
    top, left = (image.shape[0] - side) // 2, (image.shape[1] - side) // 2
    return image[top : top + side, left : left + side]


def hits(vectors: np.ndarray, texts: np.ndarray, truth: np.ndarray, most: int) -> np.ndarray:
    """Whether the right text is among the `most` nearest, `[n]`."""
    order = np.argsort(-(vectors @ texts.T), 1)[:, :most]
    return (order == truth[:, None]).any(1)


def interval(values: np.ndarray, draws: int = 1000) -> list[float]:
    """Mean and its bootstrapped 95 % interval, in per cent."""
    rng = np.random.default_rng(0)
    means = [values[rng.integers(len(values), size=len(values))].mean() for _ in range(draws)]
    low, high = np.percentile(means, [2.5, 97.5])
    return [round(100 * float(x), 1) for x in (values.mean(), low, high)]


def t0(words: Words, root: Path) -> dict[str, object]:
    """Held-out ImageNet names, and Caltech's, by the closed form and by the trained head."""
    names, tested = imagenet_names(), t0_imagenet()
    paths = [p for p in imagenet_paths(root) if p.stem.split("_")[0] in tested]
    labels = [spoken(names[p.stem.split("_")[0]][0]) for p in paths]
    result: dict[str, object] = {"imagenet": _whole(words, paths, labels)}
    folders = sorted(p for p in (root / "names/caltech").iterdir() if p.is_dir())
    known = {spoken(name) for name, _ in names.values()}
    outside = [folder for folder in folders if spoken(folder.name) not in known]
    pairs = [(p, spoken(f.name)) for f in outside for p in sorted(f.iterdir())[:12]]
    result["caltech"] = _whole(words, [p for p, _ in pairs], [n for _, n in pairs])
    return result


def _whole(words: Words, paths: list[Path], labels: list[str]) -> dict[str, object]:
    texts = sorted(set(labels))
    truth = np.array([texts.index(label) for label in labels])
    vectors = words.vectors(texts)
    rng = np.random.default_rng(1)
    closed, trained = [], []
    for path in paths:
        image = middle(rgb(path))
        closed.append(pooled(words.closed_form(image, SQUARE, SQUARE)))
        trained.append(pooled(words.embedding(image, SQUARE, SQUARE)))
    rows = {
        "closed form": (np.stack(closed), vectors),
        "trained": (np.stack(trained), vectors),
        "control, texts shuffled": (np.stack(trained), rng.permutation(vectors)),
    }
    answers: dict[str, object] = {"pictures": len(paths), "names": len(texts)}
    for key, (pictures, candidates) in rows.items():
        answers[key] = {
            f"top {most}": interval(hits(pictures, candidates, truth, most)) for most in (1, 5)
        }
    return answers


def auroc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Chance that a positive value is above a negative one, ties counted half."""
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left")
    upto = np.searchsorted(ordered, positive, "right")
    return float((below + upto).mean() / 2 / len(negative))


def object_mask(picture: CocoPicture, name: str, width: int, height: int) -> np.ndarray:
    """Where any object of the name is, `[height, width]`."""
    scale = (width / picture.image.shape[1], height / picture.image.shape[0])
    rings = [ring for other, rings in picture.objects if other == name for ring in rings]
    return paint(rings, scale, (0, 0), width, height) > 0


def t1(words: Words, pictures: list[CocoPicture], every: list[str]) -> dict[str, object]:
    """AUROC of each held-out name's channel, and the control."""
    names = sorted(t1_coco())
    vectors = dict(zip(every, words.vectors(every), strict=True))
    rng = np.random.default_rng(2)
    others = {n: rng.choice([o for o in every if o != n], OTHER_NAMES, False) for n in names}
    groups = concept_groups(words)
    channels: dict[str, list[float]] = {name: [] for name in names}
    cosines: dict[str, list[float]] = {name: [] for name in names}
    control: list[float] = []
    for picture in pictures:
        shown = {name for name, _ in picture.objects} & set(names)
        if not shown:
            continue
        size = working_size(picture.image.shape[1], picture.image.shape[0], LONG_SIDE)
        rows = unit(words.embedding(picture.image, *size).numpy().transpose(1, 2, 0))
        classes = class_cosines(rows, groups)
        for name in sorted(shown):
            mask = object_mask(picture, name, size[0] // 8, size[1] // 8)
            if not mask.any() or mask.all():
                continue

            values = rows @ vectors[name]
            cosines[name].append(auroc(values[mask], values[~mask]))
            for text in (name, *map(str, others[name])):
                columns = np.concatenate((classes, (rows @ vectors[text])[..., None]), -1)
                # The logarithm orders as the probability does, and does not vanish.
                values = log_softmax(columns / words.temperature)[..., -1]
                (channels[name] if text == name else control).append(
                    auroc(values[mask], values[~mask])
                )
    means = {name: round(float(np.mean(x)), 3) for name, x in channels.items() if x}
    return {
        "names": means,
        "pictures": sum(map(len, channels.values())),
        "mean": round(float(np.mean(list(means.values()))), 3),
        "control": round(float(np.mean(control)), 3),
        "mean of cosines alone": round(
            float(np.mean([np.mean(x) for x in cosines.values() if x])), 3
        ),
    }


def regions_of(words: Words, pictures: list[CocoPicture], every: list[str]) -> list[Region]:
    """The objects of the pictures that no training saw."""
    vectors = words.vectors(every)
    regions = []
    for picture in pictures:
        if picture.stem not in t2_coco_pictures():
            continue
        width, height = working_size(picture.image.shape[1], picture.image.shape[0], LONG_SIDE)
        embedding = words.embedding(picture.image, width, height).numpy()
        channels = np.tensordot(vectors, unit(embedding.transpose(1, 2, 0)), (1, 2))
        scale = (width / 8 / picture.image.shape[1], height / 8 / picture.image.shape[0])
        for name, rings in picture.objects:
            mask = paint(rings, scale, (0, 0), width // 8, height // 8) > 0
            if mask.sum() * 64 < LEAST_PIXELS or mask.all():
                continue
            raised = channels[:, mask].mean(1) - channels[:, ~mask].mean(1)
            regions.append(Region(name, unit(embedding[:, mask].mean(1)), raised))
    return regions


def t2_and_t3(words: Words, regions: list[Region], every: list[str]) -> dict[str, object]:
    """Names of regions among COCO's 80, and right names against wrong ones."""
    texts = words.vectors(every)
    truth = np.array([every.index(region.name) for region in regions])
    vectors = np.stack([region.vector for region in regions])
    families = np.array([FAMILY_OF[name] for name in every])
    first = np.argmax(vectors @ texts.T, 1)
    raised = np.stack([region.raised for region in regions])
    right = raised[np.arange(len(regions)), truth]
    # Each wrong name counts as much as the others.
    wins = (right[:, None] > raised).sum(1) / (len(every) - 1)
    unseen = np.array([region.name in t1_coco() for region in regions])
    return {
        "T2": {
            "regions": len(regions),
            "top 1": interval(hits(vectors, texts, truth, 1)),
            "top 5": interval(hits(vectors, texts, truth, 5)),
            "family": interval(families[first] == families[truth]),
            "top 5 of names never shown": interval(hits(vectors, texts, truth, 5)[unseen])
            if unseen.any()
            else None,
        },
        "T3": interval(wins),
    }


#: COCO's twelve families, by the numbers of the names in its list of 80.
FAMILIES = {
    "person": (0, 1),
    "vehicle": (1, 9),
    "outdoor": (9, 14),
    "animal": (14, 24),
    "accessory": (24, 29),
    "sports": (29, 39),
    "kitchen": (39, 46),
    "food": (46, 56),
    "furniture": (56, 62),
    "electronic": (62, 68),
    "appliance": (68, 73),
    "indoor": (73, 80),
}
FAMILY_OF: dict[str, str] = {}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(2)
    root = data_root(args.data)
    words, every = load_words(args.run), coco_names(root)
    for family, (start, end) in FAMILIES.items():
        FAMILY_OF.update({name: family for name in every[start:end]})
    pictures = load_coco(root)
    result: dict[str, object] = {"step": words.step, "T0": t0(words, root)}
    result["T1"] = t1(words, pictures, every)
    regions = regions_of(words, pictures, every)
    result |= t2_and_t3(words, regions, every)
    dictionary = load_dictionary(args.tables)
    vectors = np.stack([region.vector for region in regions])
    result["dictionary"] = {
        "right among three": interval(
            holds_right(dictionary, vectors, [region.name for region in regions])
        ),
        "objects that no name fits": nameless(dictionary, vectors),
        "classes of streets that no name fits": nameless(dictionary, street_regions(words, root)),
    }
    print(json.dumps(result, indent=1))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
