"""The promptable segmenter as a whole: for training, from a checkpoint, from exported files."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.masks.interface import PromptedDecoder, Segmenter
from training.masks.network import MaskDecoder, MaskEncoder, MaskNeck, Window, window_of
from training.networks.efficientnet_lite import EfficientNetLite
from training.networks.onnx_file import load_folded_copy
from training.networks.street_file import folded_trunk
from training.networks.trunk import Pyramid, imagenet_trunk
from training.train.precision import Autocast

ENCODER, DECODER = "mask-encoder.onnx", "mask-decoder.onnx"


class PromptableSegmenter(nn.Module):
    """What is trained: the neck on the frozen trunk, and the decoder."""

    def __init__(self) -> None:
        super().__init__()
        self.neck, self.decoder = MaskNeck(), MaskDecoder()

    def train(self, mode: bool = True) -> PromptableSegmenter:
        """The neck keeps the batch statistics of the decoder that it starts from: batches are too
        small for new ones.
        """
        super().train(mode)
        self.neck.eval()
        return self

    def forward(
        self,
        images: Tensor,
        pyramid: Pyramid,
        coords: Tensor,
        labels: Tensor,
        earlier: Tensor,
        has_earlier: Tensor,
        autocast: Autocast,
    ) -> tuple[Tensor, Tensor, Window]:
        """`images [B, 3, H, W]` and the trunk's maps of them, prompts `[B * P, ...]` picture by
        picture: logits, predicted IoU, windows.
        """
        with autocast():
            embeddings = self.neck(images, pyramid)
        window = window_of(coords, labels)
        with autocast():
            logits, quality = self.decoder(
                embeddings.float(),
                images,
                coords,
                labels,
                window,
                earlier.unsqueeze(1),
                has_earlier,
            )
        return logits.float(), quality.float(), window


def segmenter_from_checkpoint(path: Path) -> Segmenter:
    """The averaged weights of a checkpoint."""
    both = PromptableSegmenter()
    both.load_state_dict(torch.load(path, map_location="cpu")["average"])
    return Segmenter(MaskEncoder(folded_trunk(imagenet_trunk().encoder), both.neck), both.decoder)


def segmenter_from_files(folder: Path) -> Segmenter:
    """The stored, half-precision weights of exported files."""
    empty = MaskEncoder(folded_trunk(EfficientNetLite()), MaskNeck())
    encoder = load_folded_copy(empty, folder / ENCODER)
    decoder = load_folded_copy(PromptedDecoder(MaskDecoder()), folder / DECODER)
    assert isinstance(decoder, PromptedDecoder)
    return Segmenter(encoder, decoder.decoder)
