"""A written answer is shown as it was written, and nothing in it runs, fetches, or stops a page."""

from __future__ import annotations

import pytest
from page_support import Page

from autograder.grading.markdown import inert_html, inert_names

SCRIPT = "<script>alert(1)</script>"


class TestInertHtml:
    @pytest.mark.parametrize(
        "source",
        [
            SCRIPT,
            f"<div>\n{SCRIPT}\n</div>",
            "text <img src=x onerror=alert(1)> text",
            "[link](javascript:alert(1))",
            "[link](JaVaScRiPt:alert(1) 'title\" onclick=alert(1)')",
            "[a]: javascript:alert(1)\n\n[a]",
            "<javascript:alert(1)>",
            "![picture](https://example.org/who-looks-at-it.png)",
            "![picture](attachment:missing.png)",
            f"```mermaid\n{SCRIPT}\n```",
            f"```html\n{SCRIPT}\n```",
            f'```" onload="alert(1)\n{SCRIPT}\n```',
            f"    {SCRIPT}",
            f"`{SCRIPT}`",
            f"${SCRIPT}$ and $${SCRIPT}$$",
            f"\\begin{{{SCRIPT}}}x\\end{{{SCRIPT}}}",
            f"$\\text{{{SCRIPT}}}$ and $\\text{{&lt;script>alert(1)&lt;/script>}}$",
            "$\\href{javascript:alert(1)}{x}$",
            "$\\style{background:url(https://example.org/who.png)}{x}$",
            '$\\color{red" onload="alert(1)}{x}$',
            f"# {SCRIPT}",
            f"| a |\n|---|\n| {SCRIPT} |",
            f"> {SCRIPT}\n\n- {SCRIPT}",
        ],
    )
    def test_leaves_nothing_that_can_run_or_fetch(self, source: str) -> None:
        page = Page(inert_html(source).replace("\\", ""))
        assert page.all("img") == []
        assert page.is_inert()

    def test_shows_markup_as_it_was_written(self) -> None:
        assert SCRIPT in Page(inert_html(f"Before {SCRIPT} after.")).text

    def test_keeps_what_markdown_is_for(self) -> None:
        page = Page(inert_html("A *gain* of `1`:\n\n| a | b |\n|---|---|\n| $x<y$ | [d](#d) |"))
        assert "x<y" in page.text
        tags = {tag for tag, _ in page.elements}
        assert {"em", "code", "table", "a", "math"} <= tags

    def test_leaves_a_formula_nothing_but_its_look(self) -> None:
        page = inert_html(r"$\style{background:url(a)}{x}\href{b}{y}\class{c}{\color{red}{z}}$")
        assert 'mathcolor="red"' in page
        assert "url" not in page
        assert "href" not in page
        assert "class" not in page

    def test_leaves_a_formula_of_thousands_of_signs_as_it_is_written(self) -> None:
        assert "<math" not in inert_html(f"${'x' * 3_000}$")

    def test_escapes_names_and_leaves_other_resources(self) -> None:
        given = {"student": SCRIPT, "first_name": None, "last_name": SCRIPT, "index": 3}
        _, found = inert_names(None, given)
        assert Page(found["student"]).text == SCRIPT
        assert Page(found["last_name"]).is_inert()
        assert (found["first_name"], found["index"]) == (None, 3)

    def test_is_what_nbgrader_shows_answers_with(self) -> None:
        """The configuration at the course's root names it, and nbconvert takes it from there."""
        from class_support import ROOT
        from nbconvert.exporters import HTMLExporter
        from traitlets.config.loader import PyFileConfigLoader

        config = PyFileConfigLoader("nbgrader_config.py", str(ROOT)).load_config()
        exporter = HTMLExporter(config=config)
        assert exporter.environment.filters["markdown2html"] is inert_html
        assert inert_names in exporter._preprocessors
