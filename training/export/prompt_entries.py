"""Manifest entries and cards of the models behind S2M."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from training.export.prompt_descriptions import DESCRIPTIONS, PromptModelDescription
from training.masks.interface import MULTIPLE
from training.masks.network import EMBEDDING, STRIDE
from training.masks.segmenter import segmenter_from_files
from training.networks.base import parameter_count
from training.networks.onnx_file import metadata_of
from training.prompt_generator.network import generator_from_file

GENERATOR = "prompt-generator.onnx"


def _own_part(
    description: PromptModelDescription, metadata: Mapping[str, Any]
) -> dict[str, object]:
    """What only entries of this kind have."""
    if description.kind == "mask-encoder":
        frame = {"longSide": metadata["longSide"], "padTo": "multiple", "multipleOf": MULTIPLE}
        colour = {
            "name": "image",
            "layout": "NCHW",
            "colour": "rgb",
            "mean": metadata["mean"],
            "std": metadata["std"],
        }
        return {
            "input": {**colour, **frame},
            "embedding": {"channels": EMBEDDING, "stride": STRIDE},
        }
    if description.kind == "mask-decoder":
        return {"encoder": "mask-encoder", "maskStride": metadata["maskStride"]}
    return {
        "input": {"name": "score", "longSide": metadata["longSide"], "multipleOf": MULTIPLE},
        "stride": metadata["stride"],
        "sources": metadata["sources"],
    }


def _parameters(folder: Path, description: PromptModelDescription) -> int:
    if description.kind == "prompt-generator":
        return parameter_count(generator_from_file(folder / GENERATOR))
    segmenter = segmenter_from_files(folder)
    return parameter_count(
        segmenter.encoder if description.kind == "mask-encoder" else segmenter.decoder
    )


def _entry(
    folder: Path, description: PromptModelDescription, licence: Mapping[str, str]
) -> dict[str, object]:
    path, check = folder / f"{description.id}.onnx", folder / "fixtures" / f"{description.id}.json"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    fixture = json.loads(check.read_text())
    if fixture["modelSha256"] != digest:
        raise SystemExit(
            f"{check} belongs to another file: run python3 -m training.export.prompt_fixtures"
        )
    metadata = metadata_of(path)
    measured = folder / "cards" / f"{description.id}.quality.json"
    quality = json.loads(measured.read_text()) if measured.exists() else None
    return {
        "id": description.id,
        "title": description.title,
        "summary": description.summary,
        "kind": description.kind,
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": digest,
        **_own_part(description, metadata),
        "parameters": _parameters(folder, description),
        "licence": licence,
        "trainingData": [asdict(source) for source in description.training_data],
        "trainingCommand": description.training_command,
        "trainingSteps": metadata["step"],
        "quality": quality["sets"] if quality and quality["modelSha256"] == digest else None,
        "selfCheck": {
            "file": f"fixtures/{check.name}",
            "sha256": hashlib.sha256(check.read_bytes()).hexdigest(),
            "tolerance": fixture["relativeTolerance"],
        },
        # Grids depend on the picture's shape, which is computed on the processor.
        "allNodesOnGpu": description.kind != "mask-decoder",
        "knownFailures": list(description.known_failures),
        "card": f"cards/{description.id}.md",
    }


def prompt_entries(folder: Path, licence: Mapping[str, str]) -> list[dict[str, object]]:
    """The manifest entries of those of the three models that lie in `folder`."""
    return [
        _entry(folder, description, licence)
        for description in DESCRIPTIONS
        if (folder / f"{description.id}.onnx").exists()
    ]


def _quality_lines(quality: Mapping[str, Any] | None) -> list[str]:
    if quality is None:
        return ["Not measured for this file."]
    names = {
        "ecssd": "ECSSD, held-out pictures",
        "streets": "Cityscapes, objects of the test cities",
        "composites": "held-out composites",
        "roadanomaly20": "RoadAnomaly, 20 pictures",
    }
    return [
        (
            "Mean IoU for true boxes, objects of at least 48 px a side, beside a filled box and "
            "the ellipse in it. `steady`: share of the objects over 96 px"
        ),
        (
            "whose mask changes by less than 10 % IoU when each edge of the box moves by up to 5 "
            "px. (`python3 -m training.masks.evaluate`)"
        ),
        "",
        "| set | objects | IoU | filled box | ellipse | steady |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {names[key]} | {q['objects']} | {q['iou']:.3f} | {q['box']:.3f} | "
            f"{q['ellipse']:.3f} | {q['steady']:.2f} |"
            for key, q in quality.items()
        ),
    ]


def _sentence_lines(quality: Mapping[str, Any] | None) -> list[str]:
    if quality is None:
        return ["Not measured for this file."]
    return [
        (
            f"Of {quality['words']} words outside the dictionary, beside the encoder's own weights"
            f": mean cosine {quality['meanCosine']}, least {quality['leastCosine']}; rank "
            f"correlation of their similarities {quality['rankCorrelation']} (from pieces "
            f"{quality['rankCorrelationOfPieces']})."
        )
    ]


def prompt_card(entry: Mapping[str, Any]) -> str:
    """Markdown for one entry."""
    if entry["kind"] == "prompt-generator":
        quality = ["How good its boxes are shows in S2M's masks: docs/results.md."]
    elif entry["kind"] == "sentence-encoder":
        quality = _sentence_lines(entry["quality"])
    else:
        quality = _quality_lines(entry["quality"])
    stored = "int8" if entry["kind"] == "sentence-encoder" else "float16"
    sources = (
        f" Trained for the scores of {', '.join(f'`{name}`' for name in entry['sources'])}."
        if "sources" in entry
        else ""
    )
    lines = [
        f"# {entry['title']} (`{entry['id']}`)",
        "",
        (
            "<!-- Written by `python3 -m training.export.manifest`; change "
            "training/export/prompt_descriptions.py instead. -->"
        ),
        "",
        entry["summary"] + sources,
        "",
        f"* File: `{entry['file']}`, {entry['bytes']:,} bytes, SHA-256 `{entry['sha256']}`",
        f"* {entry['parameters']:,} stored weights ({stored}, computed in float32)",
        f"* Trained for {entry['trainingSteps']:,} steps: `{entry['trainingCommand']}`",
        f"* {entry['licence']['name']}: {entry['licence']['summary']}",
        "",
        "## Quality",
        "",
        *quality,
        "",
        "## Training data",
        "",
        *(f"* {s['name']}: {s['used']} ({s['terms']}, {s['url']})" for s in entry["trainingData"]),
        "",
        "## Known failures",
        "",
        *(f"* {text}" for text in entry["knownFailures"]),
        "",
    ]
    return "\n".join(lines)
