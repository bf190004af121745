"""The promptable segmenter: an encoder that runs once per picture, and a small decoder that runs
once per prompt.

The pair has the interface of exported Segment Anything models (Kirillov et al. 2023), not their
architecture. An embedding keeps the picture's own pixels beside learned features, and the decoder
looks at the prompt's surroundings only: it samples both on a fixed grid over the box, so that a
small object gets as many cells as a large one, and draws the mask there with a small U-Net.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.networks.base import ConvNorm, ResidualBlock, upsample_twice
from training.networks.trunk import FEATURES as DECODED
from training.networks.trunk import LowerDecoder, Pyramid, Trunk, UpperDecoder

#: Input pixels per embedding cell, and learned channels of the embedding; the rest are the cell's
#: own `3 * STRIDE**2` values.
STRIDE, FEATURES = 4, 40
EMBEDDING = FEATURES + 3 * STRIDE * STRIDE
#: Cells a side of the grid over the prompt's surroundings.
GRID = 64
#: Sides of the surroundings as multiples of the box's sides: what just touches the box tells object
#: from ground.
CONTEXT = 1.4
#: Without a box, the side of the window over the points: so many network pixels, or this multiple
#: of what they span.
POINT_WINDOW, POINT_CONTEXT = 200.0, 2.0
#: Radius of a point's blob, as a share of the grid.
POINT_SIGMA = 0.03
#: Logit of everything outside the surroundings.
OUTSIDE = -10.0
WIDTHS = (32, 64, 96, 128)
POSITIVE, NEGATIVE, TOP_LEFT, BOTTOM_RIGHT = 1.0, 0.0, 2.0, 3.0


class MaskNeck(nn.Module):
    """Image and the trunk's maps to `image_embeddings [B, EMBEDDING, H/4, W/4]`, by a decoder like
    that of the street networks.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lower, self.upper = LowerDecoder(), UpperDecoder()
        del self.upper.classifier
        self.project = nn.Conv2d(DECODED, FEATURES, 1)
        # The picture's own pixels, rearranged: a convolution with fixed weights, because
        # SpaceToDepth leaves the GPU.
        self.pixels = nn.Conv2d(3, 3 * STRIDE * STRIDE, STRIDE, STRIDE, bias=False)
        self.pixels.weight.requires_grad_(False)
        self.pixels.weight.copy_(torch.eye(3 * STRIDE * STRIDE).reshape(-1, 3, STRIDE, STRIDE))

    def forward(self, image: Tensor, pyramid: Pyramid) -> Tensor:
        features = self.project(self.upper.features(image, pyramid, self.lower(pyramid)))
        return torch.cat((features, self.pixels(image)), 1)


class MaskEncoder(nn.Module):
    """Images `[B, 3, H, W]`, normalised as the trunk's, to `image_embeddings [B, EMBEDDING, H/4,
    W/4]`. H and W must be multiples of 32.
    """

    def __init__(self, trunk: Trunk, neck: MaskNeck) -> None:
        super().__init__()
        self.trunk, self.neck = trunk, neck

    def forward(self, image: Tensor) -> Tensor:
        embeddings: Tensor = self.neck(image, self.trunk(image))
        return embeddings


@dataclass(frozen=True)
class Window:
    """The surroundings of a prompt in picture pixels: `centre [B, 2]` and `size [B, 2]` as (x, y),
    `boxed [B, 1]` 0 or 1.
    """

    centre: Tensor
    size: Tensor
    boxed: Tensor


def window_of(coords: Tensor, labels: Tensor) -> Window:
    """The window over a box (labels 2 and 3), or over the points where there is none.

    `coords [B, N, 2]` in network pixels, `labels [B, N]`.
    """

    def mean_of(wanted: Tensor) -> Tensor:
        weight = wanted.float().unsqueeze(-1)
        return (coords * weight).sum(1) / weight.sum(1).clamp(min=1)

    first, second = mean_of(labels == TOP_LEFT), mean_of(labels == BOTTOM_RIGHT)
    boxed = (labels == BOTTOM_RIGHT).float().sum(1, keepdim=True).clamp(max=1)
    is_point = (labels == POSITIVE) | (labels == NEGATIVE)
    middle = mean_of(is_point)
    reach = (
        ((coords - middle.unsqueeze(1)).abs() * is_point.float().unsqueeze(-1))
        .amax((1, 2))
        .unsqueeze(-1)
    )
    side = (reach * 2 * POINT_CONTEXT).clamp(min=POINT_WINDOW).expand_as(middle)
    size = boxed * (second - first).clamp(min=2) * CONTEXT + (1 - boxed) * side
    return Window(boxed * (first + second) / 2 + (1 - boxed) * middle, size, boxed)


def cell_positions(window: Window, cells: int) -> tuple[Tensor, Tensor]:
    """Pixel positions of the cell centres of a `cells x cells` grid over the window: x `[B, 1,
    cells]` and y `[B, cells, 1]`.
    """
    steps = (torch.arange(cells, dtype=torch.float32) + 0.5) / cells - 0.5
    x = window.centre[:, 0:1] + window.size[:, 0:1] * steps
    y = window.centre[:, 1:2] + window.size[:, 1:2] * steps
    return x.unsqueeze(1), y.unsqueeze(2)


def _grid_of(columns: Tensor, rows: Tensor) -> Tensor:
    """Positions `[B, h, w, 2]` for `grid_sample` of columns `[B, 1, w]` and rows `[B, h, 1]`."""
    return torch.stack(torch.broadcast_tensors(columns, rows), -1)  # type: ignore[no-untyped-call]


def sample(
    maps: Tensor, x: Tensor, y: Tensor, width: float | Tensor, height: float | Tensor
) -> Tensor:
    """Bilinear samples `[R, C, n, n]` of `maps [B, C, h, w]`, which cover `width x height` pixels;
    0 outside.

    Pixel positions x `[R, 1, n]` and y `[R, n, 1]`, R/B prompts picture by picture.
    """
    columns, rows = 2 * x / width - 1, 2 * y / height - 1
    grid = _grid_of(columns, rows)
    prompts = grid.shape[0] // maps.shape[0]
    if prompts == 1:
        return F.grid_sample(maps, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    # All prompts of a picture in one call, so that its maps are not copied for each.
    stacked = F.grid_sample(
        maps,
        grid.reshape(maps.shape[0], -1, *grid.shape[2:]),
        mode="bilinear",
        padding_mode="zeros",
        align_corners=False,
    )
    return (
        stacked.reshape(*stacked.shape[:2], prompts, *grid.shape[1:3]).transpose(1, 2).flatten(0, 1)
    )


class MaskDecoder(nn.Module):
    """Embedding and prompt to the logits of one mask on the grid over the prompt's surroundings,
    and its predicted IoU.
    """

    def __init__(self) -> None:
        super().__init__()
        w0, w1, w2, w3 = WIDTHS
        self.fine = ConvNorm(3, 16, stride=2)
        # Features, mean colour, prompt (five maps), position (two), shape of the window (three).
        self.enter = ConvNorm(16 + FEATURES + 3 + 5 + 2 + 3, w0, 1)
        self.down0 = ResidualBlock(w0, w0)
        self.down1 = ResidualBlock(w0, w1, 2)
        self.down2 = ResidualBlock(w1, w2, 2)
        self.down3 = nn.Sequential(ResidualBlock(w2, w3, 2), ResidualBlock(w3, w3))
        self.lateral2, self.lateral1, self.lateral0 = (
            ConvNorm(w3, w2, 1),
            ConvNorm(w2, w1, 1),
            ConvNorm(w1, w0, 1),
        )
        self.up2, self.up1, self.up0 = ConvNorm(w2, w2), ConvNorm(w1, w1), ConvNorm(w0, w0)
        self.mask = nn.Conv2d(w0, 1, 3, padding=1)
        self.quality = nn.Sequential(nn.Linear(w3, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(
        self,
        embeddings: Tensor,
        pixels: Tensor,
        coords: Tensor,
        labels: Tensor,
        window: Window,
        earlier: Tensor,
        has_earlier: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Logits `[R, 1, GRID, GRID]` and predicted IoU `[R, 1]` of R prompts, R/B per picture.

        `embeddings [B, EMBEDDING, h, w]`, `pixels [B, 3, 4h, 4w]` the pixels inside them, `earlier
        [R, 1, hm, wm]` logits of an earlier mask over the whole picture, `has_earlier [R]` 0 or 1.
        """
        height, width = pixels.shape[2], pixels.shape[3]
        x, y = cell_positions(window, GRID)
        fine = self.fine(sample(pixels, *cell_positions(window, 2 * GRID), width, height))
        cells = sample(
            torch.cat((embeddings[:, :FEATURES], F.avg_pool2d(pixels, STRIDE)), 1),
            x,
            y,
            width,
            height,
        )
        has = has_earlier.reshape(-1, 1, 1, 1)
        before = torch.tanh(sample(earlier, x, y, width, height) / 4) * has
        maps = [
            fine,
            cells,
            before,
            *self._prompt_maps(coords, labels, window, x, y, has),
            *self._place_maps(window, cells),
        ]
        at0 = self.down0(self.enter(torch.cat(maps, 1)))
        at1 = self.down1(at0)
        at2 = self.down2(at1)
        at3 = self.down3(at2)
        top = self.up2(upsample_twice(self.lateral2(at3)) + at2)
        top = self.up1(upsample_twice(self.lateral1(top)) + at1)
        top = self.up0(upsample_twice(self.lateral0(top)) + at0)
        return self.mask(top), torch.sigmoid(self.quality(at3.mean((2, 3))))

    @staticmethod
    def _prompt_maps(
        coords: Tensor, labels: Tensor, window: Window, x: Tensor, y: Tensor, has: Tensor
    ) -> list[Tensor]:
        """Blobs at the positive and at the negative points, whether there is a box, and whether
        there is an earlier mask.
        """
        reach = POINT_SIGMA * window.size
        across = (
            (x.unsqueeze(1) - coords[:, :, 0, None, None]) / reach[:, 0, None, None, None]
        ) ** 2
        down = ((y.unsqueeze(1) - coords[:, :, 1, None, None]) / reach[:, 1, None, None, None]) ** 2
        blobs = torch.exp(-0.5 * (across + down))
        marked = [
            (blobs * (labels == kind).float()[:, :, None, None]).amax(1, keepdim=True)
            for kind in (POSITIVE, NEGATIVE)
        ]
        flat = torch.zeros_like(marked[0])
        return [*marked, flat + window.boxed[:, :, None, None], flat + has]

    @staticmethod
    def _place_maps(window: Window, like: Tensor) -> list[Tensor]:
        """Position in the window (-1..1), and the logarithms of the window's sides and of their
        ratio.
        """
        steps = (torch.arange(GRID, dtype=torch.float32) + 0.5) / GRID * 2 - 1
        flat = torch.zeros_like(like[:, :1])
        shape = torch.log(window.size / 64)
        ratio = shape[:, 0:1] - shape[:, 1:2]
        constants = torch.cat((shape, ratio), 1)[:, :, None, None]
        return [
            flat + steps,
            flat + steps[:, None],
            *(flat + constants[:, i : i + 1] for i in range(3)),
        ]


def paste_logits(logits: Tensor, window: Window, x: Tensor, y: Tensor) -> Tensor:
    """Logits of the window at pixel positions x `[1, 1, w]` and y `[1, h, 1]`: `[B, 1, h, w]`,
    `OUTSIDE` beyond the window.
    """
    columns = 2 * (x - window.centre[:, 0, None, None]) / window.size[:, 0, None, None]
    rows = 2 * (y - window.centre[:, 1, None, None]) / window.size[:, 1, None, None]
    grid = _grid_of(columns, rows)
    inside = (grid.abs().amax(-1) < 1).float().unsqueeze(1)
    drawn = F.grid_sample(logits, grid, mode="bilinear", padding_mode="border", align_corners=False)
    return drawn * inside + OUTSIDE * (1 - inside)


def cell_grid(
    rows: int | Tensor, columns: int | Tensor, step: float | Tensor
) -> tuple[Tensor, Tensor]:
    """Pixel positions of the cell centres of a whole picture: x `[1, 1, columns]` and y `[1, rows,
    1]`, `step` pixels a cell.
    """
    # The exporter passes tensors, which the types of `arange` do not foresee.
    x = (torch.arange(columns) + 0.5) * step  # type: ignore[arg-type]
    y = (torch.arange(rows) + 0.5) * step  # type: ignore[arg-type]
    return x[None, None], y[None, :, None]
