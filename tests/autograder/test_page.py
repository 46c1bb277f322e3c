from __future__ import annotations

from nbformat.v4 import new_markdown_cell, new_notebook

from autograder.page import OfflineExporter


def page_of(*texts: str, **metadata: object) -> str:
    cells = [new_markdown_cell(text) for text in texts]
    page, _ = OfflineExporter().from_notebook_node(new_notebook(cells=cells, metadata=metadata))
    return page


class TestOfflineExporter:
    """One HTML file that fetches nothing."""

    def test_writes_formulas_as_mathml(self):
        page = page_of("Inline $x_i$.", "$$\\frac{1}{2}$$")
        assert "<msub><mi>x</mi><mi>i</mi></msub>" in page
        assert 'display="block"' in page
        assert page.count("<mfrac>") == 1

    def test_leaves_a_formula_that_is_none_as_it_is_written(self):
        assert "<code>\\left( x</code>" in page_of("Half of it: $\\left( x$.")

    def test_loads_no_script(self):
        assert "<script src" not in page_of("$x$", widgets={"state": {}})

    def test_leaves_the_notebook_alone(self):
        notebook = new_notebook(metadata={"widgets": {"state": {}}})
        OfflineExporter().from_notebook_node(notebook)
        assert notebook.metadata.widgets == {"state": {}}
