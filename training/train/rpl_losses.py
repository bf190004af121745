"""Losses of RPL and CoroCL (Liu et al. 2023; methods.md 2.4 and 2.5)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from training.data.labels import IGNORE, OUTLIER

PROBABILITY_FLOOR = 1e-7


def entropy(logits: Tensor) -> Tensor:
    """Entropy in nats `[B, h, w]` of logits `[B, 19, h, w]`, probabilities floored at 1e-7."""
    p = logits.softmax(1).clamp_min(PROBABILITY_FLOOR)
    return -(p * p.log()).sum(1)


def masked_mean(values: Tensor, mask: Tensor) -> Tensor:
    """Mean of `values` where `mask`; zero when it is empty."""
    return (values * mask).sum() / mask.sum().clamp_min(1)


def rpl_terms(
    frozen: Tensor, residual: Tensor, ids: Tensor, known_energy_margin: float
) -> dict[str, Tensor]:
    """The terms of the frozen logits `z0` and the residual path's `z1` (both `[B, 19, h, w]`) on
    the labels `[B, h, w]`.

    consistency = CE(z1, argmax z0) and dissimilarity = (H(p1) - H(p0))^2 over known pixels; energy
    = ReLU(LSE(z1)) over unknown ones. `known_energy` = ReLU(margin - LSE(z1)) over known pixels is
    not part of the original: the other terms do not change when a constant is added to all logits,
    so alone they leave the energy of known pixels free to rise.
    """
    unknown = ids == OUTLIER
    known = ~unknown & (ids != IGNORE)
    evidence = residual.logsumexp(1)
    return {
        "consistency": masked_mean(
            F.cross_entropy(residual, frozen.argmax(1), reduction="none"), known
        ),
        "dissimilarity": masked_mean((entropy(residual) - entropy(frozen)) ** 2, known),
        "energy": masked_mean(evidence.relu(), unknown),
        "known_energy": masked_mean((known_energy_margin - evidence).relu(), known),
    }


def info_nce(
    anchors: Tensor,
    anchor_labels: Tensor,
    contrast: Tensor,
    contrast_labels: Tensor,
    temperature: float = 0.1,
) -> Tensor:
    """Loss per anchor `[n]` of unit vectors; the anchors are the first n of the contrast set `[m,
    channels]`.

    `-mean over positives of [s_p - ln(e^{s_p} + sum_neg e^{s_n})]`, `s = a.c / temperature`;
    positives have the same label, the anchor itself left out.
    """
    similarity = anchors @ contrast.T / temperature
    same = anchor_labels[:, None] == contrast_labels[None]
    negatives = similarity.masked_fill(same, -torch.inf).logsumexp(1, keepdim=True)
    positive = same.clone()
    positive.fill_diagonal_(False)
    term = similarity - torch.logaddexp(similarity, negatives)
    return -(term * positive).sum(1) / positive.sum(1).clamp_min(1)


def contrastive_loss(
    embeddings: Tensor, ids: Tensor, whole_picture: Tensor, samples: int
) -> Tensor:
    """CoroCL over embeddings `[B, channels, h, w]` and ids `[B, h, w]`; `whole_picture [B]` marks
    items that are no road scene.

    Anchors: unknown and known pixels of road scenes. Contrast set: these, and unknown and known
    pixels of whole pictures. Zero unless two road scenes show an unknown object and every group has
    pixels.
    """
    unknown, known = ids == OUTLIER, (ids != OUTLIER) & (ids != IGNORE)
    scene = ~whole_picture[:, None, None]
    if int((unknown & scene).flatten(1).any(1).sum()) < 2:
        return embeddings.sum() * 0
    groups = (unknown & scene, known & scene, unknown & ~scene, known & ~scene)
    places = [group.flatten().nonzero()[:, 0] for group in groups]
    count = min(samples, *(len(place) for place in places))
    if count == 0:
        return embeddings.sum() * 0
    flat = embeddings.permute(0, 2, 3, 1).reshape(-1, embeddings.shape[1])
    chosen = torch.cat([place[torch.randperm(len(place))[:count]] for place in places])
    contrast = F.normalize(flat[chosen].float(), dim=1)
    labels = torch.tensor([1, 0, 1, 0]).repeat_interleave(count)
    return info_nce(contrast[: 2 * count], labels[: 2 * count], contrast, labels).mean()
