"""Wrong output_size and same_padding: sizes along one axis."""

from __future__ import annotations

from functools import partial

from autograder.exercises.phrases import Ways
from autograder.exercises.strides.wrong import places

# ---------------------------------------------------------------- output_size


def counted(rule, size, kernel_size, stride=1, padding=0, dilation=1):
    """Let a rule for one axis answer for output_size."""
    return len(rule(size, kernel_size, stride, padding, dilation))


def thinned(size, kernel_size, stride=1, padding=0, dilation=1, up=False):
    """The stride divides the size, before anything else."""
    left = -(-size // stride) if up else size // stride
    return left + 2 * padding - places.reach(kernel_size, dilation) + 1


def padded_last(size, kernel_size, stride=1, padding=0, dilation=1):
    return (size - places.reach(kernel_size, dilation)) // stride + 1 + 2 * padding


def refusing(way, *sizes, **more):
    """The same, with an error where no place is left."""
    places_left = way(*sizes, **more)
    if places_left < 1:
        raise ValueError("no output")
    return places_left


#: Ways that answer 0, or less, where no place is left.
LENIENT: dict[str, Ways] = {
    "ceiling instead of floor": (partial(counted, places.rounded_up),),
    "the +1 missing": (partial(counted, places.one_missing),),
    "padding counted once": (partial(counted, places.padded_before),),
    "dilation ignored": (partial(counted, places.dense),),
    "dilated kernel taken as d·k": (partial(counted, places.stretched),),
    "stride before padding": (thinned, partial(thinned, up=True), padded_last),
}
SIZES: dict[str, Ways] = {
    phrase: (*ways, *(partial(refusing, way) for way in ways)) for phrase, ways in LENIENT.items()
}

# ---------------------------------------------------------------- same_padding


def total(size, kernel_size, stride=1, dilation=1, extent=None, more=0):
    """The padding of both ends together, with another reach of the kernel, or `more` of it."""
    extent = places.reach(kernel_size, dilation) if extent is None else extent
    return max((-(-size // stride) - 1) * stride + extent - size + more, 0)


def shared(pixels):
    return pixels // 2, pixels - pixels // 2


def dense(size, kernel_size, stride=1, dilation=1):
    return shared(total(size, kernel_size, stride, dilation, extent=kernel_size))


def stretched(size, kernel_size, stride=1, dilation=1):
    return shared(total(size, kernel_size, stride, dilation, extent=dilation * kernel_size))


def one_missing(size, kernel_size, stride=1, dilation=1):
    return shared(total(size, kernel_size, stride, dilation, more=-1))


def all_before(size, kernel_size, stride=1, dilation=1):
    return total(size, kernel_size, stride, dilation), 0


def all_after(size, kernel_size, stride=1, dilation=1):
    return 0, total(size, kernel_size, stride, dilation)


def all_at_each_end(size, kernel_size, stride=1, dilation=1):
    pixels = total(size, kernel_size, stride, dilation)
    return pixels, pixels


def alike(half, size, kernel_size, stride=1, dilation=1):
    """Both ends get the same, by some formula for half the kernel."""
    pixels = half(kernel_size, dilation)
    return pixels, pixels


def larger_half(size, kernel_size, stride=1, dilation=1):
    """Both ends get half of the right total, rounded up."""
    _, after = shared(total(size, kernel_size, stride, dilation))
    return after, after


def half_kernel_unless_enough(half, size, kernel_size, stride=1, dilation=1):
    """The same, but nothing where no padding is needed."""
    needed = total(size, kernel_size, stride, dilation) > 0
    return alike(half, size, kernel_size, stride, dilation) if needed else (0, 0)


HALVES = (
    lambda k, d: k // 2,
    lambda k, d: d * (k // 2),
    lambda k, d: d * k // 2,
    lambda k, d: d * (k - 1) // 2,
    lambda k, d: places.reach(k, d) // 2,
)
SAME: dict[str, Ways] = {
    "“same” as k//2 for even k": (
        *(partial(alike, half) for half in HALVES),
        *(partial(half_kernel_unless_enough, half) for half in HALVES),
        larger_half,
    ),
    "padding counted once": (all_at_each_end,),
    "padding only at top left": (all_before,),
    "only at bottom right": (all_after,),
    "the +1 missing": (one_missing,),
    "dilation ignored": (dense,),
    "dilated kernel taken as d·k": (stretched,),
}
