"""Text: pieces, WordNet's files, the space of vectors, the table of tokens."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.data.word_names import t0_imagenet, t1_coco
from training.words.dictionary import Entry, entry_means
from training.words.text_space import fit_text_space, shown_names, tested_imagenet, unit
from training.words.token_table import (
    TokenTable,
    fit_token_table,
    pruned,
    read_vocabulary,
    write_tokenizer,
)
from training.words.vocabulary import training_vocabulary
from training.words.wordnet import everyday, nearest_kept, read_nouns, visible_things
from training.words.wordpiece import WordPiece, split_words

VOCABULARY = {"[UNK]": 0, "traffic": 1, "cone": 2, "##s": 3, "co": 4, "##w": 5, "-": 6}

NOUNS = """  1 a licence
00000010 05 n 01 animal 0 000 | a living thing
00000020 05 n 02 bear 0 bruin 1 001 @ 00000010 n 0000 | a large mammal; "a bear"
00000030 06 n 01 bear 1 001 @ 00000099 n 0000 | a toy
00000040 05 n 02 Ursus 0 genus_Ursus 0 001 @ 00000010 n 0000 | a genus
00000050 17 n 01 Everest 0 001 @i 00000099 n 0000 | a mountain
00000060 18 n 01 bear 2 001 @ 00000010 n 0000 | an investor
00000070 05 n 01 cub 0 001 @ 00000060 n 0000 | a young one
"""
INDEX = """  1 a licence
animal n 1 1 @ 1 1 00000010
bear n 3 1 @ 3 2 00000030 00000020 00000060
cub n 1 1 @ 1 1 00000070
"""


class WordPieceTest(unittest.TestCase):
    def test_the_longest_piece_first(self) -> None:
        tokens = WordPiece(VOCABULARY)
        self.assertEqual(tokens("Traffic CONES"), [1, 2, 3])
        self.assertEqual(tokens("cow"), [4, 5])
        self.assertEqual(tokens("traffic-cone"), [1, 6, 2])

    def test_a_word_with_an_unknown_part_is_unknown_whole(self) -> None:
        self.assertEqual(WordPiece(VOCABULARY)("cox cone"), [0, 2])

    def test_accents_go_and_marks_stand_alone(self) -> None:
        self.assertEqual(split_words("Café, d'or"), ["cafe", ",", "d", "'", "or"])


class WordNetTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "data.noun").write_text(NOUNS)
        (self.folder / "index.noun").write_text(INDEX)

    def test_the_usual_sense_comes_first(self) -> None:
        things = [(synset.offset, names) for synset, names in visible_things(self.folder)]
        self.assertEqual(
            things, [(10, ("animal",)), (30, ("bear",)), (20, ("bear", "bruin")), (70, ("cub",))]
        )

    def test_instances_and_systematic_groups_are_left_out(self) -> None:
        self.assertNotIn(50, [s.offset for s in read_nouns(self.folder / "data.noun")])
        self.assertEqual(everyday(("Ursus", "genus Ursus")), ())
        self.assertEqual(everyday(("German shepherd",)), ("german shepherd",))
        self.assertEqual(everyday(("Equus asinus", "donkey")), ("donkey",))
        self.assertEqual(everyday(("dog turd", "crapaud", "shittah")), ("crapaud", "shittah"))

    def test_the_parent_is_the_nearest_that_is_kept(self) -> None:
        every = {s.offset: s for s in read_nouns(self.folder / "data.noun")}
        # The cub's parent is of another kind; its own parent is kept.
        self.assertEqual(nearest_kept(every[70], every, {10: 4}), 4)
        self.assertEqual(nearest_kept(every[30], every, {10: 4}), -1)


class TextSpaceTest(unittest.TestCase):
    def test_texts_come_near_the_rows_that_they_were_fitted_to(self) -> None:
        rng = np.random.default_rng(0)
        hidden = rng.normal(size=(200, 12))
        means = hidden @ rng.normal(size=(12, 64))
        rows = hidden @ rng.normal(size=(12, 80))
        space = fit_text_space(means, rows, rows, dimensions=12)
        texts, pictures = space.project(means), unit((rows - rows.mean(0)) @ space.picture)
        self.assertGreater(float((texts * pictures).sum(1).mean()), 0.8)
        self.assertLess(abs(float((texts * np.roll(pictures, 1, 0)).sum(1).mean())), 0.2)

    def test_nothing_that_is_tested_is_shown(self) -> None:
        shown = {index for index, _ in shown_names()}
        self.assertEqual(len(shown), 1000 - len(tested_imagenet()))
        self.assertTrue(t0_imagenet() < tested_imagenet())
        self.assertIn("n02391049", tested_imagenet())  # the zebra, which T1 asks for
        vocabulary = training_vocabulary(["zebra", "cow", "car", "dog"])
        self.assertFalse(t1_coco() & set(vocabulary.names))
        self.assertFalse(tested_imagenet() & set(vocabulary.labels))
        self.assertEqual(vocabulary.labels["car"], 13)
        self.assertNotIn("zebra", vocabulary.labels)

    def test_the_first_name_of_an_entry_counts_half(self) -> None:
        means = {"sofa": np.array([4.0]), "couch": np.array([1.0]), "lounge": np.array([3.0])}
        entry = Entry(("sofa", "couch", "lounge"), 1, -1, "", ("sofa", "couch", "lounge"))
        self.assertEqual(entry_means([entry], means).tolist(), [[3.0]])


class TokenTableTest(unittest.TestCase):
    def test_strings_come_nearer_to_what_they_were_fitted_to(self) -> None:
        rng = np.random.default_rng(1)
        texts = ["traffic cone", "cone", "cow", "cones", "traffic"]
        targets, first = unit(rng.normal(size=(5, 8))), unit(rng.normal(size=(7, 8)))
        table = fit_token_table(VOCABULARY, first, texts, targets)
        tokens = WordPiece(VOCABULARY)
        before = np.stack([unit(first[tokens(text)].mean(0)) for text in texts])
        after = np.stack([vector for text in texts if (vector := table.vector(text)) is not None])
        gain = ((after - before) * targets).sum(1)
        self.assertGreater(float(gain.min()), 0.02)
        self.assertIsNone(table.vector("xyz"))

    def test_the_file_is_bias_scales_rows(self) -> None:
        table = TokenTable(
            WordPiece(VOCABULARY), np.ones(2), np.arange(3.0), np.array([[1, -1], [2, 3], [4, 5]])
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tokens.bin"
            table.write(path)
            content = path.read_bytes()
        self.assertEqual(len(content), 4 * (2 + 3) + 6)
        self.assertEqual(np.frombuffer(content[:20], "<f4").tolist(), [1, 1, 0, 1, 2])
        self.assertEqual(np.frombuffer(content[20:], np.int8).tolist(), [1, -1, 2, 3, 4, 5])

    def test_the_place_of_a_piece_in_the_tokenizer_is_its_id(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            package, path = Path(folder), Path(folder) / "written.json"
            stored = {"model": {"vocab": {"a": 0, "[UNK]": 1}}, "padding": {"length": 3}}
            stored["added_tokens"] = [{"content": "[UNK]", "id": 1}]
            (package / "tokenizer.json").write_text(json.dumps(stored))
            write_tokenizer(package, VOCABULARY, path)
            written = json.loads(path.read_text())
            self.assertEqual(written["model"]["vocab"], list(VOCABULARY))
            self.assertEqual(written["added_tokens"], [{"content": "[UNK]", "id": 0}])
            self.assertIsNone(written["padding"])
            self.assertEqual(read_vocabulary(path), VOCABULARY)

    def test_pruning_keeps_what_occurs_and_single_characters(self) -> None:
        stored = {"[UNK]": 0, "traffic": 1, "cone": 2, "##q": 3, "die": 4, "é": 5}
        self.assertEqual(pruned(stored, ["cone"]), {"[UNK]": 0, "cone": 1, "##q": 2})


if __name__ == "__main__":
    unittest.main()
