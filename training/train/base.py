"""Trains the base network. Resumes from its checkpoint by itself.

    OOD_DATA=... python3 -m training.train.base --run training/runs/base --steps 40000
    OOD_DATA=... python3 -m training.train.base --run training/runs/base --steps 46000 --cooldown 6000

The learning rate warms up, stays constant, and falls to zero over the last `--cooldown` steps. A run without
cooldown can be continued for as long as there is time; the cooldown writes a checkpoint of its own, so that the
constant phase can go on from where it was.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader

from training.data.augment import CropOptions, CropSampler
from training.data.datasets import data_root, load_split
from training.data.stream import CropStream
from training.measure.class_iou import evaluate_network
from training.networks.base import BaseNetwork, multiply_adds, parameter_count
from training.networks.checkpoint import AveragedWeights, load_folded, save_checkpoint
from training.networks.onnx_file import folded_weights
from training.train.loop import learning_rate
from training.train.losses import GroupCrossEntropy

SOURCE_WEIGHTS = {"cityscapes": 0.84, "camvid": 0.09, "idd": 0.07}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    parser.add_argument(
        "--run", type=Path, required=True, help="folder of the checkpoints (ignored by git)"
    )
    parser.add_argument(
        "--steps", type=int, required=True, help="stop after this many steps in all"
    )
    parser.add_argument("--cooldown", type=int, default=0)
    parser.add_argument(
        "--from-onnx", type=Path, help="start from an exported model when the run has no checkpoint"
    )
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--validate-every", type=int, default=2500)
    return parser.parse_args()


def main() -> None:
    args = parse_arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    root = data_root(args.data)
    samples = {source: load_split(root, source, "train") for source in SOURCE_WEIGHTS}
    sampler = CropSampler(samples, SOURCE_WEIGHTS, focus_share=0.5, options=CropOptions())
    print({source: len(items) for source, items in samples.items()}, flush=True)

    network = BaseNetwork()
    print(
        f"{parameter_count(network):,} parameters, {multiply_adds(network, 448, 768) * 432 / 448 / 1e9:.2f} GMAC at 768x432",
        flush=True,
    )
    constant, cooled = args.run / "constant.pt", args.run / "cooled.pt"
    own = cooled if args.cooldown else constant
    resume = next((path for path in (own, constant) if path.exists()), None)
    if resume is None and args.from_onnx:
        rng = np.random.default_rng(args.seed)
        calibration = torch.from_numpy(np.stack([sampler.draw(rng)[0] for _ in range(24)]))
        load_folded(network, folded_weights(args.from_onnx), calibration)
    network.to(device, memory_format=torch.channels_last)
    average = AveragedWeights(network, decay=0.9993)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=args.rate, weight_decay=0.02, betas=(0.9, 0.99)
    )
    step = 0
    if resume is not None:
        state = torch.load(resume, map_location=device)
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        average.updates = step = state["step"]
        optimizer.load_state_dict(state["optimizer"])
        print(f"resumed {resume} at step {step}", flush=True)

    loss_function = GroupCrossEntropy(sampler.frequency).to(device)
    stream = CropStream(sampler, args.seed, step)
    loader = iter(
        DataLoader(stream, batch_size=args.batch, num_workers=args.workers, prefetch_factor=4)
    )
    running, began = 0.0, time.time()

    def checkpoint() -> None:
        save_checkpoint(
            own,
            {
                "network": network.state_dict(),
                "average": average.network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "step": step,
            },
        )

    while step < args.steps:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, args.steps, args.cooldown, args.rate)
        images, labels = next(loader)
        images = images.to(device).contiguous(memory_format=torch.channels_last)
        network.train()
        # bfloat16 is about four times as fast as float32 on processors with AMX, and as accurate here.
        with torch.autocast(device.type, dtype=torch.bfloat16):
            logits, _ = network(images)
        loss = loss_function(logits, labels.to(device))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        step += 1
        if not torch.isfinite(norm):
            print(f"step {step} skipped: gradient norm {norm.item()}", flush=True)
            continue
        optimizer.step()
        average.update(network)
        running += loss.item()
        if step % 100 == 0:
            rate = 100 * args.batch / (time.time() - began)
            print(f"step {step} loss {running / 100:.4f} {rate:.1f} crops/s", flush=True)
            running, began = 0.0, time.time()
        if step % 500 == 0:
            checkpoint()
        if step % args.validate_every == 0 or step == args.steps:
            result = evaluate_network(average.network, root, "validation", limit=120)
            print(f"step {step} validation {result.summary()}", flush=True)
            began = time.time()
    checkpoint()


if __name__ == "__main__":
    main()
