"""What the neck of the segmenter begins with: the base decoder, of a checkpoint or of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

from training.masks.segmenter import PromptableSegmenter
from training.networks.checkpoint import load_folded
from training.networks.onnx_file import folded_weights
from training.networks.street_file import stored_network
from training.networks.trunk import StreetDecoder, trunk_input

#: What names of the decoder begin with in the file, which holds a `BaseHead`.
HEAD = "decoder."


class _DecoderOfPictures(nn.Module):
    """The decoder with a trunk that is no module of it: its own weights alone are looked for."""

    def __init__(self, decoder: StreetDecoder, trunk: nn.Module) -> None:
        super().__init__()
        self.lower, self.upper = decoder.lower, decoder.upper
        self._read: Callable[[Tensor], tuple[Tensor, Tensor]] = lambda images: decoder(
            trunk_input(images), trunk(trunk_input(images))
        )

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        return self._read(images)


def exported_decoder(path: Path, images: Tensor) -> dict[str, Tensor]:
    """The state of the decoder in `base.onnx`, its batch norms fitted to `images [B, 3, H, W]`; the
    trunk's file lies beside it.
    """
    decoder = StreetDecoder()
    trunk = stored_network(path.with_name("trunk.onnx")).eval()
    weights = {name.removeprefix(HEAD): array for name, array in folded_weights(path).items()}
    load_folded(_DecoderOfPictures(decoder, trunk), weights, images)
    return decoder.state_dict()


def start(
    segmenter: PromptableSegmenter, path: Path, images: Callable[[], Tensor] | None = None
) -> None:
    """The neck begins with the weights of the base decoder, all but its classifier: the averaged
    ones of a checkpoint, or those of `base.onnx`, which needs some `images`.
    """
    if path.suffix == ".onnx":
        if images is None:
            raise SystemExit(f"{path} needs pictures to fit its batch norms to")
        base = exported_decoder(path, images())
    else:
        base = torch.load(path, map_location="cpu")["average"]
    kept = {name: value for name, value in base.items() if not name.startswith("upper.classifier")}
    missing, unexpected = segmenter.neck.load_state_dict(kept, strict=False)
    if unexpected or any(name.startswith(("lower.", "upper.")) for name in missing):
        raise SystemExit(f"{path} is no base decoder: {[*missing, *unexpected][:3]}")
