"""Names are followed to where an import leads; what cannot be read is no way around."""

from __future__ import annotations

import time
import warnings

import pytest

from autograder.forbidden import uses_of

FORBIDDEN = ["numpy.tanh", "numpy.linalg", "scipy.signal.convolve2d"]
TANH = "numpy.tanh"


def names(source: str, **options: dict[str, str]) -> list[str]:
    return [name for name, _ in uses_of(source, FORBIDDEN, **options)]


def test_names_that_a_notebook_imports_are_known():
    uses = uses_of("y = nn.functional.relu(x)", ["torch.nn.functional.relu"])
    assert uses == [("torch.nn.functional.relu", 1)]


class TestFinds:
    @pytest.mark.parametrize(
        "source",
        [
            "np.tanh(x)",
            "import numpy\nnumpy.tanh(x)",
            "import numpy as n\nn.tanh(x)",
            "from numpy import tanh\ntanh(x)",
            "from numpy import tanh as f\nf(x)",
            "from numpy import *\ntanh(x)",
            "f = np.tanh\nf(x)",
            "f: object = np.tanh",
            "f, g = np.tanh, 3",
            "[f, g] = [3, np.tanh]",
            "print(f := np.tanh)",
            "(n := np).tanh(x)",
            "getattr(np, 'tanh')(x)",
            "getattr((n := np), 'tanh')(x)",
            "def f(x, act=np.tanh):\n    return act(x)",
            "list(map(np.tanh, xs))",
            "def f(x):\n    def g(y):\n        import numpy as n\n        return n.tanh(y)",
            "if True:\n    from numpy import tanh as f\nf(x)",
            "def f(x):\n    return later(x)\nfrom numpy import tanh as later",
            "c = b\nb = a\na = np\nc.tanh(x)",
            "@np.tanh\ndef f(x): pass",
            "lambda x: np.tanh(x)",
        ],
    )
    def test_tanh_under_whatever_name(self, source: str) -> None:
        assert TANH in names(source)

    def test_everything_below_a_forbidden_name(self) -> None:
        assert names("np.linalg.norm(x)") == ["numpy.linalg.norm"]
        assert names("np.tanh.at(x, 0)") == ["numpy.tanh.at"]
        assert names("from numpy.linalg import norm\nnorm(x)") == ["numpy.linalg.norm"]
        assert names("import numpy.linalg as la\nla.norm(x)") == ["numpy.linalg.norm"]

    def test_a_package_that_is_not_numpy(self) -> None:
        source = "from scipy import signal\n\nsignal.convolve2d(x, w)"
        assert uses_of(source, FORBIDDEN) == [("scipy.signal.convolve2d", 3)]

    def test_every_line_once_and_in_order(self) -> None:
        source = "a = 1\nb = np.tanh(1) + np.tanh(2)\nc = np.linalg.norm(np.tanh(3))"
        assert uses_of(source, FORBIDDEN) == [(TANH, 2), ("numpy.linalg.norm", 3), (TANH, 3)]

    def test_names_that_were_defined_before(self) -> None:
        assert names("t(x)", known={"t": TANH}) == [TANH]


class TestLeavesAlone:
    @pytest.mark.parametrize(
        "source",
        [
            "",
            "def tanh(x):\n    e = np.exp(2 * x)\n    return (e - 1) / (e + 1)",
            "tanh(x)",
            "np.tan(x)",
            "np.tanhish(x)",
            "x.tanh()",
            "self.np.tanh(x)",
            "# np.tanh(x)",
            "'np.tanh(x)'",
            "from numpy import tanh as f\nf = 3",
            "import numpy.linalgebra as la\nla.norm(x)",
            "from . import tanh\ntanh(x)",
            "getattr(np, name)(x)",
            "from numpy import tan\ntan(x)",
        ],
    )
    def test_what_is_allowed(self, source: str) -> None:
        assert names(source) == []

    def test_everything_where_nothing_is_forbidden(self) -> None:
        assert uses_of("np.tanh(x)", []) == []

    @pytest.mark.parametrize("source", ["def f(:", "np.tanh(x", "\0", "x = '\ud800'"])
    def test_what_cannot_run(self, source: str) -> None:
        assert names(source) == []


class TestHostileSource:
    @pytest.mark.parametrize(
        "deep",
        ["x" + " + x" * 50_000, "-" * 50_000 + "x", "x" + ".a" * 50_000, "lambda: " * 20_000 + "x"],
        ids=["sums", "signs", "attributes", "lambdas"],
    )
    def test_nesting_is_no_way_around_the_reading(self, deep: str) -> None:
        ((name, line),) = uses_of(f"np.tanh(1)\n{deep}", FORBIDDEN)
        assert (name, line) == ("code that is nested too deeply to be read", 1)

    def test_long_chains_of_attributes_end_quickly(self) -> None:
        source = ("x = np" + ".a" * 900 + "\n") * 50
        start = time.process_time()
        assert names(source) == []
        assert time.process_time() - start < 2

    def test_long_chains_of_aliases_end_quickly(self) -> None:
        source = "\n".join(f"a{i + 1} = a{i}" for i in range(5_000, 0, -1)) + "\na1 = np"
        start = time.process_time()
        assert names(source) == []
        assert time.process_time() - start < 2

    def test_warnings_about_the_source_are_not_ours(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert names("x = '\\d'\nnp.tanh(x is 3)") == [TANH]
