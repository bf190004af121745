"""Checks that a trained segmentation network reads the sample pictures as road scenes.

Run from the repository root: `python3 -m samples.check_network training/runs/base/constant.pt`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.data.labels import CLASS_NAMES
from training.data.normalise import normalise
from training.networks.base import BaseNetwork

INPUT = (768, 432)
#: Colours of the 19 classes in the overlays, RGB.
PALETTE = np.array(
    [
        (128, 64, 128),
        (244, 35, 232),
        (70, 70, 70),
        (102, 102, 156),
        (190, 153, 153),
        (153, 153, 153),
        (250, 170, 30),
        (220, 220, 0),
        (107, 142, 35),
        (152, 251, 152),
        (70, 130, 180),
        (220, 20, 60),
        (255, 0, 0),
        (0, 0, 142),
        (0, 0, 70),
        (0, 60, 100),
        (0, 80, 100),
        (0, 0, 230),
        (119, 11, 32),
    ],
    np.uint8,
)


@torch.no_grad()
def probabilities(network: BaseNetwork, image: Image.Image) -> np.ndarray:
    """Class probabilities `[19, 432, 768]`."""
    padded = np.pad(
        np.asarray(image.resize(INPUT, Image.BILINEAR)),
        ((0, -INPUT[1] % 32), (0, 0), (0, 0)),
        mode="edge",
    )
    logits = network(normalise(Image.fromarray(padded)))[0]
    logits = F.interpolate(logits, size=padded.shape[:2], mode="bilinear", align_corners=False)[
        0, :, : INPUT[1]
    ]
    return logits.softmax(0).numpy()


def describe(
    samples: Path, entry: dict[str, str], network: BaseNetwork, overlays: Path | None
) -> str:
    """One line: the larger classes, and the mean entropy (0..1) inside and outside the unknown
    objects.
    """
    image = Image.open(samples.parent / entry["image"]).convert("RGB")
    mask = cv2.imread(str(samples.parent / entry["mask"]), cv2.IMREAD_GRAYSCALE)
    unknown = cv2.resize(mask, INPUT, interpolation=cv2.INTER_NEAREST) > 0
    p = probabilities(network, image)
    labels = p.argmax(0)
    entropy = -(p * np.log(p + 1e-9)).sum(0) / np.log(len(CLASS_NAMES))
    shares = np.bincount(labels.ravel(), minlength=len(CLASS_NAMES)) / labels.size
    largest = ", ".join(
        f"{CLASS_NAMES[c]} {shares[c]:.1%}" for c in shares.argsort()[::-1] if shares[c] >= 0.01
    )
    inside = f"{entropy[unknown].mean():.2f}" if unknown.any() else "-"
    if overlays:
        overlays.mkdir(parents=True, exist_ok=True)
        small = np.asarray(image.resize(INPUT))
        heat = cv2.applyColorMap((entropy * 255).astype(np.uint8), cv2.COLORMAP_VIRIDIS)[..., ::-1]
        panel = np.vstack([small, (0.35 * small + 0.65 * PALETTE[labels]).astype(np.uint8), heat])
        Image.fromarray(panel).save(overlays / f"{entry['id']}.png")
    return (
        f"{entry['id']}: entropy inside {inside}, outside {entropy[~unknown].mean():.2f}; {largest}"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path, help="training checkpoint with averaged weights")
    parser.add_argument("--samples", type=Path, default=Path("public/samples"))
    parser.add_argument(
        "--overlays", type=Path, help="folder for picture, classes and entropy, one PNG per sample"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    network = BaseNetwork().eval()
    network.load_state_dict(torch.load(arguments.checkpoint, map_location="cpu")["average"])
    for entry in json.loads((arguments.samples / "samples.json").read_text(encoding="utf-8")):
        print(describe(arguments.samples, entry, network, arguments.overlays))


if __name__ == "__main__":
    main()
