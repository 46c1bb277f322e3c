"""Show a written answer in formgrader so that nothing in it can run, fetch, or stop the page."""

from __future__ import annotations

from html import escape

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

__all__ = ["inert_html"]


def inert_html(source: str) -> str:
    """Markdown as HTML, with markup, images and diagrams in it as text.

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


class _Inert(IPythonRenderer):
    def block_mermaidjs(self, code: str) -> str:
        """A diagram as its text, which nbconvert puts into the page unescaped for a script."""
        html: str = self.block_code(code)
        return html

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """An image as its text and address: fetching it would tell somebody who looks at it when.

        One that was attached is not there any more, and asking for it would raise.
        """
        return escape(f"[image: {text} {url}]")
