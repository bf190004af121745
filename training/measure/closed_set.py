"""Closed-set quality of a network with classes, per class.

    OOD_DATA=... python3 -m training.measure.closed_set --onnx public/models/base.onnx \\
        --split test --json public/models/cards/base.quality.json
    OOD_DATA=... python3 -m training.measure.closed_set --street base --runs training/runs

Input 768x384, labels on their own 640x640 grid, logits resized to it (never the scores or the
labels).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from training.data.datasets import data_root
from training.measure.class_iou import evaluate, evaluate_network
from training.networks.exported import digests_of, load_exported
from training.networks.street_runs import street_method


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--onnx", type=Path, help="those that feed it lie beside it")
    source.add_argument("--street", choices=("base", "max-entropy", "dmlnet"), help="from --runs")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--split", choices=("validation", "test"), default="validation")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--json", type=Path, help="with --onnx: also write the result, for training.export.manifest"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.street:
        method = street_method(args.runs, args.street)
        result = evaluate_network(method, data_root(args.data), args.split, args.limit)
    else:
        exported = load_exported(args.onnx)
        result = evaluate(
            lambda image: exported.run(image)[0], data_root(args.data), args.split, args.limit
        )
    print(result.table())
    if args.json:
        content = {
            **digests_of(args.onnx),
            "dataset": "Cityscapes",
            "split": args.split,
            **result.as_json(),
        }
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
