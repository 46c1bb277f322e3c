from __future__ import annotations

import asyncio
import base64
import subprocess
import sys
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import jupyter_client
import pytest
from nbconvert import HTMLExporter, LatexExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets.config.loader import PyFileConfigLoader

from cnnlib.explorers.drawing import Box, Drawing
from cnnlib.explorers.explorer import Explorer, choice, slider

ROOT = Path(__file__).resolve().parents[3]


def squares() -> tuple[Explorer, list[int]]:
    """An explorer of the side of a square, and the sides that it drew."""
    drawn: list[int] = []

    def draw(side: int) -> Drawing:
        drawn.append(side)
        return Drawing(99, 99, f"A square of {side} & no more.", [Box(0, 0, side, side)])

    return Explorer("Squares", draw, {"side": widgets.IntSlider(5)}), drawn


def shown(explorer: Explorer) -> list[str]:
    """What its picture and its words hold."""
    return [part.value for part in explorer.widget.children[-2:]]


class TestExplorer:
    """A drawing that follows controls."""

    def test_shows_the_drawing_of_the_starting_values(self):
        explorer, drawn = squares()
        assert drawn == [5]
        assert shown(explorer)[0] == explorer.drawing.svg()

    def test_draws_anew_when_a_control_moves(self):
        explorer, _ = squares()
        explorer.controls["side"].value = 8
        assert 'width="8"' in shown(explorer)[0]
        assert explorer.drawing.alt == "A square of 8 & no more."

    def test_speaks_its_words_when_they_change(self):
        explorer, _ = squares()
        explorer.controls["side"].value = 8
        assert shown(explorer)[1] == (
            '<div role="status" aria-live="polite">A square of 8 &amp; no more.</div>'
        )

    def test_draws_a_burst_once_with_the_newest_value(self):
        explorer, drawn = squares()

        async def drag() -> None:
            for side in range(6, 40):
                explorer.controls["side"].value = side
            await asyncio.sleep(0.2)

        asyncio.run(drag())
        assert drawn == [5, 39]
        assert 'width="39"' in shown(explorer)[0]

    def test_has_the_newest_drawing_also_in_the_middle_of_a_burst(self):
        explorer, _ = squares()

        async def drag() -> str:
            explorer.controls["side"].value = 7
            return explorer.drawing.alt

        assert asyncio.run(drag()) == "A square of 7 & no more."

    def test_moves_several_controls_and_draws_once(self):
        drawn: list[tuple[int, int]] = []

        def draw(width: int, height: int) -> Drawing:
            drawn.append((width, height))
            return Drawing(9, 9, "A box.")

        controls = {"width": widgets.IntSlider(1), "height": widgets.IntSlider(1)}
        Explorer("Boxes", draw, controls).set(width=2, height=3)
        assert drawn == [(1, 1), (2, 3)]

    def test_leads_back_to_the_start(self):
        explorer, drawn = squares()
        explorer.controls["side"].value = 8
        explorer.reset.click()
        assert explorer.values == {"side": 5}
        assert drawn == [5, 8, 5]
        assert explorer.reset in explorer.widget.children[0].children

    def test_has_no_way_back_where_that_makes_no_sense(self):
        side = widgets.IntSlider(5)
        explorer = Explorer(
            "Box", lambda side: Drawing(side, 9, "A box."), {"side": side}, resets=False
        )
        assert explorer.widget.children[0].children == (side,)

    def test_refuses_a_control_that_it_does_not_have(self):
        explorer, _ = squares()
        with pytest.raises(ValueError, match="Squares: expected the name of a control, got 'size'"):
            explorer.set(size=3)

    def test_gives_a_widget_a_page_a_picture_and_words(self):
        explorer, _ = squares()
        bundle = explorer._repr_mimebundle_()
        assert set(bundle) == {
            "application/vnd.jupyter.widget-view+json",
            "text/html",
            "image/png",
            "text/plain",
        }
        assert bundle["text/plain"] == "Squares: A square of 5 & no more."
        assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
        assert explorer.drawing.svg() in bundle["text/html"]
        assert "<strong>Squares</strong>" in bundle["text/html"]

    def test_is_written_to_a_file(self, tmp_path):
        explorer, _ = squares()
        explorer.save(tmp_path / "square.png")
        explorer.save(str(tmp_path / "square.svg"))
        assert (tmp_path / "square.png").read_bytes().startswith(b"\x89PNG")
        assert (tmp_path / "square.svg").read_text().startswith("<svg")


class TestOnPaper:
    """What exported pages show, in which nothing can move."""

    def test_a_page_shows_the_drawing_with_its_words(self):
        page, _ = HTMLExporter().from_notebook_node(notebook_with(squares()[0]))
        assert 'aria-label="A square of 5 &amp; no more."' in page
        assert "<strong>Squares</strong>" in page

    def test_a_page_from_jupyterlab_does_so_too_though_widgets_were_saved(self, monkeypatch):
        monkeypatch.setenv("PYTHONSTARTUP", "")  # the settings set it, for kernels
        settings = PyFileConfigLoader("jupyter_lab_config.py", str(ROOT / "tools" / "jupyter"))
        explorer, _ = squares()
        notebook = notebook_with(explorer)
        view = notebook.cells[0].outputs[0].data["application/vnd.jupyter.widget-view+json"]
        state = {"state": {view["model_id"]: {}}, "version_major": 2, "version_minor": 0}
        notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": state}
        page, _ = HTMLExporter(config=settings.load_config()).from_notebook_node(notebook)
        assert 'aria-label="A square of 5 &amp; no more."' in page

    def test_a_pdf_shows_the_picture(self):
        explorer, _ = squares()
        tex, resources = LatexExporter().from_notebook_node(notebook_with(explorer))
        (name,) = resources["outputs"]
        assert name in tex
        assert resources["outputs"][name] == explorer.drawing.png()


class TestInAKernel:
    """What a student's kernel does with the messages of a dragged slider."""

    CODE = """
import ipywidgets as widgets
from cnnlib.explorers.drawing import Drawing
from cnnlib.explorers.explorer import Explorer

drawn = []

def draw(side):
    drawn.append(side)
    return Drawing(9, 9, f"A square of {side}.")

squares = Explorer("Squares", draw, {"side": widgets.IntSlider(5)})
squares.controls["side"].model_id
"""

    def test_a_burst_of_messages_is_drawn_with_its_newest_value(self):
        manager = jupyter_client.KernelManager()
        manager.start_kernel(cwd=str(ROOT))
        client = manager.client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=60)
            slider_id = run(client, self.CODE).strip("'")
            for side in range(6, 46):
                move(client, slider_id, side)
            # The request comes after the last message, and once more after its drawing.
            run(client, "import asyncio; await asyncio.sleep(0.3)")
            drawn = run(client, "drawn")
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
            manager.cleanup_resources()
        sides = [int(side) for side in drawn.strip("[]").split(",")]
        assert sides[-1] == 45
        assert len(sides) < 20


def notebook_with(explorer: Explorer) -> NotebookNode:
    """A notebook that was saved with an explorer in it."""
    shown = new_output("execute_result", data=explorer._repr_mimebundle_(), execution_count=1)
    return new_notebook(cells=[new_code_cell("squares", outputs=[shown], execution_count=1)])


def run(client: Any, code: str) -> str:
    """Run code in a kernel, and give what its last line is worth."""
    value: list[str] = []

    def keep(message: dict[str, Any]) -> None:
        if message["msg_type"] == "execute_result":
            value.append(message["content"]["data"]["text/plain"])

    reply = client.execute_interactive(code, timeout=60, output_hook=keep)
    assert reply["content"]["status"] == "ok", reply["content"]
    return value[0] if value else ""


def move(client: Any, model_id: str, value: int) -> None:
    """Send what a browser sends when a slider is moved."""
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": model_id, "data": data}))


class TestSlider:
    """A slider for one argument."""

    def test_is_named_and_bounded(self):
        found = slider("pooling", "kernel_size", 2, 1, 5)
        assert (found.description, found.min, found.value, found.max) == ("kernel size", 1, 2, 5)

    def test_refuses_a_start_outside_its_range(self):
        with pytest.raises(ValueError, match="pooling: expected stride from 1 to 4, got 9"):
            slider("pooling", "stride", 9, 1, 4)

    def test_refuses_what_is_no_whole_number(self):
        with pytest.raises(ValueError, match=r"pooling: expected stride to be an int, got 1\.5"):
            slider("pooling", "stride", 1.5, 1, 4)


class TestChoice:
    """A list to choose from, for one argument."""

    def test_is_named_and_holds_the_options(self):
        found = choice("pooling", "kind", "max", ("max", "average"))
        assert (found.description, found.value, found.options) == (
            "kind",
            "max",
            ("max", "average"),
        )

    def test_refuses_what_is_not_among_them(self):
        message = "pooling: expected kind to be one of 'max', 'average', got 'sum'"
        with pytest.raises(ValueError, match=message):
            choice("pooling", "kind", "sum", ("max", "average"))


class TestImporting:
    """A notebook's first cell."""

    def test_loads_no_widget_before_one_is_opened(self):
        code = "import sys; from cnnlib import explorers; print('ipywidgets' in sys.modules)"
        out = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert out.stdout.strip() == "False"
