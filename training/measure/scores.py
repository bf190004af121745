"""The anomaly scores in PyTorch, as methods.md 1 defines them: raw, higher = more anomalous."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.labels import CLASS_COUNT
from training.networks.metric_head import PROTOTYPE_LENGTH, embedding_of

_TAPS = torch.tensor([0.004433, 0.054006, 0.242036, 0.399050, 0.242036, 0.054006, 0.004433])


def blur(score: Tensor) -> Tensor:
    """Gaussian 7x7 with sigma 1 and reflected borders, of a map `[h, w]`."""
    taps = _TAPS.to(score)
    padded = F.pad(score[None, None], (3, 3, 3, 3), mode="reflect")
    return F.conv2d(F.conv2d(padded, taps.view(1, 1, 1, 7)), taps.view(1, 1, 7, 1))[0, 0]


def softmax_scores(logits: Tensor) -> dict[str, Tensor]:
    """Scores `[n]` of logits `[n, 19]` at T = 1."""
    log_p = F.log_softmax(logits, 1)
    p = log_p.exp()
    top = p.topk(2, 1).values
    return {
        "msp": 1 - top[:, 0],
        "max-logit": -logits.max(1).values,
        "entropy": -(p * log_p).sum(1) / math.log(CLASS_COUNT),
        "energy": -logits.logsumexp(1),
        "margin": 1 - top[:, 0] + top[:, 1],
    }


def distance_sum(logits: Tensor) -> Tensor:
    """`S = sum_t |f - T onehot(t)|^2 = N |f|^2 - 2 T sum f + N T^2` `[n]` of the logits 6 f `[n,
    N]` (methods.md 4.4). Large = known.
    """
    embedding = embedding_of(logits)
    count = logits.shape[1]
    return (
        count * (embedding**2).sum(1)
        - 2 * PROTOTYPE_LENGTH * embedding.sum(1)
        + count * PROTOTYPE_LENGTH**2
    )


def metric_scores(logits: Tensor, beta: float = 20.0, gamma: float = 0.8) -> dict[str, Tensor]:
    """Scores `[n]` of a metric head: EDS between the least S, `a = (N - 1) T^2`, and `2 a` at a
    prototype; MMSP; their mix.
    """
    least = (logits.shape[1] - 1) * PROTOTYPE_LENGTH**2
    eds = 1 - ((distance_sum(logits) - least) / least).clamp(0, 1)
    mmsp = 1 - logits.softmax(1).amax(1)
    alpha = torch.sigmoid(beta * (eds - gamma))
    return {"eds": eds, "mmsp": mmsp, "mix": alpha * eds + (1 - alpha) * mmsp}


def metric_maps(logits: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
    """The scores of a metric head's logits `[1, 19, h, w]` at the grid `shape`."""
    logits = F.interpolate(logits.float(), shape, mode="bilinear", align_corners=False)
    return {
        name: score.reshape(shape) for name, score in metric_scores(logits[0].flatten(1).T).items()
    }


def softmax_maps(logits: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
    """The scores of logits `[1, 19, h, w]` at the grid `shape`."""
    logits = F.interpolate(logits.float(), shape, mode="bilinear", align_corners=False)
    flat = softmax_scores(logits[0].flatten(1).T)
    return {name: flat[name].reshape(shape) for name in ("msp", "max-logit", "entropy", "energy")}
