"""Show answers and names in formgrader so that nothing in them can run, fetch, or stop a page."""

from __future__ import annotations

from html import escape
from typing import Any

from nbconvert.filters.markdown_mistune import MarkdownWithMath

from autograder.formulas import WithFormulas

__all__ = ["inert_html", "inert_names"]

#: Where nbgrader keeps the name of a student for its page, and the path that it is a part of.
NAMES = ("student", "first_name", "last_name", "notebook_path")


def inert_html(source: str) -> str:
    """Markdown as HTML, with markup, images and diagrams in it as text, and formulas as MathML.

    nbgrader's pages would take the HTML in an answer as it is, with the rights of the person who
    grades; `nbgrader_config.py` gives them this in its place.

    Args:
        source: the source of a Markdown cell.

    Example:
        >>> print(inert_html("A *gain*. <script>alert(1)</script>").strip())
        <p>A <em>gain</em>. &lt;script&gt;alert(1)&lt;/script&gt;</p>
    """
    # Anchors are links on headings; they lead nowhere in formgrader.
    renderer = _Inert(escape=True, allow_harmful_protocols=False, exclude_anchor_links=True)
    html: str = MarkdownWithMath(renderer=renderer).render(source)
    return html


def inert_names(notebook: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Escape the name of a student, which nbgrader puts into the head of its page as it is.

    A preprocessor of nbconvert, named in `nbgrader_config.py`.

    Args:
        notebook: the graded notebook, which is left alone.
        resources: what the page's template is filled with.

    Example:
        >>> inert_names(None, {"student": "<b>ada</b>"})[1]
        {'student': '&lt;b&gt;ada&lt;/b&gt;'}
    """
    named = {key: escape(str(resources[key])) for key in NAMES if resources.get(key)}
    resources.update(named)  # of a kind of its own, with an empty text for all that is missing
    return notebook, resources


class _Inert(WithFormulas):
    def block_mermaidjs(self, code: str) -> str:
        """A diagram as its text, which nbconvert puts into the page unescaped for a script."""
        html: str = self.block_code(code)
        return html

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """An image as its text and address: fetching it would tell somebody who looks at it when.

        One that was attached is not there any more, and asking for it would raise.
        """
        return escape(f"[image: {text} {url}]")
