#!/usr/bin/env bash
# Write constraints.txt anew: install pyproject.toml's dependencies in a clean environment, freeze.
# TORCH names the torch to lock; left to itself pip would take the newest.
# PYTHON must be the oldest that the course supports, to the patch (Debian 12 has 3.11.2): newer ones
# get packages that it cannot have, as soupsieve 4.1 wants 3.11.5.
set -euo pipefail
cd "$(dirname "$0")/.."
torch=${TORCH:-$(grep '^torch==' constraints.txt)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3.11}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "$torch" --editable '.[dev]'
{
    sed -n '/^#/p' constraints.txt
    # A local version such as +cpu exists on one platform only; the CUDA packages exist on Linux
    # only, and torch itself names their exact versions.
    "$folder/venv/bin/python" -m pip freeze --all --exclude pip --exclude-editable |
        sed 's/+cpu$//; /^nvidia-/d; /^cuda-/d; /^triton==/d'
} >"$folder/constraints.txt"
mv "$folder/constraints.txt" constraints.txt
echo "Wrote constraints.txt. Next: make test."
