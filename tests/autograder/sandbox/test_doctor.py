"""Each row of the doctor's table is tried for real, and turns red where its property is missing."""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from autograder import cli
from autograder.course import NOTEBOOKS
from autograder.observation import Failure, Observation
from autograder.sandbox import box as box_module
from autograder.sandbox import doctor, open_sandbox, probes
from autograder.sandbox.doctor import Finding, examine, table

#: The notebook for which the doctor opens its box.
KNOWN = NOTEBOOKS[0]


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return examine()


def printed(findings: list[Finding]) -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(table(findings))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def rows_of_the_box(**arguments: Any) -> dict[str, Finding]:
    """The probes' findings in a box of any kind."""
    with open_sandbox(KNOWN, limits=doctor.LIMITS, **arguments) as box, doctor._listeners() as at:
        return {finding.what: finding for finding in doctor._probed(box, doctor._probes(*at))}


class TestExamine:
    def test_finds_that_this_machine_can_grade(self, findings: list[Finding]) -> None:
        assert [f for f in findings if f.needed and not f.works] == []

    def test_tries_everything_once(self, findings: list[Finding]) -> None:
        assert [finding.what for finding in findings] == [
            "Python", "bubblewrap", "box starts", "no network", "no other file", "no answers",
            "nothing left open", "no other process", "no place to write but /tmp", "no capability",
            "memory limit", "memory limit of all processes", "no memory of no process",
            "process limit", "file size limit", "temporary space limit",
            "limit on the number of files", "exit costs one call", "endless loop is stopped",
            "submissions do not meet", "forbidden names are absent",
            "gradebook", "disk space", "torch", "Fashion-MNIST, the course's part",
            "Fashion-MNIST, all of it",
        ]  # fmt: skip

    def test_says_which_versions_it_has_found(self, findings: list[Finding]) -> None:
        seen = {finding.what: finding.seen for finding in findings}
        assert sys.executable in seen["Python"]
        assert seen["bubblewrap"].startswith("bubblewrap 0.")
        assert seen["gradebook"].startswith("nbgrader 0.9")

    def test_without_bubblewrap_names_the_remedy_and_goes_on(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(doctor, "find_bubblewrap", lambda: None)
        monkeypatch.setattr(box_module, "find_bubblewrap", lambda: None)
        found = {finding.what: finding for finding in [*doctor._bubblewrap(), *doctor._box()]}
        assert not any(finding.works for finding in found.values())
        assert all("apt install bubblewrap" in finding.remedy for finding in found.values())
        assert found["box starts"].seen == "no sandbox is installed"
        assert found["no network"].seen == "not tried"

    def test_turns_a_part_that_fails_into_a_finding(self) -> None:
        def _part() -> list[Finding]:
            raise RuntimeError("out of order")

        (finding,) = doctor._safely(_part)
        assert (finding.what, finding.works) == ("part", False)
        assert finding.seen == "RuntimeError: out of order"

    def test_wants_a_gradebook_that_can_be_written(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
        (finding,) = doctor._gradebook()
        assert not finding.works
        assert finding.remedy

    def test_wants_free_disk_space(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(doctor, "FREE_BYTES", 2**80)
        (finding,) = doctor._disk()
        assert not finding.works
        assert "make room" in finding.remedy

    def test_wants_a_torch_that_imports(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "torch.py").write_text("raise ImportError('libtorch.so: no such file')")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        (finding,) = doctor._torch()
        assert (finding.works, finding.seen) == (False, "ImportError: libtorch.so: no such file")

    @pytest.mark.parametrize(
        ("version", "works"), [((3, 10), False), ((3, 14), False), ((3, 13), True)]
    )
    def test_wants_a_python_that_is_known(
        self, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int], works: bool
    ) -> None:
        monkeypatch.setattr(sys, "version_info", version)
        (finding,) = doctor._python()
        assert finding.works is works

    def test_calls_all_of_fashion_mnist_optional(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("CNNLIB_DATA", str(tmp_path))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.setattr("cnnlib.data.fashion.DEBIAN", tmp_path)
        part, whole = doctor._data()
        assert part.works
        assert (whole.works, whole.needed) == (False, False)


class TestProbes:
    """A probe that never fails shows nothing, so each is run where its property is missing."""

    def test_notice_that_there_is_no_protection(self) -> None:
        found = rows_of_the_box(sandboxed=False)
        missing = {"no network", "no other file", "no answers", "no other process"}
        missing |= {"nothing left open", "no capability", "process limit", "temporary space limit"}
        missing |= {"memory limit of all processes", "no memory of no process"}
        missing |= {"no place to write but /tmp", "limit on the number of files"}
        assert {what for what, finding in found.items() if not finding.works} == missing
        assert all(found[what].remedy for what in missing)

    def test_notice_limits_that_do_not_hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        limits = doctor.LIMITS
        loose = replace(
            limits,
            memory_bytes=4 * limits.memory_bytes,
            data_bytes=4 * limits.data_bytes,
            total_bytes=4 * limits.total_bytes,
            file_bytes=4 * limits.file_bytes,
            temporary_bytes=4 * limits.temporary_bytes,
            processes=4 * limits.processes,
        )
        with open_sandbox(KNOWN, limits=loose) as box, doctor._listeners() as at:
            found = doctor._probed(box, doctor._probes(*at))
        assert [finding.what for finding in found if not finding.works] == [
            "memory limit", "memory limit of all processes", "process limit", "file size limit",
            "temporary space limit",
        ]  # fmt: skip

    def test_notice_neighbours_that_meet(self, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.setattr(doctor, "SHARED_FOLDERS", [str(tmp_path)])
        with open_sandbox(KNOWN, sandboxed=False, limits=doctor.LIMITS) as box:
            finding = doctor._neighbours(box)
        assert (finding.works, finding.seen) == (False, f"found ['{tmp_path}']")

    def test_notice_names_that_are_not_taken_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with open_sandbox(KNOWN, limits=doctor.LIMITS) as box:
            assert doctor._forbidden(box).works
            run = box.run
            monkeypatch.setattr(box, "run", lambda cells, calls, absent: run(cells, calls))
            finding = doctor._forbidden(box)
        assert (finding.works, finding.seen) == (False, "found ['numpy.tanh', 'math.tanh']")

    @pytest.mark.parametrize("probe", doctor._probes(0, ""), ids=lambda probe: probe.what)
    def test_count_as_failed_when_they_raise(self, probe: doctor.Probe) -> None:
        raised = Observation("raised", failure=Failure("OSError", "broken", False))
        works, seen = probe.judge(raised)
        assert not works
        assert "OSError: broken" in seen

    @pytest.mark.parametrize("name", probes.__all__)
    def test_stand_alone_as_source(self, name: str) -> None:
        """Each travels as text, so it may use nothing of its module."""
        source = doctor._cell(getattr(probes, name)).source
        namespace: dict[str, Any] = {}
        exec(source, namespace)
        used = set(namespace[name].__code__.co_names)
        assert not used & set(vars(probes)) - set(dir(__builtins__))


class TestTable:
    def test_shows_the_remedy_only_where_something_fails(self) -> None:
        good = Finding("good", True, "all is well", "a remedy nobody needs")
        bad = Finding("bad", False, "all is lost", "turn it off and on")
        told = printed([good, bad])
        assert "a remedy nobody needs" not in told
        assert "→ turn it off and on" in told
        assert told.index("yes") < told.index("no ")

    def test_calls_optional_what_is_not_needed(self) -> None:
        told = printed([Finding("data", False, "not here", "download it", needed=False)])
        assert "optional" in told
        assert "→ download it" in told

    def test_prints_brackets_as_they_are(self) -> None:
        assert "[red]x[/]" in printed([Finding("a", True, "[red]x[/]")])


class TestCommand:
    @pytest.mark.parametrize(
        ("finding", "status"),
        [
            (Finding("x", True, ""), 0),
            (Finding("x", False, "", "do y"), 1),
            (Finding("x", False, "", "do y", needed=False), 0),
        ],
    )
    def test_ends_with_1_where_something_needed_fails(
        self, monkeypatch: pytest.MonkeyPatch, finding: Finding, status: int
    ) -> None:
        monkeypatch.setattr(doctor, "examine", lambda: [finding])
        assert CliRunner().invoke(cli.commands, ["doctor"]).exit_code == status

    def test_help_says_what_it_does(self) -> None:
        told = CliRunner().invoke(cli.commands, ["doctor", "--help"]).output
        assert "Try for real what grading needs" in told
        assert "status 1" in told


class TestReachNetwork:
    def test_names_what_answers(self) -> None:
        with doctor._listeners() as (port, name):
            found = probes.reach_network(port, name)
        assert f"('127.0.0.1', {port})" in found
        assert any(name in place for place in found)
