"""A notebook as one HTML file that fetches nothing: explorers stand still, formulas are MathML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbformat import NotebookNode
from traitlets import default

from autograder.formulas import WithFormulas

__all__ = ["OfflineExporter"]


class OfflineExporter(HTMLExporter):
    """Converts a notebook for people without internet, and for paper.

    nbconvert's own page loads widgets and formulas from other computers: without these an explorer
    is an empty place. In a terminal: `jupyter nbconvert --to offline FILE`.

    Example:
        >>> from nbformat.v4 import new_markdown_cell, new_notebook
        >>> cells = [new_markdown_cell("The kernel $W$.")]
        >>> page, _ = OfflineExporter().from_notebook_node(new_notebook(cells=cells))
        >>> "<mi>W</mi>" in page, "https://cdn" in page
        (True, False)
    """

    export_from_notebook = "HTML for reading offline"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "offline"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(Path(__file__).with_name("templates"))]

    def from_notebook_node(  # type: ignore[override]  # as in nbconvert: a page, not a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook; where it holds the state of widgets, their pictures are shown."""
        metadata = {key: value for key, value in nb.metadata.items() if key != "widgets"}
        still = NotebookNode({**nb, "metadata": NotebookNode(metadata)})
        page, resources = super().from_notebook_node(still, resources, **options)
        return page, resources

    def _markdown(self, source: str) -> str:
        html: str = MarkdownWithMath(renderer=WithFormulas(escape=False)).render(source)
        return html

    def default_filters(self) -> Any:
        """The filters of nbconvert, but for formulas."""
        yield from super().default_filters()
        yield "markdown2html", self._markdown
