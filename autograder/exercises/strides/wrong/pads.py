"""Wrong pad2d: too little, too much, or something else outside of the image."""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.exercises.phrases import Ways

MODES = {
    "zeros": "constant",
    "constant": "constant",
    "reflect": "reflect",
    "replicate": "edge",
    "circular": "wrap",
}

# ---------------------------------------------------------------- padding, taken apart


def sides(padding):
    """((top, bottom), (left, right))."""
    if np.ndim(padding) == 0:
        return ((padding, padding), (padding, padding))
    if len(padding) == 2:
        vertical, horizontal = padding
        return ((vertical, vertical), (horizontal, horizontal))
    top, bottom, left, right = padding
    return ((top, bottom), (left, right))


def widened(x, widths, mode="zeros", value=0.0):
    """Pad with a pair for each axis."""
    fill = {"zeros": {"constant_values": 0}, "constant": {"constant_values": value}}.get(mode, {})
    return np.pad(x, widths, MODES[mode], **fill)


def by_sides(change, x, padding, mode="zeros", value=0.0):
    """Let changed sides answer: `change` gets them and the padding as it was written."""
    lead = ((0, 0),) * (x.ndim - 2)
    return widened(x, (*lead, *change(sides(padding), padding)), mode, value)


def right(x, padding, mode="zeros", value=0.0):
    return by_sides(lambda both, padding: both, x, padding, mode, value)


def written(padding):
    """How many numbers the padding is written with."""
    return 1 if np.ndim(padding) == 0 else len(padding)


# ---------------------------------------------------------------- sides


def swapped(both, padding, pairs=True, fours=False):
    """Vertical and horizontal change places, in pairs or in fours."""
    applies = {2: pairs, 4: fours}.get(written(padding), False)
    return both[::-1] if applies else both


def shared_out(both, padding, first_larger=False):
    """One number for both ends, shared out between them."""
    if written(padding) == 4:
        return both
    halves = [(p // 2, p - p // 2) for p, _ in both]
    return [half[::-1] for half in halves] if first_larger else halves


def before(both, padding, times=1, fours=False):
    """Only the first end of each axis is padded."""
    kept = written(padding) == 4 and not fours
    return both if kept else [(times * first, 0) for first, _ in both]


def after(both, padding, times=1, fours=False):
    kept = written(padding) == 4 and not fours
    return both if kept else [(0, times * last) for _, last in both]


def all_before(both, padding):
    """An output of the right size, with the image in its last corner."""
    return [(sum(ends), 0) for ends in both]


def all_after(both, padding):
    return [(0, sum(ends)) for ends in both]


# ---------------------------------------------------------------- axes


def leading_padded(x, padding, mode="zeros", value=0.0, axis=0, ints_only=False, channels=False):
    """The axes in front, or that of the channels, are padded like the height or the width."""
    if ints_only and written(padding) > 1:
        return right(x, padding, mode, value)
    both = sides(padding)
    lead = [both[axis]] * (x.ndim - 2)
    if channels and lead:
        lead = [(0, 0)] * (x.ndim - 3) + [both[axis]]
    return widened(x, (*lead, *both), mode, value)


def channels_last(x, padding, mode="zeros", value=0.0):
    """Height and width are sought in front of the last axis, if there is one more."""
    if x.ndim == 2:
        return right(x, padding, mode, value)
    lead = ((0, 0),) * (x.ndim - 3)
    return widened(x, (*lead, *sides(padding), (0, 0)), mode, value)


def first_axes(x, padding, mode="zeros", value=0.0):
    """The first two axes are padded."""
    return widened(x, (*sides(padding), *((0, 0),) * (x.ndim - 2)), mode, value)


# ---------------------------------------------------------------- what lies outside


def border(x, padding, mode="zeros", value=0.0, modes=("zeros",)):
    return right(x, padding, "replicate" if mode in modes else mode, value)


# ---------------------------------------------------------------- the result


def out_swapped(x, padding, mode="zeros", value=0.0):
    return np.swapaxes(right(x, padding, mode, value), -1, -2).copy()


def out_swapped_memory(x, padding, mode="zeros", value=0.0):
    out = right(x, padding, mode, value)
    return out.reshape(*out.shape[:-2], out.shape[-1], out.shape[-2])


def last_cropped(x, padding, mode="zeros", value=0.0, rows=1, columns=1):
    out = right(x, padding, mode, value)
    return out[..., : out.shape[-2] - rows, : out.shape[-1] - columns].copy()


def last_of_image_left(x, padding, mode="zeros", value=0.0, rows=1, columns=1):
    """The loops over the image stop one step early, and leave the filling there."""
    shortened = x.copy()
    fill = value if mode == "constant" else 0
    shortened[..., x.shape[-2] - rows :, :] = shortened[..., x.shape[-1] - columns :] = fill
    return right(shortened if mode in ("zeros", "constant") else x, padding, mode, value)


def last_left(x, padding, mode="zeros", value=0.0, rows=1, columns=1):
    """The loops over the result stop one step early, and leave zeros."""
    out = right(x, padding, mode, value)
    out[..., out.shape[-2] - rows :, :] = out[..., out.shape[-1] - columns :] = 0
    return out


def square(x, padding, mode="zeros", value=0.0, side=-2):
    """A result with as many columns as rows, or as many rows as columns."""
    out = right(x, padding, mode, value)
    length = out.shape[side]
    if min(out.shape[-2:]) < length:
        raise IndexError("the image does not fit into the square")
    return out[..., :length, :length].copy()


def first_image(x, padding, mode="zeros", value=0.0):
    out = right(x, padding, mode, value)
    return np.repeat(out[:1], len(out), axis=0) if x.ndim == 4 else out


def first_channel(x, padding, mode="zeros", value=0.0, repeated=False):
    out = right(x, padding, mode, value)
    if x.ndim == 2:
        return out
    first = out[..., :1, :, :]
    return np.repeat(first, out.shape[-3], axis=-3) if repeated else first.copy()


def spoils_input(x, padding, mode="zeros", value=0.0):
    out = right(x, padding, mode, value)
    x += 1
    return out


# ---------------------------------------------------------------- by phrase


def in_modes(modes, way, x, padding, mode="zeros", value=0.0):
    """A mistake in some of the modes only, where each has code of its own."""
    return (way if mode in modes else right)(x, padding, mode, value)


def everywhere_or(parts, ways: Ways) -> Ways:
    """The ways in all modes, and in some only."""
    return (*ways, *(partial(in_modes, modes, way) for modes in parts for way in ways))


def of_sides(*changes):
    return tuple(partial(by_sides, change) for change in changes)


FILLED, GATHERED = ("zeros", "constant"), ("reflect", "replicate", "circular")
PARTS = (FILLED, GATHERED, ("zeros",))
ONE_OR_BOTH = ((1, 1), (1, 0), (0, 1))

MISTAKES: dict[str, Ways] = {
    "padding pair swapped": everywhere_or(
        PARTS,
        of_sides(
            swapped,
            partial(swapped, fours=True),
            partial(swapped, pairs=False, fours=True),
        ),
    ),
    "padding counted once": everywhere_or(
        PARTS, of_sides(shared_out, partial(shared_out, first_larger=True))
    ),
    "padding only at top left": everywhere_or(
        PARTS,
        of_sides(before, partial(before, fours=True), partial(before, times=2), all_before),
    ),
    "only at bottom right": everywhere_or(
        PARTS, of_sides(after, partial(after, fours=True), partial(after, times=2), all_after)
    ),
    "border repeated instead of zeros": (border, partial(border, modes=FILLED)),
    "batch or channel axis padded too": everywhere_or(
        PARTS,
        tuple(
            partial(leading_padded, axis=axis, ints_only=ints_only, channels=channels)
            for axis, ints_only in ((0, False), (1, False), (0, True))
            for channels in (False, True)
        ),
    ),
    "NHWC read as NCHW": everywhere_or(PARTS, (channels_last, first_axes)),
    "output H and W swapped": everywhere_or(PARTS, (out_swapped, out_swapped_memory)),
    "output width taken as its height": everywhere_or(
        (FILLED,), (square, partial(square, side=-1))
    ),
    "last row and column skipped": (
        *everywhere_or(
            (FILLED, GATHERED),
            tuple(
                partial(way, rows=rows, columns=columns)
                for way in (last_cropped, last_left)
                for rows, columns in ONE_OR_BOTH
            ),
        ),
        *(partial(last_of_image_left, rows=rows, columns=columns) for rows, columns in ONE_OR_BOTH),
    ),
    "only the first channel": (first_channel, partial(first_channel, repeated=True)),
    "batch item 0 for every item": (first_image,),
    "input changed in place": (spoils_input,),
}
WORDS = {
    "padding pair swapped": (
        "You mix up the order of padding: a pair is (vertical, horizontal), "
        "and four numbers are (top, bottom, left, right)."
    ),
    "padding counted once": (
        "You share the padding out between the two ends; one number means as many pixels at each."
    ),
    "padding only at top left": (
        "All of your padding lies above and on the left; each axis gets it at both ends."
    ),
    "only at bottom right": (
        "All of your padding lies below and on the right; the image has padding above it and on "
        "its left, too."
    ),
    "border repeated instead of zeros": (
        "You repeat the border where zeros, or a constant, are asked for; "
        'that is what mode "replicate" does.'
    ),
    "NHWC read as NCHW": (
        "You pad other axes; height and width are the last two, whatever stands in front of them."
    ),
    "output width taken as its height": (
        "You take the padded image to be square; its height and width are two different numbers."
    ),
    "last row and column skipped": (
        "You leave out the last row or column; the result has top + H + bottom rows and "
        "left + W + right columns."
    ),
    "only the first channel": "You pad the first channel only; every plane of x is padded.",
}
