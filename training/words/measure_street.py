"""Measures what words are worth on streets (T4 to T6, and the closed set from text alone).

    OOD_DATA=... python3 -m training.words.measure_street --run training/runs/words \\
        --tables public/models/words --composites training/runs/held-out \\
        --json public/models/cards/vision-language.street.json

T4: the share of test-city pixels that calibrated prompts of nonsense take from the classes. T5: AP
on held-out composites with the right prompts, none, and random ones. T6: mean u on the borders of
classes before and after the 19 are merged into seven.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.data.datasets import cityscapes_split, data_root, load_sample
from training.data.labels import CATEGORIES, CLASS_COUNT
from training.measure.class_iou import ClosedSetResult
from training.measure.outlier_metrics import outlier_quality
from training.networks.exported import digests_of
from training.outliers.names import HELD_OUT_NAMES
from training.words.answers import Words, load_words
from training.words.dictionary import CATEGORY_NAMES
from training.words.pictures import rgb
from training.words.street import (
    HEIGHT,
    STRIDE,
    WIDTH,
    Tables,
    class_cosines,
    concept_groups,
    load_tables,
    steal_offset,
    street_rows,
    uncertainty,
    upsampled,
)
from training.words.text_space import spoken, unit

NONSENSE = (
    *("philosophy", "xqzt", "justice", "tuesday", "blorptang", "arithmetic", "sadness", "zzyzx"),
    *("inflation", "qwertz", "melody", "parliament", "the", "seventeen", "gravity", "opinion"),
    *("wug", "syntax", "nostalgia", "freedom"),
)
KNOWN_SAMPLE = 2000


def borders(labels: np.ndarray) -> np.ndarray:
    """Labelled pixels beside one of another class, `[h, w]`."""
    result = np.zeros(labels.shape, bool)
    both = (labels[:, 1:] < CLASS_COUNT) & (labels[:, :-1] < CLASS_COUNT)
    differs = both & (labels[:, 1:] != labels[:, :-1])
    result[:, 1:] |= differs
    result[:, :-1] |= differs
    return result


def on_test_cities(
    words: Words, root: Path, tables: Tables
) -> tuple[dict[str, object], dict[str, object]]:
    """The closed set; T4 and T6, all on the test cities."""
    groups = concept_groups(words)
    nonsense = words.vectors(list(NONSENSE))
    offsets = [steal_offset(tables.ordinary, groups, row, tables.alpha) for row in nonsense]
    merged = [np.concatenate([groups[i] for i in members]) for members in CATEGORIES.values()]
    confusion = np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64)
    stolen, pixels = np.zeros(len(NONSENSE)), 0
    border: dict[str, list[float]] = {"19 classes": [], "7 categories": []}
    paths = cityscapes_split(root, "test")
    for path in paths:
        sample = load_sample(path, "cityscapes")
        rows = street_rows(words, sample.image)
        cosines = class_cosines(rows, groups)
        height, width = sample.labels.shape
        prediction = upsampled(cosines, height, width).argmax(-1)
        known = sample.labels < CLASS_COUNT
        pairs = sample.labels[known].astype(np.int64) * CLASS_COUNT + prediction[known]
        confusion += np.bincount(pairs, minlength=CLASS_COUNT**2).reshape(CLASS_COUNT, CLASS_COUNT)
        small = np.asarray(
            Image.fromarray(sample.labels).resize(
                (WIDTH // STRIDE, HEIGHT // STRIDE), Image.NEAREST
            )
        )
        labelled = small < CLASS_COUNT
        best = cosines.max(-1)[labelled]
        prompts = rows[labelled] @ nonsense.T - np.array(offsets)
        stolen += (prompts > best[:, None]).sum(0)
        pixels += int(labelled.sum())
        edge = borders(small)
        seven = class_cosines(rows, merged)
        for name, columns in (("19 classes", cosines), ("7 categories", seven)):
            u = uncertainty(columns, columns.shape[-1], tables.temperature)
            border[name].append(float(u[edge].mean()))
    closed = ClosedSetResult(confusion, len(paths)).as_json()
    shares = stolen / pixels
    return closed, {
        "T4": {
            "mean": round(100 * float(shares.mean()), 3),
            "largest": round(100 * float(shares.max()), 3),
            "words": {w: round(100 * float(s), 3) for w, s in zip(NONSENSE, shares, strict=True)},
        },
        "T6": {name: round(float(np.mean(values)), 4) for name, values in border.items()},
    }


def random_words(folder: Path, count: int) -> list[str]:
    """Names of the dictionary that are no phrase of the street."""
    entries = json.loads((folder / "dictionary.json").read_text())["entries"]
    street = CATEGORY_NAMES.index("street")
    names = [lemmas.split("|")[0] for lemmas, category, _, _ in entries if category != street]
    rng = np.random.default_rng(5)
    return [str(name) for name in rng.choice(names, count, replace=False)]


def on_composites(
    words: Words, tables: Tables, folder: Path, composites: Path
) -> dict[str, object]:
    """T5: per picture and pooled AP of u with each list of prompts."""
    groups = concept_groups(words)
    right = [spoken(name) for name in sorted(HELD_OUT_NAMES)]
    lists = {"none": [], "right": right, "random": random_words(folder, len(right))}
    vectors = {name: words.vectors(list(texts)) if texts else None for name, texts in lists.items()}
    settings: dict[str, tuple[np.ndarray | None, np.ndarray]] = {}
    for name, prompts in vectors.items():
        if prompts is None:
            settings[name] = (None, np.zeros(0))
            continue
        taken = [steal_offset(tables.ordinary, groups, row, tables.alpha) for row in prompts]
        settings[name] = (prompts, np.zeros(len(prompts)))
        settings[f"{name}, calibrated"] = (prompts, np.array(taken))
    scores: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {name: [] for name in settings}
    # Known pixels are a sample, which stands for as many as there are.
    counts: list[int] = []
    rng = np.random.default_rng(6)
    for path in sorted((composites / "images").iterdir()):
        with Image.open(composites / "labels" / path.name) as stored:
            labels = np.asarray(stored)
        image = rgb(path)
        rows = unit(words.embedding(image, WIDTH, HEIGHT).numpy().transpose(1, 2, 0))
        cosines = class_cosines(rows, groups)
        known, unknown = np.argwhere(labels == 0), np.argwhere(labels == 1)
        counts.append(len(known))
        known = known[rng.choice(len(known), min(KNOWN_SAMPLE, len(known)), replace=False)]
        for name, (texts, offsets) in settings.items():
            columns = cosines
            if texts is not None:
                columns = np.concatenate((cosines, rows @ texts.T - offsets), -1)
            planes = upsampled(columns, *labels.shape)
            u = uncertainty(planes, len(groups), tables.temperature)
            sides = u[tuple(known.T)], u[tuple(unknown.T)]
            scores[name].append((sides[0].astype(np.float32), sides[1].astype(np.float32)))
    count = len(scores["none"])
    draws = [rng.integers(count, size=count) for _ in range(100)]

    def ap(name: str, order: np.ndarray) -> float:
        chosen = [scores[name][i] for i in order]
        return outlier_quality(
            np.concatenate([k for k, _ in chosen]),
            np.concatenate([u for _, u in chosen]),
            sum(counts[i] for i in order),
        ).ap

    whole = np.arange(count)
    result: dict[str, object] = {"pictures": count}
    for setting in settings:
        quality = outlier_quality(
            np.concatenate([k for k, _ in scores[setting]]),
            np.concatenate([u for _, u in scores[setting]]),
            sum(counts),
        )
        entry: dict[str, object] = {"ap": round(quality.ap, 2), "fpr95": round(quality.fpr95, 2)}
        if setting != "none":
            gains = np.array([ap(setting, d) - ap("none", d) for d in draws])
            entry["gain"] = round(ap(setting, whole) - ap("none", whole), 2)
            entry["interval"] = [round(float(x), 2) for x in np.percentile(gains, [2.5, 97.5])]
        result[setting] = entry
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--composites", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument(
        "--onnx", type=Path, help="the network written of the run; its card gets the closed set"
    )
    args = parser.parse_args()
    torch.set_num_threads(2)
    root = data_root(args.data)
    words, tables = load_words(args.run), load_tables(args.tables)
    closed, rest = on_test_cities(words, root, tables)
    result = {"step": words.step, "closedSet": closed, **rest}
    result["T5"] = on_composites(words, tables, args.tables, args.composites)
    print(json.dumps(result, indent=1))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")
    if args.onnx:
        quality = {**digests_of(args.onnx), "dataset": "Cityscapes", "split": "test", **closed}
        card = args.onnx.parent / "cards" / f"{args.onnx.stem}.quality.json"
        card.write_text(json.dumps(quality, indent=2) + "\n")


if __name__ == "__main__":
    main()
