"""How fast cnnlib's reference operations are: against plain loops, and against torch.

The notebooks call these operations on whole photographs, so they must not feel slow. What a learner
would use instead is either the formula written as loops, or torch; both are measured on the same
arrays, in float64, on one core, after the three results have been found equal. What counts is the
order of magnitude: torch is compiled and tuned, the references are NumPy that can be read. For a
gradient torch has to run forward as well.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy and torch start their threads

import timeit
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy import ndarray
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from torch.nn import functional as F

from cnnlib import ops

RNG = np.random.default_rng(0)
#: Four colour pictures of 32 × 32, 16 filters of 5 × 5, and the maps that they give.
X, WEIGHT = RNG.normal(size=(4, 3, 32, 32)), RNG.normal(size=(16, 3, 5, 5))
MAPS = RNG.normal(size=(4, 16, 28, 28))
POOLED = RNG.normal(size=(4, 16, 14, 14))
SECONDS = 0.3


class Row(NamedTuple):
    """One operation in three ways, each without arguments."""

    name: str
    loops: Callable[[], Any]
    ours: Callable[[], Any]
    torch: Callable[[], Any]


def conv2d_loops(x: ndarray, weight: ndarray, stride: int = 1) -> ndarray:
    """The formula, word for word."""
    (n, c, height, width), (f, _, kh, kw) = x.shape, weight.shape
    out = np.zeros((n, f, (height - kh) // stride + 1, (width - kw) // stride + 1))
    for b, k, i, j in np.ndindex(out.shape):
        for channel, u, v in np.ndindex(c, kh, kw):
            pixel = x[b, channel, i * stride + u, j * stride + v]
            out[b, k, i, j] += weight[k, channel, u, v] * pixel
    return out


def conv2d_backward_loops(
    grad_out: ndarray, x: ndarray, weight: ndarray
) -> tuple[ndarray, ndarray, ndarray]:
    """Each product of the layer gives its share to two gradients."""
    grad_x, grad_weight = np.zeros(x.shape), np.zeros(weight.shape)
    for b, k, i, j in np.ndindex(grad_out.shape):
        g = grad_out[b, k, i, j]
        for channel, u, v in np.ndindex(weight.shape[1:]):
            grad_x[b, channel, i + u, j + v] += g * weight[k, channel, u, v]
            grad_weight[k, channel, u, v] += g * x[b, channel, i + u, j + v]
    return grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3))


def im2col_loops(x: ndarray, size: int) -> ndarray:
    """One column for every place of the window."""
    n, c, height, width = x.shape
    rows, columns = height - size + 1, width - size + 1
    out = np.zeros((n, c * size * size, rows * columns))
    for b, channel, u, v, i, j in np.ndindex(n, c, size, size, rows, columns):
        out[b, (channel * size + u) * size + v, i * columns + j] = x[b, channel, i + u, j + v]
    return out


def max_pool2d_loops(x: ndarray, size: int) -> ndarray:
    """The largest value of every window."""
    n, c, height, width = x.shape
    out = np.full((n, c, height // size, width // size), -np.inf)
    for b, channel, i, j, u, v in np.ndindex(*out.shape, size, size):
        value = x[b, channel, i * size + u, j * size + v]
        out[b, channel, i, j] = max(out[b, channel, i, j], value)
    return out


def max_pool2d_backward_loops(grad_out: ndarray, x: ndarray, size: int) -> ndarray:
    """The gradient goes to the first of the largest values."""
    grad_x = np.zeros(x.shape)
    for b, channel, i, j in np.ndindex(grad_out.shape):
        window = x[b, channel, i * size : (i + 1) * size, j * size : (j + 1) * size]
        u, v = divmod(int(window.argmax()), size)
        grad_x[b, channel, i * size + u, j * size + v] += grad_out[b, channel, i, j]
    return grad_x


def by_torch(function: Callable[..., Any], *arrays: ndarray) -> Callable[[], Any]:
    """A call of a torch function; the arrays become tensors before the clock starts."""
    tensors = [torch.from_numpy(array) for array in arrays]
    return lambda: function(*tensors)


def gradients_by_torch(
    function: Callable[..., Any], grad_out: ndarray, *arrays: ndarray
) -> Callable[[], Any]:
    """A call that runs a torch function forward and then backward."""
    tensors = [torch.from_numpy(array).requires_grad_() for array in arrays]
    upstream = torch.from_numpy(grad_out)
    return lambda: torch.autograd.grad(function(*tensors), tensors, upstream)


ROWS = (
    Row(
        "conv2d",
        lambda: conv2d_loops(X, WEIGHT),
        lambda: ops.conv2d(X, WEIGHT),
        by_torch(F.conv2d, X, WEIGHT),
    ),
    Row(
        "conv2d_strided",
        lambda: conv2d_loops(X, WEIGHT, stride=2),
        lambda: ops.conv2d_strided(X, WEIGHT, stride=2),
        by_torch(lambda x, w: F.conv2d(x, w, stride=2), X, WEIGHT),
    ),
    Row(
        "im2col",
        lambda: im2col_loops(X, 5),
        lambda: ops.im2col(X, 5),
        by_torch(lambda x: F.unfold(x, 5), X),
    ),
    Row(
        "max_pool2d",
        lambda: max_pool2d_loops(MAPS, 2),
        lambda: ops.max_pool2d(MAPS, 2),
        by_torch(lambda x: F.max_pool2d(x, 2), MAPS),
    ),
    Row(
        "conv2d_backward",
        lambda: conv2d_backward_loops(MAPS, X, WEIGHT),
        lambda: ops.conv2d_backward(MAPS, X, WEIGHT),
        gradients_by_torch(F.conv2d, MAPS, X, WEIGHT, np.zeros(len(WEIGHT))),
    ),
    Row(
        "max_pool2d_backward",
        lambda: max_pool2d_backward_loops(POOLED, MAPS, 2),
        lambda: ops.max_pool2d_backward(POOLED, MAPS, 2),
        gradients_by_torch(lambda x: F.max_pool2d(x, 2), POOLED, MAPS),
    ),
)


def arrays(result: Any) -> list[ndarray]:
    """A result as a list of arrays, whoever computed it."""
    results = result if isinstance(result, tuple) else (result,)
    return [np.asarray(r.detach() if isinstance(r, torch.Tensor) else r) for r in results]


def seconds(call: Callable[[], Any]) -> float:
    """The best time of a call: other programs can only make it slower."""
    once = timeit.timeit(call, number=1)
    number = max(1, round(SECONDS / 3 / max(once, 1e-6)))
    return once if once > SECONDS else min(timeit.repeat(call, number=number, repeat=3)) / number


def main() -> None:
    torch.set_num_threads(1)
    table = Table(
        title="milliseconds for four pictures (3, 32, 32), 16 filters of 5 × 5", box=SIMPLE_HEAD
    )
    table.add_column("operation", no_wrap=True)
    for name in ("plain\nloops", "cnnlib", "torch", "loops :\ncnnlib", "cnnlib :\ntorch"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in ROWS:
        for other in (row.loops, row.torch):
            for ours, theirs in zip(arrays(row.ours()), arrays(other()), strict=True):
                np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)
        loops, ours, theirs = map(seconds, row[1:])
        times = [f"{1000 * t:,.2f}" for t in (loops, ours, theirs)]
        table.add_row(row.name, *times, f"{loops / ours:,.0f}", f"{ours / theirs:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
