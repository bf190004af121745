"""The few-shot protocol: classes held out, prototypes, pseudo-label heads, shots and measures."""

from __future__ import annotations

import json
import os
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.data.datasets import TEST_CITIES, VALIDATION_CITIES, cityscapes_split
from training.data.labels import CLASS_COUNT, IGNORE
from training.networks.metric_head import PROTOTYPE_LENGTH
from training.open_world import npm, plm
from training.open_world.golden import OUT, golden
from training.open_world.grids import LABELS, QUARTER, at_cell_centres, at_labels
from training.open_world.holdout import holdout_table, protocol_names, protocol_table
from training.open_world.measures import confusion, harmonic, quality
from training.open_world.shots import (
    DRAWS,
    candidates,
    class_shares,
    draw_names,
    draw_shots,
    novel_classes,
)
from training.open_world.tables import BEGIN, END, write_section


class Holdout(unittest.TestCase):
    def test_remap_vector(self) -> None:
        """methods.md 4.6: of 19 without 13, 14 and 15 remain 16; 16, 17, 18 become 13, 14, 15."""
        table = holdout_table((13, 14, 15))
        self.assertEqual(
            table[:CLASS_COUNT].tolist(), [*range(13), IGNORE, IGNORE, IGNORE, 13, 14, 15]
        )
        self.assertEqual(table[IGNORE], IGNORE)

    def test_novel_classes_follow(self) -> None:
        self.assertEqual(protocol_table()[13:19].tolist(), [16, 17, 18, 13, 14, 15])
        self.assertEqual(
            protocol_names()[13:], ["train", "motorcycle", "bicycle", "car", "truck", "bus"]
        )


class Prototypes(unittest.TestCase):
    def decide(
        self, embedding: list[float], prototypes: list[list[float]], radii: list[float]
    ) -> int:
        return int(npm.decide(np.array([embedding], float), np.array(prototypes, float), radii)[0])

    def test_every_pixel_counts_the_same_or_every_shot(self) -> None:
        shots = [np.array([[0.0, 0.0], [0.0, 3.0]]), np.array([[6.0, 0.0]])]
        np.testing.assert_allclose(npm.prototype(shots), [2, 1])
        np.testing.assert_allclose(npm.prototype_of_means(shots), [3, 0.75])

    def test_distance_to_the_nearest_of_the_base(self) -> None:
        embedding = np.random.default_rng(1).normal(0, 2, (50, 5))
        every = ((embedding[:, None] - PROTOTYPE_LENGTH * np.eye(5)) ** 2).sum(2)
        np.testing.assert_allclose(npm.nearest_base(embedding), every.min(1))

    def test_within_lambda_and_nearest_of_all(self) -> None:
        middle = [1.0, 1.0, 1.0]
        self.assertEqual(self.decide([1.5, 1, 1], [middle], [0.3]), 3)
        self.assertEqual(self.decide([1.5, 1, 1], [middle], [0.2]), 0)
        self.assertEqual(self.decide([1.5, 1, 1], [middle], [0.0]), 0)
        # Inside of any lambda, but nearer to a prototype of the base or to another novel one.
        self.assertEqual(self.decide([2.75, 0, 0], [middle], [100.0]), 0)
        self.assertEqual(self.decide([1.5, 1, 1], [middle, [1.5, 1, 1]], [100.0, 100.0]), 4)
        self.assertEqual(self.decide([1.5, 1, 1], [middle, [1.5, 1, 1]], [100.0, 0.0]), 0)

    def test_at_a_tie_the_base_label_stays(self) -> None:
        self.assertEqual(self.decide([1.5, 1, 1], [[1, 1, 1], [2, 1, 1]], [9.0, 9.0]), 0)
        self.assertEqual(self.decide([2, 0, 0], [[1, 0, 0]], [9.0]), 0)

    def test_default_lambda_reads_the_shots_alone(self) -> None:
        self.assertAlmostEqual(npm.radius_of(np.arange(11.0)), 10 * npm.QUANTILE)


class PseudoLabels(unittest.TestCase):
    base = np.array([0, 1, 2, 3, 0, 1])
    first = np.array([1, 1, 0, 0, 0, 0], bool)
    second = np.array([0, 1, 1, 0, 0, 0], bool)
    annotated = np.array([0, 0, 1, 1, 0, 0], bool)

    def test_order_of_algorithm_1(self) -> None:
        labels = plm.pseudo_labels(self.base, [self.first, self.second], self.annotated, 4)
        self.assertEqual(labels.tolist(), [4, 5, 6, 6, 0, 1])
        self.assertEqual(self.base.tolist(), [0, 1, 2, 3, 0, 1])

    def test_a_head_overwrites_with_its_own_class_only(self) -> None:
        """The second head of three base classes calls pixel 0 its own, pixel 1 the first novel
        class, pixel 2 a base class.
        """
        head = plm.Head(np.zeros((5, 5)) + np.eye(5), np.zeros(5), np.empty(0))
        fired = head.fires(np.eye(5)[[4, 3, 1]])
        self.assertEqual(fired.tolist(), [True, False, False])
        everything = plm.overwrite(np.array([2, 2, 2]), [np.array([False, False, True]), fired], 3)
        self.assertEqual(everything.tolist(), [4, 2, 3])


class Sampling(unittest.TestCase):
    def test_random_numbers_of_the_page(self) -> None:
        """Printed by src/core/random.ts with seed 1."""
        draw = plm.mulberry32(1)
        expected = [
            0.6270739405881613,
            0.002735721180215478,
            0.5274470399599522,
            0.9810509674716741,
        ]
        self.assertEqual([draw() for _ in range(4)], expected)

    def test_half_of_the_cells_are_annotated_and_weigh_what_they_cover(self) -> None:
        annotated = np.random.default_rng(2).random(5000) < 0.1
        cells, weights = plm.sample_cells(annotated, 400)
        self.assertEqual(len(set(cells.tolist())), 400)
        self.assertTrue(annotated[cells[:200]].all() and not annotated[cells[200:]].any())
        self.assertAlmostEqual(weights.sum(), 1)
        self.assertAlmostEqual(weights[:200].sum(), annotated.mean())

    def test_few_annotated_cells_are_all_taken_in_order(self) -> None:
        annotated = np.zeros(1000, bool)
        annotated[[7, 300, 900]] = True
        cells, weights = plm.sample_cells(annotated, 100)
        self.assertEqual(cells[:3].tolist(), [7, 300, 900])
        self.assertEqual(len(cells), 100)
        self.assertAlmostEqual(weights.sum(), 1)
        with self.assertRaises(ValueError):
            plm.sample_cells(np.zeros(10, bool))


class Training(unittest.TestCase):
    def setUp(self) -> None:
        generator = np.random.default_rng(4)
        self.labels = generator.integers(0, 5, 600)
        # Channels of very different size, strongly correlated, and one that is always zero, as
        # after a ReLU.
        mixing = generator.normal(0, 1, (5, 8)) * [0.01, 0.1, 1, 10, 30, 1, 1, 0]
        self.features = (
            np.eye(5)[self.labels] @ mixing + 0.2 * generator.normal(0, 1, (600, 5)) @ mixing
        )
        self.weights = np.full(600, 1 / 600)

    def test_the_loss_falls_and_the_head_tells_the_classes(self) -> None:
        head = plm.train_head(self.features, self.labels, self.weights, 5)
        self.assertEqual(len(head.losses), plm.STEPS)
        self.assertLess(np.diff(head.losses).max(), 0)
        self.assertLess(head.losses[-1], 0.2 * head.losses[0])
        self.assertGreater((head.embedding(self.features).argmax(1) == self.labels).mean(), 0.95)

    def test_the_gradient_is_that_of_the_loss(self) -> None:
        embedding = torch.randn(
            7,
            4,
            dtype=torch.float64,
            generator=torch.Generator().manual_seed(1),
            requires_grad=True,
        )
        labels, weights = (
            torch.tensor([0, 1, 2, 3, 0, 1, 2]),
            torch.linspace(0.1, 0.9, 7, dtype=torch.float64),
        )
        distance = ((embedding - PROTOTYPE_LENGTH * F.one_hot(labels, 4)) ** 2).sum(1)
        every = torch.cdist(embedding, PROTOTYPE_LENGTH * torch.eye(4, dtype=torch.float64)) ** 2
        loss = (
            weights * (F.cross_entropy(-every, labels, reduction="none") + plm.LAMBDA_VL * distance)
        ).sum()
        loss.backward()
        value, gradient = plm.loss_and_gradient(
            embedding.detach().numpy(), labels.numpy(), weights.numpy()
        )
        self.assertAlmostEqual(value, float(loss), places=9)
        assert embedding.grad is not None
        np.testing.assert_allclose(gradient, embedding.grad.numpy(), atol=1e-9)

    def test_embeddings_sum_to_the_length_of_a_prototype(self) -> None:
        head = plm.train_head(self.features, self.labels, self.weights, 5)
        np.testing.assert_allclose(head.embedding(self.features).sum(1), PROTOTYPE_LENGTH)

    def test_standardised_features_have_unit_covariance_but_for_shrinkage(self) -> None:
        standardised, mean, factor = plm.standardise(self.features, self.weights)
        np.testing.assert_allclose(standardised.mean(0), 0, atol=1e-9)
        np.testing.assert_allclose(standardised @ factor.T + mean, self.features, atol=1e-9)
        self.assertLessEqual(np.linalg.eigvalsh(standardised.T @ standardised / 600).max(), 1.0)


class Grids(unittest.TestCase):
    def test_outputs_on_the_labels_grid(self) -> None:
        outputs = torch.randn(
            QUARTER[0] * QUARTER[1], 2, generator=torch.Generator().manual_seed(3)
        )
        image = outputs.T.reshape(1, 2, *QUARTER)
        expected = F.interpolate(image, LABELS, mode="bilinear", align_corners=False)[0].permute(
            1, 2, 0
        )
        torch.testing.assert_close(
            at_labels(outputs, 1).reshape(*LABELS, 2), expected, rtol=0, atol=1e-3
        )
        torch.testing.assert_close(
            at_labels(outputs, 2).reshape(320, 320, 2), expected[::2, ::2], rtol=0, atol=1e-3
        )

    def test_a_cell_takes_what_lies_under_its_centre(self) -> None:
        mask = np.zeros((8, 4), bool)
        mask[6, :1] = mask[5, 3] = True
        self.assertEqual(at_cell_centres(mask, (2, 2)).tolist(), [False, False, False, False])
        mask[6, 1] = True
        self.assertEqual(at_cell_centres(mask, (2, 2)).tolist(), [False, False, True, False])


class Measures(unittest.TestCase):
    def test_harmonic_of_the_published_table(self) -> None:
        self.assertEqual(round(harmonic(75.7, 63.7), 1), 69.2)
        self.assertEqual(harmonic(0, 0), 0)

    def test_old_novel_and_absent_classes(self) -> None:
        """Class 1 has no labelled pixel, but one pixel of class 0 is taken for it; class 3 is
        novel.
        """
        truth = np.array([0, 0, 0, 0, 2, 2, 3, 3, IGNORE])
        labels = np.array([0, 0, 0, 1, 2, 2, 3, 2, 3])
        measured = quality(confusion(truth, labels, 4), 3)
        np.testing.assert_allclose(measured.iou, [75, np.nan, 200 / 3, 50])
        old = (75 + 200 / 3) / 2
        np.testing.assert_allclose(
            measured.numbers, [(75 + 200 / 3 + 50) / 3, 50, old, harmonic(50, old)]
        )

    def test_a_section_is_replaced_in_place(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.md"
            path.write_text("# Title\n\nbefore\n")
            write_section(path, f"{BEGIN}\none\n{END}")
            path.write_text(path.read_text() + "after\n")
            write_section(path, f"{BEGIN}\ntwo\n{END}")
            self.assertEqual(path.read_text(), f"# Title\n\nbefore\n\n{BEGIN}\ntwo\n{END}\nafter\n")


class Shots(unittest.TestCase):
    def test_only_training_cities_with_a_large_object(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for part in ("images", "labels"):
                (root / "cityscapes" / part).mkdir(parents=True)
            for city in ("bochum", *VALIDATION_CITIES, *TEST_CITIES):
                for rows in (0, 1, 3):
                    name = f"{city}_00000{rows}"
                    ids = np.zeros((20, 20), np.uint8)
                    ids[:rows] = 13
                    Image.fromarray(ids).save(root / f"cityscapes/labels/{name}.png")
                    (root / f"cityscapes/images/{name}.webp").touch()
            shares = class_shares(root)
            self.assertEqual(len(shares), 3)
            # One row of twenty is exactly 5 %: more is asked for.
            self.assertEqual(candidates(shares, 13), ["bochum_000003"])
            self.assertEqual(
                [path.stem for path in draw_shots(root, shares, 13, seed=0, count=1)],
                ["bochum_000003"],
            )
            with self.assertRaises(ValueError):
                draw_shots(root, shares, 13, seed=0, count=2)
            car, truck, bus = novel_classes(shares, cityscapes_split(root, "test"))
            # In either test city 0, 1 and 3 rows of twenty pixels.
            self.assertEqual(car, {"name": "car", "candidates": 1, "pixels": 2 * 80, "pictures": 4})
            self.assertEqual(truck, {"name": "truck", "candidates": 0, "pixels": 0, "pictures": 0})
            self.assertEqual(bus, {"name": "bus", "candidates": 0, "pixels": 0, "pictures": 0})

    def test_draws_repeat_and_differ(self) -> None:
        names = [f"a_{i}" for i in range(40)]
        draws = [draw_names(names, 13, seed) for seed in DRAWS]
        self.assertEqual(draws, [draw_names(names, 13, seed) for seed in DRAWS])
        self.assertEqual(len({tuple(draw) for draw in draws}), len(DRAWS))
        self.assertTrue(all(len(set(draw)) == 5 for draw in draws))
        self.assertEqual(draw_names(names, 13, 0, 1), draws[0][:1])

    @unittest.skipUnless(
        os.environ.get("OOD_DATA"),
        "OOD_DATA is not set: the splits of the real data are not checked",
    )
    def test_real_shots_come_from_training_cities(self) -> None:
        root = Path(os.environ["OOD_DATA"])
        train = {path.stem for path in cityscapes_split(root, "train")}
        shares = class_shares(root)
        for train_id in (13, 14, 15):
            names = {
                path.stem for seed in DRAWS for path in draw_shots(root, shares, train_id, seed)
            }
            self.assertTrue(names <= train)
            self.assertFalse(
                {name.split("_")[0] for name in names} & (VALIDATION_CITIES | TEST_CITIES)
            )


class Golden(unittest.TestCase):
    def test_the_file_holds_what_this_code_computes(self) -> None:
        def compare(stored: object, computed: object, at: str) -> None:
            if isinstance(stored, dict):
                assert isinstance(computed, dict)
                self.assertEqual(stored.keys(), computed.keys(), at)
                for key in stored:
                    compare(stored[key], computed[key], f"{at}.{key}")
            elif isinstance(stored, list) and isinstance(stored[0], dict):
                assert isinstance(computed, list)
                for i, (ours, theirs) in enumerate(zip(stored, computed, strict=True)):
                    compare(ours, theirs, f"{at}[{i}]")
            else:
                np.testing.assert_allclose(
                    np.asarray(stored, float),
                    np.asarray(computed, float),
                    rtol=0,
                    atol=1e-9,
                    err_msg=at,
                )

        compare(json.loads(OUT.read_text()), golden(), "golden")


if __name__ == "__main__":
    unittest.main()
