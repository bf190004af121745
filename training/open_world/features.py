"""Penultimate features of pictures under a frozen network, computed once per checkpoint."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.data.datasets import WORKING_SIZE
from training.data.normalise import normalise
from training.networks.base import BaseNetwork, channels_last
from training.open_world.holdout import BASE_CLASSES

#: Folder of the features, ignored by git: 2.4 MB per picture.
CACHE = Path("training/runs/open-world-features")


def working_picture(picture: Path) -> Image.Image:
    """A Cityscapes picture at 768x384."""
    with Image.open(picture) as stored:
        return stored.convert("RGB").resize(WORKING_SIZE["cityscapes"], Image.BILINEAR)


@dataclass
class FeatureStore:
    """`features [64, 96, 192]` of pictures at 768x384, as float16 files in a folder per
    checkpoint.
    """

    network: BaseNetwork
    digest: str
    step: int
    folder: Path

    def of(self, picture: Path) -> Tensor:
        """Features `[64, 96, 192]` float32 of a Cityscapes picture, from the folder if they are
        there.
        """
        file = self.folder / f"{picture.stem}.npy"
        if file.exists():
            return torch.from_numpy(np.load(file)).float()
        with torch.no_grad():
            _, features = self.network(normalise(working_picture(picture)))
        half = features[0].half()
        unfinished = file.with_suffix(".part.npy")
        np.save(unfinished, half.numpy())
        unfinished.rename(file)
        return half.float()

    @property
    def classifier(self) -> tuple[Tensor, Tensor]:
        """Weights `[16, 64]` and bias `[16]` of the base's logits."""
        bias = self.network.classifier.bias
        assert bias is not None
        return self.network.classifier.weight.detach()[:, :, 0, 0].float(), bias.detach().float()


def open_store(checkpoint: Path, cache: Path) -> FeatureStore:
    """The averaged weights of a checkpoint of `train_base`, and their folder below `cache`, named
    after the weights.
    """
    state = torch.load(checkpoint, map_location="cpu")
    network = BaseNetwork(BASE_CLASSES).eval()
    network.load_state_dict(state["average"])
    content = hashlib.sha256()
    for tensor in network.state_dict().values():
        content.update(tensor.contiguous().numpy().tobytes())
    digest = content.hexdigest()
    folder = cache / digest[:12]
    folder.mkdir(parents=True, exist_ok=True)
    return FeatureStore(channels_last(network), digest, state["step"], folder)
