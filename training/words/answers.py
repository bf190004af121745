"""The trained words as the measurements use them: embeddings of pictures, vectors of texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from training.networks.efficientnet_lite import load_imagenet
from training.networks.trunk import Trunk, fast_trunk
from training.networks.words_head import WordsHead
from training.words.sentence_encoder import TextEncoder, load_text_encoder
from training.words.text_space import TextSpace, load_text_space, template_means

SPACE_FILE, CHECKPOINT = "space.npz", "latest.pt"


@dataclass(frozen=True)
class Words:
    """Everything behind an answer."""

    trunk: Trunk
    head: WordsHead
    encoder: TextEncoder
    space: TextSpace
    temperature: float
    step: int

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Unit rows `[n, 128]`."""
        return self.space.project(template_means(self.encoder, texts))

    @torch.no_grad()
    def embedding(self, image: np.ndarray, width: int, height: int) -> Tensor:
        """A picture `[h, w, 3]` uint8, resized to multiples of 32, to `[128, height/8,
        width/8]`.
        """
        return self.head(*self._maps(image, width, height))[0].float()

    @torch.no_grad()
    def closed_form(self, image: np.ndarray, width: int, height: int) -> Tensor:
        """What `embedding` is before any training (B0), on the grid of the deepest map."""
        return self.head.named(self._maps(image, width, height)[2])[0].float()

    def _maps(self, image: np.ndarray, width: int, height: int) -> tuple[Tensor, Tensor, Tensor]:
        pixels = Image.fromarray(image).resize((width, height), Image.BILINEAR)
        planes = (torch.from_numpy(np.array(pixels)).permute(2, 0, 1)[None].float() - 127) / 128
        maps = self.trunk(planes.bfloat16().contiguous(memory_format=torch.channels_last))
        at8, at16, at32 = maps[2:]
        return at8, at16, at32


def head_of(state: dict[str, Any]) -> WordsHead:
    """The averaged head of a checkpoint, in float32."""
    head, prefix = WordsHead(), "head."
    average = state["average"]
    head.load_state_dict({k[len(prefix) :]: v for k, v in average.items() if k.startswith(prefix)})
    return head.eval()


def load_words(run: Path) -> Words:
    """The averaged weights of a run, computing in bfloat16."""
    state = torch.load(run / CHECKPOINT, map_location="cpu")
    head = head_of(state)
    return Words(
        fast_trunk(Trunk(load_imagenet(1))),
        head.bfloat16(),
        load_text_encoder(),
        load_text_space(run / SPACE_FILE),
        float(np.exp(state["average"]["loss.log_temperature"])),
        int(state["step"]),
    )


def pooled(embedding: Tensor) -> np.ndarray:
    """The direction of the mean embedding, `[128]`: `embedding [128, h, w]`."""
    return F.normalize(embedding.mean((1, 2)), dim=0).numpy()


def working_size(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Width and height of a long side, each the nearest multiple of 32."""
    scale = long_side / max(width, height)
    return max(32, round(width * scale / 32) * 32), max(32, round(height * scale / 32) * 32)
