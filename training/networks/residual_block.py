"""RPL: residual pattern learning in front of a frozen classifier (Liu et al. 2023, section 3), made
for the browser.

The block predicts a residual `r` that is added to the input of the frozen classifier, so that the
closed-set path stays what it was: `logits = f(d)`, `rpl_logits = f(d + gamma r)`.

Deviations from the original: it reads only the deepest backbone map through an ASPP with dilations
12 to 36. Ours lies at 1/32 of the input, too coarse for small objects, so the block has a feature
pyramid of its own over all four encoder maps and over the classifier's input. Its context branches
are plain and depthwise convolutions, since dilated ones returned NaN in bfloat16 (see base.py). The
base's classifier is a single 1x1 convolution instead of three layers.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

from training.networks.base import DECODER, ConvNorm, upsample_twice

BLOCK_WIDTH = 96


class ResidualPatternBlock(nn.Module):
    """Encoder maps and classifier input `d [B, 64, h, w]` to `t [B, 64, h, w]`, from which `r` is
    one 1x1 convolution.

    `widths` are the channels of the encoder's maps at 1/4, 1/8, 1/16 and 1/32.
    """

    def __init__(self, widths: tuple[int, int, int, int]) -> None:
        super().__init__()
        w4, w8, w16, w32 = widths
        self.reduce = ConvNorm(w32, BLOCK_WIDTH, 1)
        self.point = ConvNorm(BLOCK_WIDTH, BLOCK_WIDTH, 1, relu=False)
        self.near = ConvNorm(BLOCK_WIDTH, BLOCK_WIDTH, relu=False)
        self.far = nn.Sequential(
            ConvNorm(BLOCK_WIDTH, BLOCK_WIDTH, 7, groups=BLOCK_WIDTH),
            ConvNorm(BLOCK_WIDTH, BLOCK_WIDTH, 1, relu=False),
        )
        self.lateral16 = ConvNorm(w16, BLOCK_WIDTH, 1, relu=False)
        self.smooth16 = ConvNorm(BLOCK_WIDTH, BLOCK_WIDTH)
        self.lateral8 = ConvNorm(w8, BLOCK_WIDTH, 1, relu=False)
        self.smooth8 = nn.Sequential(
            ConvNorm(BLOCK_WIDTH, BLOCK_WIDTH), ConvNorm(BLOCK_WIDTH, DECODER, 1, relu=False)
        )
        self.lateral4 = ConvNorm(w4, DECODER, 1, relu=False)
        self.lateral_features = ConvNorm(DECODER, DECODER, 1, relu=False)
        self.smooth4 = ConvNorm(DECODER, DECODER)
        self.residual = nn.Conv2d(DECODER, DECODER, 1, bias=False)
        nn.init.kaiming_normal_(self.residual.weight)

    def forward(self, pyramid: tuple[Tensor, Tensor, Tensor, Tensor], features: Tensor) -> Tensor:
        at4, at8, at16, at32 = pyramid
        top = self.reduce(at32)
        top = F.relu(self.point(top) + self.near(top) + self.far(top))
        top = self.smooth16(F.relu(upsample_twice(top) + self.lateral16(at16)))
        top = self.smooth8(F.relu(upsample_twice(top) + self.lateral8(at8)))
        return self.smooth4(
            F.relu(upsample_twice(top) + self.lateral4(at4) + self.lateral_features(features))
        )
