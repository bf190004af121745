"""The concepts of the 19 classes: FC-CLIP's list, and the strict one without what may lie on a
road.

Source: FC-CLIP (Yu et al. 2023), its names of the Cityscapes classes. The page's lists are the same
(`src/core/words`).
"""

from __future__ import annotations

#: By train id.
FC_CLIP: tuple[tuple[str, ...], ...] = (
    ("road", "railroad"),
    ("sidewalk", "pavement"),
    ("building", "buildings", "edifice", "edifices", "house", "ceiling"),
    ("wall", "walls", "brick wall", "stone wall", "tile wall", "wood wall"),
    ("fence", "fences"),
    ("pole", "poles"),
    ("traffic light", "traffic lights"),
    ("traffic sign", "stop sign"),
    ("vegetation", "tree", "trees", "palm tree", "bushes"),
    ("terrain", "river", "sand", "sea", "snow", "water", "mountain", "grass", "dirt", "rock"),
    ("sky", "clouds"),
    ("person",),
    ("rider",),
    ("car", "cars"),
    ("truck", "trucks"),
    ("bus", "buses"),
    ("train", "trains", "locomotive", "locomotives", "freight train"),
    ("motorcycle", "motorcycles"),
    ("bicycle", "bicycles", "bike", "bikes"),
)

#: What the strict list leaves out: each may lie on a road as something unknown (methods.md 6.3).
NOT_STRICT = frozenset({"railroad", "ceiling", "snow", "water", "rock"})

STRICT: tuple[tuple[str, ...], ...] = tuple(
    tuple(name for name in names if name not in NOT_STRICT) for names in FC_CLIP
)

#: Prompts for unknown objects (methods.md 6.3).
PROMPTS = (
    *("caravan", "trailer", "tractor", "animal", "dog", "cow", "sheep", "deer", "boulder"),
    *("traffic cone", "box", "tire", "trash bag", "plastic bag", "stroller", "helicopter"),
    *("airplane", "boat", "sofa", "toy", "ball", "suitcase"),
)
