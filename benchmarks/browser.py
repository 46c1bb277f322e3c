"""How soon an explorer's picture follows a slider, as a person sees it: in a real JupyterLab.

`benchmarks/explorers.py` times the drawing. Here the whole way is timed, by the page's own clock:
from the move of a slider, over server and kernel, to the frame that shows the new picture. Then a
burst of moves is made, one in each frame as in a drag, and timed from the last of them to the last
picture. Needs the browser that the tests of the browser need.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy starts its threads, here and in the kernel

import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

import chromium
from explorer_support import EXPLORERS, Page
from lab_support import Lab, Walk
from playwright.sync_api import Browser, sync_playwright
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from cnnlib.explorers.controls import FloatSlider, IntSlider

#: Moves one by one for each slider, and moves in a burst.
MOVES, BURST = 5, 30
#: Milliseconds within which a picture feels as if it were moved itself.
LIMIT = 100
#: Moves a slider by so many steps, turning at the ends, and gives the milliseconds from the last
#: move to the frame with the last picture, or null where the picture stays the same.
MOVE = """
async ([slider, picture, times]) => {
    let last = null;
    const watch = new MutationObserver(() => requestAnimationFrame(() => last = performance.now()));
    watch.observe(picture, {childList: true, subtree: true, characterData: true});
    let by = 1;
    for (let move = 0; move < times; move += 1) {
        const before = slider.value;
        slider.stepUp(by);
        if (slider.value === before) slider.stepUp(by = -by);
        slider.dispatchEvent(new Event('input'));
        if (times > 1) await new Promise(requestAnimationFrame);
    }
    const moved = performance.now();
    await new Promise(done => setTimeout(done, 1000));
    watch.disconnect();
    return last > moved ? last - moved : null;
}
"""


def measure(page: Page, name: str, times: int) -> float | None:
    """Milliseconds from the last of so many moves of a slider to the last picture."""
    slider = page.control("slider", name).element_handle()
    picture = page.explorer.locator(".cnn-picture").element_handle()
    found: float | None = page.page.evaluate(MOVE, [slider, picture, times])
    return found


def explorer_row(lab: Lab, browser: Browser, name: str) -> tuple[list[float], list[float]]:
    """All times of an explorer's sliders: after single moves, and after bursts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = Page(Walk(lab, context, Path(tempfile.gettempdir()) / "benchmark"), name)
    single: list[float | None] = []
    burst: list[float | None] = []
    for control in page.twin.controls.values():
        if isinstance(control, IntSlider | FloatSlider):
            single += [measure(page, control.description, 1) for _ in range(MOVES)]
            burst.append(measure(page, control.description, BURST))
    context.close()
    lab.stop_kernels()
    return [t for t in single if t is not None], [t for t in burst if t is not None]


def summary(times: list[float]) -> tuple[str, str]:
    """Median and worst, or that no picture came in time."""
    return (f"{median(times):.0f}", f"{max(times):.0f}") if times else ("too late", "too late")


def main() -> None:
    program = chromium.find()
    if program is None:
        print(chromium.REMEDY)
        return
    table = Table("explorer", "move, median ms", "worst ms", box=SIMPLE_HEAD)
    table.add_column(f"burst of {BURST}, median ms")
    table.add_column("worst ms")
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder, Lab(Path(folder)) as lab, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in EXPLORERS:
            both = explorer_row(lab, browser, name)
            slowest = max(slowest, *(max(times, default=0.0) for times in both))
            table.add_row(name, *(words for times in both for words in summary(times)))
        browser.close()
    Console().print(table)
    print(f"slowest {slowest:.0f} ms; the goal is {LIMIT} ms: ", end="")
    print("met" if slowest < LIMIT else "MISSED")


if __name__ == "__main__":
    main()
