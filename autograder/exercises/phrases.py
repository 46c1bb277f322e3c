"""The syllabus's misconceptions: its phrase for each, and what to say to somebody who has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from autograder.exercise import Misconception

__all__ = ["EXPLANATIONS", "Ways", "misconception", "mistakes"]

#: Wrong implementations, each another way to make one mistake.
Ways = tuple[Callable[..., Any], ...]

EXPLANATIONS = {
    "flipped on both axes": (
        "Your kernel is flipped, upside down and left to right: "
        "a sliding dot product reads it as it stands, so remove the [::-1, ::-1]."
    ),
    "flipped on one axis": (
        "Your kernel is flipped along one of its two axes; check the sign of both indices."
    ),
    "kernel transposed": (
        "Your kernel is transposed: rows and columns have changed places; "
        "the first axis is the height."
    ),
    "in/out channel axes swapped": (
        "You swapped the weight's first two axes: weight is (F, C, kh, kw), output channels first."
    ),
    "NHWC read as NCHW": (
        "You mixed up the layouts: the channel axis comes before height and width here, "
        "and moving an axis takes a transpose, not a reshape."
    ),
    "only the first channel": "You use the first channel only; sum over all of them.",
    "mean over channels instead of sum": (
        "You average over the channels; the channels' products are summed, not averaged."
    ),
    "divided by the kernel's area": (
        "You divide by the kernel's area; a kernel's weights are used as they are."
    ),
    "bias missing": "You leave out the bias; add it once to every output value.",
    "bias added per product": (
        "You add the bias inside the sum, so it counts several times; "
        "add it once, after all products."
    ),
    "first bias for every filter": (
        "You add the first filter's bias to every filter; filter f has its own bias[f]."
    ),
    "bias along the width": (
        "Your bias runs along the width of the output; "
        "reshape it to (F, 1, 1) so that it runs along the channels."
    ),
    "filter 0 for every filter": (
        "You use filter 0 for every output channel; channel f belongs to weight[f]."
    ),
    "batch item 0 for every item": (
        "You use the first image of the batch for all of them; output n belongs to x[n]."
    ),
    "kernel width taken as its height": (
        "You take the kernel to be square; its height and its width are two different numbers."
    ),
    "output width taken as its height": (
        "You take the output to be square; its width is W - kw + 1, whatever its height."
    ),
    "output H and W swapped": "Height and width are swapped in your result; rows come first.",
    "integer image truncates the result": (
        "Your result takes the image's integer type and loses its fractions; "
        "convert the image to float first."
    ),
    "uint8 wraps round": (
        "Your sums wrap round at 256, because you compute in uint8; "
        "convert the image to float first."
    ),
    "ReLU applied inside": (
        "You replace negative values by 0; a convolution keeps them, the activation comes later."
    ),
    "channels overwrite instead of add": (
        "You assign where you should add: each term overwrites the one before; use += on zeros."
    ),
    "last row and column skipped": (
        "You stop one step early: the last row and column are missing; "
        "there are H - kh + 1 positions, and range() needs that +1."
    ),
    "input changed in place": (
        "You change the array that you were given; compute into a new array, or on a copy."
    ),
    "stride or offset missing": (
        "The window's offset is missing: output (i, j) meets the input at row i + u, column j + v."
    ),
    "`=` instead of `+=`": (
        "You assign where you should add: a pixel lies in several windows, "
        "and its gradient is the sum over all of them; use +=."
    ),
    "kernel flipped": (
        "Your kernel is flipped: the gradient sends each output's share back through the same "
        "weight that it came by."
    ),
    "bias gradient a mean": (
        "You average the bias gradient; the bias enters every output value once, so sum them."
    ),
    "divided by the batch": (
        "You divide by the batch size; the loss does that where it takes a mean, "
        "a layer's gradient only sums."
    ),
    "φ(gx) compared with φ(x) and called equivariance": (
        "You compare phi(g(x)) with phi(x), which is the question of invariance; for equivariance "
        "the output has to move as well, so compare with m_g(phi(x))."
    ),
    "wrapping and zero-filled shifts mixed up": (
        "You fill what enters with zeros; here the image wraps round: "
        "what leaves on one side comes back on the other."
    ),
    "border included": (
        "Your entries mix pixels of several distances, so that the border's error spreads into the "
        "interior; entry d is for the pixels whose nearest border is exactly d away."
    ),
    "stride-2 output shifted by the full amount": (
        "You do not divide the shift by the stride: a layer with stride s keeps one position in s, "
        "so its output moves by shift / stride."
    ),
    "error not normalised": (
        "You return the distance as it is; divide it by the norm of the second output, so that it "
        "does not depend on how large phi's values are."
    ),
    "blur not normalised": (
        "Your blur changes the brightness: its weights have to sum to 1, "
        "so [1 2 1] is divided by 4 on each axis, by 16 in all."
    ),
    "blur after subsampling": (
        "You subsample first, and what is dropped cannot be blurred any more; "
        "blur at full size, then take every stride-th pixel."
    ),
    "rotated the wrong way": (
        "You turn the wrong way: counter-clockwise is what np.rot90 does with a positive number."
    ),
    "channels not cycled": (
        "You turn the maps but leave them on their places; each one also moves on to the next "
        "orientation, because the filter that fits the turned image is turned as well."
    ),
}


def misconception(
    phrase: str, *wrong: Callable[..., Any], explanation: str | None = None
) -> Misconception:
    """Register a phrase of the syllabus with the wrong implementations that show it."""
    return Misconception(phrase, explanation or EXPLANATIONS[phrase], wrong)


def mistakes(
    table: Mapping[str, Ways], lift: Callable[..., Any] | None = None
) -> tuple[Misconception, ...]:
    """Register a table of phrases, each with the ways to make that mistake.

    Args:
        table: the ways by phrase.
        lift: takes a way first, and lets it answer for another function.
    """
    return tuple(
        misconception(phrase, *(partial(lift, way) if lift else way for way in ways))
        for phrase, ways in table.items()
    )
