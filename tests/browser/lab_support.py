"""JupyterLab on a copy of the course, and what a person does there: click, type, look."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    expect,
)

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "secret"
#: Milliseconds that a person would wait; a kernel with torch takes long on a busy computer.
PATIENCE = 60_000
#: What a page may talk to: this computer, and data that it made itself.
HOME = {"localhost", "127.0.0.1", ""}

expect.set_options(timeout=PATIENCE)


class Lab:
    """A server as `make lab` starts it, with settings and folders of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.course = folder / "course"
        self._log = folder / "log"

    def __enter__(self) -> Lab:
        self.refresh()
        own = {name: str(self.folder / name) for name in ("IPYTHONDIR", "XDG_CACHE_HOME")}
        own |= {f"JUPYTER_{n}_DIR": str(self.folder / n) for n in ("CONFIG", "DATA", "RUNTIME")}
        programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        flags = [f"--ServerApp.root_dir={self.course}", "--no-browser", "--port=0"]
        flags.append(f"--IdentityProvider.token={TOKEN}")
        if os.geteuid() == 0:
            flags.append("--allow-root")
        # The page tells the tests which cells there are; people click and read.
        flags.append("--LabApp.expose_app_in_browser=True")
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jupyter", "lab", *flags],
                cwd=self.course,
                env={
                    **os.environ,
                    **own,
                    "JUPYTER_CONFIG_PATH": str(self.course / "tools" / "jupyter"),
                    "JUPYTER_PATH": str(self.course / "tools" / "jupyter"),
                    "PATH": programs,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.address = self._wait_for_address()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_kernels()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:  # a server that waits for a kernel is done with as well
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def refresh(self) -> None:
        """Put the course into the folder as it is handed out: nothing answered, nothing graded."""
        shutil.rmtree(self.folder / "CONFIG" / "lab" / "workspaces", ignore_errors=True)
        self.course.mkdir(exist_ok=True)
        for old in self.course.iterdir():  # the folder itself stays: the server works in it
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        shutil.copy(ROOT / "nbgrader_config.py", self.course)
        for name in ("notebooks", "solutions", "tools"):
            keep_out = shutil.ignore_patterns("progress*.json", ".ipynb_checkpoints")
            shutil.copytree(ROOT / name, self.course / name, ignore=keep_out)

    def stop_kernels(self) -> None:
        """End every notebook's kernel."""
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")

    def ask(self, what: str, method: str = "GET") -> Any:
        """Ask the server's own interface."""
        request = urllib.request.Request(
            f"{self.address}/api/{what}",
            method=method,
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or "null")

    def _wait_for_address(self) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self._process.poll() is None:
            for file in (self.folder / "RUNTIME").glob("jpserver-*.json"):
                with contextlib.suppress(ValueError):  # half of it may be written
                    return f"http://localhost:{json.loads(file.read_text())['port']}"
            time.sleep(0.1)
        raise AssertionError(f"JupyterLab did not start:\n{self._log.read_text()}")


class Walk:
    """A person at a browser: one page, what it asked the network for, what it complained of."""

    def __init__(self, lab: Lab, context: BrowserContext, screenshots: Path) -> None:
        self.lab = lab
        self.screenshots = screenshots
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        context.set_default_timeout(PATIENCE / 2)
        context.route("**/*", self._let_home_requests_pass)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page = context.new_page()

    def _let_home_requests_pass(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in HOME:
            route.continue_()
        else:
            self.strangers.append(route.request.url)
            route.abort()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def go(self, path: str) -> Page:
        """Open an address of the server, such as `lab`."""
        joint = "&" if "?" in path else "?"
        self.page.goto(f"{self.lab.address}/{path}{joint}token={TOKEN}")
        return self.page

    @contextlib.contextmanager
    def watched(self, screenshots: Path) -> Iterator[None]:
        """See to it that what is done meanwhile asks nobody else and leaves no complaint."""
        self.screenshots = screenshots
        self.strangers.clear()
        self.complaints.clear()
        yield
        self.screenshot("end")
        assert self.strangers == [], "requests to other computers"
        assert self.complaints == [], "errors on the browser's console"

    def screenshot(self, name: str) -> None:
        """Keep what is seen now."""
        self.page.screenshot(path=f"{self.screenshots}-{name}.png")

    def open(self, path: str) -> Notebook:
        """Open a notebook by its address, and wait until its cells are there."""
        self.go(f"lab/tree/{path}")
        return Notebook(self.page)

    def open_from_file_browser(self, *path: str) -> Notebook:
        """Open a notebook by clicking through the folders on the left."""
        listing = self.page.locator(".jp-DirListing-content")
        for name in path:
            listing.get_by_text(name, exact=True).dblclick()
        return Notebook(self.page)


@contextlib.contextmanager
def new_walk(lab: Lab, browser: Browser, screenshots: Path) -> Iterator[Walk]:
    """A page that shares nothing with other pages."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        yield Walk(lab, context, screenshots)
    finally:
        context.close()


class Notebook:
    """The notebook that is open on a page: its cells, as one sees and runs them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        expect(self.panel.locator(".jp-Cell").first).to_be_visible()
        # JupyterLab forgets what is run before the kernel is there.
        page.wait_for_function(f"{WIDGET}?.content?.model?.cells?.length > 0")
        page.wait_for_function(f"{KERNEL}?.status === 'idle'", timeout=PATIENCE)

    def find(self, text: str, *, kind: str = "code") -> Cell:
        """The first cell of a kind whose source holds a text."""
        index = self.page.evaluate(
            f"([text, kind]) => {CELLS}.findIndex(c => c.model.type === kind && "
            "c.model.sharedModel.source.includes(text))",
            [text, kind],
        )
        assert index >= 0, f"no {kind} cell holds {text!r}"
        return Cell(self, index)

    def exercise(self, name: str) -> Cell:
        """The cell in which an exercise is written."""
        return self._with_id(name)

    def test_of(self, name: str) -> Cell:
        """The locked cell that tests an exercise."""
        return self._with_id(f"test_{name}")

    def menu(self, *path: str) -> None:
        """Choose from the menu bar, such as `"Run", "Run All Cells"`."""
        first, *rest = path
        bar = self.page.locator("#jp-MainMenu, .lm-MenuBar").first
        bar.get_by_text(first, exact=True).click()
        for name in rest:
            self.page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()

    def run_all(self, timeout: float = PATIENCE) -> None:
        """Run every cell from the menu, and wait for the last one."""
        self.menu("Run", "Run All Cells")
        self.page.wait_for_function(
            f"{CELLS}.every(c => c.model.type !== 'code' || c.model.sharedModel.source === ''"
            " || c.model.executionState === 'idle' && c.model.executionCount > 0)",
            timeout=timeout,
        )

    def restart(self) -> None:
        """Restart the kernel from the menu, and confirm."""
        self.menu("Kernel", "Restart Kernel…")
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()
        self.page.wait_for_function(f"{KERNEL}.status === 'idle'")

    def save(self) -> None:
        """Save, and wait until the file is written."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(f"!{WIDGET}.context.model.dirty")

    def outputs(self) -> list[dict[str, Any]]:
        """Every output of every cell, as the notebook's file holds them."""
        found: list[dict[str, Any]] = self.page.evaluate(
            f"{CELLS}.filter(c => c.model.type === 'code')"
            ".flatMap(c => c.model.sharedModel.outputs)"
        )
        return found

    def _with_id(self, grade_id: str) -> Cell:
        index = self.page.evaluate(
            f"id => {CELLS}.findIndex(c => c.model.getMetadata('nbgrader')?.grade_id === id)",
            grade_id,
        )
        assert index >= 0, f"no cell has the grade_id {grade_id!r}"
        return Cell(self, index)


class Cell:
    """One cell of an open notebook, by its place."""

    def __init__(self, notebook: Notebook, index: int) -> None:
        self.notebook, self.page, self.index = notebook, notebook.page, index

    @property
    def box(self) -> Locator:
        """The cell on the page; it is scrolled to, because those far away are not drawn."""
        self.page.evaluate(f"async i => {{ await {WIDGET}.content.scrollToItem(i) }}", self.index)
        box = self.notebook.panel.locator(f'.jp-Cell[data-windowed-list-index="{self.index}"]')
        expect(box).to_be_attached()
        return box

    @property
    def output(self) -> Locator:
        """What the cell shows below its source."""
        return self.box.locator(".jp-OutputArea")

    @property
    def source(self) -> str:
        """What is written in the cell."""
        source: str = self.page.evaluate(f"i => {CELLS}[i].model.sharedModel.source", self.index)
        return source

    def click(self) -> None:
        """Put the cursor into the cell."""
        self.box.locator(".cm-content").click()

    def type(self, source: str) -> None:
        """Replace the cell's source."""
        self.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def write_body(self, body: str) -> None:
        """Replace the stub's last line, `raise NotImplementedError`, by the lines of a body."""
        source = self.source
        head, _, _ = source.rpartition("    raise NotImplementedError")
        assert head, f"nothing to be written in:\n{source}"
        self.type(head + textwrap.indent(body, "    "))

    def run(self, *, wait: bool = True) -> Cell:
        """Run the cell with Shift-Enter; wait until it has run."""
        self.click()
        before = self._count()
        self.page.keyboard.press("Shift+Enter")
        if wait:
            self.page.wait_for_function(
                f"([i, n]) => {CELLS}[i].model.executionState === 'idle'"
                f" && {CELLS}[i].model.executionCount !== n && {CELLS}[i].model.executionCount > 0",
                arg=[self.index, before],
            )
        return self

    def below(self, source: str) -> Cell:
        """Add a cell below this one and write into it."""
        self.box.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("b")
        cell = Cell(self.notebook, self.index + 1)
        cell.type(source)
        return cell

    def text(self) -> str:
        """The output as one reads it."""
        return self.output.inner_text()

    def _count(self) -> int | None:
        count: int | None = self.page.evaluate(f"i => {CELLS}[i].model.executionCount", self.index)
        return count


#: The open notebook, its kernel and its cells, in JupyterLab's program, which the server exposes.
WIDGET = "window.jupyterapp.shell.currentWidget"
KERNEL = f"{WIDGET}.context.sessionContext.session?.kernel"
CELLS = f"{WIDGET}.content.widgets"
