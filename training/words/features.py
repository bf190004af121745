"""The encoder's pooled last features of whole pictures, as its own classifier sees them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.networks.efficientnet_lite import EfficientNetLite, folded, relu6

#: The short side is brought to this before the middle square is cut out.
RESIZED = 274


def middle_square(path: Path, side: int) -> Tensor:
    """`[1, 3, side, side]`, bytes normalised to (x - 127) / 128."""
    with Image.open(path) as stored:
        image = stored.convert("RGB")
    scale = RESIZED / min(image.size)
    image = image.resize((round(image.width * scale), round(image.height * scale)), Image.BILINEAR)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    pixels = np.array(image.crop((left, top, left + side, top + side)))
    return (torch.from_numpy(pixels).permute(2, 0, 1)[None].float() - 127) / 128


@torch.no_grad()
def pooled_features(encoder: EfficientNetLite, paths: list[Path]) -> np.ndarray:
    """`[n, 1280]` of the pictures' middle squares, computed in bfloat16."""
    network = folded(encoder).bfloat16()
    rows = []
    for path in paths:
        planes = middle_square(path, encoder.side).bfloat16()
        last = network.stages(planes.contiguous(memory_format=torch.channels_last))[-1]
        rows.append(relu6(network._conv_head(last)).float().mean((2, 3))[0].numpy())
    return np.stack(rows)


@torch.no_grad()
def class_chances(encoder: EfficientNetLite, image: Image.Image) -> np.ndarray:
    """The 1000 probabilities of a folded encoder in bfloat16 for a picture brought to its
    square.
    """
    pixels = np.array(image.convert("RGB").resize((encoder.side, encoder.side), Image.BILINEAR))
    planes = (torch.from_numpy(pixels).permute(2, 0, 1)[None].float() - 127) / 128
    planes = planes.bfloat16().contiguous(memory_format=torch.channels_last)
    last = relu6(encoder._conv_head(encoder.stages(planes)[-1])).mean((2, 3))
    return torch.softmax(encoder._fc(last)[0].float(), 0).numpy()


def imagenet_paths(root: Path) -> list[Path]:
    """One picture of each of the 1000 names, in their order."""
    return sorted((root / "names/imagenet").glob("*.webp"))
