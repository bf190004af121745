"""AP, AUROC and FPR95 of the scores of one network on the held-out composites, per kind of object.

    python3 -m training.measure.composites --onnx public/models/rpl.onnx \\
        --json public/models/cards/rpl.outliers.json
    python3 -m training.measure.composites --onnx public/models/base.onnx \\
        --statistics src/methods/data/base.statistics.json
    python3 -m training.measure.composites --street max-entropy --runs training/runs

Logits at long side 768 are resized bilinearly (half-pixel) to the label's grid; scores are never
resized. Every kind is measured against the known pixels of all pictures, so that kinds differ by
their objects only.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from training.measure.composite_scores import evaluate_outliers, scores_of
from training.measure.fitted_scores import load_statistics
from training.measure.outlier_metrics import OutlierQuality
from training.networks.exported import digests_of, load_exported
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
    source.add_argument("--onnx", type=Path, help="exported file; those that feed it lie beside it")
    source.add_argument("--street", choices=RUNS, help="a head on the trunk, from --runs")
    parser.add_argument("--runs", type=Path, default=Path("training/runs"))
    parser.add_argument(
        "--statistics", type=Path, help="with --onnx of the base network: also its comparators"
    )
    parser.add_argument("--set", type=Path, default=Path("training/runs/held-out"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--json",
        type=Path,
        help=(
            "with --onnx: also write the result, with the digests of the files, for "
            "training.export.manifest"
        ),
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.street:
        maps = scores_of(args.street, street_method(args.runs, args.street))
    else:
        exported = load_exported(args.onnx)
        statistics = load_statistics(args.statistics, args.onnx) if args.statistics else None
        maps = scores_of(exported.name, exported, statistics)
    result = evaluate_outliers(maps, args.set)
    print(table(result))
    if args.json:
        content = {
            **digests_of(args.onnx),
            "dataset": "held-out composites",
            "scores": rounded(result),
        }
        args.json.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
