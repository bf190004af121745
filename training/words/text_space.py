"""Text to the 128 numbers that the network answers to: sentence embedding, centred, projected.

The projection is closed form: ridge regression from the embeddings of ImageNet names to the rows of
the encoder's own classifier for them (lambda = 3, both centred), of which the 128 strongest
directions are kept. It goes from text to pictures, because the other way makes hubs (Shigeto et al.
2015). Names that words are tested on take no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.data.word_names import imagenet_names, t0_imagenet, t1_coco
from training.networks.efficientnet_lite import EfficientNetLite
from training.networks.words_head import DIMENSIONS
from training.outliers.names import HELD_OUT_IMAGENET
from training.words.sentence_encoder import TextEncoder

RIDGE = 3.0
TEMPLATES = (
    "{}",
    "a photo of a {}.",
    "a photo of the {}.",
    "a picture of a {}.",
    "a small {}.",
    "a large {}.",
    "there is a {} in the scene.",
)


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.maximum(length, 1e-12)


def spoken(name: str) -> str:
    """A name of a data set as text: `great_white_shark` is `great white shark`."""
    return name.replace("_", " ").lower()


def template_means(encoder: TextEncoder, texts: list[str]) -> np.ndarray:
    """Mean embedding of each text over the templates, `[n, 384]`."""
    filled = [template.format(text) for text in texts for template in TEMPLATES]
    return encoder(filled).reshape(len(texts), len(TEMPLATES), -1).mean(1)


@dataclass(frozen=True)
class TextSpace:
    """`centre [384]` of the names, `projection [384, 128]` of text, `picture [1280, 128]` and
    `picture_centre [1280]` of the encoder's last features.
    """

    centre: np.ndarray
    projection: np.ndarray
    picture: np.ndarray
    picture_centre: np.ndarray

    def project(self, means: np.ndarray) -> np.ndarray:
        """Template means `[n, 384]` to unit vectors `[n, 128]`."""
        return unit(unit(means - self.centre) @ self.projection).astype(np.float32)

    def save(self, path: Path) -> None:
        np.savez(path, **vars(self))


def load_text_space(path: Path) -> TextSpace:
    """What `save` wrote."""
    stored = np.load(path)
    return TextSpace(*(stored[key] for key in TextSpace.__annotations__))


def fit_text_space(
    means: np.ndarray, classifier: np.ndarray, features: np.ndarray, dimensions: int = DIMENSIONS
) -> TextSpace:
    """From template means `[n, 384]` of names, their classifier rows `[n, 1280]` and pooled
    features `[m, 1280]` of pictures.
    """
    centre = means.mean(0)
    text = unit(means - centre)
    rows = unit(classifier - classifier.mean(0))
    gram = text.T @ text + RIDGE * np.eye(text.shape[1])
    ridge = np.linalg.solve(gram, text.T @ rows)
    _, _, directions = np.linalg.svd(text @ ridge, full_matrices=False)
    picture = directions[:dimensions].T
    return TextSpace(centre, ridge @ picture, picture, features.mean(0))


def tested_imagenet() -> frozenset[str]:
    """The WordNet ids of T0 and of the ImageNet classes that show the objects of T1."""
    names = imagenet_names()
    same = {wnid for wnid, (name, _) in names.items() if spoken(name) in t1_coco()}
    other = (wnid for name in t1_coco() for wnid in HELD_OUT_IMAGENET.get(name, ()))
    return t0_imagenet() | same | set(other)


def shown_names() -> list[tuple[int, str]]:
    """Index and text of the ImageNet names that words are not tested on."""
    tested = tested_imagenet()
    entries = enumerate(imagenet_names().items())
    return [(i, spoken(name)) for i, (wnid, (name, _)) in entries if wnid not in tested]


def fitted_on_shown_names(
    encoder: TextEncoder, network: EfficientNetLite, features: np.ndarray
) -> TextSpace:
    """The space of the shipped words; `features [1000, 1280]` are pooled ones of one picture a
    name.
    """
    indices, texts = zip(*shown_names(), strict=True)
    rows = network._fc.weight.detach().numpy()[list(indices)]
    return fit_text_space(template_means(encoder, list(texts)), rows, features[list(indices)])
