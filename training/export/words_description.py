"""What a person has to say about the network that answers to words."""

from __future__ import annotations

from training.export.descriptions import (
    BASE_FAILURES,
    ENCODER,
    ROAD_DATA,
    ModelDescription,
    TrainingSource,
)

CODE_LICENCE = {
    "name": "Apache-2.0",
    "file": "LICENSE.md",
    "summary": "A graph without weights, part of this project's code.",
}

VISION_LANGUAGE = ModelDescription(
    id="vision-language",
    title="Words, VL4AD-style",
    summary=(
        ENCODER + "a decoder to an embedding of 128 numbers for each eighth of the picture, "
        "which is compared with words. VL4AD (Zhong et al. 2024) itself has no public code or "
        "weights; this is built after its description, and differs: its encoder was trained "
        "on ImageNet's classes and not with texts (VL4AD: CLIP), the texts come from another "
        "encoder (all-MiniLM-L6-v2) through ridge regression to the classifier's rows, "
        "cosines are those of each cell and not of mask queries, and the decoder is small. It "
        "was shown no outlier data as such; named objects of COCO, of ImageNet's pictures and "
        "of ECSSD were shown, beside streets and not in them."
    ),
    training_data=(
        *ROAD_DATA[:2],
        TrainingSource(
            "COCO",
            "polygons of 244 pictures with 64 of the 80 names; the other names and pictures "
            "are kept for the test of words",
            "research use; pictures under Flickr terms",
            "https://cocodataset.org/#termsofuse",
        ),
        TrainingSource(
            "ImageNet (ILSVRC 2012)",
            "one picture of each of 790 names; 200 names and those of COCO's tested ones are "
            "kept for the test of words",
            "non-commercial research",
            "https://www.image-net.org/",
        ),
        TrainingSource(
            "ECSSD",
            "109 pictures of an object that the encoder's own classifier names surely",
            "research use",
            "https://www.cse.cuhk.edu.hk/leojia/projects/hsaliency/dataset.html",
        ),
    ),
    training_command=(
        "OOD_DATA=... python3 -m training.words.train --run training/runs/words --base "
        "training/runs/street --steps 2500 --cooldown 1000"
    ),
    known_failures=(
        (
            "Names that were kept from training are found unevenly: of the 16 of COCO, kite and "
            "snowboard well, couch no better than chance (docs/words.md)."
        ),
        (
            "Small objects: a cell is eight pixels, and the encoder's last map thirty-two; "
            "traffic cones and tyres of a few cells are seldom named."
        ),
        (
            "A word close to a class (caravan beside truck) takes from it what is truly of "
            "that class; calibration keeps that share small and the word weak."
        ),
        *BASE_FAILURES[3:],
    ),
)
