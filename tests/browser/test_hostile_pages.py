"""What students write is looked at in a real browser, wherever a person meets it, and nothing runs.

Scripts stand in names, code, output, errors, values, answers and metadata. Each would set
`window.owned` or open a dialog.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import class_support as support
import pytest
from accessibility import barriers
from class_support import HOSTILE_NAME, KERNELS, QUESTION, GradedClass, wrapped
from jinja2 import Environment, FileSystemLoader
from lab_support import TOKEN, Lab
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader.handlers import template_path
from playwright.sync_api import Browser, Page, expect

from autograder.build import build
from autograder.course import NOTEBOOKS
from autograder.grading.feedback import write_feedback
from autograder.grading.report import write_report
from autograder.grading.verdict import load_verdicts

pytestmark = pytest.mark.browser

SCRIPT = (
    "</pre></details></td></table></section></title></style></textarea>"
    "<script>window.owned=1;alert(1)</script><img src=x onerror=window.owned=1>"
    "<svg onload=window.owned=1></svg><iframe srcdoc='<script>parent.owned=1</script>'></iframe>"
)
ANSWER = f"""My *answer*: {SCRIPT}

{SCRIPT}

[a link](javascript:window.owned=1) and <javascript:window.owned=1>
![an image](x" onerror="window.owned=1) ![another](attachment:missing.png)

```mermaid
{SCRIPT}
```

$\\alpha {SCRIPT}$ and $\\href{{javascript:window.owned=1}}{{x}}$

# A heading {SCRIPT}
"""
MALLORY = "mallory"
#: A folder's name that would end a text in a script, an attribute, and an element.
INJECTION = '";window.owned=1;"\'><img src=x onerror=window.owned=1><svg onload=window.owned=1>'
STUDENTS = {"mallory": MALLORY, "hostile-name": HOSTILE_NAME, "injection": INJECTION}
FILE = f"{KERNELS.name}/{KERNELS.name}"


def hostile_sheet() -> bytes:
    """A submission with a script in every place that is a student's."""
    right = support.right_answers()
    answers = {
        **right,
        "box_kernel": f"def box_kernel(size):\n    raise RuntimeError({SCRIPT!r})  # {SCRIPT}",
        "correlate2d": wrapped(
            "correlate2d",
            f"(image, kernel, bias=0.0):\n    print({SCRIPT!r})\n    return {SCRIPT!r}",
        ),
        "conv2d": f"class conv2d:\n    pass\nconv2d.__name__ = {SCRIPT!r}",
        "im2col": f"def im2col(x, kernel_size):\n    return {{ {SCRIPT!r}: [{SCRIPT!r}] }}",
        "hwc_to_chw": f"raise type({SCRIPT!r}, (Exception,), {{}})({SCRIPT!r})",
        QUESTION: ANSWER,
    }
    notebook = json.loads(support.sheet(answers))
    named = {"name": SCRIPT, "display_name": SCRIPT, "language": SCRIPT}
    notebook["metadata"] = {"title": SCRIPT, "kernelspec": named, "language_info": named}
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": [SCRIPT], "name": SCRIPT, "jupyter": {"title": SCRIPT}}
    return json.dumps(notebook).encode()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> GradedClass:
    """Two students with scripts everywhere, one in the name as well; graded, with all pages."""
    students = {**dict.fromkeys(STUDENTS.values(), hostile_sheet()), "broken": b"{"}
    graded = support.graded_class(tmp_path_factory.mktemp("hostile"), students)
    with Gradebook(f"sqlite:///{graded.out}/gradebook.db", "cnn-workbook") as book:
        comment = book.find_comment(QUESTION, KERNELS.name, KERNELS.name, MALLORY)
        comment.manual_comment = SCRIPT  # a person may quote what an answer says
        book.db.commit()
    verdicts = load_verdicts(graded.out)
    write_feedback(graded.out, verdicts, lambda *_: None)
    write_report(graded.out, verdicts)
    return graded


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test where anything has run; nothing is fetched from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, dialogs = context.new_page(), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    local = ("http://localhost", "http://127.0.0.1", "file:", "data:", "blob:")
    context.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith(local) else route.abort(),
    )
    yield page
    assert dialogs == []
    context.close()


def owned(page: Page) -> bool:
    """Whether a script has run, once all that loads has loaded."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(300)
    return bool(page.evaluate("window.owned !== undefined"))


@pytest.mark.parametrize("student", [*STUDENTS.values(), "broken"], ids=[*STUDENTS, "broken"])
def test_a_feedback_page_shows_scripts_as_text(
    hostile: GradedClass, page: Page, student: str
) -> None:
    page.goto((hostile.out / "feedback" / student / f"{FILE}.html").as_uri())
    assert not owned(page)
    expect(page.locator("script, iframe, svg, img[src=x]")).to_have_count(0)
    if student != "broken":
        expect(page.get_by_text(f"RuntimeError: {SCRIPT}").first).to_be_visible()
        expect(page.get_by_text("My *answer*:").first).to_be_visible()


def test_the_class_report_leads_to_everybodys_page(hostile: GradedClass, page: Page) -> None:
    page.goto((hostile.out / "report" / "index.html").as_uri())
    assert not owned(page)
    page.get_by_role("link", name=f"{len(STUDENTS) + 1} submissions").click()
    assert not owned(page)
    page.get_by_role("link", name=HOSTILE_NAME).click()
    expect(page.get_by_text(f"Feedback for {HOSTILE_NAME}")).to_be_visible()
    assert not owned(page)


@pytest.mark.parametrize(
    "name", [f"feedback/{MALLORY}/{FILE}.html", "report/index.html", f"report/{KERNELS.name}.html"]
)
def test_pages_made_of_verdicts_keep_nobody_out(
    hostile: GradedClass, page: Page, name: str
) -> None:
    page.goto((hostile.out / name).as_uri())
    assert barriers(page) == []


def students(page: Page) -> list[str]:
    """The names in the rows of the class report that are to be seen."""
    return page.locator("tbody tr:visible th").all_inner_texts()


def test_the_class_report_finds_and_sorts(hostile: GradedClass, page: Page) -> None:
    page.goto((hostile.out / "report" / "index.html").as_uri())
    page.get_by_role("link", name="1", exact=True).first.click()  # the rejected ones
    assert students(page) == ["broken"]
    expect(page.locator("output")).to_have_text(f"1 of {len(STUDENTS) + 1}")
    page.get_by_label("Find").fill("BOX_kernel: ends in an error")
    assert sorted(students(page)) == sorted(STUDENTS.values())
    page.get_by_label("Find").fill("")
    for order in ("ascending", "descending"):
        page.get_by_role("button", name="score").click()
        expect(page.locator(f"th[aria-sort={order}]")).to_have_text("score")
        assert students(page)[0 if order == "ascending" else -1] == "broken"


def test_no_other_script_runs_beside_the_reports_own(
    hostile: GradedClass, page: Page, tmp_path: Path
) -> None:
    report = (hostile.out / "report" / f"{KERNELS.name}.html").read_text(encoding="utf-8")
    forged = tmp_path / "forged.html"
    forged.write_text(report.replace("<h1>", "<script>window.owned = 1</script><h1>"))
    page.goto(forged.as_uri())
    assert not owned(page)
    expect(page.get_by_label("Find")).to_be_visible()


class InstructorsLab(Lab):
    """A server that finds the course's configuration, as one does that is started in its folder."""

    def __enter__(self) -> InstructorsLab:
        settings = self.folder / "CONFIG"
        settings.mkdir(parents=True)
        load = f"load_subconfig('nbgrader_config.py', path={str(self.course)!r})"
        (settings / "nbgrader_config.py").write_text(load)
        super().__enter__()
        return self


@pytest.fixture(scope="module")
def course(hostile: GradedClass, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A server on a course in which the hostile class was graded."""
    with InstructorsLab(tmp_path_factory.mktemp("instructor")) as lab:
        build(lab.course)  # formgrader lists what has a source
        shutil.copytree(hostile.submitted, lab.course / "build" / "submitted")
        shutil.copytree(hostile.out / "autograded", lab.course / "build" / "autograded")
        shutil.copy(hostile.out / "gradebook.db", lab.course / "build" / "gradebook.db")
        yield lab


@pytest.fixture
def signed_in(course: Lab, page: Page) -> Page:
    """A page that may look at the server's; a token in another address would hold below it only."""
    page.goto(f"{course.address}/login?token={TOKEN}")
    return page


@pytest.mark.parametrize("student", STUDENTS.values(), ids=STUDENTS)
def test_formgrader_shows_answers_as_text(
    hostile: GradedClass, course: Lab, signed_in: Page, student: str
) -> None:
    """On this page a script could change every grade."""
    with Gradebook(f"sqlite:///{hostile.out}/gradebook.db", "cnn-workbook") as book:
        handed_in = book.find_submission_notebook(KERNELS.name, KERNELS.name, student).id
    page = signed_in
    page.goto(f"{course.address}/formgrader/submissions/{handed_in}/")
    assert not owned(page)
    if student == MALLORY:
        expect(page.locator(f"#{QUESTION}-comment")).to_have_value(SCRIPT)
    shown = page.locator("body").inner_text()
    assert "My answer" in shown
    assert "window.owned=1;alert(1)" in shown
    expect(page.locator("iframe, svg, img[src=x], .mermaid")).to_have_count(0)
    expect(page.locator("a[href^='javascript']")).to_have_count(0)


#: Formgrader's lists, how many rows each has, and what must stand in it.
LISTS = {
    "students": ("manage_students", len(STUDENTS) + 1, STUDENTS.values()),
    "submissions": (f"manage_submissions/{KERNELS.name}", len(STUDENTS) + 1, STUDENTS.values()),
    "assignments": ("manage_assignments", len(NOTEBOOKS), [KERNELS.name]),
    "gradebook": ("gradebook", len(NOTEBOOKS), [KERNELS.name]),
    "notebooks": (f"gradebook/{KERNELS.name}", 1, [KERNELS.name]),
    "manual-grading": (f"gradebook/{FILE}", len(STUDENTS) + 1, STUDENTS.values()),
    **{
        f"notebooks-of-{kind}": (f"manage_students/{quote(name)}", len(NOTEBOOKS), [name])
        for kind, name in STUDENTS.items()
    },
    **{
        f"submission-of-{kind}": (f"manage_students/{quote(name)}/{KERNELS.name}", 1, [name])
        for kind, name in STUDENTS.items()
    },
}


@pytest.mark.parametrize("name", LISTS)
def test_formgraders_lists_show_names_as_text(course: Lab, signed_in: Page, name: str) -> None:
    page, (path, rows, names) = signed_in, LISTS[name]
    page.goto(f"{course.address}/formgrader/{path}")
    page.wait_for_function("models?.loaded")
    expect(page.locator("#main-table tr")).to_have_count(rows)
    for eye in page.locator("span.glyphicon.name-hidden").all():  # names are shown on request
        eye.click()
    for text in names:
        expect(page.get_by_text(text).first).to_be_visible()
    assert not owned(page)
    expect(page.locator("img[src=x], svg[onload], iframe")).to_have_count(0)


def test_a_script_that_runs_is_seen(course: Lab, page: Page) -> None:
    """Without what this course adds, formgrader runs what a folder is called."""
    templates = Environment(loader=FileSystemLoader([template_path]))
    path = f"{course.address}/formgrader/manage_students/{quote(INJECTION)}"
    html = templates.get_template("manage_students_assignments.tpl").render(
        student_id=INJECTION, base_url=""
    )
    page.route(path, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(path)
    assert owned(page)


def test_jupyterlab_shows_our_reports_in_a_graded_notebook(course: Lab, page: Page) -> None:
    path = quote(f"build/autograded/{MALLORY}/{FILE}.ipynb")
    page.goto(f"{course.address}/lab/tree/{path}?token={TOKEN}")
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    expect(panel.locator(".jp-Cell").first).to_be_visible()
    # Cells far away are drawn when they are scrolled to.
    count = page.evaluate("jupyterapp.shell.currentWidget.content.model.cells.length")
    for index in range(0, count, 3):
        page.evaluate("i => jupyterapp.shell.currentWidget.content.scrollToItem(i)", index)
        page.wait_for_timeout(50)
    assert not owned(page)
