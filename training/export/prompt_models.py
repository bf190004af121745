"""Entries, self-checks and cards of the models behind S2M: the promptable segmenter and the prompt generator.

    python3 -m training.export.prompt_models

Writes `fixtures/<id>.json` beside the models; `training.export.manifest` calls the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn

from training.masks.export import DECODER, ENCODER, segmenter_from_files
from training.masks.interface import INPUTS, MULTIPLE, OUTPUTS
from training.masks.network import EMBEDDING, STRIDE
from training.networks.base import parameter_count
from training.export.onnx_file import metadata_of
from training.export.prompt_descriptions import DESCRIPTIONS, PromptModelDescription
from training.prompt_generator.export import OUTPUTS as GENERATOR_OUTPUTS
from training.prompt_generator.export import generator_from_file
from training.export.tensor_fixtures import Example, listed, picture, tensor_fixture, wave

GENERATOR = "prompt-generator.onnx"
#: Cells of the embedding in the decoder's self-check.
CELLS = (16, 24)


def _encoder_example(metadata: Mapping[str, Any]) -> dict[str, Example]:
    return {"image": picture(metadata["mean"], metadata["std"], 64, 96)}


def _decoder_example() -> dict[str, Example]:
    h, w = CELLS
    values = (
        wave([1, EMBEDDING, h, w], 2.0), listed(np.array([[[20.5, 12.25], [70.0, 50.0], [40.0, 30.0]]])), listed(np.array([[2.0, 3.0, 1.0]])),
        wave([1, 1, 2 * h, 2 * w], 1.0), listed(np.array([1.0])), listed(np.array([h * 2.0, w * 2.0])),
    )
    return dict(zip(INPUTS, values))


@torch.no_grad()
def _results(network: nn.Module, example: Mapping[str, Example], names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """In float64, so that the stored values carry no rounding of one machine."""
    found = network.double().eval()(*(torch.from_numpy(one.values).double() for one in example.values()))
    outputs: tuple[Tensor, ...] = found if isinstance(found, tuple) else (found,)
    return {name: output.numpy() for name, output in zip(names, outputs)}


def prompt_fixtures(folder: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Id and self-check of each of the three files."""
    segmenter = segmenter_from_files(folder)
    cases = (
        (ENCODER, segmenter.encoder, _encoder_example(metadata_of(folder / ENCODER)), ("image_embeddings",)),
        (DECODER, segmenter.decoder, _decoder_example(), OUTPUTS),
        (GENERATOR, generator_from_file(folder / GENERATOR), {"score": wave([1, 1, 64, 96], 5.0)}, GENERATOR_OUTPUTS),
    )
    for file, network, example, names in cases:
        results = _results(network, example, names)
        # The page upsamples the masks itself and does not ask for those at the picture's size.
        asked = {name: values for name, values in results.items() if name != "masks"}
        yield Path(file).stem, tensor_fixture(example, asked, folder / file)


def _own_part(description: PromptModelDescription, metadata: Mapping[str, Any]) -> dict[str, object]:
    """What only entries of this kind have."""
    if description.kind == "mask-encoder":
        frame = {"longSide": metadata["longSide"], "padTo": "multiple", "multipleOf": MULTIPLE}
        colour = {"name": "image", "layout": "NCHW", "colour": "rgb", "mean": metadata["mean"], "std": metadata["std"]}
        return {"input": {**colour, **frame}, "embedding": {"channels": EMBEDDING, "stride": STRIDE}}
    if description.kind == "mask-decoder":
        return {"encoder": "mask-encoder", "maskStride": metadata["maskStride"]}
    return {
        "input": {"name": "score", "longSide": metadata["longSide"], "multipleOf": MULTIPLE},
        "stride": metadata["stride"], "sources": metadata["sources"],
    }


def _parameters(folder: Path, description: PromptModelDescription) -> int:
    if description.kind == "prompt-generator":
        return parameter_count(generator_from_file(folder / GENERATOR))
    segmenter = segmenter_from_files(folder)
    return parameter_count(segmenter.encoder if description.kind == "mask-encoder" else segmenter.decoder)


def _entry(folder: Path, description: PromptModelDescription, licence: Mapping[str, str]) -> dict[str, object]:
    path, check = folder / f"{description.id}.onnx", folder / "fixtures" / f"{description.id}.json"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    fixture = json.loads(check.read_text())
    if fixture["modelSha256"] != digest:
        raise SystemExit(f"{check} belongs to another file: run python3 -m training.export.prompt_models")
    metadata = metadata_of(path)
    measured = folder / "cards" / f"{description.id}.quality.json"
    quality = json.loads(measured.read_text()) if measured.exists() else None
    return {
        "id": description.id, "title": description.title, "summary": description.summary, "kind": description.kind,
        "file": path.name, "bytes": path.stat().st_size, "sha256": digest,
        **_own_part(description, metadata),
        "parameters": _parameters(folder, description),
        "licence": licence,
        "trainingData": [asdict(source) for source in description.training_data],
        "trainingCommand": description.training_command,
        "trainingSteps": metadata["step"],
        "quality": quality["sets"] if quality and quality["modelSha256"] == digest else None,
        "selfCheck": {
            "file": f"fixtures/{check.name}", "sha256": hashlib.sha256(check.read_bytes()).hexdigest(), "tolerance": fixture["relativeTolerance"],
        },
        # Grids depend on the picture's shape, which is computed on the processor.
        "allNodesOnGpu": description.kind != "mask-decoder",
        "knownFailures": list(description.known_failures),
        "card": f"cards/{description.id}.md",
    }


def prompt_entries(folder: Path, licence: Mapping[str, str]) -> list[dict[str, object]]:
    """The manifest entries of those of the three models that lie in `folder`."""
    return [_entry(folder, description, licence) for description in DESCRIPTIONS if (folder / f"{description.id}.onnx").exists()]


def _quality_lines(quality: Mapping[str, Any] | None) -> list[str]:
    if quality is None:
        return ["Not measured for this file."]
    names = {"ecssd": "ECSSD, held-out pictures", "streets": "Cityscapes, objects of the test cities", "composites": "held-out composites", "roadanomaly20": "RoadAnomaly, 20 pictures"}
    return [
        "Mean IoU for true boxes, objects of at least 48 px a side, beside a filled box and the ellipse in it. `steady`: share of the objects over 96 px",
        "whose mask changes by less than 10 % IoU when each edge of the box moves by up to 5 px. (`python3 -m training.masks.evaluate`)",
        "",
        "| set | objects | IoU | filled box | ellipse | steady |",
        "|---|---:|---:|---:|---:|---:|",
        *(f"| {names[key]} | {q['objects']} | {q['iou']:.3f} | {q['box']:.3f} | {q['ellipse']:.3f} | {q['steady']:.2f} |" for key, q in quality.items()),
    ]


def prompt_card(entry: Mapping[str, Any]) -> str:
    """Markdown for one entry."""
    quality = ["How good its boxes are shows in S2M's masks: docs/results.md."] if entry["kind"] == "prompt-generator" else _quality_lines(entry["quality"])
    sources = f" Trained for the scores of {', '.join(f'`{name}`' for name in entry['sources'])}." if "sources" in entry else ""
    lines = [
        f"# {entry['title']} (`{entry['id']}`)", "",
        "<!-- Written by `python3 -m training.export.manifest`; change training/export/prompt_descriptions.py instead. -->", "",
        entry["summary"] + sources, "",
        f"* File: `{entry['file']}`, {entry['bytes']:,} bytes, SHA-256 `{entry['sha256']}`",
        f"* {entry['parameters']:,} stored weights (float16, computed in float32)",
        f"* Trained for {entry['trainingSteps']:,} steps: `{entry['trainingCommand']}`",
        f"* {entry['licence']['name']}: {entry['licence']['summary']}", "",
        "## Quality", "", *quality, "",
        "## Training data", "",
        *(f"* {s['name']}: {s['used']} ({s['terms']}, {s['url']})" for s in entry["trainingData"]), "",
        "## Known failures", "", *(f"* {text}" for text in entry["knownFailures"]), "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("public/models"))
    folder = parser.parse_args().models
    torch.set_num_threads(1)
    for name, content in prompt_fixtures(folder):
        target = folder / "fixtures" / f"{name}.json"
        target.write_text(json.dumps(content, indent=1) + "\n")
        print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
