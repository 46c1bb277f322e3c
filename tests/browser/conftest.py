"""A real JupyterLab on a copy of the course, and pages of a real browser to walk through it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from lab_support import ROOT, Lab, Walk
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
def _server(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def lab(_server: Lab) -> Iterator[Lab]:
    """JupyterLab as `make lab` starts it, on a fresh copy of the course; no kernel runs yet."""
    _server.refresh()
    yield _server
    _server.stop_kernels()


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
def walk(lab: Lab, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Walk]:
    """A page of a person's own; afterwards no request has left this computer and none complained.

    The last thing seen is kept as a screenshot, beside those that a test takes by itself.
    """
    name = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower()).strip("-")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    walk = Walk(lab, context, SCREENSHOTS / name)
    try:
        yield walk
        walk.screenshot("end")
        assert walk.strangers == [], "requests to other computers"
        assert walk.complaints == [], "errors on the browser's console"
    finally:
        context.close()


@pytest.fixture(scope="session", autouse=True)
def _folder_of_screenshots() -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
