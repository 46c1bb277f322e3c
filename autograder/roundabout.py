"""Find ways to code that cannot be read: made at run time, of another program, or of no Python.

Where an exercise forbids names, its answer is read. What the reading cannot follow would be a way
around it, so there only modules of `OPEN` may be used, none of their parts in `CLOSED` and no
private ones, and no attribute that leads from any object to all the others. What is given away as
a value cannot be followed, so no module is.
"""

# ruff: noqa: SIM905  # so many names are read more easily as words than in quotes

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from types import ModuleType

__all__ = ["is_roundabout", "leads_to_module", "reflection", "starred"]

#: What an answer may import. Of these, the ones that are not in the box are harmless.
OPEN = frozenset(
    "IPython PIL __future__ abc array asyncio autograder bisect cmath cnnlib collections "
    "concurrent contextlib copy dataclasses datetime decimal enum fractions functools hashlib "
    "heapq io ipywidgets itertools json logging math matplotlib numbers numpy operator os pandas "
    "pathlib platform posixpath pprint queue random re scipy seaborn sklearn statistics string "
    "struct sys tempfile textwrap threading time torch torchvision tqdm traceback types typing "
    "uuid warnings weakref".split()
)
#: Of others, the names that are as good as those.
OPEN_NAMES = {
    *("gc.collect", "inspect.getsource", "inspect.signature", "timeit.default_timer"),
    *(f"autograder.{name}" for name in ("check", "hint", "progress", "score", "solution")),
    *(f"numpy.testing.assert_{what}" for what in ("allclose", "almost_equal", "equal")),
    *(f"numpy.testing.assert_array_{what}" for what in ("almost_equal", "equal")),
    *(f"torch.utils.data.{name}" for name in ("DataLoader", "Dataset", "TensorDataset")),
}
#: Of open modules, the parts that lead to other code, or to objects by names made at run time.
CLOSED = (
    "autograder",
    *("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "asyncio.subprocess"),
    *("functools.singledispatch", "functools.singledispatchmethod"),
    *("logging.config", "logging.handlers", "operator.attrgetter", "operator.methodcaller"),
    *("numpy.core", "numpy.ctypeslib", "numpy.distutils", "numpy.f2py", "numpy.load"),
    *("numpy.geterrcall", "numpy.seterrcall"),
    *("numpy.lib.format", "numpy.lib.npyio", "numpy.test", "numpy.testing"),
    *("numpy.ma.core.ufunc_domain", "numpy.ma.core.ufunc_fills"),
    *("os.popen", "os.posix_spawn", "os.posix_spawnp", "os.system", "string.Formatter"),
    *(f"os.{kind}{how}" for kind in ("exec", "spawn") for how in ("l", "le", "lp", "lpe")),
    *(f"os.{kind}{how}" for kind in ("exec", "spawn") for how in ("v", "ve", "vp", "vpe")),
    *("sys.meta_path", "sys.modules", "sys.path_hooks", "sys.path_importer_cache"),
    *("sys.setprofile", "sys.settrace"),
    *("torch.ao", "torch.classes", "torch.compile", "torch.compiler", "torch.distributed"),
    *(f"torch.{part}" for part in ("export", "fx", "hub", "jit", "library", "load")),
    *("torch.multiprocessing", "torch.onnx", "torch.ops", "torch.overrides", "torch.package"),
    *("torch.quantization", "torch.serialization", "torch.testing", "torch.utils"),
    *(f"types.{kind}Type" for kind in ("Code", "Function", "Lambda")),
    *("typing.ForwardRef", "typing.get_type_hints"),
)
#: Where things are from that lead to other code wherever they are imported.
SOURCES = frozenset("_ctypes _imp _pickle ctypes importlib marshal multiprocessing pickle".split())
#: Private names that lead nowhere.
HARMLESS = frozenset({"__doc__", "__file__", "__future__", "__name__", "__version__"})
#: Attributes that lead from an object to modules, frames, and what these hold.
REFLECTION = frozenset(
    "__builtins__ __closure__ __code__ __dict__ __getattr__ __getattribute__ __globals__ "
    "__import__ __loader__ __match_args__ __reduce__ __reduce_ex__ __self__ __spec__ "
    "__subclasses__ _ctypes ag_frame cr_frame ctypes f_back f_builtins f_globals f_locals gi_frame "
    "obj subprocess_exec subprocess_shell tb_frame".split()
)
#: Builtins that run text as code, or find objects by names made at run time.
BUILTINS = frozenset("__import__ breakpoint compile eval exec globals locals vars".split())
#: Modules that the grader itself may import to find out what their names stand for.
KNOWN = (OPEN & sys.stdlib_module_names) | {"cnnlib", "numpy"}


@lru_cache(2**14)
def is_roundabout(name: str) -> bool:
    """Whether a dotted name, where it really leads to, is no open one.

    Example:
        >>> is_roundabout("os.sys.modules"), is_roundabout("ctypes.CDLL"), is_roundabout("os.path")
        (True, True, False)
    """
    if name in OPEN_NAMES:
        return False
    if _lies_in(name, CLOSED) or any(_is_private(part) for part in name.split(".")):
        return True  # before the module is asked, which may take long for such a part
    module, rest = _walk(name)
    true = ".".join((module, *rest))
    top = true.partition(".")[0]
    return top not in OPEN or _lies_in(true, CLOSED) or _source(module, rest) in SOURCES


def leads_to_module(name: str) -> bool:
    """Whether a dotted name stands for a module itself, as far as the grader knows.

    Example:
        >>> leads_to_module("numpy.linalg"), leads_to_module("numpy.linalg.norm")
        (True, False)
    """
    return _walk(name)[1] == ()


def reflection(node: ast.AST) -> Iterator[str]:
    """The names in a node that lead from an object to others that cannot be foreseen."""
    if isinstance(node, ast.Attribute):
        yield from _of([node.attr])
    elif isinstance(node, ast.MatchClass):
        yield from _of(node.kwd_attrs)
    elif isinstance(node, ast.ImportFrom):
        yield from _of(item.name for item in node.names)
    elif isinstance(node, ast.Name):
        if node.id in BUILTINS and isinstance(node.ctx, ast.Load):
            yield f"builtins.{node.id}"
        elif node.id.startswith("__"):  # `obj` is a name like any other, `x.obj` may be a module
            yield from _of([node.id])
    elif isinstance(node, ast.Call) and not _is_written_out(node):
        yield "getattr with a name that is made at run time"


def starred(module: str) -> list[str]:
    """The names that `from module import *` binds, of a module that the grader knows."""
    name, rest = _walk(module)
    if rest or name not in sys.modules:
        return []
    known = sys.modules[name]
    public = getattr(known, "__all__", [n for n in vars(known) if not n.startswith("_")])
    return list(public)


def _of(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name in REFLECTION)


def _is_written_out(call: ast.Call) -> bool:
    """Whether a call is none of `getattr`, or one whose name stands there."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "getattr"):
        return True
    name = call.args[1] if len(call.args) > 1 else None
    return (
        isinstance(name, ast.Constant)
        and isinstance(name.value, str)
        and name.value not in REFLECTION
    )


def _lies_in(name: str, places: Iterable[str]) -> bool:
    return any(name == place or name.startswith(f"{place}.") for place in places)


def _is_private(part: str) -> bool:
    return part.startswith("_") and part not in HARMLESS


@lru_cache(2**12)
def _walk(name: str) -> tuple[str, tuple[str, ...]]:
    """The module that a dotted name leads through last, by its own name, and what follows."""
    first, *rest = name.split(".")
    module = sys.modules.get(first) or (_import(first) if first in KNOWN else None)
    if module is None:
        return first, tuple(rest)
    while rest:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # some modules make their parts when asked for them
                value = getattr(module, rest[0], None)
        except Exception:  # and some of these cannot be made here
            break
        if not isinstance(value, ModuleType):
            break
        module, rest = value, rest[1:]
    return module.__name__, tuple(rest)


def _source(module: str, rest: tuple[str, ...]) -> str:
    """The package in which a module's part was made; empty where that is not known."""
    part = getattr(sys.modules.get(module), rest[0], None) if rest else None
    home = getattr(part, "__module__", None)
    return home.partition(".")[0] if isinstance(home, str) else ""


def _import(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None
