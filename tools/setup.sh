#!/usr/bin/env bash
# Make .venv, or refresh it when pyproject.toml or constraints.txt changed since the last time.
# PYTHON names the Python to make it with; left to itself the newest that fits is taken.
set -euo pipefail
cd "$(dirname "$0")/.."

oldest=11 newest=13
stamp=.venv/installed

fits() { # is "$1" a Python 3.11 to 3.13?
    "$1" -c "import sys; sys.exit(not (3, $oldest) <= sys.version_info[:2] <= (3, $newest))" \
        2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3; do
        if fits "$candidate"; then
            command -v "$candidate"
            return
        fi
        if [ -n "${PYTHON:-}" ]; then break; fi
    done
    echo "setup: expected Python 3.$oldest to 3.$newest, found" \
        "$("${PYTHON:-python3}" --version 2>&1 || true);" \
        "install one, or name it: make setup PYTHON=/path/to/python3.$oldest" >&2
    return 1
}

version() { "$1" -c "import sys; print(sys.version)" 2>/dev/null; }

ours() { # is .venv made for this folder, with a Python that fits and is the one asked for?
    # The programs in a moved .venv still look for its Python in the old place.
    [ "$(cat .venv/place 2>/dev/null)" = "$PWD" ] && fits .venv/bin/python &&
        { [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version .venv/bin/python)" ]; }
}

fingerprint() { cat pyproject.toml constraints.txt | cksum; }

if ours && [ -x .venv/bin/autograder ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ]; then
    exit 0
fi

if ! { ours && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "setup: $python cannot make a virtual environment; install its venv module" \
            "(Debian and Ubuntu: python3-venv)" >&2
        exit 1
    fi
    pwd >.venv/place
fi

echo "Installing the versions in constraints.txt; the first time takes some minutes ..."
rm -f "$stamp"
quiet=--quiet
if [ -t 1 ]; then quiet=; fi # somebody is watching: show each package and how far it is
.venv/bin/python -m pip install $quiet --disable-pip-version-check \
    --constraint constraints.txt --editable '.[dev]'
fingerprint >"$stamp"
echo "Installed into .venv."
