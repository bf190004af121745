"""AP, AUROC and FPR95 of the scores of one network on the held-out composites, per kind of object.

    python3 -m training.measure.composites --onnx public/models/base-road.onnx
    python3 -m training.measure.composites --onnx public/models/base-road.onnx --statistics src/methods/base-road.statistics.json
    python3 -m training.measure.composites --checkpoint training/runs/max-entropy/latest.pt
    python3 -m training.measure.composites --metric --checkpoint training/runs/dmlnet/latest.pt
    python3 -m training.measure.composites --base public/models/base-road.onnx --block training/runs/rpl/latest.pt

Logits at long side 768 are resized bilinearly (half-pixel) to the label's grid; scores are never resized. Every kind is
measured against the known pixels of all pictures, so that kinds differ by their objects only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Callable, Iterator

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.measure.closed_set import normalise
from training.export.base import base_from_file
from training.export.rpl import folded_rpl_network
from training.measure.fitted_scores import Statistics, fitted_maps, load_statistics
from training.networks.base import BaseNetwork
from training.export.onnx_file import fold_batch_norm
from training.measure.outlier_metrics import OutlierQuality, outlier_quality
from training.networks.residual_block import ResidualPatternNetwork
from training.measure.scores import blur, metric_maps, softmax_maps

#: Image `[1, 3, H, W]` to the maps of named scores at the label grid `[h, w]`.
ScoreMaps = Callable[[Tensor, tuple[int, int]], dict[str, Tensor]]
KNOWN_PER_PICTURE = 30_000


def base_scores(network: BaseNetwork, statistics: Statistics | None = None) -> ScoreMaps:
    """The softmax family of a network's own logits, and with its statistics the comparators."""

    def maps(image: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
        logits, features = network(image)
        comparators = fitted_maps(logits, features, shape, statistics) if statistics else {}
        return softmax_maps(logits, shape) | comparators

    return maps


def metric_head_scores(network: BaseNetwork) -> ScoreMaps:
    """EDS, MMSP and their mix of a network with a metric head."""
    return lambda image, shape: metric_maps(network(image)[0], shape)


def rpl_scores(network: ResidualPatternNetwork) -> ScoreMaps:
    """Energy of the frozen path, of the residual path, and that blurred (`rpl`)."""

    def maps(image: Tensor, shape: tuple[int, int]) -> dict[str, Tensor]:
        logits, rpl_logits, _ = network(image, torch.ones(1))
        residual = softmax_maps(rpl_logits, shape)
        return {
            "base energy": softmax_maps(logits, shape)["energy"], "residual entropy": residual["entropy"],
            "residual energy": residual["energy"], "rpl": blur(residual["energy"]),
        }

    return maps


def _pictures(folder: Path) -> Iterator[tuple[str, Tensor, np.ndarray]]:
    for path in sorted((folder / "images").glob("*.png")):
        with Image.open(path) as image, Image.open(folder / "labels" / path.name) as label:
            yield path.stem, normalise(image.convert("RGB")), np.asarray(label)


@torch.no_grad()
def evaluate_outliers(maps: ScoreMaps, folder: Path) -> dict[str, dict[str, OutlierQuality]]:
    """Score to kind of object ("all", "named", "hard", "small", ...) to its quality."""
    kinds = json.loads((folder / "kinds.json").read_text())
    rng = np.random.default_rng(1)
    known: dict[str, list[np.ndarray]] = {}
    known_count = 0
    unknown: dict[str, dict[str, list[np.ndarray]]] = {}
    for stem, image, label in _pictures(folder):
        inside = np.flatnonzero(label.ravel() == 0)
        known_count += inside.size
        chosen = rng.choice(inside, KNOWN_PER_PICTURE)
        entry = kinds.get(stem)
        groups = ["all", "named" if entry["name"] else "unnamed", entry["edge"], entry["size"]] if entry else []
        for name, score in maps(image, label.shape).items():
            values = score.numpy()
            known.setdefault(name, []).append(values.ravel()[chosen])
            for group in groups:
                unknown.setdefault(name, {}).setdefault(group, []).append(values[label == 1])
    result: dict[str, dict[str, OutlierQuality]] = {}
    for name, parts in known.items():
        inliers = np.concatenate(parts)
        result[name] = {group: outlier_quality(inliers, np.concatenate(found), known_count) for group, found in unknown[name].items()}
    return result


def table(result: dict[str, dict[str, OutlierQuality]]) -> str:
    """AP / AUROC / FPR95 per score and kind."""
    order = ("all", "named", "unnamed", "hard", "feathered", "harmonised", "small", "medium", "large")
    lines = [" " * 17 + "".join(f"{group:>19s}" for group in order)]
    for name, groups in result.items():
        cells = (f"{q.ap:5.1f}/{q.auroc:5.1f}/{q.fpr95:5.1f}" for q in (groups[group] for group in order))
        lines.append(f"{name:17s}" + "".join(f"{cell:>19s}" for cell in cells))
    first = next(iter(result.values()))
    lines.append("prior".ljust(17) + "".join(f"{first[group].prior:19.2f}" for group in order))
    return "\n".join(lines)


def rounded(result: dict[str, dict[str, OutlierQuality]]) -> dict[str, dict[str, dict[str, float]]]:
    """For the model card: two digits after the point."""
    return {
        name: {
            group: {"AP": round(q.ap, 2), "AUROC": round(q.auroc, 2), "FPR95": round(q.fpr95, 2), "prior": round(q.prior, 2)}
            for group, q in groups.items()
        }
        for name, groups in result.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--onnx", type=Path, help="exported base, max-entropy, DMLNet (with --metric) or RPL (with --rpl) file")
    source.add_argument("--checkpoint", type=Path, help="averaged weights of a base-shaped network")
    source.add_argument("--block", type=Path, help="averaged weights of a residual pattern block")
    parser.add_argument("--rpl", action="store_true", help="--onnx is a residual pattern network")
    parser.add_argument("--statistics", type=Path, help="with --onnx of the base network: also its comparators")
    parser.add_argument("--metric", action="store_true", help="--onnx or --checkpoint has a metric head (DMLNet)")
    parser.add_argument("--base", type=Path, default=Path("public/models/base-road.onnx"), help="frozen base of --block")
    parser.add_argument("--set", type=Path, default=Path("training/runs/held-out"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="with --onnx: also write the result, with the digest of the model, for training.export.manifest")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.block:
        network = ResidualPatternNetwork(base_from_file(args.base)).eval()
        network.block.load_state_dict(torch.load(args.block, map_location="cpu")["average"])
        maps = rpl_scores(network)
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
        content = {"modelSha256": digest, "dataset": "held-out composites", "scores": rounded(result)}
        args.json.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
