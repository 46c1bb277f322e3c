"""Where a dotted name really leads decides whether it is open."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
import torch

from autograder.roundabout import is_roundabout, leads_to_module, reflection, starred


class TestIsRoundabout:
    @pytest.mark.parametrize(
        "name",
        [
            "ctypes", "pickle.loads", "os.sys.modules", "numpy.ctypeslib.ctypes.CDLL",
            "numpy.core.umath", "numpy._core", "torch._C", "torch.jit.script",
            "cnnlib.import_module", "autograder.inbox", "random._os",
            "torch.utils.data.dataloader.multiprocessing", "no_such_module.part",
            "dataclasses.dataclass", "sys.path", "sys.stdout.__self__",
            "os.path.genericpath.stat", "functools.update_wrapper",
            "torch.utils.data.DataLoader",
        ],
    )  # fmt: skip
    def test_holds_for_what_leads_elsewhere(self, name: str) -> None:
        assert is_roundabout(name)

    @pytest.mark.parametrize(
        "name",
        [
            "numpy", "numpy.linalg.norm", "numpy.trace", "numpy.select", "numpy.__version__",
            "os.path.join", "collections.abc.Callable", "math.exp",
            "cnnlib.ops.conv2d", "matplotlib.pyplot.plot", "autograder.check", "gc.collect",
            "sys.float_info.eps", "functools.wraps",
        ],
    )  # fmt: skip
    def test_leaves_alone_what_answers_use(self, name: str) -> None:
        assert not is_roundabout(name)

    def test_of_torch_leaves_alone_what_computes(self) -> None:
        for part in ("zeros", "nn.functional.log_softmax", "nn.Linear", "autograd.Function"):
            assert not is_roundabout(f"{torch.__name__}.{part}")
        for part in ("nn.utils.parametrize", "func.functional_call", "get_device_module"):
            assert is_roundabout(f"{torch.__name__}.{part}")

    def test_imports_no_module_that_is_not_open(self) -> None:
        program = (
            "import sys; from autograder.roundabout import is_roundabout; "
            "print(is_roundabout('xmlrpc.client'), 'xmlrpc' in sys.modules)"
        )
        ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        assert ended.stdout.split() == ["True", "False"]


class TestLeadsToModule:
    def test_tells_modules_from_their_parts(self) -> None:
        assert leads_to_module("numpy.linalg")
        assert leads_to_module("os.path")
        assert not leads_to_module("numpy.linalg.norm")


class TestReflection:
    @pytest.mark.parametrize(
        ("source", "names"),
        [
            ("f.__globals__", ["__globals__"]),
            ("vars(x)", ["builtins.vars"]),
            ("getattr(x, y)", ["getattr with a name that is made at run time"]),
            ("getattr(x, '__dict__')", ["getattr with a name that is made at run time"]),
            ("getattr(x, 'shape')", []),
            ("class A:\n    __match_args__ = f()", ["__match_args__"]),
            ("error.obj", ["obj"]),
            ("x.__class__.__name__", []),
            ("obj = vars = 3; obj", []),
        ],
    )
    def test_names_what_leads_from_an_object_to_all_others(
        self, source: str, names: list[str]
    ) -> None:
        assert [name for node in ast.walk(ast.parse(source)) for name in reflection(node)] == names


class TestStarred:
    def test_gives_the_names_that_would_be_bound(self) -> None:
        assert "sys" not in starred("os")
        assert {"exp", "tanh"} <= set(starred("math"))
        assert starred("math.exp") == []
