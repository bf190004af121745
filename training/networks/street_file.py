"""The files of the trunk and of the heads on it, and back to their weights.

The trunk runs once for each picture; a head takes the image and those of the trunk's maps that
it reads, by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.data.labels import CLASS_COUNT, CLASS_NAMES
from training.networks import efficientnet_lite
from training.networks.efficientnet_lite import EfficientNetLite, folded
from training.networks.onnx_file import (
    check_image_network,
    fold_batch_norm,
    folded_weights,
    load_folded_copy,
    metadata_of,
    write_graph,
)
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
from training.networks.words_head import DIMENSIONS, WordsHead

MAPS = ("at2", "at4", "at8", "at16", "at32")
#: Channels and stride of everything that passes into a file or out of it, numbers `[1]` aside.
PORTS = {
    "image": (3, 1),
    **{
        name: (count, 2 << i)
        for i, (name, count) in enumerate(zip(MAPS, TRUNK_CHANNELS, strict=True))
    },
    "context": (DEEP, 16),
    "features": (FEATURES, 4),
    "logits": (CLASS_COUNT, 4),
    "rpl_logits": (CLASS_COUNT, 4),
    "residual_norm": (1, 4),
    "embedding": (DIMENSIONS, 8),
}
#: Where each input comes from: the picture, or an output of another file.
SOURCES = {
    "image": "picture",
    **{name: f"trunk/{name}" for name in MAPS},
    "context": "base/context",
    "features": "base/features",
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
    """DMLNet: an upper decoder on the base's context to logits and features."""

    def __init__(self, upper: UpperDecoder) -> None:
        super().__init__()
        self.upper = upper

    def forward(
        self, image: Tensor, at2: Tensor, at4: Tensor, at8: Tensor, context: Tensor
    ) -> tuple[Tensor, Tensor]:
        # The upper decoder reads nothing below 1/8 but the context.
        logits, features = self.upper(image, (at2, at4, at8, context, context), context)
        return logits, features


class ResidualHead(nn.Module):
    """RPL: maps, the base's features and `gamma [1]` to the base's logits, those with the residual
    and its squared norm.
    """

    def __init__(self, network: StreetResidualNetwork) -> None:
        super().__init__()
        self.block, self.classifier = network.block, network.base.upper.classifier

    def forward(
        self, at4: Tensor, at8: Tensor, at16: Tensor, at32: Tensor, features: Tensor, gamma: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        residual = self.block.residual(self.block((at4, at8, at16, at32), features)) * gamma
        norm = (residual * residual).sum(1, keepdim=True)
        return self.classifier(features), self.classifier(features + residual), norm


def street_metadata(name: str, inputs: tuple[str, ...], step: int) -> dict[str, object]:
    """What every file on the trunk says about itself: its name, where its inputs come from,
    classes, normalisation, training steps.
    """
    mean, std = round(efficientnet_lite.MEAN, 6), round(efficientnet_lite.STD, 6)
    return {
        "name": name,
        "sources": {port: SOURCES[port] for port in inputs if port in SOURCES},
        "classes": CLASS_NAMES,
        "mean": [mean] * 3,
        "std": [std] * 3,
        "step": step,
    }


def _write(
    network: nn.Module,
    folder: Path,
    name: str,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    step: int,
) -> int:
    """Writes a folded network under its name, whose inputs are named in `PORTS`, or are numbers
    `[1]`; returns the size in bytes.
    """
    tensors, sides = {}, {}
    for port in inputs:
        if port not in PORTS:
            tensors[port] = torch.ones(1)
            continue
        channels, stride = PORTS[port]
        tensors[port] = torch.zeros(1, channels, 64 // stride, 96 // stride)
        suffix = "" if stride == 1 else str(stride)
        sides[port] = {2: f"height{suffix}", 3: f"width{suffix}"}
    sides |= {port: {2: f"{port}_h", 3: f"{port}_w"} for port in outputs}
    path = folder / f"{name}.onnx"
    write_graph(network, path, tensors, outputs, sides, street_metadata(name, inputs, step))
    check_image_network(onnx.load(str(path)))
    return path.stat().st_size


def folded_trunk(encoder: EfficientNetLite) -> Trunk:
    """The encoder as files hold it: batch norm folded, without its ImageNet classifier."""
    result = folded(encoder)
    del result._conv_head, result._fc
    return Trunk(result)


def export_trunk(trunk: Trunk, folder: Path) -> int:
    """Writes the encoder without its ImageNet classifier; returns the size in bytes."""
    return _write(folded_trunk(trunk.encoder), folder, "trunk", ("image",), MAPS, 0)


def export_base_head(decoder: StreetDecoder, folder: Path, step: int) -> int:
    """Writes the base decoder: logits, features, context."""
    inputs, outputs = ("image", *MAPS), ("logits", "features", "context")
    return _write(fold_batch_norm(BaseHead(decoder)), folder, "base", inputs, outputs, step)


def export_plain_head(decoder: StreetDecoder, folder: Path, step: int) -> int:
    """Writes the decoder of maximised entropy: logits."""
    head, inputs = fold_batch_norm(PlainHead(decoder)), ("image", *MAPS)
    return _write(head, folder, "max-entropy", inputs, ("logits",), step)


def export_metric_head(upper: UpperDecoder, folder: Path, step: int) -> int:
    """Writes DMLNet's head on the base's context: logits, features."""
    head, inputs = fold_batch_norm(MetricHead(upper)), ("image", *MAPS[:3], "context")
    return _write(head, folder, "dmlnet", inputs, ("logits", "features"), step)


def export_residual_head(network: StreetResidualNetwork, folder: Path, step: int) -> int:
    """Writes RPL's block with the base's classifier: the base's logits, those with the residual,
    and its squared norm.
    """
    head, inputs = fold_batch_norm(ResidualHead(network)), (*MAPS[1:], "features", "gamma")
    outputs = ("logits", "rpl_logits", "residual_norm")
    return _write(head, folder, "rpl", inputs, outputs, step)


def export_words_head(head: WordsHead, folder: Path, step: int) -> int:
    """Writes the head that answers to words: embedding."""
    folded_head, inputs = fold_batch_norm(head), MAPS[2:]
    return _write(folded_head, folder, "vision-language", inputs, ("embedding",), step)


def stored_network(path: Path) -> nn.Module:
    """The network of one file with its stored weights, in evaluation mode; it takes the file's
    inputs in their order.
    """
    name = metadata_of(path)["name"]
    if name == "trunk":
        trunk = folded_trunk(EfficientNetLite())
        trunk.load_state_dict(
            {key: torch.from_numpy(array) for key, array in folded_weights(path).items()}
        )
        return trunk
    heads: dict[object, Callable[[], nn.Module]] = {
        "base": lambda: BaseHead(StreetDecoder()),
        "max-entropy": lambda: PlainHead(StreetDecoder()),
        "dmlnet": lambda: MetricHead(UpperDecoder()),
        "rpl": lambda: ResidualHead(StreetResidualNetwork(StreetDecoder())),
        "vision-language": WordsHead,
    }
    return load_folded_copy(heads[name](), path)
