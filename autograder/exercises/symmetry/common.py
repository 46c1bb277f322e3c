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

#: Mistakes that learners make here and the syllabus does not list.
ADDED = {
    # moving
    "shifted the wrong way": (
        "You move the content the wrong way: a positive dy moves it down, a positive dx to the "
        "right, so output (i, j) comes from (i - dy, j - dx)."
    ),
    "dy and dx swapped": (
        "You swapped the two shifts: dy counts rows and comes first, dx counts columns."
    ),
    "shifted on one axis only": "You move along one axis only; dy moves the rows, dx the columns.",
    "shifted along the wrong axes": (
        "You move along other axes than height and width; those are the last two, "
        "whatever stands in front of them."
    ),
    "shifts piled up": (
        "Each of your shifts starts from where the one before has ended; "
        "start every time from the images as they were given."
    ),
    # two errors
    "m_g not used": (
        "You apply g to the output instead of m_g: what a move of the input does to the output "
        "may be another move, and m_g says which."
    ),
    "m_g on the wrong side": (
        "You apply m_g in the wrong place: it acts on the output of the unmoved input, "
        "so the two sides are phi(g(x)) and m_g(phi(x))."
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
    # borders
    "signs cancel": (
        "You average signed errors, so that positive and negative ones cancel; "
        "take absolute values first."
    ),
    "squares instead of absolute values": (
        "You average squares; wanted is the mean of the absolute values."
    ),
    "not every border counted": (
        "You measure the distance to some of the borders only; "
        "a pixel's distance is that to the nearest of all four."
    ),
    "counted from the centre": (
        "Your result starts at the centre; entry 0 belongs to the outermost pixels."
    ),
    "corners counted twice": (
        "You count the corners twice: a corner pixel lies on two sides of its ring, "
        "but it is one pixel."
    ),
    "innermost ring miscounted": (
        "The number of your rings is off by one: there are (min(H, W) + 1) // 2, "
        "of which the innermost may be a single row."
    ),
    # strides
    "rounded where no shift fits": (
        "Where the shift is no multiple of the stride, no shift of the output matches; "
        "return None instead of a number nearby."
    ),
    "zero taken for none": (
        "You return None for a shift of 0; 0 counts as false, so compare with None explicitly."
    ),
    "sign of the shift lost": (
        "You lose the sign: when the input moves up or to the left, so does the output."
    ),
    # labels
    "changes counted instead of agreements": (
        "You return the share of labels that change; wanted is the share that stays."
    ),
    "compared with the previous shift": (
        "You compare each shift with the one before; compare all of them with the unshifted images."
    ),
    "all shifts taken together": (
        "You count an image, or a shift, as a whole; every pair of an image and a shift counts "
        "by itself."
    ),
    "one shift for all": "You look at one of the shifts only; use every one of them.",
    # averages
    "inputs averaged instead of outputs": (
        "You average the inputs and apply phi once; apply phi to each moved input, "
        "then average what comes out."
    ),
    "actions applied to the output": (
        "You apply the actions to phi(x); they move the input, and phi comes after them."
    ),
    "number of actions off by one": (
        "You count one element too many or too few; the group's identity is among the actions "
        "already."
    ),
    "actions piled up": (
        "Each of your actions starts from what the one before has left; "
        "apply every one of them to x itself."
    ),
    "averaged over more than the group": (
        "You average over entries, too; the mean runs over the actions only, "
        "so the result has the shape of phi(x)."
    ),
    "maximum instead of mean": "You take the largest result; wanted is the mean.",
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
    "stride not used": (
        "You do not take the stride as it is given: keep every stride-th row and column."
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
    "bias counted wrongly": (
        "Your bias is not added once to each of the four orientations, as it should be."
    ),
    "cycled the wrong way": (
        "You hand the maps on in the wrong direction: "
        "what was orientation r becomes orientation r + 1."
    ),
    "another axis cycled": (
        "You cycle another axis than the orientations; filters and images keep their places, "
        "and axis 2 moves on."
    ),
    "maps not turned": "You cycle the orientations, but the maps themselves have to turn as well.",
    "transposed instead of turned": (
        "You mirror the maps instead of turning them: a quarter turn is a transposition "
        "and a flip together."
    ),
}


def added(phrase: str, *wrong: Callable[..., Any], explanation: str | None = None) -> Misconception:
    """Register a mistake that the syllabus does not list."""
    return misconception(phrase, *wrong, explanation=explanation or ADDED[phrase])


def image(
    rng: np.random.Generator,
    n: int = 0,
    c: int = 0,
    h: int = 2,
    w: int = 2,
    layout: str = "C",
    tiny: bool = False,
) -> np.ndarray:
    """An array (H, W), with n or c above 0 also (N, H, W), (C, H, W) or (N, C, H, W)."""
    leading = [size for size in (n, c) if size]
    values = numbers(rng, *leading, h, w, step=1e-3 if tiny else 1.0)
    return lay_out(values, layout)
