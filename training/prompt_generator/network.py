"""The prompt generator: a small anchor-free detector that sees a map of evidence and nothing else.

Centres as a heat map with distances to the four edges (CenterNet, Zhou et al. 2019; FCOS, Tian et
al. 2019), in place of the Faster R-CNN of S2M (methods.md 5.2). A deep, narrow U-Net: at 1/32 of
the input a cell sees most of the picture, because what is an object is decided by what surrounds
it.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.networks.base import ConvNorm, ResidualBlock, upsample_twice
from training.networks.onnx_file import load_folded_copy

OUTPUTS = ("heat", "box")
#: Input pixels per cell of the two outputs.
STRIDE = 4
WIDTHS = (16, 32, 48, 64, 96)
HEAD = 48
#: Initial probability of a centre, so that the many empty cells do not drown the first steps.
RARE = 0.01
#: The distances are `exp(output) * STRIDE`; the bound keeps an untrained output finite in half
#: precision.
MOST_LOG = 5.0


class PromptGenerator(nn.Module):
    """`[B, 1, h, w]` evidence to `heat [B, 1, h/4, w/4]`, 0..1, and `box [B, 4, h/4, w/4]` in input
    pixels.

    `box` holds the distances from a cell's centre to the left, upper, right and lower edge. Sides
    must be multiples of 32.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = ConvNorm(1, WIDTHS[0], 5, 2)
        self.down = nn.ModuleList(ResidualBlock(a, b, 2) for a, b in itertools.pairwise(WIDTHS))
        self.deep = nn.Sequential(*(ResidualBlock(WIDTHS[-1], WIDTHS[-1]) for _ in range(2)))
        self.lateral = nn.ModuleList(ConvNorm(width, HEAD, 1, relu=False) for width in WIDTHS[1:])
        self.smooth = nn.ModuleList(ConvNorm(HEAD, HEAD) for _ in WIDTHS[2:])
        self.heat = nn.Sequential(ConvNorm(HEAD, HEAD), nn.Conv2d(HEAD, 1, 1))
        self.box = nn.Sequential(ConvNorm(HEAD, HEAD), nn.Conv2d(HEAD, 4, 1))
        last = self.heat[1]
        assert isinstance(last, nn.Conv2d) and last.bias is not None
        nn.init.constant_(last.bias, -float(torch.logit(torch.tensor(1 - RARE))))

    def logits(self, evidence: Tensor) -> tuple[Tensor, Tensor]:
        """The heat map before the sigmoid, and `box`."""
        pyramid, x = [], self.stem(evidence)
        for stage in self.down:
            x = stage(x)
            pyramid.append(x)
        top = F.relu(self.lateral[-1](self.deep(pyramid[-1])))
        for lateral, smooth, below in zip(
            reversed(self.lateral[:-1]), reversed(self.smooth), reversed(pyramid[:-1]), strict=True
        ):
            top = smooth(F.relu(upsample_twice(top) + lateral(below)))
        return self.heat(top), self.box(top).clamp(max=MOST_LOG).exp() * STRIDE

    def forward(self, evidence: Tensor) -> tuple[Tensor, Tensor]:
        heat, box = self.logits(evidence)
        return torch.sigmoid(heat), box


def generator_from_checkpoint(path: Path) -> PromptGenerator:
    """The averaged weights, in evaluation mode."""
    network = PromptGenerator()
    network.load_state_dict(torch.load(path, map_location="cpu")["average"])
    return network.eval()


def generator_from_file(path: Path) -> PromptGenerator:
    """The stored, half-precision weights of an exported file."""
    network = load_folded_copy(PromptGenerator(), path)
    assert isinstance(network, PromptGenerator)
    return network
