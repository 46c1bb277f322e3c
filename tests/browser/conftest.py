"""A real JupyterLab on a copy of the course, and pages of a real browser to walk through it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from lab_support import ROOT, Lab, Walk, new_walk
from playwright.sync_api import Browser, sync_playwright

SCREENSHOTS = ROOT / "build" / "screenshots"


@pytest.fixture(scope="session")
def program() -> str:
    """The browser's program; without one the test is skipped, or fails in CI, which skips none."""
    found = chromium.find()
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.REMEDY)
    return found


@pytest.fixture(scope="session")
def server(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab as `make lab` starts it, for whoever puts the course into it."""
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def lab(server: Lab) -> Iterator[Lab]:
    """The same, on a fresh copy of the course; no kernel runs yet."""
    server.refresh()
    yield server
    server.stop_kernels()


# Not for the whole session: while playwright is there, asyncio has a loop that runs, and tests that
# start one of their own would fail in the same process.
@pytest.fixture(scope="module")
def browser(program: str) -> Iterator[Browser]:
    """One browser for the tests of a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def walk(lab: Lab, browser: Browser, screenshots: Path) -> Iterator[Walk]:
    """A page of a person's own; afterwards no request has left this computer and none complained.

    The last thing seen is kept as a screenshot, beside those that a test takes by itself.
    """
    with new_walk(lab, browser, screenshots) as walk, walk.watched(screenshots):
        yield walk


@pytest.fixture
def screenshots(request: pytest.FixtureRequest) -> Path:
    """How the names of a test's screenshots begin."""
    return SCREENSHOTS / re.sub(r"[^a-z0-9]+", "-", request.node.name.lower()).strip("-")


@pytest.fixture(scope="session", autouse=True)
def _folder_of_screenshots() -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
