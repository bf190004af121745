"""The first road network: a residual encoder and a small feature-pyramid decoder, made for the
browser. The segmenter of prompts starts from it, and its parts serve the networks on the trunk.

Plain convolutions, ReLU, nearest powers of two and bilinear half-pixel resizes only, so that no
operator leaves the GPU and the graph is valid for every height and width that is a multiple of 32.
"""

from __future__ import annotations

from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.data.labels import CLASS_COUNT

AnyModule = TypeVar("AnyModule", bound=nn.Module)

STEM, WIDTHS, DECODER = 24, (32, 80, 144, 168), 64


class ConvNorm(nn.Sequential):
    """Convolution and batch norm, with ReLU unless `relu` is false.

    `[B, in, h, w]` to `[B, out, h/stride, w/stride]`.
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        kernel: int = 3,
        stride: int = 1,
        groups: int = 1,
        relu: bool = True,
    ):
        layers: list[nn.Module] = [
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
            nn.BatchNorm2d(outputs, momentum=0.03),
        ]
        if relu:
            layers.append(nn.ReLU(inplace=True))
        super().__init__(*layers)


class ResidualBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut (He et al. 2016, basic block).

    No dilation: oneDNN's bfloat16 weight gradient of dilated convolutions returned NaN now and
    then.
    """

    def __init__(self, inputs: int, outputs: int, stride: int = 1):
        super().__init__()
        self.first = ConvNorm(inputs, outputs, stride=stride)
        self.second = ConvNorm(outputs, outputs, relu=False)
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else ConvNorm(inputs, outputs, 1, stride, relu=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.second(self.first(x)) + self.shortcut(x))


def upsample_twice(x: Tensor) -> Tensor:
    """Bilinear with half-pixel centres and a constant scale, so that the exported graph holds no
    shape arithmetic.
    """
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class BaseNetwork(nn.Module):
    """`[B, 3, H, W]` normalised RGB to `logits [B, classes, H/4, W/4]` and `features [B, 64, H/4,
    W/4]`.

    `features` is the input of the last 1x1 classifier. H and W must be multiples of 32.
    """

    def __init__(self, classes: int = CLASS_COUNT) -> None:
        super().__init__()
        w4, w8, w16, w32 = WIDTHS
        self.stem = nn.Sequential(ConvNorm(3, STEM, stride=2), ConvNorm(STEM, w4, stride=2))
        self.stage4 = ResidualBlock(w4, w4)
        self.stage8 = nn.Sequential(ResidualBlock(w4, w8, 2), ResidualBlock(w8, w8))
        self.stage16 = nn.Sequential(
            ResidualBlock(w8, w16, 2), ResidualBlock(w16, w16), ResidualBlock(w16, w16)
        )
        self.stage32 = nn.Sequential(ResidualBlock(w16, w32, 2), ResidualBlock(w32, w32))
        self.lateral = nn.ModuleList(ConvNorm(width, DECODER, 1, relu=False) for width in WIDTHS)
        self.smooth16 = ConvNorm(DECODER, DECODER)
        self.smooth8 = ConvNorm(DECODER, DECODER)
        self.smooth4 = nn.Sequential(
            ConvNorm(DECODER, DECODER, groups=DECODER, relu=False), ConvNorm(DECODER, DECODER, 1)
        )
        self.classifier = nn.Conv2d(DECODER, classes, 1)

    def pyramid(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The encoder's feature maps at 1/4, 1/8, 1/16 and 1/32 of the input, `WIDTHS` channels
        each.
        """
        at4 = self.stage4(self.stem(x))
        at8 = self.stage8(at4)
        at16 = self.stage16(at8)
        return at4, at8, at16, self.stage32(at16)

    def decode(self, pyramid: tuple[Tensor, Tensor, Tensor, Tensor]) -> Tensor:
        """`features [B, 64, H/4, W/4]` of the encoder's maps."""
        at4, at8, at16, at32 = pyramid
        top = F.relu(self.lateral[3](at32))
        top = self.smooth16(F.relu(upsample_twice(top) + self.lateral[2](at16)))
        top = self.smooth8(F.relu(upsample_twice(top) + self.lateral[1](at8)))
        return self.smooth4(F.relu(upsample_twice(top) + self.lateral[0](at4)))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        features = self.decode(self.pyramid(x))
        return self.classifier(features), features


def parameter_count(network: nn.Module) -> int:
    """Number of trainable parameters."""
    return sum(p.numel() for p in network.parameters())


def multiply_adds(
    network: nn.Module, height: int, width: int, parameters: int = 0, part: nn.Module | None = None
) -> int:
    """Multiply-accumulate operations of all convolutions for one `[1, 3, height, width]` input.

    `parameters` is the number of further inputs `[1]` that the network takes; only the convolutions
    of `part` are counted where it is given.
    """
    total = 0

    def count(module: nn.Module, _inputs: object, output: Tensor) -> None:
        nonlocal total
        assert isinstance(module, nn.Conv2d)
        total += module.weight[0].numel() * output.numel()

    counted = (part or network).modules()
    hooks = [m.register_forward_hook(count) for m in counted if isinstance(m, nn.Conv2d)]
    training = network.training
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, 3, height, width), *[torch.ones(1)] * parameters)
    network.train(training)
    for hook in hooks:
        hook.remove()
    return total


def channels_last(module: AnyModule) -> AnyModule:
    """The module itself, its weights with the channels last in memory, which is faster."""
    module.to(memory_format=torch.channels_last)  # type: ignore[call-overload] # not in its stubs
    return module
