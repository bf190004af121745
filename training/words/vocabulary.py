"""The names that training shows: the 19 classes, COCO's and ImageNet's, each once.

Labels are the 19 train ids, then one for each further name. Names that words are tested on
(data/word_names.py) are not among them.
"""

from __future__ import annotations

from dataclasses import dataclass

from training.data.labels import CLASS_COUNT
from training.data.word_names import imagenet_names, t1_coco
from training.outliers.names import KNOWN_COCO
from training.words.concepts import STRICT
from training.words.text_space import spoken, tested_imagenet

#: No label. Labels of whole pictures are below it: `WHOLE - label`.
NONE, WHOLE = -1, -2


@dataclass(frozen=True)
class Vocabulary:
    """`names[i]` belongs to label `19 + i`; `labels` maps a data set's name to its label."""

    names: tuple[str, ...]
    labels: dict[str, int]


def training_vocabulary(coco: list[str]) -> Vocabulary:
    """The labels of COCO's names and of ImageNet's WordNet ids, without those that are tested."""
    tested = {spoken(imagenet_names()[wnid][0]) for wnid in tested_imagenet()} | t1_coco()
    concepts = {concept: index for index, names in enumerate(STRICT) for concept in names}
    by_text: dict[str, int] = {}
    names: list[str] = []
    labels: dict[str, int] = {}

    def label(text: str) -> int:
        if text in concepts:
            return concepts[text]
        if text not in by_text:
            by_text[text] = CLASS_COUNT + len(names)
            names.append(text)
        return by_text[text]

    for name in coco:
        if name not in tested:
            labels[name] = KNOWN_COCO[name] if name in KNOWN_COCO else label(name)
    for wnid, (name, _) in imagenet_names().items():
        if spoken(name) not in tested:
            labels[wnid] = label(spoken(name))
    return Vocabulary(tuple(names), labels)
