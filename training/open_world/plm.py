"""PLM, the pseudo-label method: a head of its own for every novel class (Cen et al. 2021;
methods.md 4.10).

A head is a linear layer on the network's 64 penultimate features with N+k+1 outputs: the base's N
classes, the k novel ones before, and its own. Its embedding f = W x + b lies in the enlarged space
with the prototypes 3 onehot(t); backbone and earlier heads stay frozen. `src/core/open-world`
trains the same head in the page, and golden.json holds both to the same numbers, so this is exact,
in float64:

1. Cells: the network's quarter grid of every shot, one shot after another, row by row. Pseudo
   labels as in Algorithm 1.
2. Sampling: at most 8192 cells. nA = min(A, 4096) of the A annotated and nO = min(O, 8192 - nA) of
   the O other ones are picked: all in their order where they suffice, otherwise the first entries
   of a partial Fisher-Yates shuffle (j = i + floor(u (length - i))) with mulberry32 of seed 1,
   annotated cells first, then the others with the same generator.
3. Weights: annotated A / (nA (A + O)), others O / (nO (A + O)). Weighted sums are then the
   published plain means over all cells. On the validation cities equal weight for both kinds marked
   too much as novel.
4. Standardisation: mu and covariance C with these weights, C += (1e-3 trace(C) / d + 1e-12) I, C =
   L L^T, z = L^-1 (x - mu).
5. Start: weights 0, every bias 3 / n, so that each f sums to 3 as the prototypes do.
6. Fifty full-batch steps of Nesterov's momentum 0.8 in PyTorch's form and step size 0.05 on DCE +
   0.08 VL. The curvature is at most 36 / 2 + 0.16, since z has unit covariance: 0.05 is below its
   inverse, and the convex loss falls.
7. Folding: W = A L^-1, b = bias - W mu.

The published SGD (step 0.1, momentum 0.9, ten iterations) trains the head of another network on
whole crops. Here it ends at the same head after as many steps, but its loss swings; on features
scaled one by one it diverges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from training.networks.metric_head import LOGITS_PER_EMBEDDING, PROTOTYPE_LENGTH

MOST_CELLS = 8192
SEED = 1
SHRINKAGE = 1e-3
STEPS = 50
STEP_SIZE = 0.05
MOMENTUM = 0.8
LAMBDA_VL = 0.08


@dataclass(frozen=True)
class Head:
    """`weights [n, d]`, `bias [n]` of an embedding f = W x + b; `losses [50]` before each step of
    its training.
    """

    weights: np.ndarray
    bias: np.ndarray
    losses: np.ndarray

    def embedding(self, features: np.ndarray) -> np.ndarray:
        """Features `[cells, d]` to `[cells, n]`."""
        return features @ self.weights.T + self.bias

    def fires(self, features: np.ndarray) -> np.ndarray:
        """True `[cells]` where the head says its own class: its last output is the largest."""
        return self.embedding(features).argmax(1) == len(self.bias) - 1


def mulberry32(seed: int) -> Callable[[], float]:
    """Uniform numbers in [0, 1), the same as `random` in src/core/random.ts."""
    state, mask = seed & 0xFFFFFFFF, 0xFFFFFFFF

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & mask
        mixed = ((state ^ (state >> 15)) * (state | 1)) & mask
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & mask)) & mask
        return (mixed ^ (mixed >> 14)) / 2**32

    return draw


def pick(cells: np.ndarray, count: int, draw: Callable[[], float]) -> np.ndarray:
    """`count` of the cells in random order, or all in their own order where there are no more."""
    if len(cells) <= count:
        return cells
    shuffled = cells.copy()
    for i in range(count):
        j = i + int(draw() * (len(shuffled) - i))
        shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
    return shuffled[:count]


def sample_cells(annotated: np.ndarray, most: int = MOST_CELLS) -> tuple[np.ndarray, np.ndarray]:
    """Indices and weights (sum 1) of the cells that train, of a mask `[cells]`.

    Raises ValueError without annotated ones.
    """
    inside, outside = np.flatnonzero(annotated), np.flatnonzero(~annotated)
    if len(inside) == 0:
        raise ValueError("No cell is annotated.")
    draw = mulberry32(SEED)
    picked_inside = pick(inside, most // 2, draw)
    picked_outside = pick(outside, most - len(picked_inside), draw)
    shares = [(len(inside), len(picked_inside)), (len(outside), len(picked_outside))]
    weights = [np.full(taken, of / max(taken, 1) / len(annotated)) for of, taken in shares]
    return np.concatenate([picked_inside, picked_outside]), np.concatenate(weights)


def overwrite(base: np.ndarray, fired: Iterable[np.ndarray], base_classes: int) -> np.ndarray:
    """The base's argmax `[cells]`, overwritten with N + t where novel class t fires, in order: with
    heads, PLM_all.
    """
    labels = base.astype(np.int64)
    for t, where in enumerate(fired):
        labels[where] = base_classes + t
    return labels


def pseudo_labels(
    base: np.ndarray, fired: Sequence[np.ndarray], annotated: np.ndarray, base_classes: int
) -> np.ndarray:
    """Algorithm 1: what the base and the earlier rules say of each cell, in order, and over it what
    a person annotated.
    """
    return overwrite(base, [*fired, annotated], base_classes)


def standardise(
    features: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features `[cells, d]` with zero mean and unit covariance; the mean `[d]` and the Cholesky
    factor `[d, d]`.
    """
    mean = weights @ features
    centred = features - mean
    covariance = (centred * weights[:, None]).T @ centred
    channels = len(mean)
    covariance += (SHRINKAGE * np.trace(covariance) / channels + 1e-12) * np.eye(channels)
    factor = np.linalg.cholesky(covariance)
    return np.linalg.solve(factor, centred.T).T, mean, factor


def loss_and_gradient(
    embedding: np.ndarray, labels: np.ndarray, weights: np.ndarray
) -> tuple[float, np.ndarray]:
    """DCE + lambda VL of `f [cells, n]`, and its gradient `[cells, n]`."""
    logits = LOGITS_PER_EMBEDDING * embedding
    logits = logits - logits.max(1, keepdims=True)
    log_probability = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    one_hot = np.eye(embedding.shape[1])[labels]
    offset = embedding - PROTOTYPE_LENGTH * one_hot
    loss = weights @ (-(log_probability * one_hot).sum(1) + LAMBDA_VL * (offset**2).sum(1))
    gradient = LOGITS_PER_EMBEDDING * (np.exp(log_probability) - one_hot) + 2 * LAMBDA_VL * offset
    return float(loss), weights[:, None] * gradient


def train_head(
    features: np.ndarray, labels: np.ndarray, weights: np.ndarray, outputs: int, steps: int = STEPS
) -> Head:
    """A head of `outputs` classes from features `[cells, d]`, labels `[cells]` and weights
    `[cells]` that sum to 1.
    """
    standardised, mean, factor = standardise(features.astype(np.float64), weights)
    inputs = np.concatenate([standardised, np.ones((len(labels), 1))], 1)
    layer = np.zeros((outputs, inputs.shape[1]))
    layer[:, -1] = PROTOTYPE_LENGTH / outputs
    velocity = np.zeros_like(layer)
    losses = []
    for _ in range(steps):
        loss, gradient = loss_and_gradient(inputs @ layer.T, labels, weights)
        losses.append(loss)
        slope = gradient.T @ inputs
        velocity = MOMENTUM * velocity + slope
        layer = layer - STEP_SIZE * (slope + MOMENTUM * velocity)
    folded = np.linalg.solve(factor.T, layer[:, :-1].T).T
    return Head(folded, layer[:, -1] - folded @ mean, np.array(losses))


def learn_head(
    features: np.ndarray,
    base: np.ndarray,
    fired: Sequence[np.ndarray],
    annotated: np.ndarray,
    base_classes: int,
) -> Head:
    """The head of the next novel class.

    `features [cells, d]` of all shots, the base's argmax `[cells]`, where the earlier rules fire,
    and the annotation `[cells]`. Raises ValueError without annotated cells.
    """
    cells, weights = sample_cells(annotated)
    labels = pseudo_labels(base, fired, annotated, base_classes)
    return train_head(features[cells], labels[cells], weights, base_classes + len(fired) + 1)
