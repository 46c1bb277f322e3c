"""Exercises on layers as matrices: permute_dense_weights and conv1d_as_matrix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.groups import invalid
from autograder.exercises.motivation import wrong
from autograder.exercises.motivation.counts import NOTEBOOK
from autograder.exercises.phrases import misconception
from cnnlib import ops

__all__ = ["conv1d_as_matrix", "permute_dense_weights"]


def _shuffled(
    rng: np.random.Generator,
    outputs: int = 2,
    inputs: int = 3,
    dtype: str = "float64",
    layout: str = "C",
    order: str = "C",
    identity: bool = False,
    scale: float = 0.0,
) -> Arguments:
    """Weights, and a cycle of the inputs: of three and more it is never its own inverse."""
    weight = numbers(rng, outputs, inputs, scale=scale).astype(dtype)
    perm = np.empty(inputs, dtype=int)
    cycle = rng.permutation(inputs)
    perm[cycle] = np.roll(cycle, 1)
    return {
        "weight": lay_out(weight, layout),
        "perm": lay_out(np.arange(inputs) if identity else perm, order),
    }


def _weights(weight: tuple[int, ...], perm: list[int]) -> Callable[[], Arguments]:
    return lambda: {"weight": np.ones(weight), "perm": np.array(perm)}


permute_dense_weights = Exercise(
    name="permute_dense_weights",
    notebook=NOTEBOOK,
    reference=ops.permute_dense_weights,
    make=_shuffled,
    keeps_dtype=True,
    groups=(
        Group(
            "more inputs than outputs",
            1.25,
            (
                {"outputs": 1, "inputs": 3},
                {"outputs": 2, "inputs": 4},
                {"outputs": 3, "inputs": 7},
            ),
            draws={"outputs": (1, 2, 4), "inputs": (5, 6, 8)},
        ),
        Group(
            "square, and more outputs than inputs",
            0.75,
            (
                {"outputs": 3, "inputs": 3},
                {"outputs": 5, "inputs": 3},
                {"outputs": 4, "inputs": 4},
                {"outputs": 3, "inputs": 1},
            ),
            draws={"outputs": (4, 6), "inputs": (3, 4)},
        ),
        Group(
            "types and layouts",
            0.25,
            (
                {"outputs": 2, "inputs": 4, "dtype": "float32"},
                {"outputs": 2, "inputs": 3, "dtype": "int64"},
                {"outputs": 2, "inputs": 3, "scale": 1e5},
                {"outputs": 2, "inputs": 3, "scale": 1e-8},
                {"outputs": 3, "inputs": 4, "layout": "F"},
                {"outputs": 3, "inputs": 4, "layout": "strided"},
            ),
        ),
        invalid(
            {
                "weight with one axis": _weights((3,), [2, 0, 1]),
                "weight with three axes": _weights((2, 3, 3), [2, 0, 1]),
                "perm too short": _weights((2, 4), [2, 0, 1]),
                "perm too long": _weights((2, 2), [2, 0, 1]),
                "an index twice": _weights((2, 3), [0, 0, 1]),
                "an index outside": _weights((2, 3), [0, 1, 3]),
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"inputs": 3, "identity": True},
                {"outputs": 2, "inputs": 3},
                {"outputs": 2, "inputs": 3, "layout": "frozen", "order": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception("permutation inverted", wrong.permuted_inversely),
        misconception(
            "in/out channel axes swapped",
            wrong.permuted_rows,
            wrong.permuted_rows_cut,
            explanation=(
                "You shuffle the rows, which are the outputs; the inputs are the columns of weight."
            ),
        ),
        misconception("input changed in place", wrong.permuted_in_place),
    ),
    hints=(
        "Input j of the new layer is pixel perm[j] of the old one. Which weight did that one have?",
        "Column j of the new weights is column perm[j] of the old ones, for every output.",
        "Indexing the second axis with an array of ints takes columns in any order, as a copy.",
    ),
)


def _signal(
    rng: np.random.Generator, k: int = 2, places: int = 2, layout: str = "C", scale: float = 0.0
) -> Arguments:
    return {"kernel": lay_out(numbers(rng, k, scale=scale), layout), "n": k + places - 1}


conv1d_as_matrix = Exercise(
    name="conv1d_as_matrix",
    notebook=NOTEBOOK,
    reference=ops.conv1d_as_matrix,
    make=_signal,
    groups=(
        Group(
            "short kernels",
            1.25,
            (
                {"k": 2, "places": 1},
                {"k": 2, "places": 2},
                {"k": 3, "places": 3},
                {"k": 2, "places": 6},
                {"k": 3, "places": 12},
            ),
            draws={"k": (2, 3, 4), "places": (2, 4, 5)},
        ),
        Group(
            "kernels of 1, of n, and layouts",
            0.75,
            (
                {"k": 1, "places": 3},
                {"k": 4, "places": 1},
                {"k": 7, "places": 2},
                {"k": 3, "places": 4, "scale": 1.0},
                {"k": 2, "places": 3, "scale": 1e5},
                {"k": 3, "places": 2, "scale": 1e-8},
                {"k": 3, "places": 4, "layout": "strided"},
            ),
            draws={"places": (1, 3)},
        ),
        invalid(
            {
                "kernel longer than n": lambda: {"kernel": np.ones(4), "n": 3},
                "n below 1": lambda: {"kernel": np.ones(1), "n": 0},
                "kernel with two axes": lambda: {"kernel": np.ones((2, 2)), "n": 5},
            },
            0.5,
        ),
        Group(
            MANNERS,
            0.5,
            (
                {"k": 1, "places": 1},
                {"k": 2, "places": 1},
                {"k": 2, "places": 3},
                {"k": 3, "places": 2, "layout": "frozen"},
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "flipped on one axis",
            wrong.toeplitz_flipped,
            explanation=(
                "Your kernel is flipped: the sliding dot product reads it as it stands, so row i "
                "holds "
                "kernel[0] at column i."
            ),
        ),
        misconception(
            "last row and column skipped",
            wrong.toeplitz_short,
            wrong.toeplitz_last_zero,
            explanation="You leave out the last place: a kernel of k fits at n - k + 1 places.",
        ),
        misconception(
            "kernel transposed",
            wrong.toeplitz_transposed,
            explanation=(
                "Your matrix is transposed: its rows are the outputs, its columns the inputs."
            ),
        ),
        misconception(
            "stride or offset missing",
            wrong.toeplitz_without_offset,
            explanation="All your rows read the first window; row i starts at column i.",
        ),
        misconception(
            "divided by the kernel's area",
            wrong.toeplitz_mean,
            explanation="You divide by the kernel's length; its weights are used as they are.",
        ),
        misconception(
            "wrapping and zero-filled shifts mixed up",
            wrong.toeplitz_circular,
            explanation=(
                "Your rows wrap round at the end; only places where the kernel fits count."
            ),
        ),
        misconception(
            "integer image truncates the result",
            wrong.toeplitz_whole,
            explanation=(
                "Your matrix is made of integers, so the weights lose their fractions; "
                "make it float64."
            ),
        ),
        misconception("input changed in place", wrong.toeplitz_spoils_input),
    ),
    hints=(
        "Row i of the matrix makes output i. Which inputs does that read, and with which weights?",
        "Row i is zero but for the kernel, which stands at columns i … i + k - 1.",
        "Start from `np.zeros((n - k + 1, n))` and set `matrix[i, i : i + k] = kernel` for each i.",
    ),
)
