"""Writes `public/models/manifest.json` and the model cards from the files beside them.

    python3 -m training.export.manifest

Bytes and digests are those of the files, shapes and classes those inside the ONNX file, quality is
what `training.measure.closed_set --json` measured of exactly this file (null, with a notice, when
there is no such measurement).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import onnx
import torch

from training.export.descriptions import CITYSCAPES_PALETTE, DESCRIPTIONS, ModelDescription
from training.export.model_card import card_text
from training.export.prompt_entries import prompt_card, prompt_entries
from training.networks.base import multiply_adds, parameter_count
from training.networks.exported import load_exported
from training.networks.onnx_file import metadata_of

MODELS = Path("public/models")
#: A 16:9 picture at the default long side, padded to a multiple of 32: `(height, width)` for the
#: operation count.
TYPICAL_INPUT = (448, 768)
LICENCE = {
    "name": "Non-commercial research use",
    "file": "LICENSE.md",
    "summary": (
        "The weights are for non-commercial research and teaching, because their training data "
        "are; the code is Apache-2.0."
    ),
}


def sha256(path: Path) -> str:
    """The digest of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def camel_case(name: str) -> str:
    """The key of an output in the manifest: `rpl_logits` becomes `rplLogits`."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def measured_quality(folder: Path, model_id: str, digest: str) -> dict[str, object] | None:
    """The stored measurement of this very file, or None."""
    path = folder / "cards" / f"{model_id}.quality.json"
    if not path.exists():
        return None
    content = json.loads(path.read_text())
    return content if content.pop("modelSha256") == digest else None


def held_out_quality(folder: Path, model_id: str, digest: str) -> dict[str, object]:
    """What `training.measure.composites --json` measured of this very file on the held-out
    composites, if it did.
    """
    path = folder / "cards" / f"{model_id}.outliers.json"
    if not path.exists():
        return {}
    content = json.loads(path.read_text())
    return {"outlierQuality": content} if content.pop("modelSha256") == digest else {}


def manifest_entry(folder: Path, description: ModelDescription) -> dict[str, object]:
    """One model of the manifest."""
    path = folder / f"{description.id}.onnx"
    check = folder / "fixtures" / f"{description.id}.json"
    digest = sha256(path)
    metadata = metadata_of(path)
    fixture = json.loads(check.read_text())
    if fixture["modelSha256"] != digest:
        raise SystemExit(
            f"{check} belongs to another file: run python3 -m training.export.fixtures --onnx "
            f"{path}"
        )
    classes = metadata["classes"]
    assert isinstance(classes, list)
    exported = load_exported(path)
    height, width = TYPICAL_INPUT
    return {
        "id": description.id,
        "title": description.title,
        "summary": description.summary,
        "kind": "segmenter",
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": digest,
        "input": {
            "name": "image",
            "layout": "NCHW",
            "colour": "rgb",
            "mean": metadata["mean"],
            "std": metadata["std"],
            "multipleOf": description.multiple_of,
            "defaultLongSide": description.default_long_side,
        },
        "outputs": {
            camel_case(name): {"name": name, "stride": description.stride, "channels": channels}
            for name, channels in description.channels.items()
        },
        **({"scalarInputs": description.scalar_inputs} if description.scalar_inputs else {}),
        "leastRoadShare": description.least_road_share,
        "classes": [
            {"name": name, "colour": colour}
            for name, colour in zip(classes, CITYSCAPES_PALETTE, strict=True)
        ],
        "parameters": parameter_count(exported.network),
        "gmacs": round(
            multiply_adds(exported.network, height, width, len(exported.parameters)) / 1e9, 2
        ),
        "gmacsAt": {"width": width, "height": height},
        "licence": LICENCE,
        "trainingData": [asdict(source) for source in description.training_data],
        "trainingCommand": description.training_command,
        "trainingSteps": metadata["step"],
        "quality": measured_quality(folder, description.id, digest),
        **held_out_quality(folder, description.id, digest),
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
        description for description in DESCRIPTIONS if (folder / f"{description.id}.onnx").exists()
    )
    models = [manifest_entry(folder, description) for description in present]
    return {"schemaVersion": 1, "models": [*models, *prompt_entries(folder, LICENCE)]}


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
        is_segmenter = entry["kind"] == "segmenter"
        card.write_text(card_text(entry) if is_segmenter else prompt_card(entry))
        notice = (
            " (no measurement of this file: run training.measure.closed_set with --json)"
            if is_segmenter and not entry["quality"]
            else ""
        )
        print(f"{entry['id']}: {entry['bytes']:,} bytes, {entry['sha256'][:12]}{notice}")


if __name__ == "__main__":
    main()
