"""What a person has to say about each model; everything measured comes from commands (see
manifest.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: The Cityscapes palette by train id, as published with the data set's scripts.
CITYSCAPES_PALETTE: tuple[str, ...] = (
    "#804080",
    "#f423e8",
    "#464646",
    "#66669c",
    "#be9999",
    "#999999",
    "#faaa1e",
    "#dcdc00",
    "#6b8e23",
    "#98fb98",
    "#4682b4",
    "#dc143c",
    "#ff0000",
    "#00008e",
    "#000046",
    "#003c64",
    "#005064",
    "#0000e6",
    "#770b20",
)


WEIGHTS_LICENCE = {
    "name": "Non-commercial research use",
    "file": "LICENSE.md",
    "summary": (
        "The weights are for non-commercial research and teaching, because their training data "
        "are; the code is Apache-2.0."
    ),
}
TRUNK_LICENCE = {
    "name": "Apache-2.0",
    "file": "LICENSE.md",
    "summary": (
        "The weights are Google's, under the Apache licence 2.0; ImageNet, on which they were "
        "trained, is for non-commercial research."
    ),
}


@dataclass(frozen=True)
class TrainingSource:
    """One data set: what was used of it and under which terms it came."""

    name: str
    used: str
    terms: str
    url: str


@dataclass(frozen=True)
class ModelDescription:
    """The hand-written part of a manifest entry; `id` is also the stem of the model's files."""

    id: str
    title: str
    summary: str
    training_data: tuple[TrainingSource, ...]
    training_command: str
    known_failures: tuple[str, ...]
    multiple_of: int = 32
    default_long_side: int = 768
    #: Read off `training.measure.road_likeness`, for the page's notice that a picture shows no
    #: road.
    least_road_share: float = 0.55
    licence: dict[str, str] = field(default_factory=lambda: WEIGHTS_LICENCE)
    scalar_inputs: dict[str, dict[str, object]] = field(default_factory=dict)


ROAD_DATA = (
    TrainingSource(
        "Cityscapes",
        (
            "the fine labels of 13 training cities; darmstadt, ulm and jena are held out for "
            "validation, weimar and erfurt for the test"
        ),
        "non-commercial research and teaching",
        "https://www.cityscapes-dataset.com/license/",
    ),
    TrainingSource(
        "CamVid",
        "train and validation parts, mapped to the 19 classes or to groups of them",
        "research use",
        "http://mi.eng.cam.ac.uk/research/projects/VideoRec/CamVid/",
    ),
    TrainingSource(
        "IDD",
        "nine of ten pictures, with seven coarse classes as groups of the 19",
        "research use",
        "https://idd.insaan.iiit.ac.in/",
    ),
)

OUTLIER_DATA = (
    TrainingSource(
        "COCO",
        "object instances of classes that Cityscapes does not know, out of 482 pictures",
        "research use; pictures under Flickr terms",
        "https://cocodataset.org/#termsofuse",
    ),
    TrainingSource(
        "ECSSD",
        "pictures of one salient object that is neither person nor vehicle",
        "research use",
        "https://www.cse.cuhk.edu.hk/leojia/projects/hsaliency/dataset.html",
    ),
    TrainingSource(
        "Caltech-101",
        "679 cut-outs, most of them for training",
        "CC BY 4.0 according to a mirror",
        "https://data.caltech.edu/records/mzrjq-6wc02",
    ),
    TrainingSource(
        "TrashNet", "274 cut-outs, without metal", "MIT", "https://github.com/garythung/trashnet"
    ),
    TrainingSource(
        "DAVIS", "frames of four animal sequences", "BSD", "https://davischallenge.org/"
    ),
    TrainingSource(
        "Animal photographs",
        "elephants, emus and flamingos with masks",
        "research use",
        "https://data.caltech.edu/records/mzrjq-6wc02",
    ),
)

_OUTLIER_FAILURES = (
    (
        "Trained on pasted objects, among them cows, sheep, horses and elephants, which also "
        "occur in the public benchmarks: their results are not those of names never seen."
    ),
    (
        "Objects of fewer than about 30 pixels on the longest side, at a long side of 768, are "
        "mostly missed."
    ),
    (
        "The known surfaces are those of German cities, Cambridge and India; unusual road "
        "surfaces elsewhere can score as anomalous."
    ),
)

#: What every network gets wrong that has seen no unknown objects.
BASE_FAILURES = (
    (
        "Class borders, poles and distant objects score as anomalous although they are known: "
        "the network is small and uncertain there."
    ),
    (
        "Unknown objects that look like a known class (a large animal like a person, a crate "
        "like a car) can be labelled with confidence."
    ),
    (
        "The output has a quarter of the input's resolution: unknown objects of a few input "
        "pixels are lost."
    ),
    (
        "Trained on daylight pictures from German cities, Cambridge and India; night, snow, "
        "tunnels and unpaved roads are outside of it."
    ),
    (
        "The training pictures of Cityscapes were stored with 640 columns: inputs with a long "
        "side above 768 show detail it has not been trained on."
    ),
)

_START = (
    "OOD_DATA=... python3 -m training.train.street --run training/runs/street --steps 8100 "
    "--coarse; python3 -m training.train.street --run training/runs/street --steps 10000 "
    "--cooldown 2000"
)
ENCODER = "The encoder is the frozen `trunk`: "

TRUNK = ModelDescription(
    id="trunk",
    title="Frozen ImageNet encoder",
    summary=(
        "EfficientNet-Lite1 as ImageNet taught it, without its classifier; five maps at 1/2 to "
        "1/32 of the picture. It runs once for each picture, and all networks read its maps. It "
        "was never taught the 19 classes: what it knows about animals and things that no street "
        "shows is what tells them from the road."
    ),
    training_data=(
        TrainingSource(
            "ImageNet (ILSVRC 2012)",
            "1.28 million pictures of 1000 classes, by the authors of EfficientNet-Lite",
            "non-commercial research",
            "https://www.image-net.org/",
        ),
    ),
    training_command="python3 -m training.export.street --runs training/runs --out public/models",
    known_failures=(
        (
            "It has never seen a street as a whole: what is common there and rare on ImageNet "
            "(lane markings, facades) is left to the decoders."
        ),
    ),
    licence=TRUNK_LICENCE,
)

DESCRIPTIONS: tuple[ModelDescription, ...] = (
    TRUNK,
    ModelDescription(
        id="base",
        title="Road scenes, 19 classes",
        summary=(
            ENCODER + "a decoder with three wide context blocks and a branch for the picture's "
            "own details, trained for this project. "
            "It has seen no outlier data: softmax-family scores on it are the plain baselines. "
            "`context` and `features` feed other networks."
        ),
        training_data=ROAD_DATA,
        training_command=_START,
        known_failures=BASE_FAILURES,
    ),
    ModelDescription(
        id="dmlnet",
        title="Deep metric learning, 19 classes",
        summary=(
            "The upper part of the base decoder, fine-tuned on the base's `context` so that its "
            "logits are 6 f for an embedding f near the prototype of its class, 3 times the axis "
            "of that class (DMLNet, Cen et al. 2021). "
            "The loss is the cross-entropy of the distances and 0.08 times the squared "
            "distance to the true prototype. Re-trained small, on plain road scenes: it has "
            "seen no unknown objects. "
            "Training started with the constant per pixel, which softmax leaves free, set to "
            "that of the prototypes; the last step is shipped, no setting was chosen by an "
            "evaluation. "
            "Its score is EDS, the sum of the squared distances to all prototypes, between "
            "the fixed bounds 162 and 324 instead of each picture's own."
        ),
        training_data=ROAD_DATA,
        training_command=(
            "OOD_DATA=... python3 -m training.train.street_dmlnet --run "
            "training/runs/street-dmlnet --start training/runs/street/latest.pt --steps 1000 "
            "--cooldown 400"
        ),
        known_failures=(
            *BASE_FAILURES,
            (
                "The embedding reaches its prototypes only in part: the sum of distances of known "
                "pixels spreads beyond the fixed bounds, and many of them score above zero."
            ),
        ),
    ),
    ModelDescription(
        id="max-entropy",
        least_road_share=0.3,
        title="Entropy maximisation, 19 classes",
        summary=(
            ENCODER + "the base decoder, fine-tuned so that its softmax is uniform on "
            "unknown objects (Chan et al. 2021, lambda 0.9; one mean over all pixels as in "
            "the published code). Re-trained small: objects are pasted into road scenes besides "
            "whole pictures, backgrounds of whole pictures carry labels that an earlier base "
            "network is sure of, and known objects are pasted with their own label as a control. "
            "Its score is the normalised entropy of its own logits; its energy is not meaningful."
        ),
        training_data=ROAD_DATA + OUTLIER_DATA,
        training_command=(
            "OOD_DATA=... python3 -m training.train.street_max_entropy --run "
            "training/runs/street-max-entropy --start training/runs/street/latest.pt "
            "--name-cutouts training/runs/name-cutouts --steps 1600 --cooldown 700"
        ),
        known_failures=_OUTLIER_FAILURES,
    ),
    ModelDescription(
        id="rpl",
        title="Residual pattern learning with CoroCL, 19 classes",
        summary=(
            "A residual block in front of the base's classifier (Liu et al. 2023). Re-trained "
            "small, with deviations: the block reads four maps of the trunk and the base's "
            "`features` through a feature pyramid without dilations, a hinge keeps the evidence "
            "of known pixels up besides the published one for unknown pixels, and whole pictures "
            "take part in all losses. "
            "`logits` are the base's; the score is the blurred energy of `rpl_logits`. "
            "`gamma` is the strength of the block, 0 gives the base."
        ),
        training_data=ROAD_DATA + OUTLIER_DATA,
        training_command=(
            "OOD_DATA=... python3 -m training.train.street_rpl --run training/runs/street-rpl "
            "--start training/runs/street/latest.pt --name-cutouts training/runs/name-cutouts "
            "--steps 800 --cooldown 400"
        ),
        known_failures=_OUTLIER_FAILURES,
        scalar_inputs={"gamma": {"input": "gamma", "default": 1, "min": 0, "max": 2}},
    ),
)
