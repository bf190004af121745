"""PIL's antialiased resize of small synthetic pictures, and of maps of floats:
src/gpu/ops/preprocess/pil.golden.json and src/core/prompts/reduced.golden.json.

    /usr/bin/python3 scripts/make-resize-golden.py
"""

import json
from pathlib import Path

import numpy as np
from PIL import Image

SOURCE = Path(__file__).parent.parent / "src"
PICTURES = SOURCE / "gpu/ops/preprocess/pil.golden.json"
MAPS = SOURCE / "core/prompts/reduced.golden.json"
#: source width, source height, target width, target height: reduced, enlarged, one axis each, a
#: single pixel.
SHAPES = [(37, 23, 16, 9), (13, 7, 29, 31), (40, 10, 7, 22), (5, 64, 5, 8), (1, 1, 3, 2)]


def picture(width: int, height: int) -> np.ndarray:
    """`[height, width, 3]` bytes from an integer formula that the test repeats."""
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return ((x * x * 7 + y * y * 5 + x * y * (c + 3) + 60 * c) % 256).astype(np.uint8)


def score_map(width: int, height: int) -> np.ndarray:
    """`[height, width]` float32, the same formula in hundredths."""
    return (picture(width, height)[:, :, 0] / 100).astype(np.float32)


def main() -> None:
    cases = []
    for width, height, out_width, out_height in SHAPES:
        resized = Image.fromarray(picture(width, height)).resize(
            (out_width, out_height), Image.BILINEAR
        )
        cases.append(
            {
                "from": [width, height],
                "to": [out_width, out_height],
                "rgb": np.asarray(resized).ravel().tolist(),
            }
        )
    PICTURES.write_text(json.dumps(cases) + "\n")
    maps = []
    for width, height, out_width, out_height in SHAPES:
        resized = Image.fromarray(score_map(width, height)).resize(
            (out_width, out_height), Image.BILINEAR
        )
        maps.append(
            {
                "from": [width, height],
                "to": [out_width, out_height],
                "values": np.asarray(resized).ravel().tolist(),
            }
        )
    MAPS.write_text(json.dumps(maps) + "\n")


if __name__ == "__main__":
    main()
