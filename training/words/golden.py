"""Vectors of some words as Python reads them from the page's tables: what the page must give too.

    python3 -m training.words.golden --tables public/models/words \\
        --out src/core/words/vectors.golden.json

Words of the dictionary are exact, the others are put together from their tokens.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from training.words.text_space import unit
from training.words.token_table import TokenTable, read_vocabulary
from training.words.wordpiece import WordPiece

EXACT = (
    *("road", "traffic light", "caravan", "cow", "boulder", "trash bag", "zebra", "wheelchair"),
    *("pumpkin", "excavator", "kangaroo", "fire hydrant"),
)
COMPOSED = (
    *("upside down car", "purple dinosaur balloon", "spilled gravel heap", "lost cargo strap"),
    *("burnt-out moped", "xylophonelike", "café chairs outside", "overturned dumpster lid"),
)


def read_token_table(folder: Path) -> TokenTable:
    """`tokens.bin` and the vocabulary of `tokenizer.json`."""
    vocabulary = read_vocabulary(folder / "tokenizer.json")
    content = (folder / "tokens.bin").read_bytes()
    count = len(vocabulary)
    dimensions = (len(content) - 4 * count) // (count + 4)
    floats = np.frombuffer(content[: 4 * (dimensions + count)], "<f4")
    rows = np.frombuffer(content[4 * (dimensions + count) :], np.int8).reshape(count, dimensions)
    return TokenTable(WordPiece(vocabulary), floats[:dimensions], floats[dimensions:], rows)


def exact_vector(folder: Path, word: str) -> np.ndarray:
    """The row of the first entry with the name. Raises StopIteration where there is none."""
    entries = json.loads((folder / "dictionary.json").read_text())["entries"]
    index = next(i for i, (names, *_) in enumerate(entries) if word in names.split("|"))
    stored = np.frombuffer((folder / "dictionary.bin").read_bytes(), np.int8)
    return unit(stored.reshape(len(entries), -1)[index].astype(np.float64))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    table = read_token_table(args.tables)
    vectors = {word: exact_vector(args.tables, word) for word in EXACT}
    for text in COMPOSED:
        vector = table.vector(text)
        assert vector is not None, text
        vectors[text] = vector
    rounded = {word: [round(float(x), 6) for x in vector] for word, vector in vectors.items()}
    args.out.write_text(json.dumps(rounded) + "\n")
    print(f"{len(rounded)} words")


if __name__ == "__main__":
    main()
