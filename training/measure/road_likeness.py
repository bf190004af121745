"""How well the page tells road scenes from other pictures: what its two limits accept on sets of
either kind.

    OOD_DATA=... python3 -m training.measure.road_likeness --onnx public/models/base.onnx

The rule is that of src/workers/networks/road-likeness.ts: the share of logit pixels whose most
probable class belongs to the road scene and has more than half of the probability, and the share of
road in the lower half. Road scenes come from held-out cities and cameras; the other pictures are
ECSSD, COCO and animal photographs, some of which do show a road.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.data.datasets import cityscapes_split, data_root, evenly_spread
from training.data.labels import CLASS_NAMES
from training.data.normalise import normalise
from training.networks.exported import ExportedNetwork, load_exported

ROAD_SCENE = ("road", "sidewalk", "building", "vegetation", "sky", "terrain", "car")
LONG_SIDE, MULTIPLE_OF, STRIDE = 768, 32, 4


def picture_sets(root: Path, limit: int) -> dict[str, list[Path]]:
    """At most `limit` pictures of each set, evenly spread; the first three sets are road scenes."""

    def pictures(folder: str) -> list[Path]:
        return sorted(p for p in (root / folder).rglob("*") if p.suffix in {".jpg", ".webp"})

    sets = {
        "Cityscapes validation": cityscapes_split(root, "validation"),
        "CamVid test": sorted((root / "camvid/test/images").iterdir()),
        "IDD held out": sorted((root / "idd/images").iterdir())[::10],
        "ECSSD": pictures("ecssd"),
        "COCO": pictures("coco"),
        "animals": pictures("cutouts/animals"),
    }
    return {name: evenly_spread(paths, limit) for name, paths in sets.items()}


@torch.no_grad()
def likeness(network: ExportedNetwork, path: Path) -> tuple[float, float]:
    """Share of confident road-scene pixels, and share of road in the lower half, 0..1 each."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    if "cityscapes" in path.parts:
        image = image.resize((LONG_SIDE, LONG_SIDE // 2), Image.BILINEAR)
    scale = LONG_SIDE / max(image.size)
    width, height = (max(1, round(side * scale)) for side in image.size)
    pixels = normalise(image.resize((width, height), Image.BILINEAR))
    pixels = torch.nn.functional.pad(pixels, (0, -width % MULTIPLE_OF, 0, -height % MULTIPLE_OF))
    probabilities = network.run(pixels)[0][0, :, : height // STRIDE, : width // STRIDE].softmax(0)
    best, index = probabilities.max(0)
    scene = torch.isin(index, torch.tensor([CLASS_NAMES.index(name) for name in ROAD_SCENE]))
    road = index[index.shape[0] // 2 :] == CLASS_NAMES.index("road")
    return float((scene & (best > 0.5)).float().mean()), float(road.float().mean())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--share", type=float, nargs="+", default=[0.35, 0.45, 0.55, 0.65])
    parser.add_argument("--road", type=float, nargs="+", default=[0.05, 0.1, 0.2])
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    network = load_exported(args.onnx)
    measured = {
        name: np.array([likeness(network, path) for path in paths])
        for name, paths in picture_sets(data_root(args.data), args.limit).items()
    }
    print(
        "accepted as a road scene, per cent".ljust(36)
        + " ".join(name.rjust(21) for name in measured)
    )
    for share in args.share:
        for road in args.road:
            accepted = [
                100 * ((m[:, 0] >= share) & (m[:, 1] >= road)).mean() for m in measured.values()
            ]
            print(
                f"share >= {share:.2f}, road >= {road:.2f}".ljust(36)
                + " ".join(f"{value:21.1f}" for value in accepted)
            )


if __name__ == "__main__":
    main()
