"""The syllabus's misconceptions: its phrase for each, and what to say to somebody who has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from autograder.exercise import Misconception, slug

__all__ = ["ADDED", "ALIKE", "EXPLANATIONS", "Ways", "alike", "misconception", "mistakes"]

#: Wrong implementations, each another way to make one mistake.
Ways = tuple[Callable[..., Any], ...]

#: Phrases that the syllabus does not have, each with the reason for adding it.
ADDED: dict[str, str] = {}

#: Phrases that can describe the same wrong answer, and when; either name is then right.
ALIKE: dict[tuple[str, ...], str] = {
    (
        "`=` instead of `+=`",
        "overlap overwrites instead of adds",
        "channels overwrite instead of add",
    ): "one slip of the pen, in the terms of a sum, of windows that overlap, or of channels",
    ("kernel flipped", "flipped on both axes"): "the first is said of a gradient",
    ("kernel flipped", "flipped on one axis"): "in one dimension there is one axis to flip",
    (
        "divided by kh²",
        "kernel width taken as its height",
    ): "where the kernel's size serves to find its area only",
    ("in place", "input changed in place"): "the first is said of an activation",
    (
        "the +1 missing",
        "last row and column skipped",
    ): "the +1 of the output's size is what the last row and column need",
    (
        "bias gradient a mean",
        "divided by the batch",
    ): "a mean over the images alone is a division by their number",
}

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
        "You use one side of the kernel where the other belongs; "
        "its height kh and its width kw are two different numbers."
    ),
    "output width taken as its height": (
        "You use one side of the output where the other belongs; "
        "it has H - kh + 1 rows and W - kw + 1 columns."
    ),
    "output H and W swapped": "Height and width are swapped in your result; rows come first.",
    "integer image truncates the result": (
        "Your numbers take an integer type on the way and lose their fractions; "
        "convert the image to float first, and store the result as float64."
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
        "You stop one step early, so that the last row or column is missing; "
        "range(n) already ends at n - 1, and there are H - kh + 1 by W - kw + 1 places."
    ),
    "input changed in place": (
        "You change the array that you were given; compute into a new array, or on a copy."
    ),
    "stride or offset missing": (
        "You leave out an offset: "
        "output (i, j) meets the input at row i + u and column j + v for each weight (u, v)."
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
    "gradients not zeroed": (
        "Gradients of earlier batches are still there when you add the new ones; "
        "call optimizer.zero_grad() before loss.backward()."
    ),
    "softmax before cross-entropy": (
        "You take a softmax of what goes into the cross-entropy, which has one inside already; "
        "give it the logits as they are."
    ),
    "eval mode missing": (
        "The model is in train mode while you measure it, so that dropout and its like still act; "
        "call model.eval() first."
    ),
    "last partial batch counted as a full one": (
        "You count the last batch as if it were full; "
        "add up right answers and divide once, by the number of images."
    ),
    "augmentation at test time": (
        "You change the images before you measure; augmentation belongs to training only."
    ),
    "one shift for the whole batch": (
        "You draw one shift for the whole batch; every image is moved by its own."
    ),
    "warm-up missing": (
        "Your rate does not rise at first; for the first warmup·total_steps steps it goes up in a "
        "straight line from max_lr/25."
    ),
}


def alike(one: str, other: str) -> bool:
    """Whether two ids are the same, or those of phrases that are equally right.

    Example:
        >>> alike("kernel-flipped", "flipped-on-both-axes"), alike("relu6", "in-place")
        (True, False)
    """
    return one == other or any({one, other} <= set(map(slug, phrases)) for phrases in ALIKE)


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
