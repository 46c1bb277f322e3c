"""Wrong coverage, receptive_field and touched_inputs: who sees what."""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from autograder.exercises.phrases import Ways
from autograder.exercises.strides.wrong import places
from autograder.exercises.strides.wrong.layer import merged, two
from cnnlib import ops

# ---------------------------------------------------------------- coverage


def counts(rows, columns, size, adds=True):
    """How many windows see each pixel, or with adds=False whether one does."""
    seen = [
        (np.arange(n)[:, None, None] == walked).sum((1, 2))
        for n, walked in zip(size, (rows, columns), strict=True)
    ]
    total = np.outer(*seen)
    return total if adds else np.minimum(total, 1)


def by_plan(plan, in_size, kernel_size, stride=1, padding=0, adds=True, strict=False):
    """Let a wrong plan answer for coverage; with `strict` it raises outside of the padded map."""
    size, kernel, steps, pads = map(two, (in_size, kernel_size, stride, padding))
    rows, columns = plan(size, kernel, steps, pads, (1, 1))
    for walked, n, p in zip((rows, columns), size, pads, strict=True):
        reached = walked[walked > places.NOWHERE]
        if strict and reached.size and reached.max() >= n + p:
            raise IndexError("out of bounds")
    return counts(rows, columns, size, adds)


RIGHT = partial(places.both, places.right)


def overwritten(in_size, kernel_size, stride=1, padding=0):
    return by_plan(RIGHT, in_size, kernel_size, stride, padding, adds=False)


def transposed(in_size, kernel_size, stride=1, padding=0):
    return ops.coverage(in_size, kernel_size, stride, padding).T.copy()


def size_swapped(in_size, kernel_size, stride=1, padding=0):
    return ops.coverage(two(in_size)[::-1], kernel_size, stride, padding)


def transposed_memory(in_size, kernel_size, stride=1, padding=0):
    return ops.coverage(in_size, kernel_size, stride, padding).reshape(two(in_size)[::-1]).copy()


def clipped(in_size, kernel_size, stride=1, padding=0):
    """What lies in the padding counts for the nearest pixel."""
    size, kernel, steps, pads = map(two, (in_size, kernel_size, stride, padding))
    rows, columns = RIGHT(size, kernel, steps, pads, (1, 1))
    inside = (np.clip(rows, 0, size[0] - 1), np.clip(columns, 0, size[1] - 1))
    return counts(*inside, size)


def square_map(in_size, kernel_size, stride=1, padding=0, side=0):
    """A square map with one of the two sides."""
    size = (two(in_size)[side],) * 2
    return ops.coverage(size, kernel_size, stride, padding)


BEFORE, BEFORE_TWICE = places.PADDING["padding only at top left"]
PLANS: dict[str, Ways] = {
    **places.STRIDE,
    **places.PADDING,
    **places.SHAPE,
    "kernel pair swapped": (places.kernel_swapped,),
    # To pad the output leaves the padding out of what the windows see, as if there were none.
    "stride before padding": (partial(places.both, places.thinned_first),),
    # To pad at the start alone and to count the padding once are the same in numbers. A learner
    # who computes with sizes, as here, does the second.
    "padding counted once": (BEFORE, *places.PADDING["padding counted once"]),
    "padding only at top left": (BEFORE_TWICE,),
}
COVERAGE: dict[str, Ways] = merged(
    {
        phrase: tuple(
            partial(by_plan, plan, strict=strict) for plan in plans for strict in (False, True)
        )
        for phrase, plans in PLANS.items()
    },
    {
        "overlap overwrites instead of adds": (overwritten,),
        "border repeated instead of zeros": (clipped,),
        "output H and W swapped": (transposed, size_swapped, transposed_memory),
        "output width taken as its height": tuple(partial(square_map, side=i) for i in (0, 1)),
    },
)

# ---------------------------------------------------------------- receptive_field


def unpacked(layers):
    """Kernel, stride and dilation of every layer, and the jump in front of it."""
    jump = 1
    for kernel, stride, *dilation in layers:
        yield kernel, stride, dilation[0] if dilation else 1, jump
        jump *= stride


def jump_after(layers):
    return int(np.prod([stride for _, stride, *_ in layers], dtype=int))


def last_stride(layers):
    return layers[-1][1] if len(layers) else 1


def strides_left_out(layers):
    return 1


def summed(term, layers, start=1, least=0, jump=jump_after):
    """A start and one term a layer; `least` is what no layers give at the least."""
    size = start + sum(term(*layer) for layer in unpacked(layers))
    return max(size, least), jump(layers)


def steps(k, s, d, jump):
    """The right term."""
    return (places.reach(k, d) - 1) * jump


SUMMED_KERNELS = (
    lambda k, s, d, jump: k,
    lambda k, s, d, jump: places.reach(k, d),
    lambda k, s, d, jump: d * k,
    lambda k, s, d, jump: k * jump,
    lambda k, s, d, jump: places.reach(k, d) * jump,
    lambda k, s, d, jump: d * k * jump,
)
#: A start, and the least that is given.
STARTS = ((0, 0), (0, 1), (1, 0))


def previous_stride(layers, own=False, jump=last_stride):
    """The stride of the layer before, or a layer's own, stands for the product of all before."""
    size, before = 1, 1
    for kernel, stride, *dilation in layers:
        size += (places.reach(kernel, *dilation) - 1) * (stride if own else before)
        before = stride
    return size, jump(layers)


def own_stride_first(layers):
    return summed(lambda k, s, d, jump: steps(k, s, d, jump * s), layers)


def spoils_layers(layers):
    found = ops.receptive_field(layers)
    layers.clear()
    return found


FIELD: dict[str, Ways] = {
    "receptive field as the sum of kernels": tuple(
        partial(summed, term, start=start, least=least)
        for term in SUMMED_KERNELS
        for start, least in STARTS
    ),
    "earlier strides ignored": (
        *(
            partial(way, jump=jump)
            for way in (
                partial(summed, lambda k, s, d, jump: steps(k, s, d, 1)),
                previous_stride,
                partial(previous_stride, own=True),
            )
            for jump in (jump_after, last_stride, strides_left_out)
        ),
        *(partial(summed, steps, jump=jump) for jump in (last_stride, strides_left_out)),
    ),
    "a layer's own stride counted before its kernel": (own_stride_first,),
    "the +1 missing": tuple(partial(summed, steps, start=0, least=least) for least in (0, 1)),
    "dilation ignored": (partial(summed, lambda k, s, d, jump: (k - 1) * jump),),
    "dilated kernel taken as d·k": (partial(summed, lambda k, s, d, jump: (d * k - 1) * jump),),
    "input changed in place": (spoils_layers,),
}

# ---------------------------------------------------------------- touched_inputs

probed = cache(ops.touched_inputs)


def index_swapped(f, in_shape, out_index):
    return probed(f, in_shape, out_index[::-1])


def map_transposed(f, in_shape, out_index):
    return probed(f, in_shape, out_index).T.copy()


def shape_swapped(f, in_shape, out_index):
    return probed(f, in_shape[::-1], out_index)


def map_transposed_memory(f, in_shape, out_index):
    return probed(f, in_shape, out_index).reshape(in_shape[::-1]).copy()


def last_not_probed(f, in_shape, out_index, rows=1, columns=1, cut=False):
    touched = probed(f, in_shape, out_index).copy()
    height, width = in_shape
    if cut:
        return touched[: height - rows, : width - columns].copy()
    touched[height - rows :] = touched[:, width - columns :] = False
    return touched


def square_probed(f, in_shape, out_index, side=0, cut=False):
    """As many rows are probed as columns, or as many columns as rows."""
    touched = probed(f, in_shape, out_index).copy()
    length = in_shape[side]
    if cut:
        return touched[:length, :length].copy()
    touched[length:] = touched[:, length:] = False
    return touched


TOUCHED: dict[str, Ways] = {
    "output H and W swapped": (
        index_swapped,
        map_transposed,
        shape_swapped,
        map_transposed_memory,
    ),
    "last row and column skipped": tuple(
        partial(last_not_probed, rows=rows, columns=columns, cut=cut)
        for rows, columns in ((1, 1), (1, 0), (0, 1))
        for cut in (False, True)
    ),
    "output width taken as its height": tuple(
        partial(square_probed, side=side, cut=cut) for side in (0, 1) for cut in (False, True)
    ),
}
