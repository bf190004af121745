"""Trainings on the frozen trunk: its bfloat16 maps reach weights of either number format."""

from __future__ import annotations

import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, nn

from training.networks.trunk import Pyramid
from training.train.arguments import trainer_arguments
from training.train.head import head_arguments, train_head
from training.train.precision import Autocast


class FixedTrunk(nn.Module):
    """Five maps of one channel in bfloat16, as the fast trunk gives them."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1, dtype=torch.bfloat16), requires_grad=False)

    def forward(self, image: Tensor) -> Pyramid:
        flat = image[:, :1, ::2, ::2] * self.scale
        return flat, flat, flat, flat, flat


class RandomCrops:
    """Crops of 8x8 and ids at half their size."""

    def draw(self, rng: object) -> tuple[Tensor, Tensor]:
        return torch.rand(3, 8, 8), torch.zeros(4, 4, dtype=torch.long)


class HeadTest(unittest.TestCase):
    def test_maps_have_the_format_of_the_step(self) -> None:
        seen: list[tuple[bool, torch.dtype, torch.dtype]] = []
        layer = nn.Conv2d(1, 1, 1)

        def head_loss(
            images: Tensor, pyramid: Pyramid, ids: Tensor, autocast: Autocast
        ) -> tuple[Tensor, dict[str, float]]:
            with autocast():
                seen.append((torch.is_autocast_cpu_enabled(), images.dtype, pyramid[0].dtype))
                return layer(pyramid[0]).float().mean(), {}

        with TemporaryDirectory() as folder:
            parser = trainer_arguments("test", rate=1e-3, batch=2)
            head_arguments(parser)
            args = parser.parse_args(
                ["--run", str(Path(folder)), "--steps", "2", "--workers", "0", "--replay", "0"]
            )
            train_head(args, RandomCrops(), FixedTrunk(), layer, layer, head_loss)  # type: ignore[arg-type]
        formats = {mixed: {image, map_} for mixed, image, map_ in seen}
        self.assertEqual(formats, {True: {torch.bfloat16}, False: {torch.float32}})
