"""What the exercises on symmetry share: images, and mistakes beyond the syllabus's list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercise import Misconception
from autograder.exercises.draw import lay_out, numbers
from autograder.exercises.phrases import misconception

__all__ = ["NOTEBOOK", "added", "image"]

NOTEBOOK = "06_math_properties"

#: What to say of mistakes that the syllabus does not list, where no other notebook says it.
ADDED = {
    # moving
    "shifted on one axis only": "You move along one axis only; dy moves the rows, dx the columns.",
    "shifted along the wrong axes": (
        "You move along other axes than height and width; those are the last two, "
        "whatever stands in front of them."
    ),
    # two errors
    "m_g not used": (
        "You apply g to the output instead of m_g: what a move of the input does to the output "
        "may be another move, and m_g says which."
    ),
    "φ(gx) compared with gφ(x) and called invariance": (
        "You move the output as well, which is the question of equivariance; "
        "for invariance compare phi(g(x)) with phi(x) as it is."
    ),
    "divided by the wrong norm": (
        "You divide by another norm than the formula's: the distance is measured relative to the "
        "second of the two outputs that are compared."
    ),
    "another norm": (
        "You take another norm: ‖·‖ is the square root of the sum of the squares "
        "of all entries together."
    ),
    "image by image": (
        "You call the function on one image at a time; what it answers may depend on the whole "
        "batch, so pass the whole batch, once."
    ),
    # borders and strides
    "signs cancel": (
        "You average signed errors, so that positive and negative ones cancel; "
        "take absolute values first."
    ),
    "not every border counted": (
        "You measure the distance to some of the borders only; "
        "a pixel's distance is that to the nearest of all four."
    ),
    "corners counted twice": (
        "You count the corners twice: a corner pixel lies on two sides of its ring, "
        "but it is one pixel."
    ),
    "rounded where no shift fits": (
        "You answer with a number where the shift is no multiple of the stride; "
        "no shift of the output matches then, so return None."
    ),
    "zero taken for none": (
        "You return None for a shift of 0; 0 counts as false, so compare with None explicitly."
    ),
    "sign of the shift lost": (
        "You lose the sign: when the input moves up or to the left, so does the output."
    ),
    # labels and averages
    "changes counted instead of agreements": (
        "You return the share of labels that change; wanted is the share that stays."
    ),
    "all shifts taken together": (
        "You count an image, or a shift, as a whole; every pair of an image and a shift counts "
        "by itself."
    ),
    "inputs averaged instead of outputs": (
        "You average the inputs and apply phi once; apply phi to each moved input, "
        "then average what comes out."
    ),
    "actions applied to the output": (
        "You apply the actions to phi(x); they move the input, and phi comes after them."
    ),
    # layers
    "border repeated instead of wrapped": (
        "You continue the image with copies of its border; here it wraps round: "
        "beyond the last column comes the first."
    ),
    "nothing wrapped": (
        "You use only the windows that lie inside the image; here every pixel has a window, "
        "which continues on the other side."
    ),
    "box instead of binomial": (
        "You weigh the neighbours equally; the binomial blur is [1 2 1] / 4 along each axis."
    ),
    "blurred on one axis only": (
        "You blur along one axis only; [1 2 1] / 4 goes down the rows and along the columns."
    ),
    "blur missing": "You subsample without blurring; blur first, then take every stride-th pixel.",
    "samples off by one": (
        "Your samples lie in the wrong place: the blur is centred on its pixel, "
        "and the first sample is at index 0."
    ),
    # turns
    "turned over the wrong axes": (
        "You turn other axes than height and width; np.rot90 takes the first two unless "
        "axes= says otherwise."
    ),
    "filter not turned": "All your orientations use the same filter; turn it by r · 90 degrees.",
    "image turned instead of the filter": (
        "You turn the image or the result; the image stays as it is, and the filter is turned."
    ),
    "orientation axis in the wrong place": (
        "Your orientations lie on another axis; the result is (N, F, 4, H', W'), "
        "one group of four for each filter."
    ),
    "cycled the wrong way": (
        "You hand the maps on in the wrong direction: "
        "what was orientation r becomes orientation r + 1."
    ),
    "maps not turned": "You cycle the orientations, but the maps themselves have to turn as well.",
}


def added(phrase: str, *wrong: Callable[..., Any]) -> Misconception:
    """Register a mistake that the syllabus does not list."""
    return misconception(phrase, *wrong, explanation=ADDED.get(phrase))


def image(
    rng: np.random.Generator,
    n: int = 0,
    c: int = 0,
    h: int = 2,
    w: int = 2,
    layout: str = "C",
    scale: float = 0.0,
) -> np.ndarray:
    """An array (H, W), with n or c above 0 also (N, H, W), (C, H, W) or (N, C, H, W)."""
    leading = [size for size in (n, c) if size]
    return lay_out(numbers(rng, *leading, h, w, scale=scale), layout)
