#!/usr/bin/env bash
# The recipes for several machines, tried on this one: bash scripts/scale/test.sh
# A local Ray cluster of two workers that loses one, and the manifests against the schema of Kubernetes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash scripts/scale/install.sh
export RAY_USAGE_STATS_ENABLED=0 # Ray would report to its makers that it was started
exec .cache/scale/bin/python -m unittest discover -v -s scripts/scale
