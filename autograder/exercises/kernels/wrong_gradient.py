"""Wrong gradients of conv2d, each as a learner might compute it; NumPy only.

Every answer is the triple (grad_x, grad_weight, grad_bias) with a mistake in one part or several.
Diagnosis takes the parts one by one, so a mistake in one part alone is recognised as well.
"""

from __future__ import annotations

import numpy as np


def taps(grad_out, weight):
    """Every offset (u, v) of the kernel with the output's height and width."""
    (oh, ow), (kh, kw) = grad_out.shape[-2:], weight.shape[-2:]
    return [(u, v, oh, ow) for u in range(kh) for v in range(kw)]


def grad_input(g, x, w):
    out = np.zeros(x.shape)
    for u, v, oh, ow in taps(g, w):
        out[:, :, u : u + oh, v : v + ow] += np.einsum("nfhw,fc->nchw", g, w[:, :, u, v])
    return out


def grad_kernel(g, x, w):
    out = np.zeros(w.shape)
    for u, v, oh, ow in taps(g, w):
        out[:, :, u, v] = np.einsum("nfhw,nchw->fc", g, x[:, :, u : u + oh, v : v + ow])
    return out


def grad_bias(g):
    return g.sum((0, 2, 3))


def backward(g, x, w):
    return grad_input(g, x, w), grad_kernel(g, x, w), grad_bias(g)


# ---------------------------------------------------------------- the offset of the window


def offset_missing(g, x, w, rows=True, columns=True):
    """The window never moves: offsets along the rows, the columns, or both are left out."""
    grad_x, grad_w = np.zeros(x.shape), np.zeros(w.shape)
    for u, v, oh, ow in taps(g, w):
        i, j = (0 if rows else u), (0 if columns else v)
        grad_x[:, :, i : i + oh, j : j + ow] += np.einsum("nfhw,fc->nchw", g, w[:, :, u, v])
        grad_w[:, :, u, v] = np.einsum("nfhw,nchw->fc", g, x[:, :, i : i + oh, j : j + ow])
    return grad_x, grad_w, grad_bias(g)


def row_offset_missing(g, x, w):
    return offset_missing(g, x, w, columns=False)


def column_offset_missing(g, x, w):
    return offset_missing(g, x, w, rows=False)


def position_offset_missing(g, x, w):
    """A loop over output positions that always writes to, and reads from, the first window."""
    (kh, kw), total = w.shape[-2:], g.sum((2, 3))
    grad_x = np.zeros(x.shape)
    grad_x[:, :, :kh, :kw] = np.einsum("nf,fcij->ncij", total, w)
    return grad_x, np.einsum("nf,ncij->fcij", total, x[:, :, :kh, :kw]), grad_bias(g)


# ---------------------------------------------------------------- = instead of +=


def overwritten_by_taps(g, x, w):
    grad_x = np.zeros(x.shape)
    for u, v, oh, ow in taps(g, w):
        grad_x[:, :, u : u + oh, v : v + ow] = np.einsum("nfhw,fc->nchw", g, w[:, :, u, v])
    return grad_x, grad_kernel(g[-1:], x[-1:], w), grad_bias(g[-1:])


def overwritten_by_positions(g, x, w):
    """The loop over output positions assigns; filters and images are summed."""
    kh, kw = w.shape[-2:]
    grad_x, grad_w = np.zeros(x.shape), np.zeros(w.shape)
    for i, j in np.ndindex(*g.shape[-2:]):
        grad_x[:, :, i : i + kh, j : j + kw] = np.einsum("nf,fcij->ncij", g[:, :, i, j], w)
        grad_w = np.einsum("nf,ncij->fcij", g[:, :, i, j], x[:, :, i : i + kh, j : j + kw])
    return grad_x, grad_w, g[:, :, -1, -1].sum(0)


def overwritten_everywhere(g, x, w):
    """A loop over images, filters and positions that assigns."""
    kh, kw = w.shape[-2:]
    grad_x, grad_w, grad_b = np.zeros(x.shape), np.zeros(w.shape), np.zeros(len(w))
    for n, f, i, j in np.ndindex(*g.shape):
        grad_x[n, :, i : i + kh, j : j + kw] = g[n, f, i, j] * w[f]
        grad_w[f] = g[n, f, i, j] * x[n, :, i : i + kh, j : j + kw]
        grad_b[f] = g[n, f, i, j]
    return grad_x, grad_w, grad_b


def overwritten_by_taps_and_filters(g, x, w):
    grad_x = np.zeros(x.shape)
    for u, v, oh, ow in taps(g, w):
        grad_x[:, :, u : u + oh, v : v + ow] = g[:, -1:] * w[-1, :, u, v][None, :, None, None]
    return grad_x, grad_kernel(g, x, w), grad_bias(g)


def overwritten_by_filters(g, x, w):
    """The last filter's share of grad_x; in grad_weight one image's sum over positions is kept."""
    return grad_input(g[:, -1:], x, w[-1:]), grad_kernel(g[-1:], x[-1:], w), g[-1].sum((1, 2))


# ---------------------------------------------------------------- the kernel, the scale


def flipped(g, x, w):
    grad_x = grad_input(g, x, w[..., ::-1, ::-1])
    return grad_x, grad_kernel(g, x, w)[..., ::-1, ::-1].copy(), grad_bias(g)


def flipped_up_down(g, x, w):
    grad_x = grad_input(g, x, w[..., ::-1, :])
    return grad_x, grad_kernel(g, x, w)[..., ::-1, :].copy(), grad_bias(g)


def flipped_left_right(g, x, w):
    grad_x = grad_input(g, x, w[..., ::-1])
    return grad_x, grad_kernel(g, x, w)[..., ::-1].copy(), grad_bias(g)


def transposed(g, x, w):
    if w.shape[-1] != w.shape[-2]:
        raise ValueError("a transposed kernel fits square kernels only")
    grad_w = np.swapaxes(grad_kernel(g, x, w), -1, -2).copy()
    return grad_input(g, x, np.swapaxes(w, -1, -2)), grad_w, grad_bias(g)


def in_out_swapped(g, x, w):
    grad_w = np.swapaxes(grad_kernel(g, x, w), 0, 1).copy()
    square = w.shape[0] == w.shape[1]
    grad_x = grad_input(g, x, np.swapaxes(w, 0, 1)) if square else np.zeros(0)
    return grad_x, grad_w, grad_bias(g)


def bias_mean(g, x, w):
    return grad_input(g, x, w), grad_kernel(g, x, w), g.mean((0, 2, 3))


def bias_mean_over_positions(g, x, w):
    return grad_input(g, x, w), grad_kernel(g, x, w), g.mean((2, 3)).sum(0)


def per_image(g, x, w):
    return tuple(part / len(g) for part in backward(g, x, w))


def first_image(g, x, w):
    repeated_g = np.repeat(g[:1], len(g), axis=0)
    repeated_x = np.repeat(x[:1], len(x), axis=0)
    return backward(repeated_g, repeated_x, w)


def spoils_input(g, x, w):
    parts = backward(g, x, w)
    g *= 2
    return parts
