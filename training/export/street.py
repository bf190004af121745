"""Exports the trunk and the heads on it from their checkpoints.

python3 -m training.export.street --runs training/runs --out public/models

`--runs` holds `street/`, and where they are trained `street-max-entropy/`, `street-dmlnet/` and
`street-rpl/`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.networks.street_file import (
    export_base_head,
    export_metric_head,
    export_plain_head,
    export_residual_head,
    export_trunk,
)
from training.networks.street_runs import RUNS, load_average
from training.networks.trunk import (
    StreetDecoder,
    StreetResidualNetwork,
    UpperDecoder,
    imagenet_trunk,
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    sizes = {"trunk": export_trunk(imagenet_trunk(), args.out)}
    base = StreetDecoder()
    step = load_average(base, args.runs / RUNS["base"])
    sizes["base"] = export_base_head(base, args.out, step)
    if (args.runs / RUNS["max-entropy"]).exists():
        decoder = StreetDecoder()
        step = load_average(decoder, args.runs / RUNS["max-entropy"])
        sizes["max-entropy"] = export_plain_head(decoder, args.out, step)
    if (args.runs / RUNS["dmlnet"]).exists():
        upper = UpperDecoder()
        step = load_average(upper, args.runs / RUNS["dmlnet"])
        sizes["dmlnet"] = export_metric_head(upper, args.out, step)
    if (args.runs / RUNS["rpl"]).exists():
        network = StreetResidualNetwork(base)
        step = load_average(network.block, args.runs / RUNS["rpl"])
        sizes["rpl"] = export_residual_head(network, args.out, step)
    for name, size in sizes.items():
        print(f"{name:12s} {size:10,} bytes")
    print(f"{'together':12s} {sum(sizes.values()):10,} bytes")


if __name__ == "__main__":
    main()
