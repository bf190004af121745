"""The files of the trunk and of the heads on it, and back to their weights.

The trunk runs once for each picture; a head takes the image and those of the trunk's maps that
it reads, by their names.
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.data.labels import CLASS_NAMES
from training.networks import efficientnet_lite
from training.networks.efficientnet_lite import folded
from training.networks.onnx_file import check_image_network, fold_batch_norm, write_graph
from training.networks.trunk import (
    DEEP,
    FEATURES,
    TRUNK_CHANNELS,
    Pyramid,
    StreetDecoder,
    StreetResidualNetwork,
    Trunk,
    UpperDecoder,
)

MAPS = ("at2", "at4", "at8", "at16", "at32")
#: Channels and stride of everything that a head can take.
INPUTS = {
    "image": (3, 1),
    **{
        name: (count, 2 << i)
        for i, (name, count) in enumerate(zip(MAPS, TRUNK_CHANNELS, strict=True))
    },
    "context": (DEEP, 16),
    "features": (FEATURES, 4),
}


class BaseHead(nn.Module):
    """The base decoder behind its six inputs; `context` is what DMLNet's head goes on from."""

    def __init__(self, decoder: StreetDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, image: Tensor, *maps: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        at2, at4, at8, at16, at32 = maps
        pyramid: Pyramid = (at2, at4, at8, at16, at32)
        context = self.decoder.lower(pyramid)
        logits, features = self.decoder.upper(image, pyramid, context)
        return logits, features, context


class PlainHead(nn.Module):
    """A decoder of its own, as of maximised entropy: image and maps to logits."""

    def __init__(self, decoder: StreetDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(self, image: Tensor, *maps: Tensor) -> Tensor:
        at2, at4, at8, at16, at32 = maps
        return self.decoder(image, (at2, at4, at8, at16, at32))[0]


class MetricHead(nn.Module):
    """DMLNet: an upper decoder on the base's context."""

    def __init__(self, upper: UpperDecoder) -> None:
        super().__init__()
        self.upper = upper

    def forward(
        self, image: Tensor, at2: Tensor, at4: Tensor, at8: Tensor, context: Tensor
    ) -> Tensor:
        # The upper decoder reads nothing below 1/8 but the context.
        return self.upper(image, (at2, at4, at8, context, context), context)[0]


class ResidualHead(nn.Module):
    """RPL: maps, the base's features and `gamma [1]` to logits and the squared norm of the
    residual.
    """

    def __init__(self, network: StreetResidualNetwork) -> None:
        super().__init__()
        self.block, self.classifier = network.block, network.base.upper.classifier

    def forward(
        self, at4: Tensor, at8: Tensor, at16: Tensor, at32: Tensor, features: Tensor, gamma: Tensor
    ) -> tuple[Tensor, Tensor]:
        residual = self.block.residual(self.block((at4, at8, at16, at32), features)) * gamma
        return self.classifier(features + residual), (residual * residual).sum(1, keepdim=True)


def street_metadata(step: int) -> dict[str, object]:
    """What every file on the trunk says about itself: classes, normalisation, training steps."""
    mean, std = round(efficientnet_lite.MEAN, 6), round(efficientnet_lite.STD, 6)
    return {"classes": CLASS_NAMES, "mean": [mean] * 3, "std": [std] * 3, "step": step}


def _write(
    network: nn.Module, path: Path, inputs: tuple[str, ...], outputs: tuple[str, ...], step: int
) -> int:
    """Writes a folded network whose inputs are named in `INPUTS`, or are numbers `[1]`; returns the
    size in bytes.
    """
    tensors, sides = {}, {}
    for name in inputs:
        if name not in INPUTS:
            tensors[name] = torch.ones(1)
            continue
        channels, stride = INPUTS[name]
        tensors[name] = torch.zeros(1, channels, 64 // stride, 96 // stride)
        suffix = "" if stride == 1 else str(stride)
        sides[name] = {2: f"height{suffix}", 3: f"width{suffix}"}
    sides |= {name: {2: f"{name}_h", 3: f"{name}_w"} for name in outputs}
    write_graph(network, path, tensors, outputs, sides, street_metadata(step))
    check_image_network(onnx.load(str(path)))
    return path.stat().st_size


def export_trunk(trunk: Trunk, path: Path) -> int:
    """Writes the encoder without its ImageNet classifier; returns the size in bytes."""
    encoder = folded(trunk.encoder)
    del encoder._conv_head, encoder._fc
    return _write(Trunk(encoder), path, ("image",), MAPS, 0)


def export_base_head(decoder: StreetDecoder, path: Path, step: int) -> int:
    """Writes the base decoder: logits, features, context."""
    outputs = ("logits", "features", "context")
    return _write(fold_batch_norm(BaseHead(decoder)), path, ("image", *MAPS), outputs, step)


def export_plain_head(decoder: StreetDecoder, path: Path, step: int) -> int:
    """Writes a decoder of its own: logits."""
    return _write(fold_batch_norm(PlainHead(decoder)), path, ("image", *MAPS), ("logits",), step)


def export_metric_head(upper: UpperDecoder, path: Path, step: int) -> int:
    """Writes DMLNet's head on the base's context: logits."""
    inputs = ("image", "at2", "at4", "at8", "context")
    return _write(fold_batch_norm(MetricHead(upper)), path, inputs, ("logits",), step)


def export_residual_head(network: StreetResidualNetwork, path: Path, step: int) -> int:
    """Writes RPL's block with the base's classifier: logits and squared norm of the residual."""
    inputs = (*MAPS[1:], "features", "gamma")
    outputs = ("rpl_logits", "residual_norm")
    return _write(fold_batch_norm(ResidualHead(network)), path, inputs, outputs, step)
