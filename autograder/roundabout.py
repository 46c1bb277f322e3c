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

__all__ = [
    "WRAPS",
    "home_of",
    "is_foreign",
    "is_roundabout",
    "leads_to_module",
    "reflection",
    "starred",
]

#: What an answer may be made of. Of these, the ones that are not in the box are harmless.
OPEN = frozenset(
    "IPython PIL __future__ abc array bisect cmath cnnlib collections contextlib copy datetime "
    "decimal fractions functools hashlib heapq io ipywidgets itertools json math matplotlib "
    "numbers numpy operator pandas random re scipy seaborn sklearn statistics string struct "
    "textwrap time torch torchvision tqdm typing warnings".split()
)
#: Of torch, the modules in which nothing finds objects by names made at run time.
OPEN_OF_TORCH = frozenset(
    "torch torch.autograd torch.backends torch.cuda torch.distributions torch.fft torch.linalg "
    "torch.nn torch.nn.functional torch.nn.init torch.optim torch.random torch.special".split()
)
#: Of others, the names that are as good as those, and what lies below them.
OPEN_NAMES = (
    *("concurrent.futures.ThreadPoolExecutor", "gc.collect", "inspect.getsource"),
    *(f"logging.{name}" for name in ("DEBUG", "INFO", "basicConfig", "debug", "getLogger", "info")),
    *("pprint.pprint", "threading.Lock", "timeit.default_timer", "types.SimpleNamespace"),
    *(f"autograder.{name}" for name in ("check", "hint", "progress", "score", "solution")),
    *(f"numpy.testing.assert_{what}" for what in ("allclose", "almost_equal", "equal")),
    *(f"numpy.testing.assert_array_{what}" for what in ("almost_equal", "equal")),
    *("os.getcwd", "os.linesep", "os.sep"),
    *(f"os.path.{name}" for name in ("basename", "dirname", "exists", "join")),
    *(f"sys.{name}" for name in ("byteorder", "exit", "float_info", "getsizeof", "int_info")),
    *(f"sys.{name}" for name in ("maxsize", "platform", "stderr", "stdout", "version")),
    *("sys.getrecursionlimit", "sys.setrecursionlimit", "sys.version_info"),
)
#: Of open modules, the parts that lead to other code, to frames, or to objects by names made at run
#: time.
CLOSED = (
    "autograder",
    *("functools.cached_property", "functools.singledispatch", "functools.singledispatchmethod"),
    *("functools.update_wrapper", "operator.attrgetter", "operator.methodcaller"),
    *("numpy.core", "numpy.ctypeslib", "numpy.distutils", "numpy.f2py", "numpy.load"),
    *("numpy.geterrcall", "numpy.seterrcall"),
    *("numpy.lib.format", "numpy.lib.npyio", "numpy.test", "numpy.testing"),
    *("numpy.ma.core.ufunc_domain", "numpy.ma.core.ufunc_fills"),
    *("string.Formatter", "typing.ForwardRef", "typing.get_type_hints"),
    *("torch.classes", "torch.compile", "torch.get_device_module", "torch.load", "torch.ops"),
)
#: Takes names made at run time as well, unless it gets a function and nothing else.
WRAPS = "functools.wraps"
#: Where things are from that lead to other code wherever they are imported.
SOURCES = frozenset("_ctypes _imp _pickle ctypes importlib marshal multiprocessing pickle".split())
#: Private names that lead nowhere.
HARMLESS = frozenset({"__doc__", "__file__", "__future__", "__name__", "__version__"})
#: Attributes that lead from an object to modules, frames, and what these hold.
REFLECTION = frozenset(
    "__args__ __builtins__ __closure__ __code__ __dict__ __forward_code__ __getattr__ "
    "__getattribute__ __globals__ __import__ __loader__ __match_args__ __package__ __reduce__ "
    "__reduce_ex__ __self__ __spec__ __subclasses__ _C _ctypes _evaluate ag_code ag_frame builtins "
    "cffi cr_code cr_frame ctypes evaluate f_back f_builtins f_code f_globals f_locals gc gi_code "
    "gi_frame importlib inspect marshal obj os pickle posix runpy subprocess sys tb_frame".split()
)
#: Builtins that run text as code, or find and set objects by names made at run time.
BUILTINS = frozenset(
    "__import__ breakpoint compile delattr eval exec globals locals setattr vars".split()
)
#: Modules that the grader itself may import to find out what their names stand for.
KNOWN = (OPEN & sys.stdlib_module_names) | {"cnnlib", "numpy"}


@lru_cache(2**14)
def is_roundabout(name: str) -> bool:
    """Whether a dotted name, where it really leads to, is no open one.

    Example:
        >>> is_roundabout("os.sys"), is_roundabout("ctypes.CDLL"), is_roundabout("os.path.join")
        (True, True, False)
    """
    if any(_is_private(part) for part in name.split(".")):
        return True  # before the module is asked, which may take long for such a part
    if _lies_in(name, OPEN_NAMES) or _lies_in(name, CLOSED):
        return not _lies_in(name, OPEN_NAMES)
    if _lies_in(home_of(name), CLOSED) or _source(name) in SOURCES:
        return True
    module, rest = _walk(name)
    if _lies_in(".".join((module, *rest)), CLOSED):
        return True
    top = module.partition(".")[0]
    return not _is_open_torch(module) if top == "torch" else top not in OPEN


def is_foreign(module: str) -> bool:
    """Whether to import a module may run code that somebody has just written to a file.

    Example:
        >>> is_foreign("evil"), is_foreign("pickle"), is_foreign("numpy.linalg")
        (True, False, False)
    """
    top = module.partition(".")[0]
    return top not in OPEN and top not in sys.stdlib_module_names and top != "autograder"


def home_of(name: str) -> str:
    """A dotted name by which the module that made it knows what it stands for.

    Example:
        >>> home_of("contextlib.wraps"), home_of("os.sys.modules")
        ('functools.wraps', 'sys.modules')
    """
    module, rest = _walk(name)
    home, own = (getattr(_part(name), what, None) for what in ("__module__", "__qualname__"))
    if isinstance(home, str) and isinstance(own, str) and home in sys.stdlib_module_names:
        return ".".join((home, own, *rest[1:]))
    return ".".join((module, *rest))


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
        if node.patterns:
            yield "a pattern of what stands where in a class"
    elif isinstance(node, ast.ImportFrom):
        yield from _of(item.name for item in node.names)
        if node.level:
            yield "an import from where the notebook lies"
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


def _is_open_torch(module: str) -> bool:
    """Whether a module of torch is open; none is where torch is not known, as it is not used."""
    return "torch" in sys.modules and module in OPEN_OF_TORCH


def _part(name: str) -> object:
    """What a dotted name stands for in the module that it leads through last, if it is known."""
    module, rest = _walk(name)
    return getattr(sys.modules.get(module), rest[0], None) if rest else None


def _source(name: str) -> str:
    """The package in which a module's part was made; empty where that is not known."""
    home = getattr(_part(name), "__module__", None)
    return home.partition(".")[0] if isinstance(home, str) else ""


def _import(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None
