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

#: ImageNet animals run from the tench to the puffer.
ANIMALS = ("n01440764", "n02655020")
#: Things of ImageNet that can lie on a road and that no street shows as a class, persons and
#: vehicles left out.
THINGS = frozenset(
    [
        "accordion",
        "analog_clock",
        "backpack",
        "barrow",
        "baseball",
        "basketball",
        "bassinet",
        "bassoon",
        "beer_bottle",
        "binoculars",
        "birdhouse",
        "bookcase",
        "broom",
        "candle",
        "carton",
        "CD_player",
        "cello",
        "chest",
        "chiffonier",
        "cleaver",
        "coffee_mug",
        "coffeepot",
        "computer_keyboard",
        "corkscrew",
        "cornet",
        "cowboy_boot",
        "cowboy_hat",
        "cradle",
        "crate",
        "crib",
        "croquet_ball",
        "digital_clock",
        "dishwasher",
        "drum",
        "dumbbell",
        "Dutch_oven",
        "electric_fan",
        "flute",
        "folding_chair",
        "football_helmet",
        "French_horn",
        "frying_pan",
        "gasmask",
        "golf_ball",
        "gong",
        "hair_slide",
        "hand_blower",
        "harmonica",
        "harp",
        "honeycomb",
        "iron",
        "joystick",
        "lampshade",
        "laptop",
        "lawn_mower",
        "loudspeaker",
        "mailbag",
        "maraca",
        "measuring_cup",
        "microphone",
        "mixing_bowl",
        "mortar",
        "nail",
        "necklace",
        "obelisk",
        "packet",
        "padlock",
        "paper_towel",
        "parking_meter",
        "piggy_bank",
        "pill_bottle",
        "pillow",
        "ping-pong_ball",
        "pinwheel",
        "plastic_bag",
        "plunger",
        "Polaroid_camera",
        "pop_bottle",
        "pot",
        "power_drill",
        "printer",
        "projector",
        "punching_bag",
        "purse",
        "radio",
        "reflex_camera",
        "rocking_chair",
        "rugby_ball",
        "running_shoe",
        "safe",
        "sandal",
        "sax",
        "scale",
        "screw",
        "sewing_machine",
        "shield",
        "shopping_cart",
        "sleeping_bag",
        "soccer_ball",
        "space_heater",
        "spindle",
        "stove",
        "stretcher",
        "syringe",
        "table_lamp",
        "tape_player",
        "teapot",
        "television",
        "tennis_ball",
        "toaster",
        "tray",
        "tripod",
        "trombone",
        "typewriter_keyboard",
        "vacuum",
        "violin",
        "volleyball",
        "waffle_iron",
        "wall_clock",
        "washer",
        "water_bottle",
        "wine_bottle",
        "wok",
        "wooden_spoon",
        "bagel",
        "banana",
        "bell_pepper",
        "broccoli",
        "cauliflower",
        "cheeseburger",
        "fig",
        "Granny_Smith",
        "head_cabbage",
        "hotdog",
        "ice_cream",
        "lemon",
        "orange",
        "pineapple",
        "pizza",
        "pomegranate",
        "pretzel",
        "strawberry",
        "zucchini",
    ]
)
#: Folders of names/caltech that show street classes, persons, plants, buildings or drawings.
CALTECH_NOT_UNKNOWN = frozenset(
    [
        "car_side",
        "ceiling_fan",
        "ferry",
        "joshua_tree",
        "lotus",
        "minaret",
        "motorbikes",
        "pagoda",
        "stop_sign",
        "water_lilly",
        "bonsai",
        "airplanes",
        "helicopter",
        "schooner",
        "snoopy",
        "yin_yang",
        "chandelier",
        "buddha",
    ]
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


def may_be_unknown(wnid: str) -> bool:
    """Whether outlier exposure may take the picture of an ImageNet class as an unknown object."""
    held_out = {wnid for wnids in HELD_OUT_IMAGENET.values() for wnid in wnids}
    if wnid in held_out or wnid in t0_imagenet():
        return False
    return ANIMALS[0] <= wnid <= ANIMALS[1] or imagenet_names()[wnid][0] in THINGS


def may_be_unknown_caltech(folder: str) -> bool:
    """Whether a folder of names/caltech may be pasted as unknown."""
    return folder not in HELD_OUT_NAMES | CALTECH_NOT_UNKNOWN and not is_reserved(folder)
