"""The head that answers to words: the trunk's maps to one embedding for each eighth of the picture.

It is a sum. The encoder's own last features, projected as the closed form says
(words/text_space.py), know the ImageNet names; they stay as they are. A decoder adds the street and
the resolution, and begins at nothing.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.networks.base import ConvNorm, upsample_twice
from training.networks.efficientnet_lite import HEAD_CHANNELS, EfficientNetLite, folded, relu6
from training.networks.trunk import (
    DEEP,
    MIDDLE,
    TRUNK_CHANNELS,
    LowerDecoder,
    Pyramid,
    StreetDecoder,
)

#: Numbers in an embedding, and in the vector of a word.
DIMENSIONS = 128
#: Channels of the encoder's last stage, the latter part of the map at 1/32.
LAST_STAGE = 320
#: Brings the embedding of a whole ImageNet picture to about length one.
LENGTH = 0.15


class NamedFeatures(nn.Module):
    """The map at 1/32 to the closed form's embedding `[B, 128, H/32, W/32]`, frozen.

    It is the classifier of a network that averages its last features, applied to each position
    (Zhou et al. 2016), in the directions of the names' texts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.expand = nn.Conv2d(TRUNK_CHANNELS[4], HEAD_CHANNELS, 1)
        self.project = nn.Conv2d(HEAD_CHANNELS, DIMENSIONS, 1)
        self.requires_grad_(False)

    def features(self, at32: Tensor) -> Tensor:
        """The encoder's last features `[B, 1280, H/32, W/32]`."""
        return relu6(self.expand(at32))

    def forward(self, at32: Tensor) -> Tensor:
        return self.project(self.features(at32))

    @torch.no_grad()
    def fill(self, encoder: EfficientNetLite, directions: np.ndarray, centre: np.ndarray) -> None:
        """Takes the encoder's expansion, and of the space of texts the `directions [1280, 128]` and
        `centre [1280]` of pictures, scaled so that an embedding has a length of about one.
        """
        layer = folded(encoder)._conv_head
        assert layer.bias is not None
        assert self.expand.bias is not None and self.project.bias is not None
        # It reads the last stage alone; nothing of the one before it, which the map holds too.
        self.expand.weight.zero_()
        self.expand.weight[:, -LAST_STAGE:] = layer.weight
        self.expand.bias.copy_(layer.bias)
        rows = torch.from_numpy(directions.T.copy()).float() * LENGTH
        self.project.weight.copy_(rows[:, :, None, None])
        self.project.bias.copy_(-(rows @ torch.from_numpy(centre).float()))


class WordsHead(nn.Module):
    """The trunk's maps at 1/8, 1/16 and 1/32 to `embedding [B, 128, H/8, W/8]`, not normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.named = NamedFeatures()
        self.lower = LowerDecoder()
        self.reduce16 = ConvNorm(DEEP, MIDDLE, 1, relu=False)
        self.lateral8 = ConvNorm(TRUNK_CHANNELS[2], MIDDLE, 1, relu=False)
        self.smooth8 = ConvNorm(MIDDLE, MIDDLE)
        self.street = nn.Conv2d(MIDDLE + DIMENSIONS, DIMENSIONS, 1)
        nn.init.zeros_(self.street.weight)
        assert self.street.bias is not None
        nn.init.zeros_(self.street.bias)

    def start_from(self, decoder: StreetDecoder) -> None:
        """Takes the layers that the street decoder of the 19 classes has too."""
        self.lower.load_state_dict(decoder.lower.state_dict())
        for name in ("reduce16", "lateral8", "smooth8"):
            part = getattr(decoder.upper, name)
            getattr(self, name).load_state_dict(part.state_dict())

    def forward(self, at8: Tensor, at16: Tensor, at32: Tensor) -> Tensor:
        named = F.interpolate(self.named(at32), scale_factor=4.0, mode="bilinear")
        pyramid: Pyramid = (at8, at8, at8, at16, at32)
        top = upsample_twice(self.reduce16(self.lower(pyramid))) + self.lateral8(at8)
        top = self.smooth8(F.relu(top))
        return named + self.street(torch.cat((top, named), 1))
