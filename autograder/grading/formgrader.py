"""Formgrader's own pages, with what comes from a student in them as text.

nbgrader's templates put the name of a student into their HTML and scripts as it is. A folder that
is called `<img src=x onerror=…>`, or a link that somebody sends, would run in the browser of the
person who grades. nbgrader has no setting for this, so `nbgrader_config.py` calls `escape_pages`.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader
from jinja2.ext import Extension

__all__ = ["escape_pages", "safe_environment"]

BASE = "nbgrader.server_extensions.formgrader.base"
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
#: A text in a script that is a value as it is, such as `"{{ student_id }}"`.
VALUE = re.compile(r'"\{\{ (\w+) \}\}"')


def escape_pages() -> None:
    """Let formgrader escape what it shows, where this process is a server that has it."""
    base = sys.modules.get(BASE)
    if base is not None:  # the commands of nbgrader read the same settings and show no pages
        base.BaseHandler.render = _render
        base.BaseHandler.exporter = property(_exporter)


class ValuesInScripts(Extension):
    """Writes the values in a template's scripts as JSON, where HTML's escapes mean nothing."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template, with a filter at each value in a script."""
        return SCRIPT.sub(lambda script: VALUE.sub(r"{{ \1 | tojson }}", script[0]), source)


@cache
def safe_environment() -> Environment:
    """Formgrader's templates, which escape what is put into them.

    Example:
        >>> page = safe_environment().get_template("manage_students_assignments.tpl")
        >>> html = page.render(student_id='"><script>alert(1)</script>', base_url="")
        >>> html.count("<script>alert"), html.count("&#34;&gt;&lt;script&gt;alert(1)")
        (0, 1)
    """
    from nbgrader.server_extensions.formgrader.handlers import template_path

    loader = FileSystemLoader([template_path])
    return Environment(loader=loader, autoescape=True, extensions=[ValuesInScripts])


def _render(_handler: Any, name: str, **values: Any) -> str:
    """One of formgrader's pages, in the place of its own method."""
    return safe_environment().get_template(name).render(**values)


def _exporter(handler: Any) -> Any:
    """What makes the page of one submission, with the settings that are in force now.

    Formgrader keeps the one that it made when the server started, perhaps in another folder, before
    it had read the settings of this course.
    """
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter(config=handler.settings["nbgrader_formgrader"].config)
