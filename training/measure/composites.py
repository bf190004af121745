"""AP, AUROC and FPR95 of the scores of one network on the held-out composites, per kind of object.

    python3 -m training.measure.composites --onnx public/models/base-road.onnx
    python3 -m training.measure.composites --onnx public/models/base-road.onnx \\
        --statistics src/methods/data/base-road.statistics.json
    python3 -m training.measure.composites --checkpoint training/runs/max-entropy/latest.pt
    python3 -m training.measure.composites --metric --checkpoint training/runs/dmlnet/latest.pt
    python3 -m training.measure.composites --base public/models/base-road.onnx --block \\
        training/runs/rpl/latest.pt
    python3 -m training.measure.composites --street max-entropy --runs training/runs

Logits at long side 768 are resized bilinearly (half-pixel) to the label's grid; scores are never
resized. Every kind is measured against the known pixels of all pictures, so that kinds differ by
their objects only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch

from training.measure.composite_scores import (
    base_scores,
    evaluate_outliers,
    metric_head_scores,
    rpl_scores,
)
from training.measure.fitted_scores import load_statistics
from training.measure.outlier_metrics import OutlierQuality
from training.networks.base import BaseNetwork
from training.networks.exported import base_from_file, folded_rpl_network
from training.networks.onnx_file import fold_batch_norm
from training.networks.residual_block import ResidualPatternNetwork
from training.networks.street_runs import RUNS, street_method


def table(result: dict[str, dict[str, OutlierQuality]]) -> str:
    """AP / AUROC / FPR95 per score and kind."""
    order = (
        "all",
        "named",
        "unnamed",
        "hard",
        "feathered",
        "harmonised",
        "small",
        "medium",
        "large",
    )
    lines = [" " * 17 + "".join(f"{group:>19s}" for group in order)]
    for name, groups in result.items():
        cells = (
            f"{q.ap:5.1f}/{q.auroc:5.1f}/{q.fpr95:5.1f}" for q in (groups[group] for group in order)
        )
        lines.append(f"{name:17s}" + "".join(f"{cell:>19s}" for cell in cells))
    first = next(iter(result.values()))
    lines.append("prior".ljust(17) + "".join(f"{first[group].prior:19.2f}" for group in order))
    return "\n".join(lines)


def rounded(result: dict[str, dict[str, OutlierQuality]]) -> dict[str, dict[str, dict[str, float]]]:
    """For the model card: two digits after the point."""
    return {
        name: {
            group: {
                "AP": round(q.ap, 2),
                "AUROC": round(q.auroc, 2),
                "FPR95": round(q.fpr95, 2),
                "prior": round(q.prior, 2),
            }
            for group, q in groups.items()
        }
        for name, groups in result.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--onnx",
        type=Path,
        help="exported base, max-entropy, DMLNet (with --metric) or RPL (with --rpl) file",
    )
    source.add_argument("--checkpoint", type=Path, help="averaged weights of a base-shaped network")
    source.add_argument("--block", type=Path, help="averaged weights of a residual pattern block")
    source.add_argument("--street", choices=RUNS, help="a head on the trunk, from --runs")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument("--rpl", action="store_true", help="--onnx is a residual pattern network")
    parser.add_argument(
        "--statistics", type=Path, help="with --onnx of the base network: also its comparators"
    )
    parser.add_argument(
        "--metric", action="store_true", help="--onnx or --checkpoint has a metric head (DMLNet)"
    )
    parser.add_argument(
        "--base",
        type=Path,
        default=Path("public/models/base-road.onnx"),
        help="frozen base of --block",
    )
    parser.add_argument("--set", type=Path, default=Path("training/runs/held-out"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--json",
        type=Path,
        help=(
            "with --onnx: also write the result, with the digest of the model, for "
            "training.export.manifest"
        ),
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.block:
        pattern = ResidualPatternNetwork(base_from_file(args.base)).eval()
        pattern.block.load_state_dict(torch.load(args.block, map_location="cpu")["average"])
        maps = rpl_scores(pattern)
    elif args.street:
        method = street_method(args.runs, args.street)
        families = {"rpl": rpl_scores, "dmlnet": metric_head_scores}
        maps = families.get(args.street, base_scores)(method)
    elif args.rpl:
        stored = folded_rpl_network(args.onnx)
        assert isinstance(stored, ResidualPatternNetwork)
        maps = rpl_scores(stored)
    elif args.onnx:
        statistics = load_statistics(args.statistics, args.onnx) if args.statistics else None
        network = base_from_file(args.onnx)
        maps = metric_head_scores(network) if args.metric else base_scores(network, statistics)
    else:
        trained = BaseNetwork()
        trained.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["average"])
        folded = fold_batch_norm(trained)
        assert isinstance(folded, BaseNetwork)
        maps = metric_head_scores(folded) if args.metric else base_scores(folded)
    result = evaluate_outliers(maps, args.set)
    print(table(result))
    if args.json:
        digest = hashlib.sha256(args.onnx.read_bytes()).hexdigest()
        content = {
            "modelSha256": digest,
            "dataset": "held-out composites",
            "scores": rounded(result),
        }
        args.json.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
