"""Evidence: any method's score on one scale, so that one prompt generator reads them all.

`evidence = -log10(share of known validation pixels with at least this score)`, from 0 (usual) to 5
(rarer than one known pixel in 100 000). The shares are the constants of
`src/methods/data/*.calibration.json`, the same for every picture: what is normalised per picture
shows an unknown object in every picture.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from training.data.normalise import normalise
from training.measure.scores import softmax_scores
from training.networks.exported import ExportedNetwork, load_exported

MOST_EVIDENCE = 5.0
#: Network, its output, the formula and the id of each method that the prompt generator is trained
#: for.
SOURCES = {
    "max-entropy": ("max-entropy", "logits", "entropy"),
    "rpl": ("rpl", "rpl_logits", "energy"),
    "entropy": ("base", "logits", "entropy"),
    "energy": ("base", "logits", "energy"),
}
#: Longer side of the prompt generator's input, in pixels.
LONG_SIDE = 512


@dataclass(frozen=True)
class Calibration:
    """Rising raw scores and the evidence of each."""

    scores: np.ndarray
    evidence: np.ndarray

    def __call__(self, score: np.ndarray) -> np.ndarray:
        """Evidence 0..5 of raw scores, piecewise linear."""
        return np.interp(score, self.scores, self.evidence).astype(np.float32)


def load_calibration(method: str, folder: Path = Path("src/methods/data")) -> Calibration:
    """The stored distribution of the scores of `method`, a key of `SOURCES`."""
    content = json.loads((folder / f"{SOURCES[method][0]}.calibration.json").read_text())
    evidence = np.minimum(-np.log10(np.array(content["shares"])), MOST_EVIDENCE)
    return Calibration(np.array(content["methods"][method]), evidence)


class EvidenceMaps:
    """Runs the networks on a picture and gives the evidence of every source on a coarser grid."""

    def __init__(self, models: Path = Path("public/models")) -> None:
        names = dict.fromkeys(network for network, _, _ in SOURCES.values())
        self.networks: dict[str, ExportedNetwork] = {
            name: load_exported(models / f"{name}.onnx") for name in names
        }
        self.calibrations = {method: load_calibration(method) for method in SOURCES}

    @torch.no_grad()
    def of_planes(self, planes: Tensor, shape: tuple[int, int]) -> dict[str, np.ndarray]:
        """By method `[h, w]` float32, of a normalised picture `[1, 3, H, W]` whose sides are
        multiples of 32.
        """
        outputs: dict[str, dict[str, Tensor]] = {}
        for name, network in self.networks.items():
            outputs[name] = dict(zip(network.outputs, network.run(planes), strict=True))
        maps = {}
        for method, (name, output, formula) in SOURCES.items():
            logits = F.interpolate(
                outputs[name][output].float(), shape, mode="bilinear", align_corners=False
            )
            score = softmax_scores(logits[0].flatten(1).T)[formula].reshape(shape)
            maps[method] = self.calibrations[method](score.numpy())
        return maps

    def of_picture(self, image: Image.Image, shape: tuple[int, int]) -> dict[str, np.ndarray]:
        """By method `[h, w]` float32, of a picture whose sides are multiples of 32."""
        return self.of_planes(normalise(image), shape)
