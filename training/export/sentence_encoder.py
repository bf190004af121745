"""Writes the optional sentence encoder, its tokenizer, and vectors that the page must reach.

    python3 -m training.export.sentence_encoder --run training/runs/words --out public/models \\
        --golden src/workers/words/sentences.golden.json

`sentence-encoder.onnx` is all-MiniLM-L6-v2 with int8 weights and the projection of the words' run.
Then `training.export.prompt_fixtures` and `training.export.manifest` list it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.export.sentence_files import MODEL, TOKENIZER
from training.networks.exported import sha256
from training.words.answers import SPACE_FILE
from training.words.arrays import rank_correlation
from training.words.sentence_encoder import (
    TextEncoder,
    load_text_encoder,
    load_vocabulary,
    package_folder,
)
from training.words.sentence_file import (
    StoredEncoder,
    read_sentence_encoder,
    write_sentence_encoder,
)
from training.words.text_space import TEMPLATES, load_text_space, template_means
from training.words.token_table import write_tokenizer

#: Strings that the dictionary does not have.
GOLDEN = (
    *("upside down car", "purple dinosaur balloon", "burnt-out moped", "xylophonelike"),
    *("café chairs outside", "man carrying a ladder", "e-scooter lying on the road"),
    *("mattress that fell off a van", "flooded underpass", "tyre carcass", "qwertzuiop"),
    *("a very long description of something that nobody has ever seen on any road anywhere",),
)
#: Words outside the dictionary whose order by similarity is compared with that of the encoder.
COMPARED = 500


def tokens_of(encoder: TextEncoder, text: str) -> tuple[np.ndarray, np.ndarray]:
    """Ids and mask `[templates, n]` of a text in all templates, as the page makes them."""
    vocabulary = encoder.tokens.vocabulary
    start, end = vocabulary["[CLS]"], vocabulary["[SEP]"]
    rows = [[start, *encoder.tokens(template.format(text)), end] for template in TEMPLATES]
    ids = np.full((len(rows), max(map(len, rows))), vocabulary["[PAD]"], np.float32)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(rows):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask


@torch.no_grad()
def exact_vectors(encoder: TextEncoder, run: Path) -> dict[str, np.ndarray]:
    """What the dictionary would have of each string: the stored network in float32."""
    space = load_text_space(run / SPACE_FILE)
    vectors = {}
    for text in GOLDEN:
        ids, mask = tokens_of(encoder, text)
        texts = encoder.network(torch.from_numpy(ids).long(), torch.from_numpy(mask))
        vectors[text] = space.project(texts.mean(0, keepdim=True).numpy())[0]
    return vectors


def quality(
    encoder: TextEncoder, stored: StoredEncoder, run: Path, tables: Path
) -> dict[str, object]:
    """How near the stored weights come to the encoder's own on words that the dictionary lacks."""
    texts = np.load(run / "texts.npz")
    entries = json.loads((tables / "dictionary.json").read_text())["entries"]
    lemmas = {lemma for names, *_ in entries for lemma in names.split("|")}
    outside = [i for i, text in enumerate(texts["texts"].tolist()) if text not in lemmas]
    chosen = outside[:: len(outside) // COMPARED][:COMPARED]
    space = load_text_space(run / SPACE_FILE)
    exact = space.project(texts["means"][chosen])
    small = TextEncoder(stored.network.float(), encoder.tokens)
    ours = space.project(template_means(small, texts["texts"][chosen].tolist()))
    above = np.triu_indices(len(chosen), 1)
    cosines = (ours * exact).sum(1)
    return {
        "words": len(chosen),
        "meanCosine": round(float(cosines.mean()), 5),
        "leastCosine": round(float(cosines.min()), 5),
        "rankCorrelation": round(
            rank_correlation((ours @ ours.T)[above], (exact @ exact.T)[above]), 4
        ),
        "rankCorrelationOfPieces": json.loads((tables / "statistics.json").read_text())[
            "tokenTable"
        ]["rankCorrelation"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--golden", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    encoder = load_text_encoder()
    path = args.out / MODEL
    write_sentence_encoder(encoder.network, load_text_space(args.run / SPACE_FILE), path)
    folder = package_folder()
    write_tokenizer(folder, load_vocabulary(folder), args.out / TOKENIZER)
    exact, stored = exact_vectors(encoder, args.run), read_sentence_encoder(path)
    cosines = {
        text: float((stored.vector(*tokens_of(encoder, text))[0] * exact[text]).sum())
        for text in GOLDEN
    }
    print(f"{path}: {path.stat().st_size:,} bytes; cosine with float32 at least", end=" ")
    print(f"{min(cosines.values()):.5f} ({min(cosines, key=cosines.__getitem__)})")
    measured = quality(encoder, stored, args.run, args.out / "words")
    print(measured)
    content = {"modelSha256": sha256(path), **measured}
    (args.out / "cards/sentence-encoder.quality.json").write_text(
        json.dumps(content, indent=2) + "\n"
    )
    rounded = {text: [round(float(x), 6) for x in vector] for text, vector in exact.items()}
    args.golden.write_text(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main()
