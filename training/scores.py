"""The anomaly scores in PyTorch, as methods.md 1 defines them: raw, higher = more anomalous."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from training.labels import CLASS_COUNT

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


def softmax_maps(logits: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
    """The scores of logits `[1, 19, h, w]` at the grid `shape`."""
    logits = F.interpolate(logits.float(), shape, mode="bilinear", align_corners=False)
    flat = softmax_scores(logits[0].flatten(1).T)
    return {name: flat[name].reshape(shape) for name in ("msp", "max-logit", "entropy", "energy")}
