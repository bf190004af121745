"""Looks at training pairs of the prompt generator: composite, evidence and target boxes side by
side, and whether the boxes are tight.

    OOD_DATA=... python3 -m training.prompt_generator.pairs --out DIR --count 8

Writes `DIR/NUMBER.png`, one sheet per scene: the picture as the networks see it, then the evidence
of every source, each with the boxes that training asks for. A box must lie within 1 pixel of its
object's mask on every side, in pixels of the map; exit code 1 when one does not. The scenes are
those that `training.prompt_generator.scenes` would write now. The sheets show pictures of the data
sets: do not publish them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.data.datasets import data_root
from training.prompt_generator.compose import MAP, Scene, SceneSource, pair_of
from training.prompt_generator.evidence import SOURCES, EvidenceMaps

#: How far a side of a box may lie from its mask, in pixels of the map.
TOLERANCE = 1.0
BOX_COLOUR = (255, 64, 160)


def edges_on_map(mask: np.ndarray) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 around the true pixels of `[height, width]` in pixels of the map; right and
    lower edges exclusive.
    """
    y, x = np.where(mask)
    across, down = MAP[1] / mask.shape[1], MAP[0] / mask.shape[0]
    return x.min() * across, y.min() * down, (x.max() + 1) * across, (y.max() + 1) * down


def loose_boxes(boxes: np.ndarray, masks: tuple[np.ndarray, ...]) -> list[int]:
    """Indices of the boxes `[n, 4]`, in pixels of the map, that no mask fits within the
    tolerance.
    """
    edges = np.array([edges_on_map(mask) for mask in masks], np.float32).reshape(-1, 4)
    distances = [np.abs(edges - box).max(axis=1).min(initial=np.inf) for box in boxes]
    return [index for index, distance in enumerate(distances) if distance > TOLERANCE]


def sheet(pair: dict[str, np.ndarray]) -> Image.Image:
    """Panels from left to right: the picture, then the evidence of each source, brighter = more."""
    panels = [
        Image.fromarray(pair["picture"]),
        *(Image.fromarray(evidence).convert("RGB") for evidence in pair["maps"]),
    ]
    height, width = MAP
    whole = Image.new("RGB", (width * len(panels), height))
    for column, (panel, name) in enumerate(zip(panels, ("composite", *SOURCES), strict=True)):
        draw = ImageDraw.Draw(panel)
        for x0, y0, x1, y1 in pair["boxes"]:
            draw.rectangle((x0 - 0.5, y0 - 0.5, x1 - 0.5, y1 - 0.5), outline=BOX_COLOUR)
        draw.text((4, 4), name, fill=BOX_COLOUR)
        whole.paste(panel, (column * width, 0))
    return whole


def check(number: int, pair: dict[str, np.ndarray], scene: Scene) -> bool:
    loose = loose_boxes(pair["boxes"], scene.masks)
    for index in loose:
        print(
            f"scene {number}: box {index} {pair['boxes'][index].tolist()} is not tight to any mask",
            flush=True,
        )
    return not loose


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--split", choices=("train", "validation"), default="train")
    args = parser.parse_args()
    source, evidence = SceneSource(data_root(args.data), args.split), EvidenceMaps()
    args.out.mkdir(parents=True, exist_ok=True)
    right, boxes = True, 0
    for number in range(args.count):
        scene, rng = source.draw(number)
        pair = pair_of(scene, evidence, rng)
        sheet(pair).save(args.out / f"{number:05d}.png")
        right = check(number, pair, scene) and right
        boxes += len(pair["boxes"])
    print(
        f"{args.count} scenes, {boxes} boxes, "
        f"{'all tight to their masks' if right else 'some not tight'} within {TOLERANCE:g} "
        "pixel"
    )
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
