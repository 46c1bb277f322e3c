"""Wrong conv2d_strided: windows in wrong places, and wrong values from the right ones."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.kernels.wrong import values
from autograder.exercises.kernels.wrong.base import column, with_bias
from autograder.exercises.phrases import Ways
from autograder.exercises.strides.wrong import places

# ---------------------------------------------------------------- the layer, taken apart


def two(size):
    return (size, size) if np.ndim(size) == 0 else tuple(size)


def read(x, rows, columns, outside="zeros"):
    """The pixels of windows, (N, C, H′, W′, kh, kw); outside are zeros, or the nearest pixel."""
    height, width = x.shape[-2:]
    i, j = rows[:, None, :, None], columns[None, :, None, :]
    inside = (i >= 0) & (i < height) & (j >= 0) & (j < width)
    if inside.all():
        return x[..., i, j]
    seen = x[..., np.clip(i, 0, height - 1), np.clip(j, 0, width - 1)]
    return seen if outside == "border" else np.where(inside, seen, 0.0)


def planned(plan, x, w, stride, padding, dilation):
    """The rows and columns that a plan sees, given what conv2d_strided is given."""
    return plan(x.shape[2:], w.shape[2:], two(stride), two(padding), two(dilation))


def right_windows(x, w, stride, padding, dilation, outside="zeros"):
    rows, columns = planned(partial(places.both, places.right), x, w, stride, padding, dilation)
    return read(x, rows, columns, outside)


def by_plan(plan, x, w, bias=None, stride=1, padding=0, dilation=1, strict=False):
    """Let a wrong plan answer; taps that the kernel or the windows do not have are left out.

    With `strict`, what is not there raises, as it does in a loop over pixels.
    """
    rows, columns = planned(plan, x, w, stride, padding, dilation)
    if strict:
        require_there(rows, columns, x, w, two(padding))
    seen = read(x, rows, columns)
    kh, kw = np.minimum(seen.shape[-2:], w.shape[-2:])
    out = np.einsum("nchwij,fcij->nfhw", seen[..., :kh, :kw], w[..., :kh, :kw])
    return with_bias(out, bias)


def by_stretched_plan(plan, x, w, bias=None, stride=1, padding=0, dilation=1):
    """The same with slices, which end where the padded image does.

    Windows that come out too small do not fit the kernel, but NumPy stretches axes of length 1.
    """
    walked = planned(plan, x, w, stride, padding, dilation)
    axes = zip(walked, x.shape[2:], two(padding), strict=True)
    seen = read(x, *(cut(pixels, size + p) for pixels, size, p in axes))
    return with_bias(np.einsum("nchwij,fcij->nfhw", seen, w), bias)


def cut(walked, end):
    """The pixels of windows that end where the image does, or repeat the one that is left."""
    left = ((walked < end) | (walked == places.NOWHERE)).sum(1)
    taps = walked.shape[1]
    if not np.isin(left, (1, taps) if taps > 1 else (0, 1)).all():
        raise ValueError("the window does not fit the kernel")
    return np.where(left[:, None] == 1, walked[:, :1], walked)


def require_there(rows, columns, x, w, padding):
    """Raise where a plan leaves the padded image, or has more taps than the kernel."""
    for walked, size, p, k in zip((rows, columns), x.shape[2:], padding, w.shape[2:], strict=True):
        if walked.shape[1] > k or walked.max(initial=0) >= size + p:
            raise IndexError("out of bounds")


def layer(x, w, bias=None, stride=1, padding=0, dilation=1, outside="zeros"):
    """The right answer, or with outside="border" that of a repeated border."""
    seen = right_windows(x, w, stride, padding, dilation, outside)
    return with_bias(np.einsum("nchwij,fcij->nfhw", seen, w), bias)


def by_windows(value, x, w, bias=None, stride=1, padding=0, dilation=1):
    """Let a wrong conv2d answer, given each window as an image of its own."""
    seen = right_windows(x, w, stride, padding, dilation)
    n, c, oh, ow, kh, kw = seen.shape
    images = seen.transpose(0, 2, 3, 1, 4, 5).reshape(-1, c, kh, kw)
    out = value(images, w, bias)
    return np.moveaxis(out.reshape(n, oh, ow, out.shape[1]), -1, 1).copy()


def by_weight(change, x, w, bias=None, **places):
    """Let the right answer with a changed weight answer."""
    return layer(x, change(w), bias, **places)


# ---------------------------------------------------------------- the kernel's shape


def transpose(w):
    return np.swapaxes(w, -1, -2)


def exchange(w):
    """Input and output channels change places."""
    return np.swapaxes(w, 0, 1)


def enlarged(x, w, bias=None, stride=1, padding=0, dilation=1):
    """A dilated kernel made larger: each weight is repeated over d pixels."""
    (dh, dw) = two(dilation)
    return layer(x, w.repeat(dh, axis=-2).repeat(dw, axis=-1), bias, stride, padding)


def square_kernels_only(x, w, bias=None, **places):
    """Windows of kh rows and kh columns do not fit other kernels."""
    if w.shape[-2] != w.shape[-1]:
        raise ValueError("expected a square kernel")
    return layer(x, w, bias, **places)


# ---------------------------------------------------------------- the output


def out_swapped(x, w, bias=None, **places):
    return transpose(layer(x, w, bias, **places)).copy()


def out_swapped_memory(x, w, bias=None, **places):
    out = layer(x, w, bias, **places)
    return out.reshape(*out.shape[:2], out.shape[3], out.shape[2])


def out_swapped_squares(x, w, bias=None, **places):
    """Values are written to (j, i), which exists in a square output only."""
    out = layer(x, w, bias, **places)
    if out.shape[-2] != out.shape[-1]:
        raise IndexError("out of bounds")
    return transpose(out).copy()


def last_left(x, w, bias=None, rows=True, columns=True, keeps_bias=False, **places):
    """The loops stop one step early, in an output of the right size."""
    out = layer(x, w, None, **places)
    out[..., out.shape[-2] - rows :, :] = 0.0
    out[..., out.shape[-1] - columns :] = 0.0
    done = with_bias(out, bias)
    if not keeps_bias:
        done[..., out.shape[-2] - rows :, :] = 0.0
        done[..., out.shape[-1] - columns :] = 0.0
    return done


def windows_left(x, w, bias=None, by_height=True, keeps_bias=False, strict=False, **places):
    """A square loop, in an output of the right size; with `strict` it does not leave it."""
    out = layer(x, w, None, **places)
    side = out.shape[-2] if by_height else out.shape[-1]
    if strict and side > min(out.shape[-2:]):
        raise IndexError("out of bounds")
    done = np.zeros_like(out)
    done[..., :side, :side] = with_bias(out, None if keeps_bias else bias)[..., :side, :side]
    return done + column(bias, out) if keeps_bias else done


def padded_afterwards(x, w, bias=None, stride=1, padding=0, dilation=1):
    """The output is padded, with zeros that have no bias."""
    out = layer(x, w, bias, stride, 0, dilation)
    ph, pw = two(padding)
    return np.pad(out, ((0, 0), (0, 0), (ph, ph), (pw, pw)))


# ---------------------------------------------------------------- the other axes


def images_padded(x, w, bias=None, stride=1, padding=0, dilation=1, axes=(0, 1), cut=False):
    """The axes of the images and the channels are padded, by the vertical padding, like height.

    Channels beyond those of the weight are not seen; with `cut`, images beyond N are not either.
    """
    p = two(padding)[0]
    widths = [(p, p) if axis in axes else (0, 0) for axis in range(x.ndim)]
    padded = np.pad(x, widths)[:, : x.shape[1]]
    out = layer(padded, w, bias, stride, padding, dilation)
    return out[: len(x)] if cut else out


def all_axes_padded(x, w, bias=None, stride=1, padding=0, dilation=1):
    """With more channels than the weight has, the sum does not work out."""
    if max(two(padding)) > 0:
        raise ValueError("the channels differ")
    return layer(x, w, bias, stride, padding, dilation)


def first_image(x, w, bias=None, **places):
    return np.repeat(layer(x[:1], w, bias, **places), len(x), axis=0)


def bias_along_width(x, w, bias=None, **places):
    out = layer(x, w, None, **places)
    return out if bias is None else out + bias


def bias_of_the_column(x, w, bias=None, **places):
    """Column j gets bias[j], in a loop; where there are more columns, it would crash."""
    out = layer(x, w, None, **places)
    return out + np.resize(column(bias, out), out.shape[-1])


def channels_last_first(x, w, bias=None, **places):
    """The images are moved from (N, H, W, C), which they never had."""
    return layer(np.moveaxis(x, -1, 1), w, bias, **places)


def channels_last_everywhere(x, w, bias=None, **places):
    return layer(np.moveaxis(x, -1, 1), np.moveaxis(w, -1, 1), bias, **places)


def channels_last_memory(x, w, bias=None, **places):
    return layer(values.channels_last_memory(x), w, bias, **places)


def channels_last_memory_everywhere(x, w, bias=None, **places):
    memory = values.channels_last_memory
    return layer(memory(x), memory(w), bias, **places)


def channels_last_result(x, w, bias=None, **places):
    return np.moveaxis(layer(x, w, bias, **places), 1, -1).copy()


def spoils_input(x, w, bias=None, **places):
    out = layer(x, w, bias, **places)
    x += 1
    return out


# ---------------------------------------------------------------- by phrase


def of_windows(ways: Ways) -> Ways:
    return tuple(partial(by_windows, way) for way in ways)


VALUES: dict[str, Ways] = {
    "flipped on both axes": of_windows(
        (values.flipped, values.flipped_with_channels, values.flipped_everywhere)
    ),
    "flipped on one axis": of_windows((values.flipped_up_down, values.flipped_left_right)),
    "kernel transposed": (partial(by_weight, transpose), *of_windows(values.TRANSPOSED)),
    "in/out channel axes swapped": (
        partial(by_weight, exchange),
        *of_windows(values.IN_OUT_SWAPPED),
    ),
    "only the first channel": of_windows(values.FIRST_CHANNEL),
    "mean over channels instead of sum": of_windows(values.CHANNEL_MEANS),
    "divided by the kernel's area": of_windows((*values.PER_AREA, *values.PER_VOLUME)),
    "bias missing": of_windows((values.no_bias,)),
    "bias added per product": of_windows(values.BIAS_PER_PRODUCT),
    "first bias for every filter": of_windows((values.first_bias,)),
    "filter 0 for every filter": of_windows((values.first_filter, values.first_filter_and_bias)),
    "ReLU applied inside": of_windows((*values.RELU, *values.RELU_ON_CHANNELS)),
    "channels overwrite instead of add": of_windows((*values.LAST_TAPS, *values.LAST_CHANNELS)),
}
OTHERS: dict[str, Ways] = {
    "border repeated instead of zeros": (partial(layer, outside="border"),),
    "batch or channel axis padded too": (
        images_padded,
        *(partial(images_padded, axes=axes) for axes in ((0,), (1,))),
        *(partial(images_padded, axes=axes, cut=True) for axes in ((0,), (0, 1))),
        all_axes_padded,
    ),
    "batch item 0 for every item": (first_image,),
    "bias along the width": (bias_along_width, bias_of_the_column),
    "NHWC read as NCHW": (
        channels_last_first,
        channels_last_everywhere,
        channels_last_memory,
        channels_last_memory_everywhere,
        channels_last_result,
    ),
    "output H and W swapped": (out_swapped, out_swapped_memory, out_swapped_squares),
    "input changed in place": (spoils_input,),
}
#: Ways that leave a part of an output of the right size empty, or know a larger kernel.
FURTHER: dict[str, Ways] = {
    "the +1 missing": tuple(
        partial(last_left, rows=rows, columns=columns, keeps_bias=keeps_bias)
        for rows, columns in ((True, True), (True, False), (False, True))
        for keeps_bias in (False, True)
    ),
    "output width taken as its height": tuple(
        partial(windows_left, by_height=by_height, keeps_bias=keeps_bias, strict=strict)
        for by_height in (True, False)
        for keeps_bias in (False, True)
        for strict in (False, True)
    ),
    "kernel width taken as its height": (square_kernels_only,),
    "stride before padding": (padded_afterwards,),
    "dilated kernel taken as d·k": (enlarged,),
}


def merged(*tables: dict[str, Ways]) -> dict[str, Ways]:
    """One table with all ways of each phrase."""
    phrases = dict.fromkeys(phrase for table in tables for phrase in table)
    return {
        phrase: tuple(way for table in tables for way in table.get(phrase, ()))
        for phrase in phrases
    }


PLANS: dict[str, Ways] = {
    phrase: tuple(
        partial(way, plan)
        for plan in plans
        for way in (by_plan, partial(by_plan, strict=True), by_stretched_plan)
    )
    for table in (places.STRIDE, places.PADDING, places.DILATION, places.SHAPE)
    for phrase, plans in table.items()
}
#: Every mistake in conv2d_strided.
MISTAKES = merged(PLANS, VALUES, OTHERS, FURTHER)
