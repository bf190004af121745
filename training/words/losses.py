"""What teaches the words: classes by their concepts, names of pixels and of pictures, where a name
is not, and the closed form's answer for a whole picture, which must not get lost.
"""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.data.labels import CLASS_COUNT
from training.networks.words_head import NamedFeatures
from training.words.vocabulary import NONE, WHOLE

#: Other names that a street pixel is compared with, drawn anew for each batch.
NEGATIVES = 64
#: A name that is closer to a concept than this cosine is no negative for a street pixel.
TOO_CLOSE = 0.55
FIRST_TEMPERATURE, LEAST_TEMPERATURE = 0.07, 0.01
#: Where the encoder's map of a picture's own name reaches this share of its largest value, there
#: the named thing is; where it stays below the other, it is not.
WARM, COLD = 0.6, 0.2
#: Positions of polygons that are compared with all names, drawn anew for each batch.
MOST_POSITIONS = 2048
WEIGHTS = {"elsewhere": 0.5, "names": 0.3, "warm": 0.5, "same": 3.0}


class WordLoss(nn.Module):
    """Cross-entropy over cosines at a learnt temperature, and the distance to the closed form.

    `concepts` is a list of unit rows `[n_k, 128]` for each class, `names [N, 128]` those of the
    further labels; `rows [N, 1280]` is the encoder's classifier row of each name, zeros where it
    has none.
    """

    concepts: Tensor
    names: Tensor
    rows: Tensor
    weight: Tensor
    allowed: Tensor

    def __init__(
        self, concepts: list[np.ndarray], names: np.ndarray, rows: np.ndarray, frequency: np.ndarray
    ) -> None:
        super().__init__()
        self.counts = [len(group) for group in concepts]
        joined = np.concatenate(concepts)
        weight = (np.median(frequency) / frequency) ** 0.25
        constants = {"concepts": joined, "names": names, "rows": rows, "weight": weight}
        for key, array in constants.items():
            self.register_buffer(key, torch.from_numpy(np.ascontiguousarray(array)).float())
        allowed = np.nonzero((names @ joined.T).max(1) < TOO_CLOSE)[0]
        self.register_buffer("allowed", torch.from_numpy(allowed))
        self.log_temperature = nn.Parameter(torch.tensor(float(np.log(FIRST_TEMPERATURE))))

    @property
    def temperature(self) -> Tensor:
        return self.log_temperature.exp().clamp_min(LEAST_TEMPERATURE)

    def classes(self, rows: Tensor) -> Tensor:
        """Unit rows `[n, 128]` to the best cosine with a concept of each class, `[n, 19]`."""
        cosines = rows @ self.concepts.T
        groups = torch.split(cosines, self.counts, 1)
        return torch.stack([group.amax(1) for group in groups], 1)

    def total(self, parts: dict[str, Tensor]) -> Tensor:
        """The weighted sum of what `parts` gives."""
        return torch.stack([WEIGHTS.get(name, 1.0) * part for name, part in parts.items()]).sum()

    def parts(
        self, embedding: Tensor, ids: Tensor, at32: Tensor, named: NamedFeatures
    ) -> dict[str, Tensor]:
        """Each part that the batch has something for: `embedding [B, 128, h, w]`, `ids [B, 4h,
        4w]`.
        """
        flat = ids.flatten(1)
        is_street = (flat < CLASS_COUNT).all(1) & (flat >= NONE).all(1) & (flat >= 0).any(1)
        result = {}
        if is_street.any():
            result["street"] = self._street(embedding[is_street], ids[is_street])
        other = ~is_street
        if not other.any():
            return result
        coarse = ids[other][:, 2::4, 2::4]
        whole = coarse[:, 0, 0] <= WHOLE
        objects = ~whole
        if objects.any():
            rows = F.normalize(embedding[other][objects].permute(0, 2, 3, 1), dim=-1)
            result |= self._objects(rows, coarse[objects])
        if whole.any():
            halves = torch.cat(coarse[whole].chunk(2, 2))[:, 0, 0]
            pictures = torch.cat(embedding[other][whole].chunk(2, 3))
            maps = torch.cat(at32[other][whole].chunk(2, 3))
            result |= self._pictures(pictures, WHOLE - halves, maps, named)
        return result

    def _street(self, embedding: Tensor, ids: Tensor) -> Tensor:
        rows = F.normalize(embedding.permute(0, 2, 3, 1), dim=-1)
        pick = self.allowed[torch.randperm(len(self.allowed))[:NEGATIVES]]
        shape = rows.shape[:3]
        flat = rows.reshape(-1, rows.shape[-1])
        cosines = torch.cat((self.classes(flat), flat @ self.names[pick].T), 1)
        logits = cosines.float() / self.temperature
        planes = logits.reshape(*shape, -1).permute(0, 3, 1, 2)
        planes = F.interpolate(planes, scale_factor=2.0, mode="bilinear")
        fine = ids[:, ::2, ::2]
        return F.cross_entropy(
            planes, fine, weight=torch.cat((self.weight, torch.ones(len(pick)))), ignore_index=NONE
        )

    def _named(self, rows: Tensor, labels: Tensor) -> Tensor:
        if len(rows) > MOST_POSITIONS:
            chosen = torch.randperm(len(rows))[:MOST_POSITIONS]
            rows, labels = rows[chosen], labels[chosen]
        cosines = torch.cat((self.classes(rows), rows @ self.names.T), 1)
        return F.cross_entropy(cosines.float() / self.temperature, labels)

    def _objects(self, rows: Tensor, labels: Tensor) -> dict[str, Tensor]:
        """Labelled positions answer with their name, the others with none of their picture's."""
        result = {}
        if (labels >= 0).any():
            result["polygons"] = self._named(rows[labels >= 0], labels[labels >= 0])
        apart = [
            self._apart(picture[ids == NONE], ids[ids >= CLASS_COUNT].unique() - CLASS_COUNT)
            for picture, ids in zip(rows, labels, strict=True)
            if (ids == NONE).any() and (ids >= CLASS_COUNT).any()
        ]
        if apart:
            result["elsewhere"] = torch.stack(apart).mean()
        return result

    def _apart(self, rows: Tensor, present: Tensor) -> Tensor:
        """`-ln(1 - p)` of the names `present` on positions `[n, 128]` where they are not."""
        if len(rows) > MOST_POSITIONS:
            rows = rows[torch.randperm(len(rows))[:MOST_POSITIONS]]
        cosines = torch.cat((self.classes(rows), rows @ self.names.T), 1)
        p = F.softmax(cosines.float() / self.temperature, 1)[:, CLASS_COUNT + present].sum(1)
        return -torch.log((1 - p).clamp_min(1e-4)).mean()

    def _pictures(
        self, embedding: Tensor, labels: Tensor, at32: Tensor, named: NamedFeatures
    ) -> dict[str, Tensor]:
        """Pictures of one name each: their mean embedding answers with it and stays where the
        closed form has it, and so do positions at which the encoder's map of it is warm.
        """
        pooled = F.normalize(embedding.float().mean((2, 3)), dim=-1)
        with torch.no_grad():
            features = named.features(at32)
            closed = F.normalize(named.project(features).float().mean((2, 3)), dim=-1)
            index = (labels - CLASS_COUNT).clamp_min(0)
            heat = torch.einsum("bchw,bc->bhw", features.float(), self.rows[index]).clamp_min(0)
            heat = heat / heat.amax((1, 2), keepdim=True).clamp_min(1e-6)
            has_row = (labels >= CLASS_COUNT) & self.rows[index].any(1)
        result = {
            "names": self._named(pooled, labels),
            "same": (1 - (pooled * closed).sum(1)).mean(),
        }
        rows = F.normalize(embedding[:, :, 2::4, 2::4].permute(0, 2, 3, 1), dim=-1)
        warm = (heat > WARM) & has_row[:, None, None]
        if warm.any():
            result["warm"] = self._named(rows[warm], labels[:, None, None].expand_as(warm)[warm])
            cold = [
                self._apart(picture[places], label[None])
                for picture, places, label in zip(
                    rows[has_row], heat[has_row] < COLD, index[has_row], strict=True
                )
                if places.any()
            ]
            if cold:
                result["cold"] = 0.2 * torch.stack(cold).mean()
        return result
