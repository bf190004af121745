"""What a person has to say about the models behind S2M; everything measured comes from commands
(see manifest.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from training.export.descriptions import OUTLIER_DATA, ROAD_DATA, TrainingSource


@dataclass(frozen=True)
class PromptModelDescription:
    """The hand-written part of an entry; `id` is also the stem of the model's files."""

    id: str
    kind: str
    title: str
    summary: str
    training_data: tuple[TrainingSource, ...]
    training_command: str
    known_failures: tuple[str, ...]


_MASK_DATA = (
    TrainingSource(
        "Cityscapes",
        "instance polygons of the 13 training cities, `static` and `dynamic` included",
        "non-commercial research and teaching",
        "https://www.cityscapes-dataset.com/license/",
    ),
    TrainingSource(
        "COCO",
        "all instances of about 360 pictures",
        "research use; pictures under Flickr terms",
        "https://cocodataset.org/#termsofuse",
    ),
    TrainingSource(
        "ECSSD",
        "seven of eight pictures of one salient object",
        "research use",
        "https://www.cse.cuhk.edu.hk/leojia/projects/hsaliency/dataset.html",
    ),
    TrainingSource("DAVIS", "200 frames of 17 sequences", "BSD", "https://davischallenge.org/"),
    TrainingSource(
        "Animal photographs",
        "184 pictures with masks",
        "research use",
        "https://data.caltech.edu/records/mzrjq-6wc02",
    ),
    TrainingSource(
        "Cut-outs",
        "the training side of the outlier bank, pasted onto streets",
        "see the cards of the outlier-exposed networks",
        "https://data.caltech.edu/records/mzrjq-6wc02",
    ),
)

_MASK_FAILURES = (
    (
        "It has learnt from thousands of objects, not from millions as published segmenters "
        "have: thin parts (legs, handles, wires) and objects that look like what is behind them "
        "come out rough or incomplete."
    ),
    (
        "A mask has 64 x 64 cells over the box and its surroundings: the outline of a very large "
        "object is smooth."
    ),
    "A point without a box sees a window of 200 network pixels: larger objects need a box.",
    (
        "In a box that holds several objects the largest or most central one is drawn, or parts "
        "of several."
    ),
)

_MASK_COMMAND = (
    "python3 -m training.masks.train --run training/runs/masks --start public/models/base.onnx "
    "--steps 7000 --cooldown 2000"
)

DESCRIPTIONS: tuple[PromptModelDescription, ...] = (
    PromptModelDescription(
        id="mask-encoder",
        kind="mask-encoder",
        title="Promptable segmenter, encoder",
        summary=(
            "Runs once per picture and leaves an embedding for the decoder: learned features "
            "beside the picture's own pixels. It has the "
            "interface of exported Segment Anything encoders. Its encoder is EfficientNet-Lite1 as "
            "ImageNet left it; the layers behind it began with those of this project's base."
        ),
        training_data=_MASK_DATA,
        training_command=_MASK_COMMAND,
        known_failures=_MASK_FAILURES,
    ),
    PromptModelDescription(
        id="mask-decoder",
        kind="mask-decoder",
        title="Promptable segmenter, decoder",
        summary=(
            "Draws the mask of one object from an embedding and a prompt: a box, points, an "
            "earlier mask. It has the inputs and outputs of "
            "exported Segment Anything decoders, so a published one can take its place."
        ),
        training_data=_MASK_DATA,
        training_command=_MASK_COMMAND,
        known_failures=_MASK_FAILURES,
    ),
    PromptModelDescription(
        id="prompt-generator",
        kind="prompt-generator",
        title="Prompt generator",
        summary=(
            "A small detector that sees a map of a method's score and nothing else, and "
            "proposes boxes around what looks like one object. "
            "Scores enter as evidence, one scale for all methods with a calibration."
        ),
        training_data=(*ROAD_DATA[:1], *OUTLIER_DATA),
        training_command=(
            "python3 -m training.prompt_generator.scenes --out training/runs/prompt-scenes "
            "--count 779 && "
            "python3 -m training.prompt_generator.train --scenes training/runs/prompt-scenes "
            "--run training/runs/prompt-generator --steps 4200 --cooldown 1200"
        ),
        known_failures=(
            "Two unknown objects that touch often get one box.",
            (
                "It proposes what the score marks: an object that the source method does not see "
                "gets no box, a false alarm of the shape of an object gets one."
            ),
            (
                "Trained on the scores of max-entropy, rpl, entropy and energy over pasted "
                "objects; other methods' scores only resemble those."
            ),
        ),
    ),
)
