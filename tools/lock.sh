#!/usr/bin/env bash
# Write constraints.txt anew: install pyproject.toml's dependencies in a clean environment, freeze.
# TORCH names the torch to lock; left to itself pip would take the newest, with its CUDA packages.
set -euo pipefail
cd "$(dirname "$0")/.."
torch=${TORCH:-$(grep '^torch==' constraints.txt)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet "$torch" --editable '.[dev]'
{
    sed -n '/^#/p' constraints.txt
    # A local version such as +cpu exists on one platform only.
    "$folder/venv/bin/python" -m pip freeze --exclude-editable | sed 's/+cpu$//'
} >"$folder/constraints.txt"
mv "$folder/constraints.txt" constraints.txt
echo "Wrote constraints.txt. Next: make test."
