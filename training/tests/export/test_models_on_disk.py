"""The committed models, fixtures, manifest and cards belong together."""

from __future__ import annotations

import base64
import json
import unittest
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.export.descriptions import CITYSCAPES_PALETTE, DESCRIPTIONS
from training.export.fixtures import HEIGHT, WIDTH, fixture, fixture_input
from training.export.manifest import build_manifest
from training.export.model_card import card_text
from training.export.prompt_entries import prompt_card
from training.export.prompt_fixtures import prompt_fixtures
from training.export.words_description import VISION_LANGUAGE
from training.networks.exported import load_exported
from training.networks.onnx_file import folded_weights, metadata_of

MODELS = Path(__file__).parents[3] / "public/models"


class ModelsOnDisk(unittest.TestCase):
    def test_manifest_and_cards_are_up_to_date(self) -> None:
        committed = json.loads((MODELS / "manifest.json").read_text())
        self.assertEqual(
            committed, build_manifest(MODELS), "run python3 -m training.export.manifest"
        )
        for entry in committed["models"]:
            text = card_text if "gmacs" in entry else prompt_card
            self.assertEqual((MODELS / entry["card"]).read_text(), text(entry))

    def test_manifest_paths_exist(self) -> None:
        for entry in json.loads((MODELS / "manifest.json").read_text())["models"]:
            for name in (
                entry["file"],
                entry["card"],
                entry["selfCheck"]["file"],
                entry["licence"]["file"],
            ):
                self.assertTrue((MODELS / name).is_file(), name)
            if entry["kind"] == "segmenter":
                self.assertEqual(len(entry["classes"]), len(CITYSCAPES_PALETTE))

    def test_fixture_input_follows_its_formula(self) -> None:
        mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
        planes = fixture_input(mean, std)
        self.assertEqual(planes.shape, (1, 3, HEIGHT, WIDTH))
        for c, y, x in ((0, 0, 0), (1, 17, 40), (2, 63, 95)):
            byte = (((x * x + 2 * y * y + (c + 1) * x * y) >> 5) + 50 * c) & 255
            self.assertEqual(planes[0, c, y, x], np.float32((byte / 255 - mean[c]) / std[c]))

    def test_fixtures_are_what_the_models_compute(self) -> None:
        torch.set_num_threads(1)
        for description in (*DESCRIPTIONS, VISION_LANGUAGE):
            path = MODELS / f"{description.id}.onnx"
            stored = json.loads((MODELS / f"fixtures/{path.stem}.json").read_text())
            fresh = fixture(load_exported(path), metadata_of(path))
            self.assertEqual(stored["input"], fresh["input"])
            fresh_outputs = fresh["outputs"]
            assert isinstance(fresh_outputs, dict)
            self.assertEqual(list(stored["outputs"]), list(fresh_outputs))
            for name, entry in stored["outputs"].items():
                with self.subTest(model=path.stem, output=name):
                    self.assert_same(entry, fresh_outputs[name])

    def test_prompt_fixtures_are_what_the_models_compute(self) -> None:
        torch.set_num_threads(1)
        for name, fresh in prompt_fixtures(MODELS):
            stored = json.loads((MODELS / f"fixtures/{name}.json").read_text())
            self.assertEqual(
                (stored["inputs"], stored["modelSha256"]), (fresh["inputs"], fresh["modelSha256"])
            )
            outputs = fresh["outputs"]
            assert isinstance(outputs, dict)
            for output, entry in stored["outputs"].items():
                with self.subTest(model=name, output=output):
                    self.assert_same(entry, outputs[output])

    def assert_same(self, entry: dict[str, Any], fresh: dict[str, Any]) -> None:
        """Two stored outputs hold the same values, and not all one."""
        mine, theirs = (np.frombuffer(base64.b64decode(e["base64"]), "<f4") for e in (entry, fresh))
        self.assertEqual(mine.size, np.prod(entry["shape"]))
        np.testing.assert_allclose(mine, theirs, rtol=1e-6, atol=1e-6)
        self.assertTrue(mine.size == 1 or mine.std() > 0)

    def test_rpl_holds_the_classifier_of_the_base(self) -> None:
        stored, base = (folded_weights(MODELS / f"{name}.onnx") for name in ("rpl", "base"))
        for part in ("weight", "bias"):
            np.testing.assert_array_equal(
                stored[f"classifier.{part}"], base[f"decoder.upper.classifier.{part}"]
            )
