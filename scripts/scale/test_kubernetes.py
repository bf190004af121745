"""The manifests in scripts/scale/kubernetes: against the schema of Kubernetes, and what their
commands run, with a command in the place of Node that writes down its arguments.
"""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

ROOT = Path(__file__).resolve().parents[2]
MANIFESTS = ROOT / "scripts/scale/kubernetes"
VERSION = "1.37"


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((MANIFESTS / name).read_text())
    return found


def pod_of(job: dict[str, Any]) -> dict[str, Any]:
    pod: dict[str, Any] = job["spec"]["template"]["spec"]
    return pod


class Schema(unittest.TestCase):
    def test_every_manifest_is_what_kubernetes_knows(self) -> None:
        names = sorted(file.name for file in MANIFESTS.glob("*.yaml"))
        self.assertEqual(names, ["merge.yaml", "shards.yaml"])
        for name in names:
            with self.subTest(name):
                kubernetes_validate.validate(read(name), VERSION, strict=True)

    def test_a_misspelt_field_is_refused(self) -> None:
        job = read("shards.yaml")
        job["spec"]["backoffLimitPerIndx"] = job["spec"].pop("backoffLimitPerIndex")
        with self.assertRaises(kubernetes_validate.ValidationError):
            kubernetes_validate.validate(job, VERSION, strict=True)

    def test_both_jobs_run_the_same_image_and_see_the_same_shards(self) -> None:
        shards, merge = pod_of(read("shards.yaml")), pod_of(read("merge.yaml"))
        self.assertEqual(shards["containers"][0]["image"], merge["containers"][0]["image"])
        [volume] = merge["volumes"]
        self.assertIn(volume, shards["volumes"])
        [mount] = merge["containers"][0]["volumeMounts"]
        self.assertIn(mount, shards["containers"][0]["volumeMounts"])

    def test_a_mistake_on_the_command_line_is_not_tried_again(self) -> None:
        job = read("shards.yaml")
        rules = job["spec"]["podFailurePolicy"]["rules"]
        [rule] = [rule for rule in rules if rule["action"] == "FailJob"]
        self.assertEqual(rule["onExitCodes"]["values"], [2])
        names = [container["name"] for container in pod_of(job)["containers"]]
        self.assertEqual(names, [rule["onExitCodes"]["containerName"]])


class Commands(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="anomalens-kubernetes-"))
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "shards").mkdir()
        node = self.folder / "node"
        node.write_text('#!/bin/sh\necho "$@"\n')
        node.chmod(0o755)

    def run_container(self, name: str, **env: str) -> list[str]:
        """What Node is called with, paths as in the container."""
        [container] = copy.deepcopy(pod_of(read(name))["containers"])
        own = str(self.folder / "shards")
        done = subprocess.run(
            [*container["command"], *(text.replace("/shards", own) for text in container["args"])],
            cwd=ROOT,
            env={"PATH": f"{self.folder}:{os.environ['PATH']}", **env},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.replace(own, "/shards").split()

    def test_every_pod_evaluates_a_shard_of_its_own_and_together_they_are_the_set(self) -> None:
        job = read("shards.yaml")["spec"]
        self.assertEqual(job["completionMode"], "Indexed")
        count = job["completions"]
        for index in range(count):
            told = self.run_container("shards.yaml", JOB_COMPLETION_INDEX=str(index))
            self.assertEqual(told[0], "scripts/evaluate.mjs")
            self.assertEqual(told[told.index("--shard") + 1], f"{index + 1}/{count}")
            self.assertEqual(told[told.index("--out") + 1], f"/shards/{index + 1}")

    def test_what_is_merged_are_the_shards_alone(self) -> None:
        for name in ("1", "2", "16", "merged"):
            (self.folder / "shards" / name).mkdir()
        told = self.run_container("merge.yaml")
        self.assertEqual(told[:4], ["scripts/evaluate.mjs", "--merge", "--out", "/shards/merged"])
        self.assertEqual(sorted(told[4:]), ["/shards/1", "/shards/16", "/shards/2"])


if __name__ == "__main__":
    unittest.main()
