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
ADDED: dict[str, str] = {
    "shifted the wrong way": "the commonest slip with a shift's sign",
    "dy and dx swapped": "the axes' order is the second commonest",
    "old pixels left standing": "what comes of starting from a copy of the image",
    "compared with the prediction, not the label": "consistency taken for accuracy",
    "permutation inverted": "a permutation and its inverse are often mixed up",
    **dict.fromkeys(
        (
            "shifted on one axis only",
            "shifted along the wrong axes",
            "sign of the shift lost",
            "rounded where no shift fits",
            "zero taken for none",
        ),
        "slips in the direction, the axes and the size of a shift",
    ),
    **dict.fromkeys(
        (
            "m_g not used",
            "φ(gx) compared with gφ(x) and called invariance",
            "divided by the wrong norm",
            "another norm",
            "image by image",
            "inputs averaged instead of outputs",
            "actions applied to the output",
            "changes counted instead of agreements",
            "all shifts taken together",
        ),
        "a measure of equivariance or invariance that measures something else",
    ),
    **dict.fromkeys(
        ("signs cancel", "not every border counted", "corners counted twice"),
        "other ways to average an error by its distance to the border",
    ),
    **dict.fromkeys(
        (
            "border repeated instead of wrapped",
            "nothing wrapped",
            "box instead of binomial",
            "blurred on one axis only",
            "blur missing",
            "samples off by one",
        ),
        "other ways to blur, to subsample, and to go on beyond a border that wraps round",
    ),
    **dict.fromkeys(
        (
            "turned over the wrong axes",
            "filter not turned",
            "image turned instead of the filter",
            "orientation axis in the wrong place",
            "cycled the wrong way",
            "maps not turned",
        ),
        "a turn has more halves to forget than the two that the syllabus names",
    ),
}

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
        "padding counted once",
        "padding only at top left",
    ): "windows that start in the padding, as many as with padding at one end",
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
    # Stride, padding, size
    "index i instead of i·stride": (
        "Your windows move by one pixel; the window of output row i starts at row i · stride."
    ),
    "stride on one axis only": "You use the stride along one axis only; both axes have one.",
    "stride pair swapped": "You read stride as (horizontal, vertical); rows come first.",
    "padding pair swapped": ("You read padding as (horizontal, vertical); rows come first."),
    "ceiling instead of floor": (
        "You round the number of places up; a window that does not fit completely is left out."
    ),
    "the +1 missing": (
        "You stop one place early: after the first place there are (room - reach) // stride more, "
        "so add 1."
    ),
    "padding counted once": (
        "You count the padding once; it is added at both ends of an axis, so the size grows by "
        "2 · padding."
    ),
    "padding only at top left": (
        "Your padding lies above and on the left only; each axis gets it at both ends, so the size "
        "grows by 2 · padding."
    ),
    "only at bottom right": (
        "Your padding lies below and on the right only; each axis gets it at both ends, so the "
        "image has padding above it, too."
    ),
    "border repeated instead of zeros": "You repeat the border in the padding; fill it with zeros.",
    "batch or channel axis padded too": (
        "You pad images or channels as well; only the last two axes, height and width, are padded."
    ),
    "“same” as k//2 for even k": (
        "You pad both ends alike, by half the kernel; that is right for odd kernels only, an even "
        "one needs an odd number of pixels in all."
    ),
    "dilation ignored": "You leave out the dilation: neighbouring taps lie d pixels apart.",
    "dilated kernel taken as d·k": (
        "You take a dilated kernel to reach over d·k pixels; between k taps there are k - 1 gaps, "
        "so it reaches over d·(k - 1) + 1."
    ),
    "stride before padding": (
        "You apply the stride before the padding; pad first, the steps are taken on the padded "
        "image."
    ),
    "receptive field as the sum of kernels": (
        "You add up the kernels' sizes; a layer adds only the k - 1 steps between its taps, "
        "each as long as the jump."
    ),
    "earlier strides ignored": (
        "You leave out the strides of the earlier layers: they set how far apart, in pixels of the "
        "input, the values lie that a layer sees."
    ),
    "a layer's own stride counted before its kernel": (
        "You multiply the jump by a layer's own stride before you use it; a kernel takes its steps "
        "on the layer's input, so the stride counts for the layers after it."
    ),
    # Backward
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
    # Motivation
    "shifted the wrong way": (
        "You move the content the other way: positive dy is down and positive dx is right."
    ),
    "dy and dx swapped": (
        "You have swapped dy and dx: dy moves along the rows' axis, which is the last but one."
    ),
    "old pixels left standing": (
        "You leave standing what should have moved away; start from an array full of `fill`, "
        "not from a copy of the image."
    ),
    "compared with the prediction, not the label": (
        "You compare with what the classifier said before the shift; accuracy compares with "
        "the labels."
    ),
    "permutation inverted": (
        "You apply the inverse permutation: input j of the shuffled image is pixel perm[j], "
        "so column j is the old column perm[j]."
    ),
    # Activations
    "in place": (
        "You write into the array that you were given; compute into a new array, or on a copy."
    ),
    "ReLU6": "You cut large values off at 6; a rectifier lets them through as they are.",
    "absolute value": (
        "You turn negative values positive; a rectifier puts 0 in their place, or a small part of "
        "them with their sign."
    ),
    "slope on the positive side": (
        "You apply the slope to the positive side; positive values pass unchanged, "
        "and negative ones are multiplied by it."
    ),
    "slope's sign": (
        "Your negative side has the wrong sign: the slope is multiplied by x, which is negative "
        "there, and that sign stays."
    ),
    "`max(x, αx)`": (
        "You take the larger of x and negative_slope·x, which is right for slopes up to 1 only; "
        "choose by the sign of x instead."
    ),
    "overflow in exp": (
        "Your exponential overflows for large values; arrange the formula so that its argument "
        "is never positive."
    ),
    "derivative written in terms of the output but fed the input": (
        "Your formula is the derivative in terms of the output, but x is the input; "
        "compute the output first."
    ),
    "`1 − tanh` without the square": (
        "You forgot the square: the derivative of tanh is 1 minus the square of tanh(x)."
    ),
    "ReLU gradient 1 at 0": (
        "You let the gradient through at exactly 0; here x = 0 counts as the negative side, "
        "so compare with > rather than >=."
    ),
    "ELU's α missing": ("You leave out alpha; the negative side is alpha times exp(x) - 1."),
    "maxout over strided features": (
        "You compare features that lie far apart; one output takes the largest of "
        "*consecutive* features, so reshape to (N, D / pieces, pieces) and reduce the last axis."
    ),
    "unit called dead on the strength of one sample": (
        "You call a unit dead because it is 0 for some sample; it is dead only if it is 0 for "
        "every sample, so all() over the samples comes first."
    ),
    "last element": (
        "You keep the last value of every window; compare all of them and keep the largest."
    ),
    "minimum": "You take the smallest value of the window, not the largest.",
    "mean and max swapped": "You take the mean of the window where its largest value is asked for.",
    "sum": "You sum and do not divide; a mean divides the sum by the number of values in it.",
    "accumulator starts at 0": (
        "Your search for the largest value starts at 0, so a window of negative values gives 0; "
        "start at -inf, or at a value of the window."
    ),
    "zero padding wins": (
        "Zeros of your padding win where all values of a window are negative; pad with -inf."
    ),
    "maximum across channels": (
        "You take the maximum over the channels too; every map is pooled by itself."
    ),
    "stride forced to the kernel": (
        "Your windows move by the kernel's size whatever stride is given; "
        "only stride=None stands for that."
    ),
    "stride defaults to 1": (
        "Where no stride is given your windows move by 1; stride=None stands for the kernel's size."
    ),
    "kernel pair swapped": "You read kernel_size as (width, height); the height comes first.",
    "divided by kh²": "You divide by kh·kh, or kw·kw; a window holds kh·kw values.",
    "padding counted in the mean or not": (
        "You divide by the wrong number of values: with count_include_pad the padding's zeros "
        "count as values of the window, without it only those inside the map do."
    ),
    "gradient to every tie": (
        "Where several values share the maximum you give each of them a gradient; "
        "only the first in row order gets it."
    ),
    "gradient spread evenly": (
        "You spread the gradient over the whole window; "
        "a maximum passes it on to the one value that won."
    ),
    "overlap overwrites instead of adds": (
        "Where windows overlap, one of your gradients overwrites the other; add them with +=."
    ),
    "gradient not divided by the area": (
        "You hand the whole gradient to every value of the window; "
        "in a mean of kh·kw values each has a share of 1 / (kh·kw)."
    ),
    "global pool over the batch": (
        "You average over the images too; every image keeps its own means, in shape (N, C)."
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
    table: Mapping[str, Ways],
    lift: Callable[..., Any] | None = None,
    words: Mapping[str, str] | None = None,
) -> tuple[Misconception, ...]:
    """Register a table of phrases, each with the ways to make that mistake.

    Args:
        table: the ways by phrase.
        lift: takes a way first, and lets it answer for another function.
        words: explanations by phrase, where the exercise needs other ones.
    """
    return tuple(
        misconception(
            phrase,
            *(partial(lift, way) if lift else way for way in ways),
            explanation=(words or {}).get(phrase),
        )
        for phrase, ways in table.items()
    )
