"""Reads any exported file of the project, whichever network it holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from training.networks.base import BaseNetwork
from training.networks.onnx_file import load_folded_copy
from training.networks.residual_block import ResidualPatternNetwork

#: The shipped base network, from which the fine-tunings start.
BASE_FILE = Path("public/models/base-road.onnx")


@dataclass(frozen=True)
class ExportedNetwork:
    """A network with the stored weights, its output names in order, and its further inputs with
    their default values.
    """

    network: nn.Module
    outputs: tuple[str, ...]
    parameters: dict[str, float] = field(default_factory=dict)

    def run(self, image: Tensor) -> tuple[Tensor, ...]:
        """All outputs for `[B, 3, H, W]`, the parameters at their defaults."""
        result = self.network(
            image,
            *(torch.full((1,), value, dtype=image.dtype) for value in self.parameters.values()),
        )
        assert isinstance(result, tuple)
        return result


def load_exported(path: Path) -> ExportedNetwork:
    """The network is told by the inputs of the graph: one with `gamma` is a residual pattern
    network.
    """
    graph = onnx.load(str(path)).graph
    outputs = tuple(value.name for value in graph.output)
    if any(value.name == "gamma" for value in graph.input):
        return ExportedNetwork(folded_rpl_network(path), outputs, {"gamma": 1.0})
    return ExportedNetwork(folded_network(path), outputs)


def base_from_file(path: Path) -> BaseNetwork:
    """`folded_network` by its type, for networks that build on it."""
    network = folded_network(path)
    assert isinstance(network, BaseNetwork)
    return network


def folded_network(path: Path) -> nn.Module:
    """The network of an exported file in evaluation mode: `[B, 3, H, W]` to `(logits,
    features)`.
    """
    return load_folded_copy(BaseNetwork(), path)


def folded_rpl_network(path: Path) -> nn.Module:
    """The network of an exported file: image `[B, 3, H, W]` and gamma `[1]` to its three
    outputs.
    """
    return load_folded_copy(ResidualPatternNetwork(BaseNetwork()), path)
