"""What the tests of cnnlib.ops share: few examples, arrays from seeds, layouts, differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from hypothesis import settings
from hypothesis import strategies as st
from numpy import ndarray

#: Enough to meet every odd size; the suite has many properties and must stay quick.
FEW = settings(max_examples=40, deadline=None)

SEEDS = st.integers(0, 2**32 - 1)


def small(high: int, low: int = 1) -> st.SearchStrategy[int]:
    return st.integers(low, high)


def normal(seed: int, *shape: int) -> ndarray:
    return np.random.default_rng(seed).normal(size=shape)


def distinct(seed: int, *shape: int) -> ndarray:
    """Values at least 1 apart, of both signs: no small step changes which is the largest."""
    count = int(np.prod(shape))
    return (np.random.default_rng(seed).permutation(count) - count / 2).reshape(shape)


def tensor(array: Any) -> torch.Tensor:
    return torch.tensor(np.asarray(array, dtype=np.float64))


def agree(ours: Any, theirs: Any) -> None:
    """Compare two results to the precision that the course asks of float64."""
    expected = theirs.detach().numpy() if isinstance(theirs, torch.Tensor) else np.asarray(theirs)
    scale = float(np.max(np.abs(expected), initial=0.0))
    np.testing.assert_allclose(ours, expected, rtol=1e-9, atol=1e-12 * max(scale, 1.0))
    assert np.shape(ours) == expected.shape


def numerical_gradient(
    f: Callable[..., ndarray], arguments: Sequence[ndarray], index: int, grad_out: ndarray
) -> ndarray:
    """Central differences of `(f(*arguments) * grad_out).sum()` by one of the arguments."""
    step = 1e-4
    at = [np.array(argument, dtype=np.float64) for argument in arguments]
    gradient = np.zeros_like(at[index])
    for place in np.ndindex(gradient.shape):
        centre = at[index][place]
        at[index][place] = centre + step
        above = f(*at)
        at[index][place] = centre - step
        below = f(*at)
        at[index][place] = centre
        gradient[place] = ((above - below) * grad_out).sum() / (2 * step)
    return gradient


def reordered(array: ndarray) -> ndarray:
    """The same values in Fortran order."""
    return np.asfortranarray(array)


def strided(array: ndarray) -> ndarray:
    """The same values with gaps between them and, on the last axis, backwards in memory."""
    if array.ndim == 0:
        return array
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), dtype=array.dtype)
    view = wide[..., ::-2]
    view[...] = array
    return view
