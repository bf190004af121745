"""The metric head of DMLNet: what the logits of a base network say as an embedding."""

from __future__ import annotations

import torch
from torch import Tensor, nn

#: T: the prototype of class t is the point T * onehot(t) of a space with one axis per class. Fixed,
#: not learned.
PROTOTYPE_LENGTH = 3.0
#: softmax(-d) = softmax(2 T f) for the squared distances d of an embedding f: logits / 6 are an
#: embedding.
LOGITS_PER_EMBEDDING = 2 * PROTOTYPE_LENGTH


def embedding_of(logits: Tensor) -> Tensor:
    """The embedding `[B, 19, h, w]` that a classifier's logits of the same shape stand for."""
    return logits / LOGITS_PER_EMBEDDING


@torch.no_grad()
def centre_classifier(classifier: nn.Conv2d) -> None:
    """Adds one constant per pixel to the logits, which softmax does not see, so that each embedding
    sums to T as the prototypes do.

    A classifier that was trained with cross-entropy alone leaves that constant free, far from the
    prototypes.
    """
    classifier.weight -= classifier.weight.mean(0, keepdim=True)
    assert classifier.bias is not None
    classifier.bias -= classifier.bias.mean() - LOGITS_PER_EMBEDDING * PROTOTYPE_LENGTH / len(
        classifier.bias
    )
