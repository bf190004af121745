"""Writes `public/models/manifest.json` and the model cards from the files beside them.

    python3 -m training.export.manifest

Bytes and digests are those of the files; inputs, where they come from, outputs and classes those
inside the ONNX file. Quality is what `training.measure.closed_set --json` measured of exactly this
file and those that feed it (null, with a notice, when there is no such measurement).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import onnx
import torch

from training.export.descriptions import (
    CITYSCAPES_PALETTE,
    DESCRIPTIONS,
    TRUNK,
    WEIGHTS_LICENCE,
    ModelDescription,
)
from training.export.model_card import card_text
from training.export.prompt_entries import prompt_card, prompt_entries
from training.export.words_description import CODE_LICENCE, VISION_LANGUAGE
from training.export.words_entries import NETWORK, sentence_entry, similarity_entry, words_tables
from training.networks.base import multiply_adds, parameter_count
from training.networks.exported import ExportedNetwork, digests_of, load_exported, sha256
from training.networks.onnx_file import metadata_of
from training.networks.street_file import PORTS

MODELS = Path("public/models")
#: A 16:9 picture at the default long side, padded to a multiple of 32: `(height, width)` for the
#: operation count.
TYPICAL_INPUT = (448, 768)
#: Kinds of networks behind the picture; all others are segmenters.
KINDS = {TRUNK.id: "trunk", NETWORK: NETWORK}


def camel_case(name: str) -> str:
    """The key of an output in the manifest: `rpl_logits` becomes `rplLogits`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _measured(folder: Path, model_id: str, kind: str) -> dict[str, object] | None:
    """The stored measurement of this very file and of those that feed it, or None."""
    path = folder / "cards" / f"{model_id}.{kind}.json"
    if not path.exists():
        return None
    content: dict[str, object] = json.loads(path.read_text())
    measured = {key: content.pop(key, None) for key in ("modelSha256", "sources")}
    return content if measured == digests_of(folder / f"{model_id}.onnx") else None


def _inputs(path: Path, metadata: Mapping[str, object]) -> list[dict[str, object]]:
    """What each input of a file is fed from, in the file's order; numbers `[1]` are left out."""
    sources = metadata["sources"]
    assert isinstance(sources, dict)
    names = [value.name for value in onnx.load(str(path)).graph.input if value.name in sources]
    return [{"name": name, "from": _source(sources[name]), **_port(name)} for name in names]


def _source(source: str) -> str:
    """`base/context`, with the output's key in the manifest."""
    file, _, output = source.partition("/")
    return f"{file}/{camel_case(output)}" if output else file


def _port(name: str) -> dict[str, object]:
    channels, stride = PORTS[name]
    return {"stride": stride, "channels": channels}


def _of_classes(
    description: ModelDescription, classes: list[str], folder: Path
) -> dict[str, object]:
    """What only networks with classes have."""
    scalars = description.scalar_inputs
    outliers = _measured(folder, description.id, "outliers")
    return {
        **({"scalarInputs": scalars} if scalars else {}),
        "leastRoadShare": description.least_road_share,
        "classes": [
            {"name": name, "colour": colour}
            for name, colour in zip(classes, CITYSCAPES_PALETTE, strict=True)
        ],
        "quality": _measured(folder, description.id, "quality"),
        **({"outlierQuality": outliers} if outliers else {}),
    }


def _own_part(
    kind: str, description: ModelDescription, classes: list[str], folder: Path
) -> dict[str, object]:
    """What only networks of a kind have."""
    if kind == "segmenter":
        return _of_classes(description, classes, folder)
    if kind == NETWORK:
        return {
            "leastRoadShare": description.least_road_share,
            "quality": _measured(folder, description.id, "quality"),
        }
    return {}


def _cost(exported: ExportedNetwork) -> dict[str, object]:
    """Weights and operations of the file itself."""
    height, width = TYPICAL_INPUT
    own = exported.network.last
    count = len(exported.parameters)
    operations = multiply_adds(exported.network, height, width, count, own)
    return {
        "parameters": parameter_count(own),
        "gmacs": round(operations / 1e9, 2),
        "gmacsAt": {"width": width, "height": height},
    }


def manifest_entry(folder: Path, description: ModelDescription) -> dict[str, object]:
    """One model of the manifest."""
    path = folder / f"{description.id}.onnx"
    check = folder / "fixtures" / f"{description.id}.json"
    metadata = metadata_of(path)
    fixture = json.loads(check.read_text())
    digests = digests_of(path)
    if {key: fixture[key] for key in digests} != digests:
        raise SystemExit(f"{check} belongs to other files: run python3 -m training.export.fixtures")
    classes = metadata["classes"]
    assert isinstance(classes, list)
    exported = load_exported(path)
    kind = KINDS.get(description.id, "segmenter")
    return {
        "id": description.id,
        "title": description.title,
        "summary": description.summary,
        "kind": kind,
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": digests["modelSha256"],
        "input": {
            "layout": "NCHW",
            "colour": "rgb",
            "mean": metadata["mean"],
            "std": metadata["std"],
            "multipleOf": description.multiple_of,
            "defaultLongSide": description.default_long_side,
        },
        "inputs": _inputs(path, metadata),
        "outputs": {camel_case(name): {"name": name, **_port(name)} for name in exported.outputs},
        **_own_part(kind, description, classes, folder),
        **_cost(exported),
        "licence": description.licence,
        "trainingData": [asdict(source) for source in description.training_data],
        "trainingCommand": description.training_command,
        "trainingSteps": metadata["step"],
        "selfCheck": {
            "file": f"fixtures/{check.name}",
            "sha256": sha256(check),
            "tolerance": fixture["relativeTolerance"],
        },
        "knownFailures": list(description.known_failures),
        "card": f"cards/{description.id}.md",
        "onnx": {"opset": onnx.load(str(path)).opset_import[0].version},
    }


def build_manifest(folder: Path) -> dict[str, object]:
    """The whole manifest for the models that lie in `folder`."""
    present = (
        description
        for description in (*DESCRIPTIONS, VISION_LANGUAGE)
        if (folder / f"{description.id}.onnx").exists()
    )
    models = [manifest_entry(folder, description) for description in present]
    return {
        "schemaVersion": 1,
        "words": words_tables(folder),
        "models": [
            *models,
            similarity_entry(folder, CODE_LICENCE),
            sentence_entry(folder),
            *prompt_entries(folder, WEIGHTS_LICENCE),
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=Path, default=MODELS)
    folder = parser.parse_args().models
    torch.set_num_threads(1)
    manifest = build_manifest(folder)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    entries = manifest["models"]
    assert isinstance(entries, list)
    for entry in entries:
        card = folder / str(entry["card"])
        card.parent.mkdir(parents=True, exist_ok=True)
        card.write_text(card_text(entry) if "gmacs" in entry else prompt_card(entry))
        notice = (
            " (no measurement of this file: run training.measure.closed_set with --json)"
            if entry["kind"] == "segmenter" and not entry["quality"]
            else ""
        )
        print(f"{entry['id']}: {entry['bytes']:,} bytes, {entry['sha256'][:12]}{notice}")


if __name__ == "__main__":
    main()
