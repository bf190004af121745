"""The committed split of names for words: what no training may see (`word_split.py` writes the
file).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

SPLIT_FILE = Path(__file__).with_name("word-split.json")
HELD_OUT_FOLD = 0


@cache
def _content() -> dict[str, object]:
    content = json.loads(SPLIT_FILE.read_text())
    assert isinstance(content, dict)
    return content


def imagenet_names() -> dict[str, tuple[str, int]]:
    """WordNet id to name and fold, of the 1000 ImageNet classes in their order."""
    entries = _content()["imagenet"]
    assert isinstance(entries, dict)
    return {wnid: (name, fold) for wnid, (name, fold) in entries.items()}


def t0_imagenet() -> frozenset[str]:
    """The 200 WordNet ids that words are tested on."""
    return frozenset(wnid for wnid, (_, fold) in imagenet_names().items() if fold == HELD_OUT_FOLD)


def t1_coco() -> frozenset[str]:
    """The 16 COCO names that words are tested on."""
    return frozenset(map(str, _list("t1Coco")))


def t2_coco_pictures() -> frozenset[str]:
    """Stems of the COCO pictures whose polygons words are tested on."""
    return frozenset(map(str, _list("t2CocoPictures")))


def _list(key: str) -> list[object]:
    entries = _content()[key]
    assert isinstance(entries, list)
    return entries
