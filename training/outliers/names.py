"""Which objects count as unknown, and which of them training never sees.

Objects are held out by NAME where a source names them: no picture of a held-out name is used in
training, from any source. Sources without names (ECSSD) are split by index; what is measured on
them is not called "named held-out".
"""

from __future__ import annotations

from functools import cache

from training.data.word_names import imagenet_names, t0_imagenet, t1_coco, t2_coco_pictures

#: COCO names that Cityscapes knows, with the train id that they have there.
KNOWN_COCO = {
    "person": 11,
    "car": 13,
    "truck": 14,
    "bus": 15,
    "train": 16,
    "motorcycle": 17,
    "bicycle": 18,
    "traffic light": 6,
    "stop sign": 7,
}

#: Plants are vegetation, and a table or bed is mostly what stands on it: neither known nor a clear
#: unknown object.
UNCLEAR = frozenset(
    {"potted plant", "dining table", "bed", "bonsai", "joshua_tree", "sunflower", "lotus"}
)

HELD_OUT_NAMES = frozenset(
    {
        # COCO
        "zebra",
        "bear",
        "suitcase",
        "umbrella",
        "couch",
        "teddy bear",
        "fire hydrant",
        "toilet",
        "refrigerator",
        "kite",
        # Caltech-101
        "rooster",
        "panda",
        "wheelchair",
        "grand_piano",
        "barrel",
        "cannon",
        "okapi",
        "llama",
        "kangaroo",
        "dalmatian",
        "crab",
        "anchor",
        "windsor_chair",
        # DAVIS, animals, TrashNet
        "camel",
        "goat",
        "rhino",
        "metal",
    }
)

#: The ImageNet classes that show the same objects as `HELD_OUT_NAMES`, by the held-out name; ()
#: where there is none.
HELD_OUT_IMAGENET: dict[str, tuple[str, ...]] = {
    "zebra": ("n02391049",),
    "bear": ("n02132136", "n02133161", "n02134084", "n02134418"),
    "suitcase": (),
    "umbrella": ("n04507155",),
    "couch": ("n04344873",),
    "teddy bear": ("n04399382",),
    "fire hydrant": (),
    "toilet": ("n04447861",),
    "refrigerator": ("n04070727",),
    # ImageNet's kite is the bird.
    "kite": (),
    "rooster": ("n01514668",),
    "panda": ("n02509815", "n02510455"),
    "wheelchair": (),
    "grand_piano": ("n03452741", "n04515003"),
    "barrel": ("n02795169", "n04049303"),
    "cannon": ("n02950826",),
    "okapi": (),
    "llama": ("n02437616",),
    "kangaroo": ("n01877812",),
    "dalmatian": ("n02110341",),
    "crab": ("n01978287", "n01978455", "n01980166", "n01981276", "n01986214"),
    "anchor": (),
    "windsor_chair": (),
    "camel": ("n02437312",),
    "goat": ("n02417914",),
    "rhino": (),
    # Cans of TrashNet.
    "metal": ("n03764736",),
}

#: DAVIS sequences that show an unknown object; the others show people and vehicles.
DAVIS_OBJECTS = frozenset({"blackswan", "camel", "cows", "dog", "goat", "libby"})

#: In a source without names every such-and-such picture is held out.
UNNAMED_EVERY = 8


def is_held_out(name: str | None, index: int) -> bool:
    """Whether an object belongs to the held-out composites only; `index` decides where there is no
    name.
    """
    return name in HELD_OUT_NAMES if name is not None else index % UNNAMED_EVERY == 0


@cache
def _tested_names() -> frozenset[str]:
    return frozenset(imagenet_names()[wnid][0].lower() for wnid in t0_imagenet())


def is_reserved(name: str | None) -> bool:
    """Whether words are tested on this name (data/word_names.py), so that no training may see
    it.
    """
    return name is not None and (name in t1_coco() or name.lower() in _tested_names())


def is_reserved_coco(stem: str, names: set[str]) -> bool:
    """Whether words are tested on a COCO picture with objects of these names."""
    return stem in t2_coco_pictures() or not names.isdisjoint(t1_coco())
