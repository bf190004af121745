"""What the manifest says of words: the graph of cosines, its self-check, and the tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx

from training.export.sentence_files import MODEL as SENTENCES
from training.export.sentence_files import TOKENIZER as SENTENCE_TOKENIZER
from training.export.tensor_fixtures import listed, tensor_fixture, wave
from training.networks.exported import sha256
from training.networks.words_head import DIMENSIONS
from training.words.sentence_file import read_sentence_encoder
from training.words.text_space import TEMPLATES

NETWORK, SIMILARITY, FOLDER = "vision-language", "similarity", "words"
#: Key of the manifest to the file of each table.
TABLES = {
    "dictionary": "dictionary.json",
    "vectors": "dictionary.bin",
    "tokenizer": "tokenizer.json",
    "tokens": "tokens.bin",
    "spelling": "spelling.json",
    "ordinary": "ordinary.bin",
    "statistics": "statistics.json",
}
TABLES_LICENCE = {
    "name": "Apache-2.0 and WordNet licence",
    "file": "LICENSE.md",
    "summary": (
        "Vectors come from all-MiniLM-L6-v2 (Apache-2.0), names and their senses from WordNet "
        "3.1 (Princeton University, free with its notice)."
    ),
}


def similarity_fixture(folder: Path) -> dict[str, object]:
    """The self-check of `similarity.onnx`, computed in float64."""
    example = {
        "embedding": wave([1, DIMENSIONS, 6, 8], 2.0),
        "concepts": wave([5, DIMENSIONS], 1.0),
    }
    embedding, concepts = (entry.values.astype(np.float64) for entry in example.values())
    length = np.sqrt(np.maximum((embedding**2).sum(1, keepdims=True), 1e-12))
    cosines = np.einsum("kc,bchw->bkhw", concepts, embedding / length)
    return tensor_fixture(example, {"similarities": cosines}, folder / f"{SIMILARITY}.onnx")


def similarity_entry(folder: Path, licence: Mapping[str, str]) -> dict[str, object]:
    """The manifest entry of `similarity.onnx`."""
    path, check = folder / f"{SIMILARITY}.onnx", folder / f"fixtures/{SIMILARITY}.json"
    fixture = json.loads(check.read_text())
    if fixture["modelSha256"] != sha256(path):
        raise SystemExit(f"{check} is of another file: run training.export.prompt_fixtures")
    return {
        "id": SIMILARITY,
        "title": "Cosines with words",
        "summary": (
            "A graph without weights: the cosine of each cell's embedding with each word. An "
            "edited word runs it alone."
        ),
        "kind": "similarity",
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
        "parameters": 0,
        "licence": licence,
        "trainingData": [],
        "trainingCommand": (
            "python3 -m training.words.export --run training/runs/words --out public/models"
        ),
        "trainingSteps": 0,
        "quality": None,
        "selfCheck": {
            "file": f"fixtures/{check.name}",
            "sha256": sha256(check),
            "tolerance": fixture["relativeTolerance"],
        },
        "knownFailures": [],
        "card": f"cards/{SIMILARITY}.md",
    }


def sentence_fixture(folder: Path) -> dict[str, object]:
    """The self-check of the sentence encoder: one word in two templates of different length."""
    path = folder / SENTENCES
    ids = np.array([[101, 2346, 102, 0, 0], [101, 1037, 2346, 2422, 102]], np.float32)
    example = {"ids": listed(ids), "mask": listed((ids > 0).astype(np.float32))}
    vector = read_sentence_encoder(path).vector(ids, example["mask"].values)
    return tensor_fixture(example, {"vector": vector}, path)


def sentence_entry(folder: Path) -> dict[str, object]:
    """The manifest entry of the optional sentence encoder."""
    path, check = folder / SENTENCES, folder / "fixtures" / f"{Path(SENTENCES).stem}.json"
    fixture = json.loads(check.read_text())
    if fixture["modelSha256"] != sha256(path):
        raise SystemExit(f"{check} is of another file: run training.export.prompt_fixtures")
    tokenizer = folder / SENTENCE_TOKENIZER
    quality = json.loads((folder / "cards" / f"{path.stem}.quality.json").read_text())
    return {
        "id": path.stem,
        "title": "Sentence encoder",
        "summary": (
            "all-MiniLM-L6-v2 with the projection to the space of words: any string gets the "
            "vector that the dictionary would have of it. Optional; without it strings outside "
            "the dictionary are put together from pieces. Weights are int8 with a scale for each "
            "output, computed in float32."
        ),
        "kind": "sentence-encoder",
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
        "tokenizer": {
            "file": SENTENCE_TOKENIZER,
            "bytes": tokenizer.stat().st_size,
            "sha256": sha256(tokenizer),
        },
        "templates": list(TEMPLATES),
        "parameters": sum(
            int(np.prod(entry.dims)) for entry in onnx.load(str(path)).graph.initializer
        ),
        "licence": {
            "name": "Apache-2.0",
            "file": "LICENSE.md",
            "summary": (
                "Weights of all-MiniLM-L6-v2 (sentence-transformers, after MiniLM by Microsoft), "
                "rounded to int8; the projection is this project's."
            ),
        },
        "trainingData": [],
        "trainingCommand": (
            "python3 -m training.export.sentence_encoder --run training/runs/words "
            "--out public/models --golden src/workers/words/sentences.golden.json"
        ),
        "trainingSteps": 0,
        "quality": quality if quality.pop("modelSha256") == sha256(path) else None,
        "selfCheck": {
            "file": f"fixtures/{check.name}",
            "sha256": sha256(check),
            "tolerance": fixture["relativeTolerance"],
        },
        "knownFailures": ["English alone, and 126 tokens at most: what comes after is not read."],
        "card": f"cards/{path.stem}.md",
    }


def words_tables(folder: Path) -> dict[str, object]:
    """What the manifest says of the tables."""

    def pinned(name: str) -> dict[str, object]:
        path = folder / FOLDER / name
        return {"file": f"{FOLDER}/{name}", "bytes": path.stat().st_size, "sha256": sha256(path)}

    return {
        "dimensions": DIMENSIONS,
        "licence": TABLES_LICENCE,
        "tables": {key: pinned(name) for key, name in TABLES.items()},
    }
