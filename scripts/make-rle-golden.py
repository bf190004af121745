"""Writes src/core/rle/coco.golden.json: masks and their COCO run-length codes, made from the
description of the format.

    /usr/bin/python3 scripts/make-rle-golden.py

Runs come from numpy's differences of the column-major mask, numbers from binary text, so that
nothing is shared with the TypeScript that is tested.
"""

import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parent.parent / "src/core/rle/coco.golden.json"


def runs_of(mask: np.ndarray) -> list[int]:
    """Lengths of alternating runs down the columns, the first of zeros."""
    flat = mask.flatten(order="F").astype(np.int8)
    changes = np.flatnonzero(np.diff(flat)) + 1
    edges = np.concatenate([[0], changes, [flat.size]])
    lengths = np.diff(edges).tolist()
    return [0, *lengths] if flat[0] == 1 else lengths


def characters(number: int) -> str:
    """Two's complement in as few groups of five bits as hold it, the lowest first; all but the last
    carry a sixth bit.
    """
    groups = 1
    while not -(2 ** (5 * groups - 1)) <= number < 2 ** (5 * groups - 1):
        groups += 1
    bits = format(number % 2 ** (5 * groups), f"0{5 * groups}b")
    values = [int(bits[start : start + 5], 2) for start in range(0, 5 * groups, 5)][::-1]
    return "".join(
        chr(48 + value + (32 if index < groups - 1 else 0)) for index, value in enumerate(values)
    )


def compress(runs: list[int]) -> str:
    differences = [run if index < 3 else run - runs[index - 2] for index, run in enumerate(runs)]
    return "".join(map(characters, differences))


def masks() -> dict[str, np.ndarray]:
    random = np.random.default_rng(5)
    y, x = np.mgrid[0:60, 0:41]
    bar = np.zeros((7, 300), bool)
    bar[2:5, 40:260] = True
    tall = np.zeros((300, 7), bool)
    tall[40:260, 2:5] = True
    corner = np.zeros((4, 3), bool)
    corner[0, 0] = corner[3, 2] = True
    return {
        "nothing": np.zeros((5, 3), bool),
        "everything": np.ones((5, 3), bool),
        "one pixel": np.ones((1, 1), bool),
        "first and last pixel": corner,
        "a wide bar": bar,
        "a tall bar": tall,
        "an ellipse": ((x - 17.3) / 12) ** 2 + ((y - 31.1) / 20) ** 2 < 1,
        "noise": random.random((23, 31)) < 0.4,
        "a checkerboard": (np.indices((6, 5)).sum(0) % 2).astype(bool),
        "long runs": np.arange(40_000).reshape(200, 200) >= 39_000,
    }


def main() -> None:
    cases = []
    for name, mask in masks().items():
        runs = runs_of(mask)
        # The mask itself row-major, as the positions of its pixels: neither run-length code reads
        # it like that.
        pixels = np.flatnonzero(mask.ravel()).tolist()
        height, width = mask.shape
        cases.append(
            {
                "name": name,
                "size": [height, width],
                "pixels": pixels,
                "runs": runs,
                "counts": compress(runs),
            }
        )
    TARGET.write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main()
