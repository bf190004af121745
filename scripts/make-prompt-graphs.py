"""Networks for the specs of prompting, with answers that are known beforehand.

Written to src/models/testing/prompt-graphs.

    /usr/bin/python3 scripts/make-prompt-graphs.py

Two promptable segmenters, `own` (padded to a multiple, one mask, stride 2) and `sam` (the signature
of the published exports: a square frame, 256 channels, four masks, stride 4), and a prompt
generator. Embeddings have random weights. A mask is the inside of the box: its logits are the
distance to the nearest edge in pixels of the frame, less than a twentieth of random. Without a box
it is a disc around each positive point; a negative point takes a disc away. The generator sees an
object where the evidence is high, and puts the same lopsided box around each.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from training.export.tensor_fixtures import (  # noqa: E402
    RELATIVE_TOLERANCE,
    Example,
    listed,
    picture,
    tensor_fixture,
    wave,
)

TARGET = ROOT / "src/models/testing/prompt-graphs"
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
#: Frame pixels per cell of the embedding.
PATCH = 16
#: Radius of the disc around a point without a box, in frame pixels.
RADIUS = 20.0
FAR = 1e4
LICENCE = {"name": "Apache-2.0", "file": "LICENSE.md", "summary": "Made by a script."}
#: Distances left, top, right, bottom of every generated box.
BOX = [12.0, 8.0, 20.0, 16.0]


class Encoder(nn.Module):
    """Mean colours of patches, mixed at random: `[1, 3, h, w]` to `[1, channels, h / 16, w /
    16]`.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.mix = nn.Conv2d(3, channels, 1)

    def forward(self, image: Tensor) -> Tensor:
        return self.mix(functional.avg_pool2d(image, PATCH))


class Decoder(nn.Module):
    """SAM's signature around masks that are known.

    `candidates` 1 or 4; of four the third is the best and the right one.
    """

    def __init__(self, channels: int, stride: int, candidates: int) -> None:
        super().__init__()
        self.stride, self.candidates = stride, candidates
        self.random = nn.Conv2d(channels, 1, 1)

    def forward(
        self,
        image_embeddings: Tensor,
        point_coords: Tensor,
        point_labels: Tensor,
        mask_input: Tensor,
        has_mask_input: Tensor,
        orig_im_size: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        noise = 0.05 * torch.tanh(
            functional.interpolate(self.random(image_embeddings), scale_factor=PATCH // self.stride)
        )
        rows = (torch.cumsum(torch.ones_like(noise), 2) - 0.5) * self.stride
        columns = (torch.cumsum(torch.ones_like(noise), 3) - 0.5) * self.stride
        x, y = (point_coords[:, :, i].reshape(-1, 1, 1, 1) for i in (0, 1))
        label = point_labels.reshape(-1, 1, 1, 1)

        def only(wanted: int, value: Tensor, other: float) -> Tensor:
            return torch.where(label == wanted, value, torch.full_like(value, other))

        disc = RADIUS - torch.sqrt((columns - x) ** 2 + (rows - y) ** 2)
        corner = torch.minimum(
            only(2, torch.minimum(columns - x, rows - y), FAR),
            only(3, torch.minimum(x - columns, y - rows), FAR),
        ).amin(0, keepdim=True)
        box = torch.where(corner < FAR / 2, corner, torch.full_like(corner, -FAR))
        inside = torch.maximum(box, only(1, disc, -FAR).amax(0, keepdim=True))
        inside = torch.minimum(inside, -only(0, disc, -FAR).amax(0, keepdim=True))
        exact = inside.clamp(-30, 30) + noise + 0 * has_mask_input * mask_input
        low_res_masks = (
            exact
            if self.candidates == 1
            else torch.cat([exact * 0 + 1, exact - 9, exact, -exact], 1)
        )
        predicted = (
            torch.tensor([[0.9]]) if self.candidates == 1 else torch.tensor([[0.3, 0.5, 0.9, 0.1]])
        )
        iou_predictions = predicted.to(exact) + 0 * image_embeddings.mean()
        size = orig_im_size.to(torch.int64)
        masks = functional.interpolate(
            low_res_masks, size=(size[0], size[1]), mode="bilinear", align_corners=False
        )
        return masks, iou_predictions, low_res_masks


class Generator(nn.Module):
    """Heat where 16 x 16 pixels are unusual on average; its boxes all have the same sides."""

    def forward(self, score: Tensor) -> tuple[Tensor, Tensor]:
        heat = functional.avg_pool2d(score, 16, stride=4, padding=6) / 5
        cells = torch.ones_like(heat)
        return heat, torch.cat([cells * side for side in BOX], 1)


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def to_array(tensor: Tensor) -> np.ndarray:
    return tensor.detach().numpy()


def export(
    name: str,
    network: nn.Module,
    example: dict[str, Example],
    outputs: list[str],
    dynamic: dict[str, dict[int, str]],
) -> Path:
    path = TARGET / f"{name}.onnx"
    tensors = tuple(torch.from_numpy(input_.values) for input_ in example.values())
    torch.onnx.export(
        network,
        tensors,
        str(path),
        opset_version=17,
        input_names=list(example),
        output_names=outputs,
        dynamic_axes=dynamic,
    )
    return path


def entry_of(
    name: str,
    path: Path,
    network: nn.Module,
    example: dict[str, Example],
    outputs: list[str],
    **fields: object,
) -> dict:
    """Writes the fixture and gives the manifest's entry."""
    doubles = [torch.from_numpy(input_.values).double() for input_ in example.values()]
    results = network.double()(*doubles)
    stored = dict(
        zip(
            outputs,
            (
                to_array(result)
                for result in (results if isinstance(results, tuple) else (results,))
            ),
            strict=True,
        )
    )
    stored.pop("masks", None)
    fixture = TARGET / f"{name}.json"
    fixture.write_text(json.dumps(tensor_fixture(example, stored, path)) + "\n")
    return {
        "title": name,
        "summary": "For specs.",
        "file": path.name,
        "bytes": path.stat().st_size,
        "sha256": sha256(path),
        "licence": LICENCE,
        "selfCheck": {
            "file": fixture.name,
            "sha256": sha256(fixture),
            "tolerance": RELATIVE_TOLERANCE,
        },
        **fields,
    }


def segmenter(
    name: str, channels: int, stride: int, candidates: int, side: int | None
) -> list[dict]:
    """Encoder and decoder; `side` is that of a square frame, None for any multiple of 32."""
    height, width = (side, side) if side else (64, 96)
    colours = {
        "name": "image",
        "layout": "NCHW",
        "colour": "rgb",
        "mean": MEAN,
        "std": STD,
        "longSide": 256,
    }
    frame = {"padTo": "square"} if side else {"padTo": "multiple", "multipleOf": 32}
    image = {"image": picture(MEAN, STD, height, width)}
    encoder = Encoder(channels)
    free = {} if side else {"image": {2: "height", 3: "width"}}
    encoder_path = export(f"{name}-encoder", encoder, image, ["image_embeddings"], free)
    cells = (height // PATCH, width // PATCH)
    prompt = {
        "image_embeddings": wave([1, channels, *cells], 2.0),
        "point_coords": listed(np.array([[[40, 20], [8, 12], [60, 50]]])),
        "point_labels": listed(np.array([[0, 2, 3]])),
        "mask_input": wave([1, 1, height // stride, width // stride], 0.0),
        "has_mask_input": listed(np.array([0])),
        "orig_im_size": listed(np.array([height // stride, width // stride])),
    }
    outputs = ["masks", "iou_predictions", "low_res_masks"]
    decoder = Decoder(channels, stride, candidates)
    dynamic = {"point_coords": {1: "points"}, "point_labels": {1: "points"}}
    if not side:
        dynamic |= {
            "image_embeddings": {2: "rows", 3: "columns"},
            "mask_input": {2: "mask_rows", 3: "mask_columns"},
        }
    decoder_path = export(f"{name}-decoder", decoder, prompt, outputs, dynamic)
    return [
        {
            "id": "mask-encoder",
            "kind": "mask-encoder",
            **entry_of(
                f"{name}-encoder",
                encoder_path,
                encoder,
                image,
                ["image_embeddings"],
                input={**colours, **frame},
            ),
        },
        {
            "id": "mask-decoder",
            "kind": "mask-decoder",
            **entry_of(
                f"{name}-decoder",
                decoder_path,
                decoder,
                prompt,
                outputs,
                encoder="mask-encoder",
                maskStride=stride,
                allNodesOnGpu=False,
            ),
        },
    ]


def prompt_generator() -> list[dict]:
    score = {"score": wave([1, 1, 64, 96], 5.0)}
    network, outputs = Generator(), ["heat", "box"]
    path = export("generator", network, score, outputs, {"score": {2: "height", 3: "width"}})
    fields = {
        "input": {"name": "score", "longSide": 512, "multipleOf": 32},
        "stride": 4,
        "sources": ["max-entropy"],
    }
    return [
        {
            "id": "prompt-generator",
            "kind": "prompt-generator",
            **entry_of("generator", path, network, score, outputs, **fields),
        }
    ]


def main() -> None:
    torch.manual_seed(5)
    torch.set_num_threads(1)
    TARGET.mkdir(parents=True, exist_ok=True)
    generator = prompt_generator()
    manifests = {
        "own": segmenter("own", 8, 2, 1, None) + generator,
        "sam": segmenter("sam", 256, 4, 4, 256) + generator,
    }
    (TARGET / "models.json").write_text(json.dumps(manifests, indent=1) + "\n")


if __name__ == "__main__":
    main()
