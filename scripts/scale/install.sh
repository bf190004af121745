#!/usr/bin/env bash
# Ray and the checker of manifests in an environment of their own, .cache/scale: bash scripts/scale/install.sh
# Installed anew when requirements.txt has changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
tools=.cache/scale
wanted=$(sha256sum <scripts/scale/requirements.txt)
if [[ $(cat "$tools/wanted" 2>/dev/null) != "$wanted" ]]; then
  rm -rf "$tools"
  /usr/bin/python3 -m venv "$tools"
  "$tools/bin/pip" install -q --disable-pip-version-check --no-deps -r scripts/scale/requirements.txt
  echo "$wanted" >"$tools/wanted"
fi
