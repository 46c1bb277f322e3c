"""Wrong gradients of conv2d: mistakes in where windows lie, and in sizes."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong.base import windows
from autograder.exercises.kernels.wrong.gradient import (
    backward,
    grad_bias,
    grad_input,
    grad_kernel,
)
from autograder.exercises.kernels.wrong.places import MIXED, sides, slips
from autograder.exercises.phrases import Ways

# ---------------------------------------------------------------- the offset of the window


def without_offset(g, x, w, i=1, j=1, u=1, v=1):
    """Pair weight (u, v) with the pixel at (i + u, j + v), some of the four left out."""
    (oh, ow), (kh, kw) = g.shape[-2:], w.shape[-2:]
    rows = u * np.arange(kh)[:, None] + i * np.arange(oh)
    across = v * np.arange(kw)[:, None] + j * np.arange(ow)
    place = (slice(None), slice(None), rows[:, None, :, None], across[None, :, None, :])
    grad_x = np.zeros(x.shape)
    np.add.at(grad_x, place, np.einsum("nfhw,fcij->ncijhw", g, w))
    return grad_x, np.einsum("nfhw,ncijhw->fcij", g, x[place]), grad_bias(g)


def window_fixed(g, x, w):
    return without_offset(g, x, w, i=0, j=0)


OFFSETS: Ways = (
    window_fixed,
    *(
        partial(without_offset, **left_out)
        for left_out in ({"i": 0}, {"j": 0}, {"u": 0, "v": 0}, {"u": 0}, {"v": 0})
    ),
)

# ---------------------------------------------------------------- what the loops leave out


def places_left_out(g, x, w, rows=None, columns=None):
    """Only the first places are visited."""
    seen = np.zeros_like(g)
    seen[..., :rows, :columns] = g[..., :rows, :columns]
    return grad_input(seen, x, w), grad_kernel(seen, x, w), grad_bias(seen)


def last_skipped(g, x, w):
    return places_left_out(g, x, w, rows=-1, columns=-1)


def weights_left_out(g, x, w, rows=None, columns=None):
    """Only the kernel's first weights take part."""
    kept, grad_w = np.zeros_like(w), np.zeros_like(w)
    kept[..., :rows, :columns] = w[..., :rows, :columns]
    grad_w[..., :rows, :columns] = grad_kernel(g, x, w)[..., :rows, :columns]
    return grad_input(g, x, kept), grad_w, grad_bias(g)


LAST_SKIPPED: Ways = (
    last_skipped,
    *(
        partial(left_out, rows=rows, columns=columns)
        for left_out in (places_left_out, weights_left_out)
        for rows, columns in ((-1, -1), (-1, None), (None, -1))
    ),
)


# ---------------------------------------------------------------- sizes mixed up


def by_places(g, x, w, places, window_of_x, window_of_grad, stretches=True):
    """Loop over the places; NumPy stretches axes of length 1 to fit, or refuses."""
    grad_x, grad_w = np.zeros(x.shape), np.zeros(w.shape)
    for i, j in np.ndindex(places):
        share = g[:, :, i, j]
        seen, changed = (
            (..., slice(i, i + kh), slice(j, j + kw)) for kh, kw in (window_of_x, window_of_grad)
        )
        if not stretches and not x[seen].shape[-2:] == x[changed].shape[-2:] == w.shape[-2:]:
            raise ValueError("the window does not have the kernel's shape")
        grad_w += np.einsum("nf,ncij->fcij", share, x[seen])
        grad_x[changed] += np.einsum("nf,fcij->ncij", share, w)
    return grad_x, grad_w, grad_bias(g[..., : places[0], : places[1]])


def by_taps(g, x, w, taps, part_of_x, part_of_grad, stretches=True):
    """Loop over the weights; NumPy stretches axes of length 1 to fit, or refuses."""
    grad_x, grad_w = np.zeros(x.shape), np.zeros(w.shape)
    for u, v in np.ndindex(taps):
        seen, changed = (
            (..., slice(u, u + oh), slice(v, v + ow)) for oh, ow in (part_of_x, part_of_grad)
        )
        if not stretches and not x[seen].shape[-2:] == x[changed].shape[-2:] == g.shape[-2:]:
            raise ValueError("the part does not have the output's shape")
        grad_w[..., u, v] = np.einsum("nfhw,nchw->fc", g, x[seen])
        grad_x[changed] += np.einsum("nfhw,fc->nchw", g, w[..., u, v])
    return grad_x, grad_w, grad_bias(g)


def by_correlation(g, x, w, padding, window):
    """grad_x as the correlation of the padded gradient with the turned kernel."""
    around = ((0, 0), (0, 0), *((length - 1, length - 1) for length in padding))
    seen = windows(np.pad(g, around), *window)
    grad_x = np.einsum("nfhwij,fcij->nchw", seen, w[..., ::-1, ::-1])
    return grad_x, grad_kernel(g, x, w), grad_bias(g)


def mixed_up(g, x, w, by, **letters):
    """Mix up the sides of the kernel, or of the output, in some of the sizes that a loop needs."""
    kernel, places = w.shape[-2:], g.shape[-2:]
    of_kernel = ("taps", "window_of_x", "window_of_grad", "padding", "window")
    chosen = {
        name: sides(kernel if name in of_kernel else places, taken)
        for name, taken in letters.items()
    }
    return by(g, x, w, **chosen)


def squares_only(g, x, w, of="kernel"):
    """Fits square kernels, or square outputs, and crashes with others."""
    height, width = (w if of == "kernel" else g).shape[-2:]
    if height != width:
        raise ValueError("expected a square")
    return backward(g, x, w)


#: The loops, with their sizes: those of the output and those of the kernel.
GRADIENT_LOOPS = (
    (by_places, ("places",), ("window_of_x", "window_of_grad")),
    (partial(by_places, stretches=False), ("places",), ("window_of_x", "window_of_grad")),
    (by_taps, ("part_of_x", "part_of_grad"), ("taps",)),
    (partial(by_taps, stretches=False), ("part_of_x", "part_of_grad"), ("taps",)),
    (by_correlation, (), ("padding", "window")),
)


def mixed_up_ways(of, mixed):
    """Every slip in one size or several, in every loop."""
    for by, places, kernels in GRADIENT_LOOPS:
        chosen, others = (kernels, places) if of == "kernel" else (places, kernels)
        right = dict.fromkeys(others, "hw")
        yield from slips(partial(mixed_up, by=by, **right), chosen, mixed)


def square_kernel(g, x, w):
    """Only the weights in the kernel's first kh columns take part."""
    return weights_left_out(g, x, w, columns=w.shape[-2])


def square_output(g, x, w):
    """Only the places in the output's first H' columns are visited."""
    return places_left_out(g, x, w, columns=g.shape[-2])


SQUARE_KERNEL: Ways = (
    square_kernel,
    *(way for mixed in MIXED for way in mixed_up_ways("kernel", mixed)),
    squares_only,
)
SQUARE_OUTPUT: Ways = (
    square_output,
    *(way for mixed in ("hh", "ww") for way in mixed_up_ways("output", mixed)),
    partial(squares_only, of="output"),
)
