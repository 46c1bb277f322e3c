"""The course as a table: its notebooks, in order, and where its folder lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError

__all__ = ["NOTEBOOKS", "Notebook", "course_root", "notebook"]


@dataclass(frozen=True)
class Notebook:
    """One notebook.

    Attributes:
        name: its name, such as `02_kernels`; also nbgrader's assignment.
        topic: its short name; the modules of its exercises and of their callables are called so.
        title: what a person calls it.
        minutes: reading and working time.
        prelude: what is imported before the solution cells run in the sandbox: all that a learner's
            function may call of what the notebook's set-up cell imports.
        packages: what may be imported in the sandbox, beside the standard library; what these
            packages require is there too.
        preload: modules that the sandbox imports once for all submissions, because some package
            imports them late and slowly.
        ops: the modules of `cnnlib.ops` that exist in the sandbox: those of earlier notebooks.
        memory_bytes: address space of each process in the sandbox.
    """

    name: str
    topic: str
    title: str
    minutes: int
    prelude: str = "import numpy as np"
    packages: tuple[str, ...] = ("numpy",)
    preload: tuple[str, ...] = ()
    ops: tuple[str, ...] = ()
    memory_bytes: int = 2 * 2**30


#: The modules of cnnlib.ops, in the order in which the course comes to them.
OPS = ("motivation", "kernels", "strides", "receptive", "activations", "pooling", "symmetry")
WITH_MATH = "import math\n\nimport numpy as np"
WITH_OPS = "import numpy as np\nfrom cnnlib import ops"
WITH_TOOLS = f"from functools import partial\nfrom itertools import pairwise\n\n{WITH_OPS}"
WITH_TORCH = (
    "import itertools\nimport math\n\nimport numpy as np\nimport torch\nfrom torch import nn"
)

NOTEBOOKS = (
    Notebook("01_motivation", "motivation", "Why convolutions?", minutes=65, prelude=WITH_MATH),
    Notebook("02_kernels", "kernels", "Kernels", minutes=90, ops=OPS[:1]),
    Notebook(
        "03_stride_and_padding",
        "strides",
        "Stride and padding",
        minutes=90,
        prelude=WITH_OPS,
        ops=OPS[:2],
    ),
    Notebook(
        "04_activations",
        "activations",
        "Activation functions",
        minutes=75,
        prelude=WITH_OPS,
        ops=OPS[:4],
    ),
    Notebook("05_pooling", "pooling", "Pooling", minutes=80, prelude=WITH_OPS, ops=OPS[:5]),
    Notebook(
        "06_math_properties",
        "symmetry",
        "Equivariance and invariance",
        minutes=90,
        prelude=WITH_TOOLS,
        ops=OPS[:6],
    ),
    Notebook(
        "07_train_on_gpu",
        "training",
        "Training on a GPU",
        minutes=90,
        prelude=WITH_TORCH,
        packages=("numpy", "torch"),
        # torch imports it with the first optimiser, and it takes seconds.
        preload=("torch._dynamo",),
        ops=OPS,
        memory_bytes=8 * 2**30,
    ),
)


def notebook(name: str) -> Notebook:
    """The notebook called `name`.

    Raises:
        CourseError: where there is none.

    Example:
        >>> notebook("02_kernels").title
        'Kernels'
    """
    for candidate in NOTEBOOKS:
        if candidate.name == name:
            return candidate
    names = ", ".join(n.name for n in NOTEBOOKS)
    raise CourseError(f"expected the name of a notebook, got {name!r}; choose one of {names}")


def course_root(start: Path | None = None) -> Path | None:
    """The nearest folder upwards that holds `nbgrader_config.py`, or None outside a course."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "nbgrader_config.py").is_file():
            return folder
    return None
