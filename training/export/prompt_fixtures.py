"""The self-checks of the models behind S2M, the promptable segmenter and the prompt generator, and
of what words are compared and read with.

    python3 -m training.export.prompt_fixtures

Writes `fixtures/<id>.json` beside the models; `training.export.manifest` calls the rest.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.export.prompt_entries import GENERATOR
from training.export.tensor_fixtures import Example, listed, picture, tensor_fixture, wave
from training.export.words_entries import (
    SENTENCES,
    SIMILARITY,
    sentence_fixture,
    similarity_fixture,
)
from training.masks.interface import INPUTS, OUTPUTS
from training.masks.network import EMBEDDING
from training.masks.segmenter import DECODER, ENCODER, segmenter_from_files
from training.networks.onnx_file import metadata_of
from training.prompt_generator.network import OUTPUTS as GENERATOR_OUTPUTS
from training.prompt_generator.network import generator_from_file

#: Cells of the embedding in the decoder's self-check.
CELLS = (16, 24)


def _encoder_example(metadata: Mapping[str, Any]) -> dict[str, Example]:
    return {"image": picture(metadata["mean"], metadata["std"], 64, 96)}


def _decoder_example() -> dict[str, Example]:
    h, w = CELLS
    values = (
        wave([1, EMBEDDING, h, w], 2.0),
        listed(np.array([[[20.5, 12.25], [70.0, 50.0], [40.0, 30.0]]])),
        listed(np.array([[2.0, 3.0, 1.0]])),
        wave([1, 1, 2 * h, 2 * w], 1.0),
        listed(np.array([1.0])),
        listed(np.array([h * 2.0, w * 2.0])),
    )
    return dict(zip(INPUTS, values, strict=True))


@torch.no_grad()
def _results(
    network: nn.Module, example: Mapping[str, Example], names: tuple[str, ...]
) -> dict[str, np.ndarray]:
    """In float64, so that the stored values carry no rounding of one machine."""
    answer = network.double().eval()(
        *(torch.from_numpy(entry.values).double() for entry in example.values())
    )
    outputs: tuple[Tensor, ...] = answer if isinstance(answer, tuple) else (answer,)
    return {name: output.numpy() for name, output in zip(names, outputs, strict=True)}


def prompt_fixtures(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Id and self-check of each file."""
    segmenter = segmenter_from_files(folder)
    cases = (
        (
            ENCODER,
            segmenter.encoder,
            _encoder_example(metadata_of(folder / ENCODER)),
            ("image_embeddings",),
        ),
        (DECODER, segmenter.decoder, _decoder_example(), OUTPUTS),
        (
            GENERATOR,
            generator_from_file(folder / GENERATOR),
            {"score": wave([1, 1, 64, 96], 5.0)},
            GENERATOR_OUTPUTS,
        ),
    )
    for file, network, example, names in cases:
        results = _results(network, example, names)
        # The page upsamples the masks itself and does not ask for those at the picture's size.
        asked = {name: values for name, values in results.items() if name != "masks"}
        yield Path(file).stem, tensor_fixture(example, asked, folder / file)
    yield SIMILARITY, similarity_fixture(folder)
    yield Path(SENTENCES).stem, sentence_fixture(folder)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=Path, default=Path("public/models"))
    folder = parser.parse_args().models
    torch.set_num_threads(1)
    for name, content in prompt_fixtures(folder):
        target = folder / "fixtures" / f"{name}.json"
        target.write_text(json.dumps(content, indent=1) + "\n")
        print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
