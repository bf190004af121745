"""What a person has to say about each model; everything measured comes from commands (see manifest.py)."""

from __future__ import annotations

from dataclasses import dataclass

#: The Cityscapes palette by train id, as published with the data set's scripts.
CITYSCAPES_PALETTE: tuple[str, ...] = (
    "#804080", "#f423e8", "#464646", "#66669c", "#be9999", "#999999", "#faaa1e", "#dcdc00", "#6b8e23", "#98fb98",
    "#4682b4", "#dc143c", "#ff0000", "#00008e", "#000046", "#003c64", "#005064", "#0000e6", "#770b20",
)


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
    channels: dict[str, int]
    training_data: tuple[TrainingSource, ...]
    training_command: str
    known_failures: tuple[str, ...]
    multiple_of: int = 32
    default_long_side: int = 768
    stride: int = 4


_ROAD_DATA = (
    TrainingSource(
        "Cityscapes", "the fine labels of 13 training cities; darmstadt, ulm and jena are held out for validation, weimar and erfurt for the test",
        "non-commercial research and teaching", "https://www.cityscapes-dataset.com/license/",
    ),
    TrainingSource("CamVid", "train and validation parts, mapped to the 19 classes or to groups of them", "research use", "http://mi.eng.cam.ac.uk/research/projects/VideoRec/CamVid/"),
    TrainingSource("IDD", "nine of ten pictures, with seven coarse classes as groups of the 19", "research use", "https://idd.insaan.iiit.ac.in/"),
)

DESCRIPTIONS: tuple[ModelDescription, ...] = (
    ModelDescription(
        id="base-road",
        title="Road scenes, 19 classes",
        summary=(
            "A small residual encoder with a feature-pyramid decoder, trained from random initialisation for this project. "
            "It has seen no outlier data: softmax-family scores on it are the plain baselines."
        ),
        channels={"logits": 19, "features": 64},
        training_data=_ROAD_DATA,
        # In three parts: from random weights; from the export of the first, with a new optimiser; cooling down.
        training_command=(
            "OOD_DATA=... python3 -m training.train_base --run training/runs/first --steps 2000; "
            "python3 -m training.train_base --run training/runs/base --from-onnx public/models/base-road.onnx --steps 7500; "
            "python3 -m training.train_base --run training/runs/base --steps 16000 --cooldown 8500"
        ),
        known_failures=(
            "Class borders, poles and distant objects score as anomalous although they are known: the network is small and uncertain there.",
            "Unknown objects that look like a known class (a large animal like a person, a crate like a car) can be labelled with confidence.",
            "The output has a quarter of the input's resolution: unknown objects of a few input pixels are lost.",
            "Trained on daylight pictures from German cities, Cambridge and India; night, snow, tunnels and unpaved roads are outside of it.",
            "The training pictures of Cityscapes were stored with 640 columns: inputs with a long side above 768 show detail it has not been trained on.",
        ),
    ),
)
