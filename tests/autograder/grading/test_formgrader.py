"""Formgrader's templates put no name into HTML or a script as it is, and keep every name whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from nbgrader.server_extensions.formgrader import base
from nbgrader.server_extensions.formgrader.handlers import template_path

from autograder.grading.formgrader import escape_pages, safe_environment

NAMES = ["ada", "O'Brien & co", '";alert(1);"', "</script><script>alert(1)</script>", "\\", "zoë"]
PAGES = ["manage_students_assignments.tpl", "manage_students_notebook_submissions.tpl"]


class TestSafeEnvironment:
    """What a page shows is the name, and what its scripts work with is the name too."""

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("page", PAGES)
    def test_a_name_is_text_and_stays_whole(self, page, name):
        html = (
            safe_environment()
            .get_template(page)
            .render(student_id=name, assignment_id="02_kernels", base_url="/lab")
        )
        (value,) = re.findall(r"var student_id = (.*);\n", html)
        assert json.loads(value) == name
        assert 'var base_url = "/lab"' in html
        shown = re.search(r'manage_students">Students</a></li>\s*(<li.*?</li>)', html, re.DOTALL)
        assert shown is not None
        assert unescape(re.sub(r"<[^>]*>", "", shown[1])) == name
        assert "<script>alert" not in html

    def test_every_value_in_a_script_of_every_template_is_json(self):
        environment = safe_environment()
        for name in environment.list_templates():
            source = Path(template_path, name).read_text(encoding="utf-8")
            for script in re.findall(r"<script>.*?</script>", environment.preprocess(source), re.S):
                assert re.findall(r"\{\{(?!.*tojson)", script) == [], name


class TestEscapePages:
    """A server shows safe pages; a command that reads the same settings loads no server."""

    def test_pages_are_made_by_the_safe_environment(self, monkeypatch):
        monkeypatch.setattr(base.BaseHandler, "render", base.BaseHandler.render)
        monkeypatch.setattr(base.BaseHandler, "exporter", base.BaseHandler.exporter)
        escape_pages()
        html = base.BaseHandler.render(None, PAGES[0], student_id="<b>", base_url="")
        assert '<li class="active">&lt;b&gt;</li>' in html

    def test_a_command_does_not_load_the_server(self):
        program = (
            "import sys; from autograder.grading.formgrader import escape_pages; escape_pages(); "
            "sys.exit(any(name.startswith(('jupyter_server', 'tornado')) for name in sys.modules))"
        )
        subprocess.run([sys.executable, "-c", program], check=True)
