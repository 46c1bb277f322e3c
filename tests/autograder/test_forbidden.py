"""Names are followed to where an import leads; what cannot be read is no way around."""

from __future__ import annotations

import ast
import time
import warnings
from textwrap import indent

import pytest

from autograder.forbidden import Reading, uses_of

FORBIDDEN = ["numpy.tanh", "numpy.linalg", "scipy.signal.convolve2d"]
TANH = "numpy.tanh"
#: Ways around the reading.
WAYS = [
    "import ctypes\nctypes.CDLL(None)",
    "from ctypes import CDLL\nCDLL(None)",
    "import ctypes as c\nlibrary = c.CDLL(None)",
    "exec('y = 1')",
    "y = eval('np.' + 'tanh')",
    "__import__('numpy')",
    "import importlib.util as u\nu.find_spec('math')",
    "import sys\nsys.modules.pop('math')",
    "from sys import modules\ndel modules['math']",
    "import subprocess as s\ns.run('python')",
    "def f():\n    return __builtins__",
    "f = torch.ops.aten",
    "import ctypes as c\nlibrary = c.CDLL(None)\nimport math as c",
    "from ctypes import *\nCDLL(None)",
    "import os\nos.sys.modules",
    "f = nn.functional.torch._C._nn.cross_entropy_loss",
    "np.ctypeslib.load_library('libm', '/')",
    "np.ma.core.ufunc_fills",
    "np._core.umath",
    "from cnnlib import import_module as load\nload('ctypes')",
    "import autograder.inbox.kernel as k\nk.ctypes",
    "import pickle\npickle.loads(b'')",
    "import timeit\ntimeit.timeit('1')",
    "import math\nmath.__loader__.create_module(math.__spec__)",
    "c = np.zeros(1).ctypes",
    "print.__self__",
    "getattr(print, '__se' + 'lf__')",
    "list(map(getattr, [print], names))",
    "match print:\n    case object(__self__=m):\n        pass",
    "import sys\nfind(sys)",
    "import sys\ndef f():\n    return sys",
    "class A:\n    import sys",
    "import sys\nclass A:\n    s = sys",
    "locals()['a']",
    "try:\n    np.none\nexcept AttributeError as error:\n    module = error.obj",
    "\n".join([*(f"a = np.a{n}" for n in range(40)), "a(1)"]),
    "import functools\nfunctools.wraps(f, assigned=names)",
    "import contextlib\ncontextlib.wraps(f, assigned=names)",
    "import functools\nwith_names(functools.wraps)",
    "from functools import update_wrapper\nupdate_wrapper(a, b)",
    "g().gi_code.replace(co_names=())",
    "import dataclasses\ndataclasses.make_dataclass('A', names)",
    "import inspect\ninspect.signature(f, eval_str=True)",
    "import warnings\nwarnings.catch_warnings()._module.sys",
    "import sys\nsys.breakpointhook('libm.so.6')",
    "import sys\nsys.addaudithook(f)",
    "import sys\nsys.path.append('/tmp')",
    "import evil",
    "from evil import helper",
    "from . import CDLL",
    "from .math import exp",
    "import enum\nfind = enum.pickle_by_enum_name(A.b, 2)[0]",
    "import functools\nfinder = functools.cached_property(None)",
    "import typing\ntyping.List['f()'].__args__[0]._evaluate({}, {}, None)",
    "hidden = []; hidden.append(eval('f')); squash = hidden[0]",
    "for tool in tools:\n    tool.f = eval('f')",
    "import uuid\nuuid.getnode()",
    "import platform\nplatform.processor()",
    "import traceback\ntraceback.linecache.lazycache = spy",
    "np.linalg.norm = spy",
    "import numpy.linalg as la\ndel la.norm",
    "setattr(A, '__match_' + 'args__', names)",
    "match print:\n    case A(m):\n        pass",
    "def getattr(module, name):\n    return module",
    "f = lambda getattr: getattr(np, 'exp')",
    "import ctypes as _A__c\nclass A:\n    def f(self):\n        return __c.CDLL(None)",
    "def f(x=(m := __import__('math'))):\n    return x",
]


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


class TestAcrossCells:
    """An answer may be made of what stands in any cell, and in no other."""

    @pytest.mark.parametrize(
        "helper",
        [
            "def helper(x):\n    return np.tanh(x)",
            "helper = lambda x: np.tanh(x)",
            "inner = np.tanh\ndef helper(x):\n    return inner(x)",
            "def deep(x):\n    return np.tanh(x)\ndef helper(x):\n    return deep(x)",
            "class Deep:\n    f = np.tanh\nhelper = Deep()",
            "helper = {}\nhelper['f'] = np.tanh",
            "helper = []\nhelper.append(np.tanh)",
            "import types\nhelper = types.SimpleNamespace()\nhelper.f = np.tanh",
            "from functools import partial\nhelper = partial(np.tanh)",
            "try:\n    from numpy import tanh as f\nexcept ImportError:\n    f = None\n"
            "def helper(x):\n    return f(x)",
            "@np.tanh\ndef helper(x): pass",
            "if True:\n    def helper(x):\n        return np.tanh(x)",
        ],
    )
    def test_a_helper_is_read_in_whatever_cell_it_stands(self, helper: str) -> None:
        answer = "def tanh(x):\n    return helper(x)"
        for cells in ({"relu": helper, "tanh": answer}, {"tanh": f"{helper}\n{answer}"}):
            uses = Reading(cells).uses("tanh", FORBIDDEN)
            assert {name for name, _, _ in uses} == {TANH}

    def test_an_alias_of_another_cell_is_followed(self) -> None:
        cells = {"relu": "import numpy as other", "tanh": "def tanh(x):\n    return other.tanh(x)"}
        assert Reading(cells).uses("tanh", FORBIDDEN) == [(TANH, 2, "tanh")]

    @pytest.mark.parametrize(
        "other",
        [
            "def sigmoid(x):\n    return 0.5 * (1 + np.tanh(0.5 * x))",
            "assert np.allclose(tanh(1.0), np.tanh(1.0))",
            "print(tanh(x), np.tanh(x))",
            "np.testing.assert_allclose(tanh(1.0), np.tanh(1.0))",
            "def compare(x):\n    return tanh(x) - np.tanh(x)",
            "def unused(x):\n    f = np.tanh\n    return f(x)",
        ],
    )
    def test_what_the_answer_is_not_made_of_is_left_alone(self, other: str) -> None:
        answer = "def tanh(x):\n    return 1 - 2 / (np.exp(2 * x) + 1)"
        for cells in ({"sigmoid": other, "tanh": answer}, {"tanh": f"{answer}\n{other}"}):
            assert Reading(cells).uses("tanh", FORBIDDEN) == []

    @pytest.mark.parametrize("way", WAYS)
    def test_what_cannot_be_read_is_left_out(self, way: str) -> None:
        reading = Reading({"relu": way, "tanh": "tanh = 1"})
        assert len(reading.readable()["relu"]) < len(ast.parse(way).body)
        assert reading.readable()["tanh"] == {0}
        assert reading.unreadable("tanh") == []

    @pytest.mark.parametrize("way", [way for way in WAYS if "import *" not in way])
    def test_an_answer_that_is_made_of_what_is_left_out_is_told(self, way: str) -> None:
        reading = Reading({"tanh": "def tanh(x):\n" + indent(way, "    ")})
        assert reading.readable() == {"tanh": set()}
        assert reading.unreadable("tanh")

    @pytest.mark.parametrize(
        "source",
        [
            "import re\np = re.compile('a')",
            "model.eval()",
            "import os\nos.getcwd(), os.path.join('a', 'b')",
            "evaluate(1)",
            "getattr(x, 'shape', None)",
            "import numpy\nxp = numpy\nxp.exp(1)",
            "np.testing.assert_allclose(a, b)",
            "import gc\ngc.collect()",
            "import timeit\ntimeit.default_timer()",
            "from matplotlib import pyplot as plt\nplt.plot(x)",
            "from __future__ import annotations\nfrom typing import Any",
            "import sys\nprint(1, file=sys.stderr)",
            "from autograder import check\ncheck('tanh', tanh)",
            "class A:\n    def f(self):\n        return np.exp(self.__class__.scale)",
        ],
    )
    def test_names_like_those_of_roundabout_ways_are_left_alone(self, source: str) -> None:
        readable = Reading({"tanh": source}).readable()["tanh"]
        assert len(readable) == len(ast.parse(source).body)

    def test_a_cell_that_cannot_run_or_be_read_is_no_reason_against_another(self) -> None:
        deep = "x" + " + x" * 50_000
        for other in ("def f(:", deep):
            assert Reading({"relu": other, "tanh": "tanh = 1"}).uses("tanh", FORBIDDEN) == []
            assert Reading({"relu": other, "tanh": "tanh = 1"}).readable()["relu"] == set()
        ((name, _, cell),) = Reading({"tanh": deep}).unreadable("tanh")
        assert (name, cell) == ("code that is nested too deeply to be read", "tanh")

    def test_much_source_is_read_quickly(self) -> None:
        chain = "\n".join(f"a{i + 1} = a{i}" for i in range(3_000))
        cells = {f"cell{n}": chain for n in range(6)} | {"tanh": "tanh = a3000"}
        start = time.process_time()
        assert Reading(cells).uses("tanh", FORBIDDEN) == []
        assert len(Reading(cells).readable()["cell5"]) == 3_000
        assert time.process_time() - start < 20


class TestScopes:
    """A name inside a function is another than the one of the same spelling outside of it."""

    ANSWER = "def tanh(x):\n    y = np.exp(2 * x)\n    return (y - 1) / (y + 1)"

    @pytest.mark.parametrize(
        "other",
        [
            "y = np.tanh(0.5)",
            "x = np.tanh",
            "from numpy import tanh as y",
            "for y in (np.tanh,):\n    y(1)",
            "def y():\n    return np.tanh",
        ],
    )
    def test_a_local_name_leads_to_nothing_outside(self, other: str) -> None:
        for cells in ({"relu": other, "tanh": self.ANSWER}, {"tanh": f"{other}\n{self.ANSWER}"}):
            assert Reading(cells).uses("tanh", FORBIDDEN) == []

    @pytest.mark.parametrize(
        "answer",
        [
            "def tanh(x):\n    return (lambda: y(x))()",
            "def tanh(x):\n    def inner():\n        return y(x)\n    return inner()",
            "def tanh(x):\n    return [y(v) for v in x]",
            "class Deep:\n    y = y\ndef tanh(x):\n    return Deep.y(x)",
            "def tanh(x, f=lambda v: y(v)):\n    return f(x)",
            "def tanh(x):\n    global y\n    return y(x)",
            "def tanh(x, f=y):\n    return f(x)",
            "tanh = lambda x: y(x); z = 3",
            "@y\ndef tanh(x): pass",
        ],
    )
    def test_a_name_that_is_taken_from_outside_leads_there(self, answer: str) -> None:
        for cells in ({"relu": "y = np.tanh", "tanh": answer}, {"tanh": f"y = np.tanh\n{answer}"}):
            assert {name for name, _, _ in Reading(cells).uses("tanh", FORBIDDEN)} == {TANH}

    def test_a_name_that_a_function_makes_global_is_followed(self) -> None:
        setup = "def setup():\n    global y\n    y = np.tanh\nsetup()"
        cells = {"relu": setup, "tanh": "def tanh(x):\n    return y(x)"}
        assert Reading(cells).uses("tanh", FORBIDDEN)

    def test_a_definition_comes_before_an_import_that_binds_nothing(self) -> None:
        for imported in ("from numpy import *", "from math import tanh", "from math import *"):
            cells = {"tanh": f"{imported}\n{self.ANSWER}", "tanh_grad": "tanh_grad = tanh(1)"}
            assert Reading(cells).uses("tanh_grad", [*FORBIDDEN, "math.tanh"]) == []


class TestHostileSource:
    @pytest.mark.parametrize(
        "deep",
        ["x" + " + x" * 50_000, "-" * 50_000 + "x", "x" + ".a" * 50_000, "lambda: " * 20_000 + "x"],
        ids=["sums", "signs", "attributes", "lambdas"],
    )
    def test_nesting_is_no_way_around_the_reading(self, deep: str) -> None:
        ((name, line),) = uses_of(f"np.tanh(1)\n{deep}", FORBIDDEN)
        assert (name, line) == ("code that is nested too deeply to be read", 1)

    def test_many_imports_of_everything_end_quickly(self) -> None:
        cells = {"relu": "from numpy import *\n" * 5_000, "tanh": "tanh = 1"}
        start = time.process_time()
        assert Reading(cells).uses("tanh", FORBIDDEN) == []
        assert time.process_time() - start < 5

    def test_many_functions_in_one_line_end_quickly(self) -> None:
        cells = {"relu": "; ".join(f"f{n} = lambda: g{n}" for n in range(10_000)), "tanh": ""}
        start = time.process_time()
        assert Reading(cells).uses("tanh", FORBIDDEN) == []
        assert time.process_time() - start < 5

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
