"""What exported files say about themselves."""

from __future__ import annotations

from training.data.labels import CLASS_NAMES
from training.data.normalise import MEAN, STD


def export_metadata(step: int) -> dict[str, object]:
    """What every exported file says about itself: classes, normalisation, training steps."""
    return {
        "classes": CLASS_NAMES,
        "mean": [round(float(value), 6) for value in MEAN],
        "std": [round(float(value), 6) for value in STD],
        "step": step,
    }
