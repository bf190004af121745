"""Holding classes out of the 19, as DMLNet's few-shot protocol does (Cen et al. 2021; methods.md
4.6 and 4.9).
"""

from __future__ import annotations

import numpy as np

from training.data.datasets import Sample
from training.data.labels import CLASS_COUNT, CLASS_NAMES, IGNORE

#: The novel classes of the protocol, in the order in which they are learnt: car, truck, bus.
NOVEL: tuple[int, ...] = (13, 14, 15)
#: Classes that the base of the protocol knows.
BASE_CLASSES = CLASS_COUNT - len(NOVEL)


def holdout_table(held_out: tuple[int, ...] = NOVEL) -> np.ndarray:
    """Look-up table `[256]` from train ids to the ids that remain: held-out ones are ignored,
    higher ones move down.
    """
    table = np.full(256, IGNORE, np.uint8)
    remaining = [c for c in range(CLASS_COUNT) if c not in held_out]
    table[remaining] = np.arange(len(remaining))
    return table


def protocol_table(held_out: tuple[int, ...] = NOVEL) -> np.ndarray:
    """The same, but the held-out classes follow the remaining ones in the order of learning: car
    16, truck 17, bus 18.
    """
    table = holdout_table(held_out)
    table[list(held_out)] = CLASS_COUNT - len(held_out) + np.arange(len(held_out))
    return table


def protocol_names(held_out: tuple[int, ...] = NOVEL) -> list[str]:
    """Class names in the order of `protocol_table`."""
    return [CLASS_NAMES[c] for c in np.argsort(protocol_table(held_out)[:CLASS_COUNT])]


def relabelled(samples: list[Sample], table: np.ndarray) -> list[Sample]:
    """The pictures with their labels mapped by a table `[256]`."""
    return [Sample(s.name, s.source, s.image, table[s.labels]) for s in samples]
