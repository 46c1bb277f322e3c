"""Wrong gradients of conv2d.

Every answer is the triple (grad_x, grad_weight, grad_bias) with a mistake in one part or several.
Diagnosis takes the parts one by one, so a mistake in one part alone is recognised as well, and
parts that are wrong in different ways of one mistake.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.kernels.wrong.base import windows
from autograder.exercises.phrases import Ways


def grad_input(g, x, w):
    out = np.zeros(x.shape)
    oh, ow = g.shape[-2:]
    for u, v in np.ndindex(w.shape[-2:]):
        out[:, :, u : u + oh, v : v + ow] += np.einsum("nfhw,fc->nchw", g, w[:, :, u, v])
    return out


def grad_kernel(g, x, w):
    return np.einsum("nfhw,ncijhw->fcij", g, windows(x, *g.shape[-2:]))


def grad_bias(g):
    return g.sum((0, 2, 3))


def backward(g, x, w):
    """The right answer."""
    return grad_input(g, x, w), grad_kernel(g, x, w), grad_bias(g)


def changed(g, x, w, change, parts=(0, 1, 2)):
    """Spoil some parts of the right answer."""
    return tuple(
        change(part) if index in parts else part for index, part in enumerate(backward(g, x, w))
    )


# ---------------------------------------------------------------- = instead of +=


def overwritten_input(g, w, shape, windows_assign):
    """A loop over places whose windows overwrite each other, or over taps whose parts do."""
    out = np.zeros(shape)
    (oh, ow), (kh, kw) = g.shape[-2:], w.shape[-2:]
    if windows_assign:
        for i, j in np.ndindex(oh, ow):
            out[:, :, i : i + kh, j : j + kw] = np.einsum("nf,fcij->ncij", g[:, :, i, j], w)
    else:
        for u, v in np.ndindex(kh, kw):
            out[:, :, u : u + oh, v : v + ow] = np.einsum("nfhw,fc->nchw", g, w[:, :, u, v])
    return out


def overwritten_by_places(g, x, w):
    """Images and filters are summed."""
    grad_x = overwritten_input(g, w, x.shape, windows_assign=True)
    last = np.zeros_like(g)
    last[..., -1, -1] = g[..., -1, -1]
    return grad_x, grad_kernel(last, x, w), grad_bias(last)


def overwritten_by_taps(g, x, w):
    """In grad_weight and grad_bias the last image is left."""
    grad_x = overwritten_input(g, w, x.shape, windows_assign=False)
    return grad_x, grad_kernel(g[-1:], x[-1:], w), grad_bias(g[-1:])


def overwritten_by_filters(g, x, w):
    last = np.zeros_like(g)
    last[-1:, :, -1:, -1:] = g[-1:, :, -1:, -1:]
    return grad_input(g[:, -1:], x, w[-1:]), grad_kernel(last, x, w), grad_bias(last)


def overwritten_by_filters_and_places(g, x, w):
    """In the others the last row of places is left."""
    grad_x = overwritten_input(g[:, -1:], w[-1:], x.shape, windows_assign=True)
    last = np.zeros_like(g)
    last[..., -1, :] = g[..., -1, :]
    return grad_x, grad_kernel(last, x, w), grad_bias(last)


def overwritten_by_filters_and_taps(g, x, w):
    """In the others the last row of places of the last image is left."""
    grad_x = overwritten_input(g[:, -1:], w[-1:], x.shape, windows_assign=False)
    last = np.zeros_like(g)
    last[-1, :, -1, :] = g[-1, :, -1, :]
    return grad_x, grad_kernel(last, x, w), grad_bias(last)


OVERWRITTEN: Ways = (
    overwritten_by_places,
    overwritten_by_taps,
    overwritten_by_filters,
    overwritten_by_filters_and_places,
    overwritten_by_filters_and_taps,
)

# ---------------------------------------------------------------- the kernel's orientation


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
    """Where the kernel is a square, grad_x is that of the transposed one; elsewhere it is right."""
    square = w.shape[-1] == w.shape[-2]
    grad_x = grad_input(g, x, np.swapaxes(w, -1, -2) if square else w)
    return grad_x, np.swapaxes(grad_kernel(g, x, w), -1, -2).copy(), grad_bias(g)


def transposed_memory(g, x, w):
    turned = np.swapaxes(w, -1, -2).reshape(w.shape)
    grad_w = np.swapaxes(grad_kernel(g, x, w), -1, -2).reshape(w.shape)
    return grad_input(g, x, turned), grad_w, grad_bias(g)


def transposed_squares(g, x, w):
    """Read by the indices (v, u), which some kernels do not have."""
    if w.shape[-1] != w.shape[-2]:
        raise IndexError("index out of bounds")
    return transposed(g, x, w)


TRANSPOSED: Ways = (transposed, transposed_memory, transposed_squares)


def swapped(g, x, w):
    return changed(g, x, w, lambda part: np.swapaxes(part, -1, -2).copy(), parts=(0,))


def channels_moved_last(g, x, w):
    return changed(g, x, w, lambda part: np.moveaxis(part, 1, -1).copy(), parts=(0, 1))


def in_out_alike_only(g, x, w):
    """Read by the indices (c, f), which some weights do not have."""
    if w.shape[0] != w.shape[1]:
        raise IndexError("index out of bounds")
    return in_out_swapped(g, x, w)


def in_out_swapped(g, x, w):
    """Where there are as many filters as channels, grad_x is wrong as well."""
    alike = w.shape[0] == w.shape[1]
    grad_x = grad_input(g, x, np.swapaxes(w, 0, 1) if alike else w)
    return grad_x, np.swapaxes(grad_kernel(g, x, w), 0, 1).copy(), grad_bias(g)


# ---------------------------------------------------------------- what is left out


def first_channel(g, x, w):
    """The other channels get no gradient."""
    grad_x, grad_w, grad_b = backward(g, x, w)
    grad_x[:, 1:] = grad_w[:, 1:] = 0.0
    return grad_x, grad_w, grad_b


def first_channel_repeated(g, x, w):
    """Every channel gets the gradient of the first."""
    grad_x, grad_w, grad_b = backward(g, x, w)
    channels = x.shape[1]
    return grad_x[:, :1].repeat(channels, 1), grad_w[:, :1].repeat(channels, 1), grad_b


def first_channel_alone(g, x, w):
    grad_x, grad_w, grad_b = backward(g, x, w)
    return grad_x[:, :1].copy(), grad_w[:, :1].copy(), grad_b


FIRST_CHANNEL: Ways = (first_channel, first_channel_repeated, first_channel_alone)


def filter_mean(g, x, w):
    """grad_x averages over the filters."""
    return changed(g, x, w, lambda part: part / len(w), parts=(0,))


def first_filter(g, x, w):
    """Each filter's output is taken to come from filter 0."""
    grad_x = grad_input(g, x, w[:1].repeat(len(w), 0))
    return grad_x, grad_kernel(g, x, w)[:1].repeat(len(w), 0), grad_bias(g)


def first_filter_alone(g, x, w):
    grad_x = grad_input(g[:, :1], x, w[:1])
    grad_w = np.zeros(w.shape)
    grad_w[:1] = grad_kernel(g[:, :1], x, w)
    return grad_x, grad_w, grad_bias(g)


def first_filters_gradient(g, x, w):
    """The gradient of output channel 0 stands for all of them."""
    repeated = g[:, :1].repeat(len(w), 1)
    return grad_input(repeated, x, w), grad_kernel(repeated, x, w), grad_bias(g)


FIRST_FILTER: Ways = (first_filter, first_filter_alone, first_filters_gradient)


def first_bias(g, x, w):
    return changed(g, x, w, lambda part: part[:1].repeat(len(part)), parts=(2,))


def first_image(g, x, w):
    times = len(g)
    return backward(g[:1].repeat(times, 0), x[:1].repeat(times, 0), w)


def first_image_of_x(g, x, w):
    """The gradients of all images meet the first image; grad_x is the first image's."""
    grad_x = np.zeros(x.shape)
    grad_x[:1] = grad_input(g[:1], x[:1], w)
    return grad_x, grad_kernel(g, x[:1].repeat(len(x), 0), w), grad_bias(g[:1])


def first_image_of_gradient(g, x, w):
    times = len(g)
    grad_x = grad_input(g.sum(0, keepdims=True), x[:1], w)
    filled = np.zeros(x.shape)
    filled[:1] = grad_x
    return filled, grad_kernel(g[:1].repeat(times, 0), x, w), grad_bias(g[:1]) * times


def first_image_alone(g, x, w):
    return grad_input(g[:1], x[:1], w), grad_kernel(g[:1], x[:1], w), grad_bias(g[:1])


FIRST_IMAGE: Ways = (first_image, first_image_of_x, first_image_of_gradient, first_image_alone)


# ---------------------------------------------------------------- scale and activation


def bias_mean(g, x, w):
    return grad_input(g, x, w), grad_kernel(g, x, w), g.mean((0, 2, 3))


def bias_mean_over_places(g, x, w):
    return grad_input(g, x, w), grad_kernel(g, x, w), g.mean((2, 3)).sum(0)


def bias_mean_over_images(g, x, w):
    return grad_input(g, x, w), grad_kernel(g, x, w), g.mean(0).sum((1, 2))


BIAS_MEANS: Ways = (bias_mean, bias_mean_over_places, bias_mean_over_images)


def per_image(g, x, w):
    return tuple(part / len(g) for part in backward(g, x, w))


def per_area(g, x, w):
    return changed(g, x, w, lambda part: part / (w.shape[-2] * w.shape[-1]))


def per_volume(g, x, w):
    return changed(g, x, w, lambda part: part / w[0].size)


def relu_on_gradient(g, x, w):
    return backward(np.maximum(g, 0.0), x, w)


def relu_on_result(g, x, w):
    return changed(g, x, w, lambda part: np.maximum(part, 0.0))


def relu_where_x_is_negative(g, x, w):
    """As though a ReLU came before the layer."""
    return grad_input(g, x, w) * (x > 0), grad_kernel(g, np.maximum(x, 0.0), w), grad_bias(g)


RELU: Ways = (relu_on_gradient, relu_on_result, relu_where_x_is_negative)


def spoils_input(g, x, w):
    parts = backward(g, x, w)
    g *= 2
    return parts
