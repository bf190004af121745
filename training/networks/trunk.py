"""One frozen ImageNet encoder for every network, and the decoder that answers with the 19 classes.

The encoder is never taught the 19 classes: what it knows about animals and things that no street
shows is what tells them from the road. The decoder has two context blocks at 1/32 and one at 1/16,
five levels of the encoder, and a branch that sees the picture's own details.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.data.labels import CLASS_COUNT
from training.data.normalise import MEAN, STD
from training.networks import efficientnet_lite
from training.networks.base import ConvNorm, channels_last, upsample_twice
from training.networks.efficientnet_lite import EfficientNetLite, folded, load_imagenet
from training.networks.residual_block import ResidualPatternBlock

#: Channels of the trunk's outputs at 1/2, 1/4, 1/8, 1/16 and 1/32 (two stages of the encoder each
#: at 1/16 and 1/32).
TRUNK_CHANNELS = (16, 24, 40, 80 + 112, 192 + 320)
#: Channels of the decoder at 1/32 and 1/16, at 1/8, and of `features` at 1/4.
DEEP, MIDDLE, FEATURES = 128, 80, 64
DETAIL = 16

Pyramid = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


class Trunk(nn.Module):
    """Images `[B, 3, H, W]` (bytes normalised to (x - 127) / 128) to the five maps of
    `TRUNK_CHANNELS`. H, W multiples of 32.
    """

    def __init__(self, encoder: EfficientNetLite) -> None:
        super().__init__()
        self.encoder = encoder.eval().requires_grad_(False)

    def train(self, mode: bool = True) -> Trunk:
        """The encoder stays in evaluation mode: its batch norm belongs to ImageNet."""
        return super().train(False)

    def forward(self, image: Tensor) -> Pyramid:
        at2, at4, at8, at16a, at16b, at32a, at32b = self.encoder.stages(image)
        return at2, at4, at8, torch.cat((at16a, at16b), 1), torch.cat((at32a, at32b), 1)


class Context(nn.Module):
    """A residual block with a wide view: a 3x3 convolution, and a depthwise 7x7 beside it. `[B, c,
    h, w]` to the same.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.near = ConvNorm(channels, channels, relu=False)
        self.far = nn.Sequential(
            ConvNorm(channels, channels, 7, groups=channels),
            ConvNorm(channels, channels, 1, relu=False),
        )

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.near(x) + self.far(x))


def separable(channels: int) -> nn.Sequential:
    """Depthwise 3x3, then pointwise with ReLU."""
    return nn.Sequential(
        ConvNorm(channels, channels, groups=channels, relu=False), ConvNorm(channels, channels, 1)
    )


class LowerDecoder(nn.Module):
    """The trunk's maps at 1/16 and 1/32 to `context [B, 128, H/16, W/16]`."""

    def __init__(self) -> None:
        super().__init__()
        _, _, _, c16, c32 = TRUNK_CHANNELS
        self.lateral32 = ConvNorm(c32, DEEP, 1)
        self.context32 = nn.Sequential(Context(DEEP), Context(DEEP))
        self.lateral16 = ConvNorm(c16, DEEP, 1, relu=False)
        self.context16 = Context(DEEP)

    def forward(self, pyramid: Pyramid) -> Tensor:
        _, _, _, at16, at32 = pyramid
        top = self.context32(self.lateral32(at32))
        return self.context16(F.relu(upsample_twice(top) + self.lateral16(at16)))


class UpperDecoder(nn.Module):
    """Image, the trunk's maps and `context` to `logits [B, classes, H/4, W/4]` and `features [B,
    64, H/4, W/4]`.
    """

    def __init__(self, classes: int = CLASS_COUNT) -> None:
        super().__init__()
        c2, c4, c8, _, _ = TRUNK_CHANNELS
        self.reduce16 = ConvNorm(DEEP, MIDDLE, 1, relu=False)
        self.lateral8 = ConvNorm(c8, MIDDLE, 1, relu=False)
        self.smooth8 = ConvNorm(MIDDLE, MIDDLE)
        self.reduce8 = ConvNorm(MIDDLE, FEATURES, 1, relu=False)
        self.lateral4 = ConvNorm(c4, FEATURES, 1, relu=False)
        self.detail2 = ConvNorm(3, DETAIL, stride=2)
        self.detail4 = nn.Sequential(
            ConvNorm(c2 + DETAIL, 2 * DETAIL, stride=2),
            ConvNorm(2 * DETAIL, FEATURES, 1, relu=False),
        )
        self.smooth4 = nn.Sequential(separable(FEATURES), separable(FEATURES))
        self.classifier = nn.Conv2d(FEATURES, classes, 1)

    def forward(self, image: Tensor, pyramid: Pyramid, context: Tensor) -> tuple[Tensor, Tensor]:
        features = self.features(image, pyramid, context)
        return self.classifier(features), features

    def features(self, image: Tensor, pyramid: Pyramid, context: Tensor) -> Tensor:
        """What the classifier reads, `[B, 64, H/4, W/4]`."""
        at2, at4, at8, _, _ = pyramid
        top = self.smooth8(F.relu(upsample_twice(self.reduce16(context)) + self.lateral8(at8)))
        detail = self.detail4(torch.cat((at2, self.detail2(image)), 1))
        top = F.relu(upsample_twice(self.reduce8(top)) + self.lateral4(at4) + detail)
        features: Tensor = self.smooth4(top)
        return features


class StreetDecoder(nn.Module):
    """Image and the trunk's maps to `logits [B, classes, H/4, W/4]` and `features [B, 64, H/4,
    W/4]`, the classifier's input.
    """

    def __init__(self, classes: int = CLASS_COUNT) -> None:
        super().__init__()
        self.lower, self.upper = LowerDecoder(), UpperDecoder(classes)

    def forward(self, image: Tensor, pyramid: Pyramid) -> tuple[Tensor, Tensor]:
        logits, features = self.upper(image, pyramid, self.lower(pyramid))
        return logits, features


class StreetNetwork(nn.Module):
    """Trunk and decoder: images `[B, 3, H, W]` to `logits [B, 19, H/4, W/4]` and `features [B, 64,
    H/4, W/4]`.
    """

    def __init__(self, trunk: Trunk, decoder: StreetDecoder) -> None:
        super().__init__()
        self.trunk, self.decoder = trunk, decoder

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        return self.decoder(image, self.trunk(image))


class StreetResidualNetwork(nn.Module):
    """RPL on the trunk: the frozen base decoder with a residual pattern block
    (residual_block.py).
    """

    def __init__(self, base: StreetDecoder) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.block = ResidualPatternBlock(TRUNK_CHANNELS[1:])

    def train(self, mode: bool = True) -> StreetResidualNetwork:
        """The base stays in evaluation mode: its batch norm must not see pasted pictures."""
        super().train(mode)
        self.base.eval()
        return self

    def forward(
        self, image: Tensor, pyramid: Pyramid, gamma: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`logits [B, 19, h, w]`, `rpl_logits [B, 19, h, w]`, `residual_norm [B, 1, h, w]`; `gamma
        [1]` scales the residual.
        """
        logits, features = self.base(image, pyramid)
        residual = self.block.residual(self.block(pyramid[1:], features)) * gamma
        rpl_logits = self.base.upper.classifier(features + residual)
        return logits, rpl_logits, (residual * residual).sum(1, keepdim=True)


def trunk_input(image: Tensor) -> Tensor:
    """Images normalised by `augment` or `normalise` to the trunk's own normalisation."""
    scale, shift = (
        STD / efficientnet_lite.STD,
        (MEAN - efficientnet_lite.MEAN) / efficientnet_lite.STD,
    )
    return image * torch.from_numpy(scale).view(1, 3, 1, 1) + torch.from_numpy(shift).view(
        1, 3, 1, 1
    )


class StreetPredictor(nn.Module):
    """A network of the trunk behind the interface of the others: images as `normalise` gives
    them.
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        result = self.network(trunk_input(image))
        assert isinstance(result, tuple)
        return result


def fast_trunk(trunk: Trunk) -> Trunk:
    """A folded copy in bfloat16 for training, about ten times as fast as float32 on processors with
    AMX.
    """
    return channels_last(Trunk(folded(trunk.encoder)).bfloat16())


def imagenet_trunk(variant: int = 1) -> Trunk:
    """The trunk with the installed package's weights."""
    return Trunk(load_imagenet(variant))
