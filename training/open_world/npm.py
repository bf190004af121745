"""NPM, the novel prototype method: a class from the mean embedding of its pixels, without training
(methods.md 4.11).

A pixel is of novel class t where its squared distance to m_t is below lambda_t and below that to
every other prototype: those of the base, 3 onehot(c), and those of the other novel classes. At a
tie, and where no lambda admits it, the closed-set label stays. (The published code's variants for
two and three classes compare novel prototypes only; the rule here is the paper's.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from training.networks.metric_head import PROTOTYPE_LENGTH
from training.open_world.plm import overwrite

#: Lambda of the paper and of its code.
PUBLISHED_RADII = {"paper": 0.15, "code": 1.5}

#: Share of the annotated pixels that the default lambda admits. Chosen on the validation cities
#: (choose.py).
QUANTILE = 0.7


def radius_of(distances: np.ndarray) -> float:
    """Default lambda: a quantile of the squared distances under the annotation, interpolated
    linearly as NumPy does by default.

    A person in the page has the shots and nothing else, so nothing else is read here.
    """
    return float(np.quantile(distances, QUANTILE))


def prototype(embeddings: Sequence[np.ndarray]) -> np.ndarray:
    """Mean `[N]` over the annotated pixels of all shots (eq. 11), given per shot as `[pixels,
    N]`.
    """
    return np.concatenate(list(embeddings)).mean(0)


def prototype_of_means(embeddings: Sequence[np.ndarray]) -> np.ndarray:
    """The published code's variant: the mean `[N]` over the shots' own means, whatever the number
    of their pixels.
    """
    return np.stack([of_shot.mean(0) for of_shot in embeddings]).mean(0)


def squared_distance(embedding: np.ndarray, point: np.ndarray) -> np.ndarray:
    """`||f - m||^2 [pixels]` of embeddings `[pixels, N]`."""
    return ((embedding - point) ** 2).sum(1)


def nearest_base(embedding: np.ndarray) -> np.ndarray:
    """Squared distance `[pixels]` to the nearest prototype of the base: ||f||^2 - 6 max f + 9."""
    return (embedding**2).sum(1) - 2 * PROTOTYPE_LENGTH * embedding.max(1) + PROTOTYPE_LENGTH**2


def distances(embedding: np.ndarray, prototypes: np.ndarray) -> np.ndarray:
    """Squared distances `[classes, pixels]` of embeddings `[pixels, N]` to prototypes `[classes,
    N]`.
    """
    return np.stack([squared_distance(embedding, point) for point in prototypes])


def fires(novel: np.ndarray, base: np.ndarray, radii: Sequence[float]) -> np.ndarray:
    """Where each novel class is: bool `[classes, pixels]`, of `distances`, `nearest_base` and
    lambdas `[classes]`.
    """
    result = np.empty(novel.shape, bool)
    for t, distance in enumerate(novel):
        others = np.delete(novel, t, 0).min(0, initial=np.inf)
        result[t] = (distance < radii[t]) & (distance < base) & (distance < others)
    return result


def decide(embedding: np.ndarray, prototypes: np.ndarray, radii: Sequence[float]) -> np.ndarray:
    """Labels `[pixels]`: novel class t is N + t, elsewhere the base's argmax."""
    where = fires(distances(embedding, prototypes), nearest_base(embedding), radii)
    return overwrite(embedding.argmax(1), where, embedding.shape[1])
