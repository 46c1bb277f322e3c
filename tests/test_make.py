"""The Makefile and tools/setup.sh, on a copy of what they need, with stand-ins for slow programs.

The stand-ins write down how they were called. Only JupyterLab is started for real, at the end.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: Stands for a Python: makes .venv of itself, "installs" by writing down that it was asked to.
PYTHON = f"""#!/usr/bin/env bash
case "$1 $2" in
"-m venv")
    [ -z "${{VENV_FAILS:-}}" ] || exit 1
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python" ;;
"-m pip")
    if [ "$3" = --version ]; then exit "${{PIP_IS_BROKEN:-0}}"; fi
    echo "pip ${{@:3}}" >>calls
    [ -z "${{PIP_FAILS:-}}" ] || exit 1
    for name in autograder jupyter ruff mypy; do
        printf '#!/usr/bin/env bash\\necho "%s $*" >>calls\\n' "$name" >".venv/bin/$name"
        chmod +x ".venv/bin/$name"
    done ;;
"-m pytest") echo "python $*" >>calls ;;
benchmarks/* | tests/browser/*) echo "python $*" >>calls ;;
*) exec "{sys.executable}" "$@" ;;
esac
"""
#: Without what the run of make was told in which these tests may be running.
ENVIRONMENT = {**os.environ, "MAKEFLAGS": "", "ARGS": ""}
INSTALL = "pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable"


class Course:
    """A course's folder with a space in its name, and programs that write down their calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder.parent / "fake python"
        self.python.write_text(PYTHON)
        self.python.chmod(0o755)
        shutil.copytree(ROOT / "tools", folder / "tools")
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder)
        for name in ("01_first", "02_second"):
            (folder / "notebooks" / name).mkdir(parents=True)
            (folder / "notebooks" / name / f"{name}.ipynb").write_text("{}")
        (folder / "benchmarks").mkdir()
        for name in ("grading.py", "ops.py"):
            (folder / "benchmarks" / name).touch()

    def make(
        self, *arguments: str, python: Path | str | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run make from somewhere else, as a user would who has not changed the folder."""
        return subprocess.run(
            self.command(*arguments, python=python),
            cwd="/",
            env={**ENVIRONMENT, **environment},
            capture_output=True,
            text=True,
        )

    def command(self, *arguments: str, python: Path | str | None = None) -> list[str]:
        """The command line that runs make in the course's folder."""
        place = ["make", "--no-print-directory", "-C", str(self.folder)]
        return [*place, *arguments, f"PYTHON={python or self.python}"]

    def calls(self) -> list[str]:
        """How programs were called since this was asked last."""
        file = self.folder / "calls"
        found = file.read_text().splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return found


@pytest.fixture
def course(tmp_path: Path) -> Course:
    folder = tmp_path / "a course"
    folder.mkdir()
    return Course(folder)


@pytest.fixture
def ready(course: Course) -> Course:
    """A course whose .venv is made already."""
    assert course.make("setup").returncode == 0
    course.calls()
    return course


class TestHelp:
    """`make` alone says what can be made."""

    def test_lists_every_target(self, course):
        done = course.make()
        listed = [line.split()[0] for line in done.stdout.splitlines()]
        text = (ROOT / "Makefile").read_text()
        [phony] = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
        assert sorted(listed) == sorted(phony.split())
        assert {"setup", "lab", "demo", "test", "bench"} <= set(listed)

    def test_says_something_about_each(self, course):
        for line in course.make("help").stdout.splitlines():
            assert len(line.split()) >= 3

    def test_installs_nothing(self, course):
        course.make("help")
        assert not (course.folder / ".venv").exists()


class TestSetup:
    """.venv is made when it is missing, and refreshed when it has to be."""

    def test_installs_through_the_constraints_and_says_what_is_next(self, course):
        done = course.make("setup")
        assert done.returncode == 0, done.stderr
        assert course.calls() == [f"{INSTALL} .[dev]"]
        assert "Making .venv with Python 3." in done.stdout
        assert "Installing the versions in constraints.txt" in done.stdout
        assert "Ready. Next: make lab" in done.stdout

    def test_does_nothing_the_second_time(self, ready):
        done = ready.make("setup")
        assert ready.calls() == []
        assert done.stdout.splitlines() == [done.stdout.strip()]

    def test_does_nothing_when_files_are_only_touched(self, ready):
        for name in ("pyproject.toml", "constraints.txt"):
            os.utime(ready.folder / name)
        ready.make("setup")
        assert ready.calls() == []

    @pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
    def test_refreshes_when_the_dependencies_change(self, ready, name):
        with (ready.folder / name).open("a") as file:
            file.write("# one more line\n")
        kept = ready.folder / ".venv" / "kept"
        kept.touch()
        assert "Making .venv" not in ready.make("setup").stdout
        assert ready.calls() == [f"{INSTALL} .[dev]"]
        assert kept.exists()
        ready.make("setup")
        assert ready.calls() == []

    @pytest.mark.parametrize("name", ["README.md", "Makefile"])
    def test_does_not_care_for_other_files(self, ready, name):
        with (ready.folder / name).open("a") as file:
            file.write("# one more line\n")
        ready.make("setup")
        assert ready.calls() == []

    def test_tries_again_after_an_installation_that_failed(self, course):
        failed = course.make("setup", PIP_FAILS="1")
        assert failed.returncode != 0
        assert "Ready" not in failed.stdout
        course.calls()
        assert course.make("setup").returncode == 0
        assert course.calls() == [f"{INSTALL} .[dev]"]

    def test_makes_anew_what_was_moved(self, ready):
        old = ready.folder / ".venv" / "kept"
        old.touch()
        ready.folder = ready.folder.rename(ready.folder.with_name("moved"))
        assert "Making .venv" in ready.make("setup").stdout
        assert not (ready.folder / ".venv" / "kept").exists()

    def test_makes_anew_what_is_broken(self, ready):
        (ready.folder / "constraints.txt").write_text("")
        assert "Making .venv" in ready.make("setup", PIP_IS_BROKEN="1").stdout

    def test_makes_anew_for_another_python(self, ready):
        other = ready.python.with_name("other python")
        says_another_version = '"-c import sys; print(sys.version)") echo 3.x ;;\n*) exec'
        other.write_text(PYTHON.replace("*) exec", says_another_version))
        other.chmod(0o755)
        assert "Making .venv" in ready.make("setup", python=other).stdout

    def test_refuses_a_python_that_does_not_fit(self, course):
        old = course.python.with_name("old python")
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.1 && exit 0\nexit 1\n')
        old.chmod(0o755)
        done = course.make("setup", python=old)
        assert done.returncode != 0
        assert "expected Python 3.11 to 3.13, found Python 3.9.1; install one, or" in done.stderr
        assert not (course.folder / ".venv").exists()

    def test_refuses_a_python_that_is_not_there(self, course):
        done = course.make("setup", python="/no/such/python")
        assert done.returncode != 0
        assert "/no/such/python: No such file" in done.stderr
        assert "make setup PYTHON=/path/to/python3.11" in done.stderr

    def test_says_what_to_install_where_python_cannot_make_environments(self, course):
        done = course.make("setup", VENV_FAILS="1")
        assert done.returncode != 0
        assert "install its venv module (Debian and Ubuntu: python3-venv)" in done.stderr
        assert not (course.folder / ".venv").exists()


class TestTargets:
    """Each sets up .venv by itself, does its work, and says what to do next."""

    @pytest.mark.parametrize("target", ["lab", "demo", "lint", "test", "bench"])
    def test_sets_up_first(self, course, target):
        assert course.make(target).returncode == 0
        first, *rest = course.calls()
        assert first == f"{INSTALL} .[dev]"
        assert rest

    def test_lab_opens_the_start_page(self, ready):
        done = ready.make("lab")
        assert ready.calls() == [f"jupyter lab --ServerApp.root_dir={ready.folder}"]
        assert "Opening the start page. Next: choose a notebook" in done.stdout

    def test_lab_passes_flags_on(self, ready):
        ready.make("lab", "ARGS=--no-browser --port=9999")
        [call] = ready.calls()
        assert call.endswith(" --no-browser --port=9999")

    def test_demo_grades_a_sample_class(self, ready):
        done = ready.make("demo", "ARGS=--students 3")
        assert ready.calls() == ["autograder demo --students 3"]
        assert "Next: open the class report" in done.stdout

    def test_test_checks_everything_and_says_so(self, ready):
        done = ready.make("test", "ARGS=-k some")
        assert ready.calls() == [
            "ruff check .",
            "ruff format --check .",
            "mypy ",
            "autograder build --check",
            "python tests/browser/chromium.py",
            "python -m pytest -n 2 --dist worksteal -k some",
        ]
        assert done.stdout.rstrip().endswith("Next: make demo grades a sample class.")

    def test_test_fails_with_the_first_failure(self, ready):
        (ready.folder / ".venv/bin/mypy").write_text("#!/bin/sh\nexit 1\n")
        done = ready.make("test")
        assert done.returncode != 0
        assert "passed" not in done.stdout
        assert len(ready.calls()) == 2

    def test_bench_runs_every_benchmark(self, ready):
        done = ready.make("bench")
        assert ready.calls() == ["python benchmarks/grading.py", "python benchmarks/ops.py"]
        assert "Measured. Next: " in done.stdout

    def test_clean_keeps_grades(self, ready):
        (ready.folder / "build").mkdir()
        (ready.folder / "build" / "gradebook.db").touch()
        assert "Next: make setup." in ready.make("clean").stdout
        assert not (ready.folder / ".venv").exists()
        assert (ready.folder / "build" / "gradebook.db").exists()


class TestContinuousIntegration:
    """CI does what the README tells a user to do."""

    def test_runs_the_users_command_from_anywhere(self, ready):
        ci = ready.folder / ".ci" / "run"
        ci.parent.mkdir()
        shutil.copy(ROOT / ".ci" / "run", ci)
        environment = {**ENVIRONMENT, "PYTHON": str(ready.python)}
        subprocess.run([ci], cwd="/", env=environment, check=True, capture_output=True)
        assert ready.calls()[-1] == "python -m pytest -n 2 --dist worksteal"


class TestLab:
    """JupyterLab itself, started as a user starts it."""

    @pytest.fixture
    def lab(self, ready: Course, tmp_path: Path) -> Iterator[str]:
        """The address of a running server; it is stopped afterwards."""
        program = ready.folder / ".venv" / "bin" / "jupyter"
        program.write_text(f'#!/usr/bin/env bash\nexec "{sys.executable}" -m jupyter "$@"\n')
        browser = tmp_path / "browser"
        browser.write_text(f'#!/usr/bin/env bash\ncp "${{1#file://}}" "{tmp_path}/opened"\n')
        browser.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        flags = f"--port={port} --ServerApp.port_retries=0 --IdentityProvider.token=secret"
        if os.geteuid() == 0:
            flags += " --allow-root"
        folders = {
            f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")
        }
        log = (tmp_path / "log").open("w")
        process = subprocess.Popen(
            ready.command("lab", f"ARGS={flags}"),
            cwd="/",
            env={**ENVIRONMENT, **folders, "BROWSER": str(browser)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/api?token=secret", process, log.name)
            yield address
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
            log.close()

    def test_lands_on_the_start_page_and_asks_nothing(self, lab, tmp_path):
        assert f"{lab}/start?token=" in opened(tmp_path)
        assert "<h1>The CNN workbook</h1>" in get(f"{lab}/start?token=secret")
        page = get(f"{lab}/lab?token=secret")
        [config] = re.findall(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)
        settings = json.loads(config)
        # The question about news comes from this extension.
        assert "@jupyterlab/apputils-extension:announcements" in settings["disabledExtensions"]


def wait_for(address: str, process: subprocess.Popen[bytes], log: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            get(address)
            return
        time.sleep(0.2)
    raise AssertionError(f"no server at {address}:\n{Path(log).read_text()}")


def opened(folder: Path) -> str:
    """The page that the server had a browser open; it leads to the start page."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if (page := folder / "opened").is_file() and (text := page.read_text()):
            return text
        time.sleep(0.1)
    raise AssertionError("no browser was opened")


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()
