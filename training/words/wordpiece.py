"""WordPiece as BERT's uncased models use it: text to the ids of its tokens."""

from __future__ import annotations

import unicodedata
from functools import cache

UNKNOWN = "[UNK]"
#: Longer words are unknown as a whole.
LONGEST_WORD = 100


def _is_punctuation(character: str) -> bool:
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(character).startswith("P")


def split_words(text: str) -> list[str]:
    """Lower case, accents dropped, cut at spaces and around every punctuation mark."""
    folded = unicodedata.normalize("NFD", text.lower())
    spaced = "".join(
        f" {c} " if _is_punctuation(c) else " " if c.isspace() else c
        for c in folded
        if unicodedata.category(c) not in ("Mn", "Cc", "Cf") or c.isspace()
    )
    return spaced.split()


class WordPiece:
    """The longest token first, from the left; `vocabulary` maps a token to its id."""

    def __init__(self, vocabulary: dict[str, int]) -> None:
        self.vocabulary = vocabulary
        self.pieces = cache(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        unknown = (self.vocabulary[UNKNOWN],)
        if len(word) > LONGEST_WORD:
            return unknown
        ids: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            end = next(
                (
                    e
                    for e in range(len(word), start, -1)
                    if prefix + word[start:e] in self.vocabulary
                ),
                None,
            )
            if end is None:
                return unknown
            ids.append(self.vocabulary[prefix + word[start:end]])
            start = end
        return tuple(ids)

    def __call__(self, text: str) -> list[int]:
        """Ids of the text's tokens."""
        return [piece for word in split_words(text) for piece in self.pieces(word)]
