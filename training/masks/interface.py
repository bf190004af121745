"""The decoder behind the six inputs and three outputs of exported Segment Anything decoders, and
pictures made ready for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from training.masks.network import FEATURES, STRIDE, MaskDecoder, cell_grid, paste_logits, window_of
from training.networks.efficientnet_lite import normalise_imagenet

#: Longer side of the network's picture, and network pixels per cell of `low_res_masks`.
LONG_SIDE, MASK_STRIDE, MULTIPLE = 768, 2, 32
INPUTS = (
    "image_embeddings",
    "point_coords",
    "point_labels",
    "mask_input",
    "has_mask_input",
    "orig_im_size",
)
OUTPUTS = ("masks", "iou_predictions", "low_res_masks")


class PromptedDecoder(nn.Module):
    """One prompt of one picture, with the inputs and outputs that the page and published exports
    share.

    `image_embeddings [1, E, h, w]`; `point_coords [1, N, 2]` in network pixels; `point_labels [1,
    N]`: 1 positive, 0 negative, 2 and 3 the corners of a box, -1 padding; `mask_input [1, 1, hm,
    wm]` logits; `has_mask_input [1]`; `orig_im_size [2]` height and width. Gives `masks [1, 1,
    height, width]` and `low_res_masks [1, 1, 2h, 2w]`, logits, and `iou_predictions [1, 1]`.
    """

    def __init__(self, decoder: MaskDecoder) -> None:
        super().__init__()
        self.decoder = decoder

    def forward(
        self,
        embeddings: Tensor,
        coords: Tensor,
        labels: Tensor,
        mask_input: Tensor,
        has_mask_input: Tensor,
        orig_im_size: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        pixels = F.pixel_shuffle(embeddings[:, FEATURES:], STRIDE)
        window = window_of(coords, labels)
        logits, quality = self.decoder(
            embeddings, pixels, coords, labels, window, mask_input, has_mask_input
        )
        cells = STRIDE // MASK_STRIDE
        low = paste_logits(
            logits,
            window,
            *cell_grid(embeddings.shape[2] * cells, embeddings.shape[3] * cells, MASK_STRIDE),
        )
        scale = LONG_SIDE / orig_im_size.max()
        full = paste_logits(
            logits, window, *cell_grid(orig_im_size[0].long(), orig_im_size[1].long(), scale)
        )
        return full, quality, low


@dataclass(frozen=True)
class Embedded:
    """What the encoder leaves of a picture, and the factor from picture pixels to network
    pixels.
    """

    embeddings: Tensor
    scale: float
    size: tuple[int, int]


class Segmenter:
    """Encoder and decoder in evaluation mode, asked as the page asks."""

    def __init__(self, encoder: nn.Module, decoder: MaskDecoder) -> None:
        self.encoder, self.decoder = encoder.eval(), PromptedDecoder(decoder).eval()

    @torch.no_grad()
    def embed(self, image: Image.Image) -> Embedded:
        """The picture resized to `LONG_SIDE` and padded at the right and bottom."""
        width, height = image.size
        scale = LONG_SIDE / max(width, height)
        planes = normalise_imagenet(
            image.resize((round(width * scale), round(height * scale)), Image.BILINEAR)
        )
        below, right = -planes.shape[2] % MULTIPLE, -planes.shape[3] % MULTIPLE
        return Embedded(self.encoder(F.pad(planes, (0, right, 0, below))), scale, (height, width))

    @torch.no_grad()
    def mask(
        self,
        embedded: Embedded,
        box: tuple[float, float, float, float],
        size: tuple[int, int] | None = None,
    ) -> tuple[np.ndarray, float]:
        """Mask `[h, w]` bool of a box x0, y0, x1, y1 in picture pixels, on the picture's grid or
        one of its shape, and the predicted IoU.
        """
        coords = torch.tensor(box, dtype=torch.float32).reshape(1, 2, 2) * embedded.scale
        _, _, h, w = embedded.embeddings.shape
        none = torch.zeros(1, 1, h * STRIDE // MASK_STRIDE, w * STRIDE // MASK_STRIDE)
        shape = torch.tensor(size or embedded.size, dtype=torch.float32)
        full, quality, _ = self.decoder(
            embedded.embeddings, coords, torch.tensor([[2.0, 3.0]]), none, torch.zeros(1), shape
        )
        return full[0, 0].numpy() > 0, float(quality)
