"""What the network sees at some cells of the sample pictures, by what lies there.

    python3 -m training.words.seen --run training/runs/words --samples public/samples \\
        --out src/workers/words/seen-cells.golden.json

Specs compare the page's words with these cells, without a network.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import numpy as np
from PIL import Image

from training.words.answers import Words, load_words
from training.words.arrays import int8
from training.words.pictures import rgb

WIDTH, HEIGHT = 768, 448
#: What lies in a rectangle of cells of eight pixels: picture, left, top, right, bottom.
PLACES = {
    "car": ("city-clear", 66, 26, 89, 38),
    "sky": ("city-clear", 36, 2, 48, 8),
    "road": ("city-clear", 31, 48, 56, 55),
    "building": ("city-clear", 16, 2, 24, 8),
    "vegetation": ("country-boulders", 64, 3, 86, 19),
}
#: What lies under a mask of its picture.
MASKED = {"boulder": "country-boulders"}
#: A rectangle gives every cell in this many, along and down.
STEP = 3


def grid_of(words: Words, samples: Path, picture: str) -> np.ndarray:
    """The embedding of a sample, `[128, 56, 96]`."""
    return words.embedding(rgb(samples / f"{picture}.jpg"), WIDTH, HEIGHT).numpy()


def masked_cells(samples: Path, picture: str) -> np.ndarray:
    """Cells `[56, 96]` whose middle lies under the mask."""
    with Image.open(samples / "masks" / f"{picture}.png") as stored:
        values = np.asarray(stored) > 0
    small = Image.fromarray(values.astype(np.uint8)).resize((WIDTH // 8, HEIGHT // 8))
    return np.asarray(small) > 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    words = load_words(args.run)
    pictures = {*MASKED.values(), *(picture for picture, *_ in PLACES.values())}
    grids = {picture: grid_of(words, args.samples, picture) for picture in sorted(pictures)}
    rows = {
        what: grids[picture][:, top:bottom:STEP, left:right:STEP].reshape(len(grids[picture]), -1).T
        for what, (picture, left, top, right, bottom) in PLACES.items()
    }
    for what, picture in MASKED.items():
        rows[what] = grids[picture][:, masked_cells(args.samples, picture)].T
    encoded = {
        what: base64.b64encode(int8(cells).tobytes()).decode() for what, cells in rows.items()
    }
    args.out.write_text(json.dumps(encoded, indent=2) + "\n")
    print({what: len(cells) for what, cells in rows.items()})


if __name__ == "__main__":
    main()
