"""Networks on the trunk from the checkpoints of their trainings, as the measurements take them."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.networks.trunk import (
    StreetDecoder,
    StreetResidualNetwork,
    Trunk,
    UpperDecoder,
    imagenet_trunk,
    trunk_input,
)

#: Folder of a training's checkpoint by head.
RUNS = {
    "base": "street",
    "max-entropy": "street-max-entropy",
    "dmlnet": "street-dmlnet",
    "rpl": "street-rpl",
}
CHECKPOINT = "latest.pt"


def load_average(network: nn.Module, run: Path) -> int:
    """Loads the averaged weights of a run's checkpoint; returns its steps."""
    state = torch.load(run / CHECKPOINT, map_location="cpu")
    network.load_state_dict(state["average"])
    network.eval()
    return int(state["step"])


class StreetMethod(nn.Module):
    """One head with the trunk behind the interface of the networks that stand alone.

    Images as `normalise` gives them, `[B, 3, H, W]`, and for RPL `gamma [1]`, to the head's
    outputs.
    """

    def __init__(self, trunk: Trunk, base: StreetDecoder, head: nn.Module | None) -> None:
        super().__init__()
        self.trunk, self.base, self.head = trunk, base, head

    def forward(self, image: Tensor, *parameters: Tensor) -> tuple[Tensor, ...]:
        planes = trunk_input(image)
        pyramid = self.trunk(planes)
        if isinstance(self.head, UpperDecoder):
            return self.head(planes, pyramid, self.base.lower(pyramid))
        return (self.head or self.base)(planes, pyramid, *parameters)


def street_method(runs: Path, name: str) -> StreetMethod:
    """The head `name` of `RUNS` from the folder that holds their runs."""
    base = StreetDecoder()
    load_average(base, runs / RUNS["base"])
    head: nn.Module | None = None
    if name == "max-entropy":
        head = StreetDecoder()
        load_average(head, runs / RUNS[name])
    elif name == "dmlnet":
        head = UpperDecoder()
        load_average(head, runs / RUNS[name])
    elif name == "rpl":
        head = StreetResidualNetwork(base)
        load_average(head.block, runs / RUNS[name])
        head.eval()
    return StreetMethod(imagenet_trunk(), base, head).eval()
