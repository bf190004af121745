"""Which objects count as unknown, and which of them training never sees.

Objects are held out by NAME where a source names them: no picture of a held-out name is used in
training, from any source. Sources without names (ECSSD) are split by index; what is measured on
them is not called "named held-out".
"""

from __future__ import annotations

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

#: DAVIS sequences that show an unknown object; the others show people and vehicles.
DAVIS_OBJECTS = frozenset({"blackswan", "camel", "cows", "dog", "goat", "libby"})

#: In a source without names every such-and-such picture is held out.
UNNAMED_EVERY = 8


def is_held_out(name: str | None, index: int) -> bool:
    """Whether an object belongs to the held-out composites only; `index` decides where there is no
    name.
    """
    return name in HELD_OUT_NAMES if name is not None else index % UNNAMED_EVERY == 0
