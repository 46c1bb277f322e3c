"""Wrong answers to circular_conv2d and blur_pool2d, each as a learner might compute it.

The mistakes that a plain convolution can have stand in `kernels/wrong.py`; `on_wrapped` lets such
an answer stand for one to `circular_conv2d`.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.kernels.wrong import channels_last_memory, conv

# ---------------------------------------------------------------- circular_conv2d


def pad_rows_and_columns(x, rows, columns, mode="wrap"):
    return np.pad(x, ((0, 0), (0, 0), rows, columns), mode=mode)


def wrap_round(x, w):
    """The image with what the centred window needs on either side, taken from the other side."""
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    return pad_rows_and_columns(x, (half_h, half_h), (half_w, half_w))


def circular(x, w, bias=None):
    return conv(wrap_round(x, w), w, bias)


def roll_taps(x, w, bias, half_h, half_w):
    """The right answer by rolling, for windows whose middle is (half_h, half_w)."""
    out = np.zeros((len(x), len(w), *x.shape[2:]))
    for u in range(w.shape[2]):
        for v in range(w.shape[3]):
            moved = np.roll(x, (half_h - u, half_w - v), axis=(2, 3))
            out += np.einsum("nchw,fc->nfhw", moved, w[:, :, u, v])
    return out if bias is None else out + np.asarray(bias)[:, None, None]


def on_wrapped(wrong, x, w, bias=None):
    """Let a wrong conv2d answer for circular_conv2d."""
    return wrong(wrap_round(x, w), w, bias)


def padded(x, w, bias, mode_of_rows, mode_of_columns):
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    tall = pad_rows_and_columns(x, (half_h, half_h), (0, 0), mode_of_rows)
    return conv(pad_rows_and_columns(tall, (0, 0), (half_w, half_w), mode_of_columns), w, bias)


def zero_padded(x, w, bias=None):
    return padded(x, w, bias, "constant", "constant")


def zero_padded_rows(x, w, bias=None):
    return padded(x, w, bias, "constant", "wrap")


def zero_padded_columns(x, w, bias=None):
    return padded(x, w, bias, "wrap", "constant")


def edge_padded(x, w, bias=None):
    return padded(x, w, bias, "edge", "edge")


def reflect_padded(x, w, bias=None):
    return padded(x, w, bias, "reflect", "reflect")


def symmetric_padded(x, w, bias=None):
    return padded(x, w, bias, "symmetric", "symmetric")


def not_padded(x, w, bias=None):
    return conv(x, w, bias)


def not_padded_in_zeros(x, w, bias=None):
    out = np.zeros((len(x), len(w), *x.shape[2:]))
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    inner = conv(x, w, bias)
    out[:, :, half_h : half_h + inner.shape[2], half_w : half_w + inner.shape[3]] = inner
    return out


def padded_at_bottom_right(x, w, bias=None):
    """The window starts at its output's place: all padding lies below and to the right."""
    return roll_taps(x, w, bias, 0, 0)


def padded_at_top_left(x, w, bias=None):
    return roll_taps(x, w, bias, w.shape[2] - 1, w.shape[3] - 1)


def half_padded_at_bottom_right(x, w, bias=None):
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    return conv(pad_rows_and_columns(x, (0, half_h), (0, half_w)), w, bias)


def half_padded_at_top_left(x, w, bias=None):
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    return conv(pad_rows_and_columns(x, (half_h, 0), (half_w, 0)), w, bias)


def halves_swapped(x, w, bias=None):
    return roll_taps(x, w, bias, w.shape[3] // 2, w.shape[2] // 2)


def pads_swapped(x, w, bias=None):
    half_h, half_w = w.shape[2] // 2, w.shape[3] // 2
    return conv(pad_rows_and_columns(x, (half_w, half_w), (half_h, half_h)), w, bias)


def half_height_for_width(x, w, bias=None):
    return roll_taps(x, w, bias, w.shape[2] // 2, w.shape[2] // 2)


def half_width_for_height(x, w, bias=None):
    return roll_taps(x, w, bias, w.shape[3] // 2, w.shape[3] // 2)


def pad_height_for_width(x, w, bias=None):
    half = w.shape[2] // 2
    return conv(pad_rows_and_columns(x, (half, half), (half, half)), w, bias)


def pad_width_for_height(x, w, bias=None):
    half = w.shape[3] // 2
    return conv(pad_rows_and_columns(x, (half, half), (half, half)), w, bias)


def square_window_by_height(x, w, bias=None):
    cut = w[..., : w.shape[2]]
    return roll_taps(x, cut, bias, w.shape[2] // 2, w.shape[2] // 2)


def square_window_by_width(x, w, bias=None):
    cut = w[..., : w.shape[3], :]
    return roll_taps(x, cut, bias, w.shape[3] // 2, w.shape[3] // 2)


def circular_taps_by_height(x, w, bias=None):
    """The window's middle is right, but only its first kh columns are summed."""
    return roll_taps(x, w[..., : w.shape[2]], bias, w.shape[2] // 2, w.shape[3] // 2)


def circular_taps_by_width(x, w, bias=None):
    return roll_taps(x, w[..., : w.shape[3], :], bias, w.shape[2] // 2, w.shape[3] // 2)


def circular_channels_last(x, w, bias=None):
    return circular(np.moveaxis(x, -1, 1), w, bias)


def circular_channels_last_memory(x, w, bias=None):
    return circular(channels_last_memory(x), w, bias)


def circular_spoils_input(x, w, bias=None):
    out = circular(x, w, bias)
    x += 1
    return out


# ---------------------------------------------------------------- blur_pool2d


def blur(x, taps=(1, 2, 1), total=4.0, axes=(2, 3)):
    """A circular blur of three taps along each axis."""
    for axis in axes:
        x = (taps[0] * np.roll(x, 1, axis) + taps[1] * x + taps[2] * np.roll(x, -1, axis)) / total
    return x


def sample(x, stride, start=0):
    return x[:, :, start::stride, start::stride].copy()


def on_blurred(wrong, x, stride=2):
    """Let a change of the right result answer for blur_pool2d."""
    return wrong(sample(blur(x), stride))


def blur_times_16(x, stride=2):
    return sample(blur(x, total=1.0), stride)


def blur_times_4(x, stride=2):
    return 4 * sample(blur(x), stride)


def blur_times_8(x, stride=2):
    return 8 * sample(blur(x), stride)


def blur_times_2(x, stride=2):
    return 2 * sample(blur(x), stride)


def blur_by_taps(x, stride=2):
    return sample(blur(x, total=3.0), stride)


def blur_by_taps_once(x, stride=2):
    return sample(blur(x), stride) * 16 / 3


def blur_by_unit_norm(x, stride=2):
    return sample(blur(x, total=6**0.5), stride)


def blur_after(x, stride=2):
    return blur(sample(x, stride))


def blur_after_in_zeros(x, stride=2):
    return blur_in(sample(x, stride), "constant", 1)


def blur_after_at_edges(x, stride=2):
    return blur_in(sample(x, stride), "edge", 1)


def blur_in(x, mode, stride):
    tall = pad_rows_and_columns(x, (1, 1), (1, 1), mode)
    rows = tall[:, :, :-2] + 2 * tall[:, :, 1:-1] + tall[:, :, 2:]
    return sample((rows[..., :-2] + 2 * rows[..., 1:-1] + rows[..., 2:]) / 16, stride)


def blur_in_zeros(x, stride=2):
    return blur_in(x, "constant", stride)


def blur_at_edges(x, stride=2):
    return blur_in(x, "edge", stride)


def blur_reflecting(x, stride=2):
    return blur_in(x, "reflect", stride)


def blur_inside_only(x, stride=2):
    rows = x[:, :, :-2] + 2 * x[:, :, 1:-1] + x[:, :, 2:]
    return sample((rows[..., :-2] + 2 * rows[..., 1:-1] + rows[..., 2:]) / 16, stride)


def blur_rows_only(x, stride=2):
    return sample(blur(x, axes=(2,)), stride)


def blur_columns_only(x, stride=2):
    return sample(blur(x, axes=(3,)), stride)


def blur_by_box(x, stride=2):
    return sample(blur(x, (1, 1, 1), 3.0), stride)


def blur_by_pairs(x, stride=2):
    return sample(blur(x, (0, 1, 1), 2.0), stride)


def blur_by_pairs_before(x, stride=2):
    return sample(blur(x, (1, 1, 0), 2.0), stride)


def blur_missing(x, stride=2):
    return sample(x, stride)


def blur_sampled_from_1(x, stride=2):
    return sample(blur(x), stride, 1)


def blur_sampled_from_last(x, stride=2):
    return sample(blur(x), stride, stride - 1)


def blur_sampled_from_half(x, stride=2):
    return sample(blur(x), stride, stride // 2)


def blur_window_from_0(x, stride=2):
    """The taps lie on pixels 0, 1, 2 and not on −1, 0, 1."""
    return sample(np.roll(blur(x), (-1, -1), axis=(2, 3)), stride)


def blur_window_to_0(x, stride=2):
    return sample(np.roll(blur(x), (1, 1), axis=(2, 3)), stride)


def blur_sampled_rows(x, stride=2):
    return blur(x)[:, :, ::stride].copy()


def blur_sampled_columns(x, stride=2):
    return blur(x)[..., ::stride].copy()


def blur_not_sampled(x, stride=2):
    return blur(x)


def blur_stride_2(x, stride=2):
    return sample(blur(x), 2)


def blur_last_tap(x, stride=2):
    return sample(np.roll(x, (-1, -1), axis=(2, 3)) / 16, stride)


def blur_first_tap(x, stride=2):
    return sample(np.roll(x, (1, 1), axis=(2, 3)) / 16, stride)


def blur_spoils_input(x, stride=2):
    x[...] = blur(x)
    return sample(x, stride)


# ---------------------------------------------------------------- changes of a result


def out_swapped(out):
    return np.swapaxes(out, -1, -2).copy()


def out_swapped_memory(out):
    return out.reshape(*out.shape[:-2], out.shape[-1], out.shape[-2]).copy()


def last_cropped(out):
    return out[..., :-1, :-1].copy()


def last_left_zero(out):
    out[..., -1, :] = out[..., :, -1] = 0.0
    return out


def first_item(out):
    return np.repeat(out[:1], len(out), axis=0)


def first_channel(out):
    return out[:, :1].copy()


def first_channel_repeated(out):
    return np.repeat(out[:, :1], out.shape[1], axis=1)


def without_negatives(out):
    return np.maximum(out, 0.0)
