"""Trains the head that answers to words, on the frozen trunk. Resumes by itself.

    OOD_DATA=... python3 -m training.words.train --run training/runs/words \\
        --base training/runs/street --steps 2500 --cooldown 1000

The first call fits the space of the texts (`space.npz` in the run), which takes three minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import load_split
from training.data.labels import CLASS_COUNT
from training.data.stream import batches
from training.data.word_names import imagenet_names
from training.networks.base import channels_last
from training.networks.efficientnet_lite import load_imagenet
from training.networks.street_runs import load_average
from training.networks.trunk import StreetDecoder, Trunk, fast_trunk
from training.networks.words_head import WordsHead
from training.train.arguments import prepare, schedule_of, trainer_arguments
from training.train.head import encoded
from training.train.loop import LossLog, TrainingRun, train
from training.train.precision import Autocast
from training.train.replay import Replay
from training.words.concepts import STRICT
from training.words.features import imagenet_paths, pooled_features
from training.words.losses import WordLoss
from training.words.pictures import (
    WordSampler,
    coco_names,
    objects_named_by,
    training_coco,
    training_names,
)
from training.words.sentence_encoder import TextEncoder, load_text_encoder
from training.words.text_space import (
    TextSpace,
    fitted_on_shown_names,
    load_text_space,
    template_means,
)
from training.words.vocabulary import Vocabulary, training_vocabulary

SPACE_FILE = "space.npz"


class WordsTraining(nn.Module):
    """The head and what only training needs."""

    def __init__(self, head: WordsHead, loss: WordLoss) -> None:
        super().__init__()
        self.head, self.loss = head, loss


def space_of(run: Path, root: Path, encoder: TextEncoder) -> TextSpace:
    """The run's space of texts, fitted where it is not there."""
    path = run / SPACE_FILE
    if not path.exists():
        network = load_imagenet(1).eval()
        space = fitted_on_shown_names(
            encoder, network, pooled_features(network, imagenet_paths(root))
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        space.save(path)
    return load_text_space(path)


def loss_of(
    space: TextSpace, encoder: TextEncoder, vocabulary: Vocabulary, frequency: np.ndarray
) -> WordLoss:
    """The loss with the vectors of all texts that training shows."""

    def vectors(texts: Sequence[str]) -> np.ndarray:
        return space.project(template_means(encoder, list(texts)))

    weights = load_imagenet(1)._fc.weight.detach().numpy()
    rows = np.zeros((len(vocabulary.names), weights.shape[1]), np.float32)
    for index, wnid in enumerate(imagenet_names()):
        label = vocabulary.labels.get(wnid, 0)
        if label >= CLASS_COUNT:
            rows[label - CLASS_COUNT] = weights[index] - weights.mean(0)
    return WordLoss(
        [vectors(group) for group in STRICT], vectors(vocabulary.names), rows, frequency
    )


def sampler_of(root: Path, vocabulary: Vocabulary) -> WordSampler:
    """All training pictures in memory."""
    streets = CropSampler(
        {source: load_split(root, source, "train") for source in ("cityscapes", "camvid")},
        {"cityscapes": 0.9, "camvid": 0.1},
        focus_share=0.5,
        options=CropOptions(),
    )
    groups = {
        "polygons": training_coco(root, vocabulary),
        "names": training_names(root, vocabulary),
        "objects": objects_named_by(load_imagenet(1), root, vocabulary),
    }
    print({kind: len(pictures) for kind, pictures in groups.items()}, flush=True)
    return WordSampler(streets, groups)


def start_head(space: TextSpace, base: Path | None) -> WordsHead:
    """The head before any step: the closed form, and the street decoder's layers from a run."""
    head = WordsHead()
    head.named.fill(load_imagenet(1), space.picture, space.picture_centre)
    if base is not None:
        decoder = StreetDecoder()
        load_average(decoder, base)
        head.start_from(decoder)
    return head


def go(
    args: argparse.Namespace, sampler: WordSampler, trunk: Trunk, modules: WordsTraining
) -> None:
    """Trains what has gradients; the head is averaged."""
    parameters = [p for p in modules.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99))
    run = TrainingRun(
        args.run / "latest.pt", modules, modules, optimizer, schedule_of(args, warmup=200)
    )
    crops = batches(sampler, args.batch, workers=args.workers, seed=args.seed, start=run.step)

    def step_loss(batch: Sequence[Tensor], autocast: Autocast) -> tuple[Tensor, dict[str, float]]:
        _, ids, _, _, at8, at16, at32 = batch
        with autocast():
            if not torch.is_autocast_cpu_enabled():
                at8, at16, at32 = at8.float(), at16.float(), at32.float()
            embedding = modules.head(at8, at16, at32)
            parts = modules.loss.parts(embedding.float(), ids.long(), at32, modules.head.named)
        loss = modules.loss.total(parts)
        shown = {name: float(part) for name, part in parts.items()}
        return loss, {**shown, "T": float(modules.loss.temperature)}

    train(
        run,
        encoded(crops, trunk, Replay(args.replay, args.seed)),
        step_loss,
        LossLog(args.batch, "crops"),
        checkpoint_every=args.checkpoint_every,
    )


def main() -> None:
    parser = trainer_arguments(__doc__, rate=1e-3, batch=8)
    parser.add_argument("--base", type=Path, help="run of the street decoder to start from")
    parser.add_argument("--replay", type=int, default=120, help="batches whose maps are kept")
    args = parser.parse_args()
    root = prepare(args)
    encoder = load_text_encoder()
    space = space_of(args.run, root, encoder)
    vocabulary = training_vocabulary(coco_names(root))
    sampler = sampler_of(root, vocabulary)
    head = channels_last(start_head(space, args.base))
    loss = loss_of(space, encoder, vocabulary, sampler.streets.frequency)
    trunk = fast_trunk(Trunk(load_imagenet(1)))
    go(args, sampler, trunk, WordsTraining(head, loss))


if __name__ == "__main__":
    main()
