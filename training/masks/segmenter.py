"""The promptable segmenter as a whole: for training, from a checkpoint, from exported files."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.masks.interface import PromptedDecoder, Segmenter
from training.masks.network import MaskDecoder, MaskEncoder, Window, window_of
from training.networks.onnx_file import load_folded_copy
from training.train.precision import Autocast

ENCODER, DECODER = "mask-encoder.onnx", "mask-decoder.onnx"


class PromptableSegmenter(nn.Module):
    """Encoder and decoder together, for training."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.decoder = MaskEncoder(), MaskDecoder()

    def train(self, mode: bool = True) -> PromptableSegmenter:
        """The encoder keeps the batch statistics of the network that it starts from: batches are
        too small for new ones.
        """
        super().train(mode)
        self.encoder.eval()
        return self

    def forward(
        self,
        images: Tensor,
        coords: Tensor,
        labels: Tensor,
        earlier: Tensor,
        has_earlier: Tensor,
        autocast: Autocast,
    ) -> tuple[Tensor, Tensor, Window]:
        """`images [B, 3, H, W]`, prompts `[B * P, ...]` picture by picture: logits, predicted IoU,
        windows.
        """
        with autocast():
            embeddings = self.encoder(images)
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
    return Segmenter(both.encoder, both.decoder)


def segmenter_from_files(folder: Path) -> Segmenter:
    """The stored, half-precision weights of exported files."""
    encoder = load_folded_copy(MaskEncoder(), folder / ENCODER)
    decoder = load_folded_copy(PromptedDecoder(MaskDecoder()), folder / DECODER)
    assert isinstance(decoder, PromptedDecoder)
    return Segmenter(encoder, decoder.decoder)
