"""Evaluates a set in shards on a Ray cluster and merges them (docs/scale.md):

    .cache/scale/bin/python scripts/scale/ray_shards.py --shards 16 --work shards --out results \\
        -- --images set/images --labels set/labels -- --min-predicted 500

What stands behind the first `--` goes to every shard, behind a second one to the merging. All
nodes see the repository and the folders under the same paths. A task whose worker or node dies is
run again, and goes on from the shard's last checkpoint.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import ray

ROOT = Path(__file__).resolve().parents[2]
# Of one shard: so many workers may die before it is given up.
RETRIES = 5


class Command(NamedTuple):
    """What was asked for."""

    shards: int
    cpus: int
    work: Path
    out: Path
    options: list[str]
    merge_options: list[str]


class ShardError(Exception):
    """A shard that ended by itself without being finished: to try again would change nothing."""


def run_shard(index: int, command: Command) -> int:
    """Runs on a worker. Raises ShardError; gives the index, counted from 1."""
    log = command.work / f"{index}.log"
    with log.open("a") as told:
        node = ray.get_runtime_context().get_node_id()
        print(f"worker {os.getpid()} on node {node}", file=told, flush=True)
        # A worker that is killed cannot end what it has started; the kernel does.
        script = ["setpriv", "--pdeathsig", "KILL", "sh", "scripts/scale/shard.sh"]
        place = [str(index), str(command.shards), str(command.work)]
        code = subprocess.run(
            [*script, *place, *command.options],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
        ).returncode
    if code != 0:
        raise ShardError(f"shard {index} ended with code {code}: see {log}")
    return index


def run_shards(command: Command) -> list[str]:
    """Waits for all of them, whatever becomes of the others; gives what went wrong."""
    task = ray.remote(run_shard).options(num_cpus=command.cpus, max_retries=RETRIES)
    pending = [task.remote(index, command) for index in range(1, command.shards + 1)]
    problems: list[str] = []
    while pending:
        done, pending = ray.wait(pending)
        try:
            print(f"shard {ray.get(done[0])} of {command.shards}", flush=True)
        except ray.exceptions.RayTaskError as error:
            problems.append(str(error.cause))
        except ray.exceptions.RayError as error:
            problems.append(str(error))
    return problems


def merge(command: Command) -> int:
    """On the machine of this command. Gives the exit code of `npm run evaluate`."""
    shards = [str(command.work / str(index)) for index in range(1, command.shards + 1)]
    script = ["node", "scripts/evaluate.mjs", "--merge", "--out", str(command.out)]
    return subprocess.run([*script, *command.merge_options, *shards], cwd=ROOT).returncode


def read_command(arguments: list[str]) -> Command:
    """Ends the process with code 2 for a mistake."""
    own, options, merge_options = split(arguments)
    parser = argparse.ArgumentParser(
        usage="ray_shards.py --shards N --work DIR --out DIR [--cpus N] -- OPTION... [-- OPTION...]"
    )
    parser.add_argument("--shards", type=int, required=True)
    parser.add_argument("--cpus", type=int, default=1, help="that Ray keeps free for each shard")
    parser.add_argument("--work", type=Path, required=True, help="folder of the shards")
    parser.add_argument("--out", type=Path, required=True)
    values = parser.parse_args(own)
    if values.shards < 1 or values.cpus < 1:
        parser.error("--shards and --cpus are at least 1")
    if not options:
        parser.error("the options of every shard stand behind --")
    work, out = values.work.resolve(), values.out.resolve()
    return Command(values.shards, values.cpus, work, out, options, merge_options)


def split(arguments: list[str]) -> tuple[list[str], list[str], list[str]]:
    """At the first two `--`."""
    parts: list[list[str]] = [[]]
    for argument in arguments:
        if argument == "--" and len(parts) < 3:
            parts.append([])
        else:
            parts[-1].append(argument)
    own, options, merge_options = [*parts, [], []][:3]
    return own, options, merge_options


def main() -> int:
    """The exit code: that of the merging, or 1 when a shard was not finished."""
    command = read_command(sys.argv[1:])
    command.work.mkdir(parents=True, exist_ok=True)
    ray.init(log_to_driver=False)  # the cluster that RAY_ADDRESS names; else one of this machine
    problems = run_shards(command)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("Nothing was merged. The same command goes on from here.", file=sys.stderr)
        return 1
    return merge(command)


if __name__ == "__main__":
    sys.exit(main())
