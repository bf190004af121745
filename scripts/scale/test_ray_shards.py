"""A Ray cluster of two workers on this machine, of which one is killed while it evaluates: the
merged report is that of one run. The pictures are the samples of the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from collections.abc import Callable
from pathlib import Path

from ray.cluster_utils import Cluster

ROOT = Path(__file__).resolve().parents[2]
SHARDS = 3
# Each shard has three or four pictures, of about half a second.
FIRST_PICTURE = re.compile(r"^image 1/[34] ", re.MULTILINE)
WORKER = re.compile(r"^worker (\d+) on node (\w+)$", re.MULTILINE)
# A machine that is busy otherwise may take minutes.
PATIENCE = 300.0


def without_times(report: Path) -> object:
    """What two runs must agree in: everything but the time that they took."""

    def strip(pairs: list[tuple[str, object]]) -> dict[str, object]:
        return {name: value for name, value in pairs if name != "msPerImage"}

    found: object = json.loads(report.read_text(), object_pairs_hook=strip)
    return found


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Polls. Raises AssertionError when the process ends first, or takes too long."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if process.poll() is not None or time.monotonic() > end:
            raise AssertionError("what the test waits for has not come")
        time.sleep(0.02)


def has_ended(pid: int) -> bool:
    """A process that nobody has waited for yet has ended too."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
    return state in "ZX"


def children_of(pid: int) -> list[int]:
    """All processes below one, its children's too."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *children_of(child)]
    return found


def command_of(pid: int) -> bytes:
    """The command line with zeros between its words; empty for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def end(pid: int) -> None:
    if b"evaluate.mjs" in command_of(pid):
        os.kill(pid, signal.SIGKILL)


class KilledWorker(unittest.TestCase):
    folder: Path
    options: list[str]

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="anomalens-ray-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        samples = ROOT / "public/samples"
        for name, source in (
            ("images", samples.glob("*.jpg")),
            ("labels", samples.glob("masks/*")),
        ):
            (cls.folder / name).mkdir()
            for file in source:
                shutil.copy(file, cls.folder / name)
        set_options = [
            "--images",
            str(cls.folder / "images"),
            "--labels",
            str(cls.folder / "labels"),
        ]
        cls.options = [*set_options, "--methods", "energy,rpl", "--threads", "1"]
        whole = ["node", "scripts/evaluate.mjs", *cls.options, "--out", str(cls.folder / "whole")]
        subprocess.run(whole, cwd=ROOT, check=True, capture_output=True)

    def test_a_worker_process_is_killed(self) -> None:
        self.run_with("process", lambda cluster, pid, node: os.kill(pid, signal.SIGKILL))

    def test_a_node_is_killed(self) -> None:
        def kill(cluster: Cluster, pid: int, node: str) -> None:
            found = next(own for own in cluster.worker_nodes if own.node_id == node)
            cluster.remove_node(found, allow_graceful=False)

        self.run_with("node", kill)

    def run_with(self, name: str, kill: Callable[[Cluster, int, str], None]) -> None:
        """Kills what computes shard 1, as soon as its first picture is done."""
        own = self.folder / name
        memory = 80 * 1024**2
        cluster = Cluster(
            initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": memory}
        )
        self.addCleanup(cluster.shutdown)
        for _ in range(2):
            cluster.add_node(num_cpus=1, object_store_memory=memory)
        driver = [sys.executable, "scripts/scale/ray_shards.py", "--shards", str(SHARDS)]
        places = ["--work", str(own / "shards"), "--out", str(own / "merged")]
        process = subprocess.Popen(
            [*driver, *places, "--", *self.options],
            cwd=ROOT,
            env={**os.environ, "RAY_ADDRESS": cluster.address},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        log = own / "shards/1.log"
        wait_for(lambda: log.exists() and bool(FIRST_PICTURE.search(log.read_text())), process)
        [(pid, node)] = WORKER.findall(log.read_text())
        started = children_of(int(pid))
        # Halted, it cannot end by finishing its shard: only what kills it ends it.
        [writer] = [child for child in started if b"evaluate.mjs" in command_of(child)]
        os.kill(writer, signal.SIGSTOP)
        self.addCleanup(end, writer)
        self.assertFalse((own / "shards/1/report.json").exists(), "it was halted too late")
        kill(cluster, int(pid), node)
        wait_for(lambda: all(map(has_ended, [int(pid), *started])), process)

        told, _ = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0, told)
        attempts = WORKER.findall(log.read_text())
        self.assertEqual(len(attempts), 2, "the shard was tried again once")
        self.assertNotEqual(attempts[0][0], attempts[1][0])
        merged = without_times(own / "merged/report.json")
        self.assertEqual(merged, without_times(self.folder / "whole/report.json"))


if __name__ == "__main__":
    unittest.main()
