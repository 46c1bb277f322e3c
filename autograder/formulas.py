"""Formulas for pages that fetch nothing: MathML, which browsers draw by themselves."""

from __future__ import annotations

from html import escape, unescape
from xml.etree.ElementTree import tostring

from latex2mathml.converter import convert_to_element
from nbconvert.filters.markdown_mistune import IPythonRenderer

__all__ = ["WithFormulas", "mathml"]

#: The attributes that the look of a formula needs. Others could lead somewhere, or fetch.
ATTRIBUTES = {
    "accent", "columnalign", "columnlines", "columnspacing", "depth", "display",
    "displaystyle", "fence", "form", "frame", "height", "largeop", "linethickness",
    "lspace", "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits",
    "notation", "rowlines", "rowspacing", "rspace", "scriptlevel", "separator", "stretchy",
    "symmetric", "voffset", "width", "xmlns",
}  # fmt: skip
#: A longer formula stays as it is written; each sign of it becomes an element.
LONGEST = 2_000


def mathml(source: str, display: str = "inline") -> str:
    """A formula as MathML; what is none stays as it is written, and nothing in it can run.

    Args:
        source: LaTeX, without the dollar signs.
        display: `inline` or `block`.

    Example:
        >>> mathml("x").endswith("<mi>x</mi></mrow></math>")
        True
        >>> mathml("<b>{")
        '<code>&lt;b&gt;{</code>'
    """
    written = f"<code>{escape(source)}</code>"
    if len(source) > LONGEST:
        return written
    try:
        formula = convert_to_element(source.strip(), display=display)
    except Exception:  # the converter has a kind of its own for each mistake, and some of Python's
        return written
    # Its own `convert` takes the escapes out of the whole text at last, and with them those that
    # keep a formula's text from being markup.
    for element in formula.iter():
        element.text = element.text and unescape(element.text)
        for name in [name for name in element.attrib if name not in ATTRIBUTES]:
            del element.attrib[name]
    return tostring(formula, encoding="unicode")


class WithFormulas(IPythonRenderer):
    """Renders a notebook's Markdown with its formulas as MathML."""

    def inline_math(self, body: str) -> str:
        """A formula in a line."""
        return mathml(body)

    def block_math(self, body: str) -> str:
        """A formula with a line of its own."""
        return mathml(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        """A formula in an environment, such as `align`."""
        return mathml(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")
