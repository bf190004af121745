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

from training.networks.base import DECODER, WIDTHS, BaseNetwork, ConvNorm, upsample_twice

BLOCK_WIDTH = 96


class ResidualPatternBlock(nn.Module):
    """Encoder maps and classifier input `d [B, 64, h, w]` to `t [B, 64, h, w]`, from which `r` is
    one 1x1 convolution.

    `widths` are the channels of the encoder's maps at 1/4, 1/8, 1/16 and 1/32.
    """

    def __init__(self, widths: tuple[int, int, int, int] = WIDTHS) -> None:
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


class ResidualPatternNetwork(nn.Module):
    """The frozen base with the block: image `[B, 3, H, W]` and `gamma [1]` to the three outputs of
    the exported file.
    """

    def __init__(self, base: BaseNetwork) -> None:
        super().__init__()
        self.base = base
        self.block = ResidualPatternBlock()
        for parameter in base.parameters():
            parameter.requires_grad_(False)

    def train(self, mode: bool = True) -> ResidualPatternNetwork:
        """The base stays in evaluation mode: its batch norm must not see pasted pictures."""
        super().train(mode)
        self.base.eval()
        return self

    def forward(self, image: Tensor, gamma: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`logits [B, 19, h, w]`, `rpl_logits [B, 19, h, w]`, `residual_norm [B, 1, h, w] = sum_c
        (gamma r_c)^2`.
        """
        pyramid = self.base.pyramid(image)
        features = self.base.decode(pyramid)
        residual = self.block.residual(self.block(pyramid, features)) * gamma
        logits, rpl_logits = (
            self.base.classifier(features),
            self.base.classifier(features + residual),
        )
        return logits, rpl_logits, (residual * residual).sum(1, keepdim=True)
