"""Find a browser for these tests, and install one where that can be done without asking.

Run as a program, as `make test` does, it makes sure that there is one, or says what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

#: How chromium, and what is built from it, is called on the systems that have it.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REMEDY = (
    "no Chromium for the browser tests: install one (Debian: apt-get install chromium; elsewhere: "
    ".venv/bin/python -m playwright install chromium), or name it in the variable CHROMIUM"
)
#: Seconds after which an installation is given up; without internet some wait for minutes.
PATIENCE = 600


def find() -> str | None:
    """The program of a browser that starts, or None: $CHROMIUM, playwright's own, then the PATH."""
    return next((program for program in _candidates() if _starts(program)), None)


def install() -> str | None:
    """Install a browser by the ways that this computer has, until one starts; return its program.

    As root on Debian its package comes first, because it brings the libraries along.
    """
    playwright = [sys.executable, "-m", "playwright", "install"]
    ways = [[*playwright, "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        packages = ["chromium", "fonts-dejavu-core"]  # without a font a page shows boxes
        debian = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
        ways = [["apt-get", "update"], debian, [*playwright, "--with-deps", "chromium"]]
    for command in ways:
        print(f"Installing a browser for the tests: {' '.join(command)}", flush=True)
        _run(command, {"DEBIAN_FRONTEND": "noninteractive"})
        if program := find():
            return program
    return None


def _candidates() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path
    yield from filter(None, map(shutil.which, NAMES))


def _starts(program: str) -> bool:
    # Ubuntu's chromium-browser is a script that only says where to get the browser.
    return _run([program, "--version", "--no-sandbox"], {})


def _run(command: list[str], environment: dict[str, str]) -> bool:
    try:
        ended = subprocess.run(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


if __name__ == "__main__":
    # Without a browser its tests are skipped, and say so; the others are worth running.
    if not (find() or install()):
        print(REMEDY)
