"""Wrong answers to the exercises on kernels, each as a learner might compute it.

Most are written once, for `conv2d` on (N, C, H, W); `on_plane`, `on_single` and `on_mirrored` let
such an answer stand for one to `correlate2d`, `conv2d_single` or `convolve2d`. The module imports
NumPy alone, so that some of its functions make a complete wrong answer for the sample class.
"""

from __future__ import annotations

import numpy as np

# ---------------------------------------------------------------- the right answer, to be spoilt


def windows(x, kh, kw):
    """All windows of the last two axes: (…, H, W) → (…, H′, W′, kh, kw)."""
    return np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(-2, -1))


def products(x, w):
    """The sliding dot product without its bias: (N, F, H′, W′)."""
    return np.einsum("nchwij,fcij->nfhw", windows(x, *w.shape[-2:]), w)


def column(bias, out):
    """The bias as (F, 1, 1), zeros where there is none."""
    return np.zeros((out.shape[1], 1, 1)) if bias is None else np.asarray(bias)[:, None, None]


def conv(x, w, bias=None):
    out = products(x, w)
    return out + column(bias, out)


def on_plane(wrong, image, kernel, bias=0.0):
    """Let a wrong conv2d answer for correlate2d."""
    return wrong(image[None, None], kernel[None, None], np.array([bias]))[0, 0]


def on_single(wrong, x, weight, bias=0.0):
    """Let a wrong conv2d answer for conv2d_single."""
    return wrong(x[None], weight[None], np.array([bias]))[0, 0]


def on_mirrored(wrong, image, kernel):
    """Let a wrong conv2d answer for convolve2d: right but for one mistake, it flips first."""
    return on_plane(wrong, image, kernel[::-1, ::-1])


# ---------------------------------------------------------------- the kernel


def flipped(x, w, bias=None):
    return conv(x, w[..., ::-1, ::-1], bias)


def flipped_up_down(x, w, bias=None):
    return conv(x, w[..., ::-1, :], bias)


def flipped_left_right(x, w, bias=None):
    return conv(x, w[..., ::-1], bias)


def transposed(x, w, bias=None):
    return conv(x, np.swapaxes(w, -1, -2), bias)


def transposed_memory(x, w, bias=None):
    return conv(x, np.swapaxes(w, -1, -2).reshape(w.shape), bias)


def height_for_width(x, w, bias=None):
    """kw = kh, in the taps and in the size of the output."""
    kh, width = w.shape[-2], x.shape[-1]
    return conv(x, w[..., :kh], bias)[..., : width - kh + 1]


def height_for_width_in_taps(x, w, bias=None):
    cut = w[..., : w.shape[-2]]
    return conv(x, cut, bias)[..., : x.shape[-1] - w.shape[-1] + 1]


def height_for_width_in_size(x, w, bias=None):
    return conv(x, w, bias)[..., : x.shape[-1] - w.shape[-2] + 1]


def width_for_height(x, w, bias=None):
    kw, height = w.shape[-1], x.shape[-2]
    return conv(x, w[..., :kw, :], bias)[..., : height - kw + 1, :]


def width_for_height_in_taps(x, w, bias=None):
    cut = w[..., : w.shape[-1], :]
    return conv(x, cut, bias)[..., : x.shape[-2] - w.shape[-2] + 1, :]


def width_for_height_in_size(x, w, bias=None):
    return conv(x, w, bias)[..., : x.shape[-2] - w.shape[-1] + 1, :]


# ---------------------------------------------------------------- channels, filters, images


def in_out_swapped(x, w, bias=None):
    return conv(x, np.swapaxes(w, 0, 1), bias)


def in_out_swapped_memory(x, w, bias=None):
    f, c, kh, kw = w.shape
    return conv(x, np.swapaxes(w.reshape(c, f, kh, kw), 0, 1), bias)


def channels_last_memory(a):
    n, c, h, w = a.shape
    return np.moveaxis(a.reshape(n, h, w, c), -1, 1)


def nhwc_input(x, w, bias=None):
    return conv(channels_last_memory(x), w, bias)


def nhwc_input_and_weight(x, w, bias=None):
    return conv(channels_last_memory(x), channels_last_memory(w), bias)


def nhwc_input_moved(x, w, bias=None):
    return conv(np.moveaxis(x, -1, 1), w, bias)


def nhwc_input_and_weight_moved(x, w, bias=None):
    return conv(np.moveaxis(x, -1, 1), np.moveaxis(w, -1, 1), bias)


def first_channel(x, w, bias=None):
    return conv(x[:, :1], w[:, :1], bias)


def last_channel(x, w, bias=None):
    return conv(x[:, -1:], w[:, -1:], bias)


def last_tap(x, w, bias=None):
    kh, kw = w.shape[-2:]
    corner = conv(x, w, bias)
    tap = np.einsum("nchw,fc->nfhw", x[..., kh - 1 :, kw - 1 :], w[..., -1, -1])
    return tap + column(bias, corner)


def last_channel_last_tap(x, w, bias=None):
    return last_tap(x[:, -1:], w[:, -1:], bias)


def channel_mean(x, w, bias=None):
    out = products(x, w) / w.shape[1]
    return out + column(bias, out)


def channel_mean_with_bias(x, w, bias=None):
    return conv(x, w, bias) / w.shape[1]


def first_filter(x, w, bias=None):
    return conv(x, np.repeat(w[:1], len(w), axis=0), bias)


def first_filter_and_bias(x, w, bias=None):
    return np.repeat(conv(x, w, bias)[:, :1], len(w), axis=1)


def first_image(x, w, bias=None):
    return np.repeat(conv(x[:1], w, bias), len(x), axis=0)


# ---------------------------------------------------------------- scale and bias


def per_area(x, w, bias=None):
    out = products(x, w) / (w.shape[-2] * w.shape[-1])
    return out + column(bias, out)


def per_area_with_bias(x, w, bias=None):
    return conv(x, w, bias) / (w.shape[-2] * w.shape[-1])


def per_volume(x, w, bias=None):
    out = products(x, w) / w[0].size
    return out + column(bias, out)


def per_volume_with_bias(x, w, bias=None):
    return conv(x, w, bias) / w[0].size


def no_bias(x, w, bias=None):
    return products(x, w)


def bias_per_product(x, w, bias=None):
    out = products(x, w)
    return out + w[0].size * column(bias, out)


def bias_per_tap(x, w, bias=None):
    out = products(x, w)
    return out + w.shape[-2] * w.shape[-1] * column(bias, out)


def bias_per_channel(x, w, bias=None):
    out = products(x, w)
    return out + w.shape[1] * column(bias, out)


def first_bias(x, w, bias=None):
    out = products(x, w)
    return out + column(bias, out)[0]


def bias_along_width(x, w, bias=None):
    out = products(x, w)
    return out + np.resize(column(bias, out), out.shape[-1])


# ---------------------------------------------------------------- output, dtype, activation


def out_swapped(x, w, bias=None):
    return np.swapaxes(conv(x, w, bias), -1, -2)


def out_swapped_memory(x, w, bias=None):
    out = conv(x, w, bias)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2])


def square_output(x, w, bias=None):
    out = conv(x, w, bias)
    return out[..., : out.shape[-2]]


def square_output_by_width(x, w, bias=None):
    out = conv(x, w, bias)
    return out[..., : out.shape[-1], :]


def square_loop(x, w, bias=None):
    out = conv(x, w, bias)
    out[..., out.shape[-2] :] = 0.0
    return out


def square_loop_by_width(x, w, bias=None):
    out = conv(x, w, bias)
    out[..., out.shape[-1] :, :] = 0.0
    return out


def image_height_for_width(x, w, bias=None):
    return conv(x, w, bias)[..., : x.shape[-2] - w.shape[-1] + 1]


def last_cropped(x, w, bias=None):
    return conv(x, w, bias)[..., :-1, :-1]


def last_left_zero(x, w, bias=None):
    out = conv(x, w, bias)
    out[..., -1, :] = out[..., :, -1] = 0.0
    return out


def last_left_bias(x, w, bias=None):
    out = conv(x, w, bias)
    cut = np.zeros_like(out)
    cut[..., :-1, :-1] = products(x, w)[..., :-1, :-1]
    return cut + column(bias, out)


def truncated(x, w, bias=None):
    out = conv(x, w, bias)
    return out.astype(x.dtype).astype(float) if x.dtype.kind in "iu" else out


def truncated_products(x, w, bias=None):
    out = products(x, w)
    out = out.astype(x.dtype).astype(float) if x.dtype.kind in "iu" else out
    return out + column(bias, out)


def truncated_to_int(x, w, bias=None):
    out = conv(x, w, bias)
    return np.trunc(out) if x.dtype.kind in "iu" else out


def truncated_kernel(x, w, bias=None):
    return (
        conv(x, w.astype(x.dtype).astype(float), bias) if x.dtype.kind in "iu" else conv(x, w, bias)
    )


def wrapped(x, w, bias=None):
    """Sums in uint8: right modulo 256."""
    if x.dtype != np.uint8:
        return conv(x, w, bias)
    out = products(x, w)
    return np.floor(out) % 256 + column(bias, out)


def wrapped_with_bias(x, w, bias=None):
    out = conv(x, w, bias)
    return np.floor(out) % 256 if x.dtype == np.uint8 else out


def wrapped_taps(x, w, bias=None):
    """Each product in uint8, the sum in something wider."""
    if x.dtype != np.uint8:
        return conv(x, w, bias)
    terms = np.floor(np.einsum("nchwij,fcij->nfhwcij", windows(x, *w.shape[-2:]), w)) % 256
    out = terms.sum((-3, -2, -1))
    return out + column(bias, out)


def relu(x, w, bias=None):
    return np.maximum(conv(x, w, bias), 0.0)


def relu_before_bias(x, w, bias=None):
    out = np.maximum(products(x, w), 0.0)
    return out + column(bias, out)


def relu_on_products(x, w, bias=None):
    terms = np.einsum("nchwij,fcij->nfhwcij", windows(x, *w.shape[-2:]), w)
    out = np.maximum(terms, 0.0).sum((-3, -2, -1))
    return out + column(bias, out)


def relu_on_channels(x, w, bias=None):
    terms = np.einsum("nchwij,fcij->nfhwc", windows(x, *w.shape[-2:]), w)
    out = np.maximum(terms, 0.0).sum(-1)
    return out + column(bias, out)


def spoils_input(x, w, bias=None):
    out = conv(x, w, bias)
    x += 1
    return out


# ---------------------------------------------------------------- small kernels and their sums


def sized(make, size):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    return make(kh, kw)


def box_transposed(size):
    return sized(lambda kh, kw: np.full((kw, kh), 1 / (kh * kw)), size)


def box_square_by_height(size):
    return sized(lambda kh, kw: np.full((kh, kh), 1 / kh**2), size)


def box_square_by_width(size):
    return sized(lambda kh, kw: np.full((kw, kw), 1 / kw**2), size)


def box_per_height_squared(size):
    return sized(lambda kh, kw: np.full((kh, kw), 1 / kh**2), size)


def box_per_width_squared(size):
    return sized(lambda kh, kw: np.full((kh, kw), 1 / kw**2), size)


def one_in_the_middle(kh, kw, value=1.0):
    kernel = np.zeros((kh, kw))
    kernel[kh // 2, kw // 2] = value
    return kernel


def identity_transposed(size):
    return sized(lambda kh, kw: one_in_the_middle(kw, kh), size)


def identity_square_by_height(size):
    return sized(lambda kh, kw: one_in_the_middle(kh, kh), size)


def identity_square_by_width(size):
    return sized(lambda kh, kw: one_in_the_middle(kw, kw), size)


def identity_per_area(size):
    return sized(lambda kh, kw: one_in_the_middle(kh, kw, 1 / (kh * kw)), size)


def gain_mean(kernel):
    return float(kernel.mean())


def gain_of_positive(kernel):
    return float(kernel[kernel > 0].sum())


def gain_clipped(kernel):
    return float(max(kernel.sum(), 0.0))


def gain_without_last(kernel):
    return float(kernel[:-1, :-1].sum())


def gain_square_by_height(kernel):
    return float(kernel[:, : len(kernel)].sum())


def gain_square_by_width(kernel):
    return float(kernel[: kernel.shape[1]].sum())


def gain_last(kernel):
    return float(kernel[-1, -1])


def gain_truncated(kernel):
    return float(int(kernel.sum()))


def gain_spoils_input(kernel):
    total = float(kernel.sum())
    kernel += 1
    return total


# ---------------------------------------------------------------- compose_kernels(first, second)


def full(first, second):
    """The full convolution: every overlap of the two kernels."""
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        for j in range(aw):
            out[i : i + bh, j : j + bw] += first[i, j] * second
    return out


def compose_overwriting(first, second):
    (ah, aw), (bh, bw) = first.shape, second.shape
    out = np.zeros((ah + bh - 1, aw + bw - 1))
    for i in range(ah):
        for j in range(aw):
            out[i : i + bh, j : j + bw] = first[i, j] * second
    return out


def compose_overwriting_by_second(first, second):
    return compose_overwriting(second, first)


def compose_flipped_second(first, second):
    return full(first, second[::-1, ::-1])


def compose_flipped_first(first, second):
    return full(first[::-1, ::-1], second)


def compose_flipped_result(first, second):
    return full(first, second)[::-1, ::-1].copy()


def compose_second_up_down(first, second):
    return full(first, second[::-1])


def compose_second_left_right(first, second):
    return full(first, second[:, ::-1])


def compose_first_up_down(first, second):
    return full(first[::-1], second)


def compose_first_left_right(first, second):
    return full(first[:, ::-1], second)


def compose_first_transposed(first, second):
    return full(first.T, second)


def compose_second_transposed(first, second):
    return full(first, second.T)


def compose_swapped(first, second):
    return full(first, second).T.copy()


def compose_per_area(first, second):
    return full(first, second) / second.size


def compose_per_first_area(first, second):
    return full(first, second) / first.size


def compose_per_result_area(first, second):
    out = full(first, second)
    return out / out.size


def compose_relu(first, second):
    return np.maximum(full(first, second), 0.0)


def compose_last_cropped(first, second):
    return full(first, second)[:-1, :-1].copy()


def compose_last_zero(first, second):
    out = full(first, second)
    out[-1] = out[:, -1] = 0.0
    return out


def compose_square_output(first, second):
    out = full(first, second)
    return out[:, : len(out)].copy()


def compose_square_by_height(first, second):
    return full(first[:, : len(first)], second[:, : len(second)])


def compose_spoils_input(first, second):
    out = full(first, second)
    first += 1
    return out


# ---------------------------------------------------------------- layouts


def layout_reshaped(x):
    *lead, h, w, c = x.shape
    return x.reshape(*lead, c, h, w).copy()


def layout_kept(x):
    return x.copy()


def layout_backwards(x):
    return np.moveaxis(x, -3, -1).copy()


def layout_width_first(x):
    return np.swapaxes(np.moveaxis(x, -1, -3), -1, -2).copy()


def layout_first_channel(x):
    return np.moveaxis(x[..., :1], -1, -3).copy()


def layout_first_image(x):
    moved = np.moveaxis(x, -1, -3).copy()
    return np.repeat(moved[:1], len(x), axis=0) if x.ndim == 4 else moved


def layout_spoils_input(x):
    out = np.moveaxis(x, -1, -3).copy()
    x += 1
    return out


def columns(x, kernel_size, order="nchwij->ncijhw", change=lambda view: view):
    kh, kw = (kernel_size, kernel_size) if np.ndim(kernel_size) == 0 else kernel_size
    view = np.einsum(order, change(windows(x, kh, kw)))
    rows = int(np.prod(view.shape[1:4]))
    return view.reshape(view.shape[0], rows, -1).copy()


def columns_transposed(x, kernel_size):
    return columns(x, kernel_size, "nchwij->ncjihw")


def columns_pair_swapped(x, kernel_size):
    return columns(x, kernel_size if np.ndim(kernel_size) == 0 else tuple(kernel_size)[::-1])


def columns_channels_last(x, kernel_size):
    return columns(x, kernel_size, "nchwij->nijchw")


def columns_channels_last_memory(x, kernel_size):
    return columns(channels_last_memory(x), kernel_size)


def columns_width_first(x, kernel_size):
    return columns(x, kernel_size, "nchwij->ncijwh")


def columns_flipped(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[..., ::-1, ::-1])


def columns_flipped_up_down(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[..., ::-1, :])


def columns_flipped_left_right(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[..., ::-1])


def columns_first_channel(x, kernel_size):
    return columns(x[:, :1], kernel_size)


def columns_first_image(x, kernel_size):
    return np.repeat(columns(x[:1], kernel_size), len(x), axis=0)


def columns_last_cropped(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[:, :, :-1, :-1])


def columns_square_output(x, kernel_size):
    return columns(x, kernel_size, change=lambda view: view[:, :, :, : view.shape[2]])


def columns_square_by_height(x, kernel_size):
    return columns(x, int(np.ravel(kernel_size)[0]))


def columns_square_by_width(x, kernel_size):
    return columns(x, int(np.ravel(kernel_size)[-1]))


def columns_spoils_input(x, kernel_size):
    out = columns(x, kernel_size)
    x += 1
    return out
