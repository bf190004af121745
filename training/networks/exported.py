"""Reads exported files as PyTorch networks, those on the trunk with the files that feed them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import onnx
from torch import Tensor, nn, ones

from training.networks.base import BaseNetwork
from training.networks.onnx_file import load_folded_copy, metadata_of
from training.networks.street_file import stored_network
from training.networks.trunk import trunk_input

#: The first road network, an encoder and decoder of its own: the segmenter of prompts starts from
#: it, and it labels the backgrounds of whole pictures.
BASE_FILE = Path("training/runs/first-base.onnx")
PICTURE = "picture"


@dataclass(frozen=True)
class Link:
    """One file of a chain: where its inputs come from, and what it calls its outputs."""

    name: str
    sources: tuple[str, ...]
    outputs: tuple[str, ...]
    parameters: tuple[str, ...]


class Chain(nn.Module):
    """A file behind those that feed it, each run once: image `[B, 3, H, W]` in the files' own
    normalisation and the last file's numbers `[1]`, to the last file's outputs.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.files = nn.ModuleDict()
        self._add(path)

    def _add(self, path: Path) -> None:
        """Appends a file after those that it needs. Raises FileNotFoundError."""
        graph, metadata = onnx.load(str(path)).graph, metadata_of(path)
        name, sources = metadata["name"], metadata["sources"]
        assert isinstance(name, str) and isinstance(sources, dict)
        inputs = [value.name for value in graph.input]
        for source in sources.values():
            needed = source.split("/")[0]
            if source != PICTURE and needed not in self.files:
                self._add(path.with_name(f"{needed}.onnx"))
        self.files[name] = stored_network(path)
        self.links.append(
            Link(
                name,
                tuple(sources[port] for port in inputs if port in sources),
                tuple(value.name for value in graph.output),
                tuple(port for port in inputs if port not in sources),
            )
        )

    @property
    def last(self) -> nn.Module:
        """What the file itself holds."""
        return self.files[self.links[-1].name]

    def forward(self, image: Tensor, *parameters: Tensor) -> tuple[Tensor, ...]:
        values = {PICTURE: image}
        result: tuple[Tensor, ...] = ()
        for link in self.links:
            given = parameters if link.parameters else ()
            outputs = self.files[link.name](*(values[source] for source in link.sources), *given)
            result = outputs if isinstance(outputs, tuple) else (outputs,)
            for name, output in zip(link.outputs, result, strict=True):
                values[f"{link.name}/{name}"] = output
        return result


@dataclass(frozen=True)
class ExportedNetwork:
    """A file on the trunk with the stored weights: its name, its outputs in order, and its further
    inputs with their default values.
    """

    name: str
    network: Chain
    outputs: tuple[str, ...]
    parameters: dict[str, float] = field(default_factory=dict)

    def __call__(self, image: Tensor, *parameters: Tensor) -> tuple[Tensor, ...]:
        """All outputs for images `[B, 3, H, W]` as `normalise` gives them."""
        result = self.network(trunk_input(image), *parameters)
        assert isinstance(result, tuple)
        return result

    def run(self, image: Tensor) -> tuple[Tensor, ...]:
        """As a call, the parameters at their defaults."""
        return self(image, *self.defaults(image))

    def defaults(self, like: Tensor) -> tuple[Tensor, ...]:
        """The parameters' default values `[1]` in the number format of `like`."""
        return tuple(value * ones(1, dtype=like.dtype) for value in self.parameters.values())


def load_exported(path: Path) -> ExportedNetwork:
    """The network of a file on the trunk; the files that feed it lie beside it."""
    chain = Chain(path)
    link = chain.links[-1]
    return ExportedNetwork(
        link.name, chain.eval(), link.outputs, dict.fromkeys(link.parameters, 1.0)
    )


def sha256(path: Path) -> str:
    """The digest of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def digests_of(path: Path) -> dict[str, object]:
    """What a measurement of a file belongs to: its digest, and those of the files that feed it."""
    feeding = (link.name for link in Chain(path).links[:-1])
    return {
        "modelSha256": sha256(path),
        "sources": {name: sha256(path.with_name(f"{name}.onnx")) for name in feeding},
    }


def base_from_file(path: Path) -> BaseNetwork:
    """The first road network of `BASE_FILE` in evaluation mode: `[B, 3, H, W]` to `(logits,
    features)`.
    """
    network = load_folded_copy(BaseNetwork(), path)
    assert isinstance(network, BaseNetwork)
    return network
