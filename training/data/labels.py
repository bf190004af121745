"""Label sets: the 19 Cityscapes train ids and how coarser sets are supervised with them.

A coarse label names a *group* of train ids. Its loss is the negative log of the summed probability
of the group (see train/losses.py), so that a camera with fewer classes can still teach the network
what it knows.
"""

from __future__ import annotations

import numpy as np

CLASS_NAMES: tuple[str, ...] = (
    "road",
    "sidewalk",
    "building",
    "wall",
    "fence",
    "pole",
    "traffic light",
    "traffic sign",
    "vegetation",
    "terrain",
    "sky",
    "person",
    "rider",
    "car",
    "truck",
    "bus",
    "train",
    "motorcycle",
    "bicycle",
)
CLASS_COUNT = len(CLASS_NAMES)
IGNORE = 255
#: Label of a pixel of an unknown object, as in the published code of RPL and entropy maximisation.
OUTLIER = 254

#: The seven Cityscapes categories, as train ids.
CATEGORIES: dict[str, tuple[int, ...]] = {
    "flat": (0, 1),
    "construction": (2, 3, 4),
    "object": (5, 6, 7),
    "nature": (8, 9),
    "sky": (10,),
    "human": (11, 12),
    "vehicle": (13, 14, 15, 16, 17, 18),
}

#: Classes with only a handful of test images; reported, but left out of the 15-class mean.
SCARCE_CLASSES: tuple[int, ...] = (14, 15, 16, 17)

#: Groups of train ids; ids 0..18 are the single classes, further ids are the coarse groups below.
_COARSE_GROUPS: dict[str, tuple[int, ...]] = {
    "camvid car": (13, 14, 15),
    "camvid sign": (6, 7),
    "idd drivable": (0,),
    "idd non-drivable": (1, 9),
    "idd vehicles": (13, 14, 15, 16, 17, 18),
    "idd roadside": (3, 4, 5, 6, 7),
    "idd far": (2, 8),
}
GROUPS: tuple[tuple[int, ...], ...] = tuple((c,) for c in range(CLASS_COUNT)) + tuple(
    _COARSE_GROUPS.values()
)
_GROUP_ID = {name: CLASS_COUNT + i for i, name in enumerate(_COARSE_GROUPS)}


def _table(mapping: dict[int, int]) -> np.ndarray:
    table = np.full(256, IGNORE, np.uint8)
    for source, target in mapping.items():
        table[source] = target
    return table


#: Look-up tables `[256]` from a data set's own ids to group ids. Bicyclists are rider and bicycle
#: in one: ignored.
CITYSCAPES_TABLE = _table({c: c for c in range(CLASS_COUNT)})
CAMVID_TABLE = _table(
    {
        0: 10,
        1: 2,
        2: 5,
        3: 0,
        4: 1,
        5: 8,
        6: _GROUP_ID["camvid sign"],
        7: 4,
        8: _GROUP_ID["camvid car"],
        9: 11,
    }
)
#: "living things" mixes people and animals: ignored.
IDD_TABLE = _table(
    {
        0: _GROUP_ID["idd drivable"],
        1: _GROUP_ID["idd non-drivable"],
        3: _GROUP_ID["idd vehicles"],
        4: _GROUP_ID["idd roadside"],
        5: _GROUP_ID["idd far"],
        6: 10,
    }
)


def group_matrix() -> np.ndarray:
    """Membership `[groups, 19]`, 1 where a train id belongs to a group."""
    matrix = np.zeros((len(GROUPS), CLASS_COUNT), np.float32)
    for row, members in enumerate(GROUPS):
        matrix[row, list(members)] = 1
    return matrix
