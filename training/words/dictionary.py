"""Which words the page knows exactly: entries of the dictionary, and what each is embedded as."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.words.concepts import FC_CLIP, PROMPTS
from training.words.sentence_encoder import TextEncoder
from training.words.text_space import template_means
from training.words.wordnet import CATEGORIES, nearest_kept, read_nouns, visible_things

CATEGORY_NAMES = ("street", *CATEGORIES.values())
#: So many names of an entry are embedded; the first counts half.
EMBEDDED_NAMES = 3


@dataclass(frozen=True)
class Entry:
    """`texts` are what is embedded, the first counting half; `gloss` only where a name of it is in
    several entries.
    """

    lemmas: tuple[str, ...]
    category: int
    parent: int
    gloss: str
    texts: tuple[str, ...]


def street_phrases(coco: list[str]) -> list[str]:
    """Concepts of the classes, prompts and COCO's names, each once; their vectors are those of the
    very phrase, as in training.
    """
    concepts = [concept for group in FC_CLIP for concept in group]
    return list(dict.fromkeys([*concepts, *PROMPTS, *coco]))


def dictionary_entries(wordnet: Path, coco: list[str]) -> list[Entry]:
    """Phrases of the street, then what WordNet has of things that can be seen."""
    entries = [Entry((phrase,), 0, -1, "", (phrase,)) for phrase in street_phrases(coco)]
    first = len(entries)
    things = visible_things(wordnet)
    every = {synset.offset: synset for synset in read_nouns(wordnet / "data.noun")}
    kept = {synset.offset: first + index for index, (synset, _) in enumerate(things)}
    counts: dict[str, int] = {}
    for name in (name for _, names in things for name in names):
        counts[name] = counts.get(name, 0) + 1
    files = list(CATEGORIES)
    seen: set[str] = set()
    for synset, names in things:
        is_usual = names[0] not in seen
        seen.update(names)
        texts = names[:EMBEDDED_NAMES] if is_usual else (f"{names[0]}, {synset.gloss}",)
        entries.append(
            Entry(
                names,
                1 + files.index(synset.file),
                nearest_kept(synset, every, kept),
                synset.gloss if any(counts[name] > 1 for name in names) else "",
                texts,
            )
        )
    return entries


def entry_means(entries: list[Entry], means: dict[str, np.ndarray]) -> np.ndarray:
    """`[n, 384]` from the template mean of each text."""
    rows = []
    for entry in entries:
        vectors = [means[text] for text in entry.texts]
        others = np.mean(vectors[1:], 0) if vectors[1:] else vectors[0]
        rows.append((vectors[0] + others) / 2)
    return np.stack(rows)


def embed_all(encoder: TextEncoder, texts: list[str], cache: Path) -> dict[str, np.ndarray]:
    """The template mean of each text; what the file `cache` has is not computed again."""
    known: dict[str, np.ndarray] = {}
    if cache.exists():
        stored = np.load(cache)
        known = dict(zip(stored["texts"].tolist(), stored["means"], strict=True))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    for start in range(0, len(missing), 2000):
        part = missing[start : start + 2000]
        known |= zip(part, template_means(encoder, part), strict=True)
        print(f"{start + len(part)} of {len(missing)} texts", flush=True)
    if missing:
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.savez(cache, texts=np.array(list(known)), means=np.stack(list(known.values())))
    return {text: known[text] for text in texts}
