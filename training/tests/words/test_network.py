"""The head that answers to words: its file, its losses, and the arithmetic of streets."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.networks.exported import load_exported
from training.networks.street_file import export_trunk, export_words_head
from training.networks.trunk import TRUNK_CHANNELS, Trunk
from training.networks.words_head import DIMENSIONS, WordsHead
from training.tests.networks.test_efficientnet_lite import picture, seeded_network
from training.words.losses import WordLoss
from training.words.measure_names import auroc
from training.words.measure_street import borders
from training.words.pictures import NamedPicture, around, window
from training.words.street import class_cosines, steal_offset, uncertainty
from training.words.vocabulary import NONE, WHOLE

C8, C16, C32 = TRUNK_CHANNELS[2:]


def maps(batch: int = 1) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    return (
        torch.randn(batch, C8, 16, 32),
        torch.randn(batch, C16, 8, 16),
        torch.randn(batch, C32, 4, 8),
    )


def loss() -> WordLoss:
    rng = np.random.default_rng(0)

    def rows(count: int) -> np.ndarray:
        drawn = rng.normal(size=(count, DIMENSIONS))
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    return WordLoss(
        [rows(2) for _ in range(19)], rows(40), rng.normal(size=(40, 1280)), np.full(19, 1 / 19)
    )


class WordsHeadTest(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(1)
        self.head = WordsHead().eval()
        rng = np.random.default_rng(2)
        self.head.named.fill(seeded_network(), rng.normal(size=(1280, DIMENSIONS)), np.ones(1280))

    def test_it_begins_as_the_closed_form(self) -> None:
        at8, at16, at32 = maps()
        with torch.no_grad():
            embedding, named = self.head(at8, at16, at32), self.head.named(at32)
        self.assertEqual(embedding.shape, (1, DIMENSIONS, 16, 32))
        expected = F.interpolate(named, scale_factor=4.0, mode="bilinear")
        torch.testing.assert_close(embedding, expected)

    def test_the_closed_form_stays_when_it_is_trained(self) -> None:
        self.assertFalse([p for p in self.head.named.parameters() if p.requires_grad])

    def test_the_former_stage_of_the_deepest_map_is_not_read(self) -> None:
        _, _, at32 = maps()
        other = at32.clone()
        other[:, :192] += 5
        torch.testing.assert_close(self.head.named(at32), self.head.named(other))

    def test_its_file_computes_what_it_computes(self) -> None:
        trunk = Trunk(seeded_network())
        torch.nn.init.normal_(self.head.street.weight, std=0.02)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            export_trunk(trunk, folder)
            export_words_head(self.head, folder, step=7)
            image = picture()
            stored = load_exported(folder / "vision-language.onnx")
            with torch.no_grad():
                (file,) = stored.network(image)
                expected = self.head(*trunk(image)[2:])
        # Weights are stored as float16.
        torch.testing.assert_close(file, expected, rtol=0, atol=0.01 * float(expected.abs().max()))


class WordLossTest(unittest.TestCase):
    def setUp(self) -> None:
        self.loss = loss()
        self.named = WordsHead().named
        self.embedding = torch.randn(1, DIMENSIONS, 16, 32)

    def parts(self, ids: torch.Tensor, embedding: torch.Tensor | None = None) -> dict[str, float]:
        torch.manual_seed(0)
        _, _, at32 = maps()
        taken = self.embedding if embedding is None else embedding
        return {
            name: float(part)
            for name, part in self.loss.parts(taken, ids, at32, self.named).items()
        }

    def test_a_street_knows_the_classes_alone(self) -> None:
        ids = torch.full((1, 64, 128), 13)
        ids[:, :8] = NONE
        self.assertEqual(list(self.parts(ids)), ["street"])

    def test_the_right_class_costs_less(self) -> None:
        ids = torch.full((1, 64, 128), 13)
        right = self.loss.concepts[26].reshape(1, -1, 1, 1).expand(1, DIMENSIONS, 16, 32)
        wrong = self.loss.concepts[0].reshape(1, -1, 1, 1).expand(1, DIMENSIONS, 16, 32)
        self.assertLess(self.parts(ids, right)["street"], self.parts(ids, wrong)["street"])

    def test_a_name_is_where_it_is_labelled_and_nowhere_else(self) -> None:
        ids = torch.full((1, 64, 128), NONE)
        ids[:, 16:32, 16:32] = 19 + 5
        name = self.loss.names[5].reshape(1, -1, 1, 1).expand(1, DIMENSIONS, 16, 32)
        apart = name.clone()
        apart[:, :, :4] = -name[:, :, :4]
        apart[:, :, 8:] = -name[:, :, 8:]
        everywhere, there = self.parts(ids, name), self.parts(ids, apart)
        self.assertEqual(set(everywhere), {"polygons", "elsewhere"})
        self.assertLess(there["elsewhere"], everywhere["elsewhere"])

    def test_pictures_side_by_side_have_a_name_each(self) -> None:
        ids = torch.full((1, 64, 128), WHOLE - 24)
        ids[:, :, 64:] = WHOLE - 25
        parts = self.parts(ids)
        self.assertTrue({"names", "same"} <= set(parts))
        self.assertNotIn("polygons", parts)

    def test_the_closed_form_is_at_no_distance_from_itself(self) -> None:
        _, _, at32 = maps()
        with torch.no_grad():
            closed = F.interpolate(self.named(at32), scale_factor=4.0, mode="nearest")
        ids = torch.full((1, 64, 128), WHOLE - 24)
        self.assertAlmostEqual(self.parts(ids, closed)["same"], 0, places=4)


class StreetTest(unittest.TestCase):
    def test_u_is_that_of_the_specification(self) -> None:
        # methods.md 6.2, T = .01: c_1 and c_2 of the table; here one cell is one query.
        cosines = np.array([[0.30, 0.22, 0.18], [0.20, 0.21, 0.19]])
        np.testing.assert_allclose(uncertainty(cosines, 3, 0.01), [-0.999658, -0.665241], atol=1e-6)
        prompt = np.concatenate((cosines, [[0.23], [0.26]]), 1)
        np.testing.assert_allclose(uncertainty(prompt, 3, 0.01), [-0.998748, -0.006670], atol=1e-6)

    def test_the_best_concept_of_a_class_counts(self) -> None:
        groups = [np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[-1.0, 0.0]])]
        np.testing.assert_allclose(class_cosines(np.array([[0.0, 1.0]]), groups), [[1.0, 0.0]])

    def test_a_prompt_takes_at_most_its_share(self) -> None:
        rng = np.random.default_rng(3)
        ordinary = rng.normal(size=(1000, 8))
        ordinary /= np.linalg.norm(ordinary, axis=1, keepdims=True)
        groups, prompt = [ordinary[:5]], ordinary[7]
        offset = steal_offset(ordinary, groups, prompt, 0.02)
        best = class_cosines(ordinary, groups).max(-1)
        self.assertLessEqual((ordinary @ prompt - offset > best).mean(), 0.02)
        self.assertGreater((ordinary @ prompt - offset + 0.02 > best).mean(), 0.02)

    def test_borders_lie_between_two_classes(self) -> None:
        labels = np.array([[0, 0, 1], [0, 255, 1]])
        np.testing.assert_array_equal(borders(labels), [[False, True, True], [False] * 3])

    def test_auroc_counts_ties_half(self) -> None:
        self.assertEqual(auroc(np.array([1.0, 2.0]), np.array([0.0, 1.0])), 0.875)


class PicturesTest(unittest.TestCase):
    def test_a_window_keeps_picture_and_labels_together(self) -> None:
        ids = np.full((120, 160), NONE, np.int16)
        ids[40:80, 60:100] = 300
        image = np.zeros((120, 160, 3), np.uint8)
        image[40:80, 60:100] = 255
        for seed in range(5):
            crop, labels = window(
                NamedPicture("a", image, ids), 512, (1.0, 2.0), np.random.default_rng(seed)
            )
            self.assertEqual((crop.size, labels.shape), ((512, 256), (128, 256)))
            bright = np.asarray(crop.resize((256, 128)))[..., 0] > 127
            self.assertGreater((bright == (labels == 300)).mean(), 0.98)

    def test_around_keeps_to_the_picture(self) -> None:
        mask = np.zeros((50, 100), bool)
        mask[0:20, 50:100] = True
        self.assertEqual(around(mask), (45, 0, 100, 22))


if __name__ == "__main__":
    unittest.main()
