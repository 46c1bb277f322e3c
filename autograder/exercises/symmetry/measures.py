"""Exercises on maps φ: equivariance_error, invariance_error and group_average."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.callables import symmetry as given
from autograder.exercise import MANNERS, Arguments, Exercise, Group
from autograder.exercises.groups import invalid
from autograder.exercises.kernels.common import LARGE, SCALES
from autograder.exercises.phrases import misconception
from autograder.exercises.symmetry.common import NOTEBOOK, added, image
from autograder.exercises.symmetry.wrong import measures as wrong
from cnnlib import ops

__all__ = ["equivariance_error", "group_average", "invariance_error"]

Map = Callable[..., Any]


def _maps(
    rng: np.random.Generator, phi: Map, g: Map, m_g: Map | None = None, **sizes: Any
) -> Arguments:
    maps = {"phi": phi, "g": g} if m_g is None else {"phi": phi, "g": g, "m_g": m_g}
    return {**maps, "x": image(rng, **sizes)}


def _actions(
    rng: np.random.Generator, phi: Map, actions: tuple[Map, ...], **sizes: Any
) -> Arguments:
    return {"phi": phi, "actions": list(actions), "x": image(rng, **sizes)}


def _case(phi: Map, g: Map, m_g: Map | None = None, **sizes: Any) -> dict[str, Any]:
    maps = {"phi": phi, "g": g} if m_g is None else {"phi": phi, "g": g, "m_g": m_g}
    return {**maps, **sizes}


QUARTER = given.turn_quarter

equivariance_error = Exercise(
    name="equivariance_error",
    notebook=NOTEBOOK,
    reference=ops.equivariance_error,
    make=_maps,
    groups=(
        Group(
            "the output moves like the input",
            0.75,
            (
                _case(given.weigh_by_place, given.mirror, given.mirror, h=1, w=2),
                _case(given.square_entries, given.mirror, given.mirror, h=2, w=3),
                _case(given.squares_by_place, given.upside_down, given.upside_down, h=3, w=2),
                _case(given.weigh_by_place, QUARTER, QUARTER, h=3, w=3),
                _case(given.square_entries, QUARTER, QUARTER, c=2, h=2, w=3),
                _case(given.weigh_by_place, given.turn_half, given.turn_half, n=2, c=3, h=4, w=5),
            ),
            draws={"n": (0, 2), "c": (1, 2), "h": (3,), "w": (3,)},
        ),
        Group(
            "the output moves in its own way",
            0.75,
            (
                _case(given.right_minus_left, given.mirror, given.mirror_and_negate, h=2, w=3),
                _case(given.right_minus_left, given.mirror, given.mirror, h=2, w=4),
                _case(given.square_entries, given.double, given.quadruple, h=2, w=2),
                _case(given.weigh_by_place, given.double, given.quadruple, h=3, w=2),
                _case(given.square_entries, given.negate, given.stay, h=2, w=3),
                _case(given.weigh_by_place, QUARTER, given.turn_back, c=2, h=3, w=3),
                _case(given.squares_by_place, given.mirror, given.upside_down, n=2, h=3, w=3),
                _case(given.squares_by_place, QUARTER, given.quadruple, h=2, w=2),
            ),
            draws={"n": (0, 2, 3), "h": (3, 4), "w": (5, 6)},
        ),
        Group(
            "φ changes the shape",
            0.5,
            (
                _case(given.every_second, given.mirror, given.mirror, h=2, w=4),
                _case(given.every_second, given.mirror, given.mirror, h=4, w=5),
                _case(given.larger_of_pairs, given.mirror, given.mirror, h=3, w=4),
                _case(given.larger_of_pairs, given.mirror, given.negate, c=2, h=2, w=6),
                _case(given.row_totals, given.upside_down, given.mirror, c=2, h=3, w=4),
                _case(given.row_totals, QUARTER, given.mirror, c=2, h=4, w=4),
                _case(given.first_column, given.mirror, given.double, n=2, c=2, h=3, w=2),
            ),
            draws={"n": (2, 3), "c": (2, 3)},
        ),
        Group(
            "several images",
            0.25,
            (
                _case(given.subtract_batch_mean, given.double, given.quadruple, n=2, h=2, w=2),
                _case(given.spread_in_batch, given.mirror, given.negate, n=3, c=2, h=2, w=3),
                _case(given.spread_in_batch, given.turn_half, given.turn_half, n=4, h=3, w=2),
            ),
            draws={"n": (2, 3, 4), "c": (0, 2)},
        ),
        Group(
            "0/0, sizes and scales",
            0.5,
            (
                _case(given.vanish, given.mirror, given.mirror, h=2, w=2),
                _case(given.vanish, QUARTER, QUARTER, n=2, c=2, h=2, w=3),
                _case(given.weigh_by_place, given.mirror, given.mirror, h=2, w=3, scale=1e-3),
                _case(given.weigh_by_place, given.double, given.quadruple, h=2, w=2, scale=1e-3),
                _case(given.right_minus_left, given.mirror, given.mirror, h=2, w=3, scale=LARGE),
                _case(given.squares_by_place, QUARTER, QUARTER, n=2, c=2, h=9, w=9, scale=1.0),
            ),
        ),
        Group(
            MANNERS,
            0.25,
            (
                _case(given.weigh_by_place, given.mirror, given.mirror, h=3, w=2),
                _case(given.weigh_by_place, given.mirror, given.mirror, h=3, w=4, layout="F"),
                _case(given.squares_by_place, QUARTER, given.stay, h=3, w=3, layout="strided"),
                _case(given.weigh_by_place, given.mirror, given.mirror, h=3, w=4, layout="frozen"),
                _case(given.itself, given.itself, given.itself, h=2, w=3),
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "φ(gx) compared with φ(x) and called equivariance", *wrong.CALLED_EQUIVARIANCE
        ),
        misconception(
            "error not normalised",
            *wrong.ways(wrong.equivariance, (wrong.both_paths,), wrong.BARE),
        ),
        added("m_g not used", *wrong.G_FOR_M_G),
        added(
            "divided by the wrong norm",
            *wrong.ways(wrong.equivariance, (wrong.both_paths,), wrong.WRONG_NORMS),
        ),
        added(
            "another norm",
            *wrong.ways(wrong.equivariance, (wrong.both_paths,), wrong.OTHER_NORMS),
        ),
        added("image by image", *wrong.EQUIVARIANCE_ONE_BY_ONE),
        misconception("input changed in place", wrong.equivariance_spoils_input),
    ),
    hints=(
        "There are two ways round the square: move the input and apply phi, or apply phi and move "
        "its output with m_g. Compute both ends.",
        "The distance of the two ends is the norm of their difference; divide it by the norm of "
        "m_g(phi(x)). What is left to decide is what 0/0 should be.",
        "`np.linalg.norm(a)` of an array with more than two axes flattens it, which is what you "
        "want; return 0.0 where the distance is 0, else a float.",
    ),
)


invariance_error = Exercise(
    name="invariance_error",
    notebook=NOTEBOOK,
    reference=ops.invariance_error,
    make=_maps,
    groups=(
        Group(
            "invariant and not",
            0.75,
            (
                _case(given.weigh_by_place, given.mirror, h=1, w=2),
                _case(given.square_entries, given.negate, h=2, w=2),
                _case(given.square_entries, given.double, h=2, w=3),
                _case(given.row_totals, given.mirror, n=2, h=2, w=3),
                _case(given.squares_by_place, given.upside_down, h=3, w=4),
                _case(given.weigh_by_place, QUARTER, c=2, h=3, w=3),
                _case(given.squares_by_place, given.turn_half, n=2, c=3, h=4, w=5),
            ),
            draws={"n": (1, 2), "c": (2, 3)},
        ),
        Group(
            "φ changes the shape",
            0.5,
            (
                _case(given.every_second, given.mirror, h=2, w=4),
                _case(given.every_second, given.upside_down, c=2, h=4, w=3),
                _case(given.larger_of_pairs, given.upside_down, h=3, w=4),
                _case(given.right_minus_left, given.mirror, h=2, w=4),
                _case(given.first_column, QUARTER, n=2, c=2, h=3, w=3),
            ),
            draws={"n": (2, 3), "c": (2, 3)},
        ),
        Group(
            "several images",
            0.25,
            (
                _case(given.subtract_batch_mean, given.double, n=2, h=2, w=2),
                _case(given.spread_in_batch, given.mirror, n=3, h=2, w=3),
                _case(given.spread_in_batch, given.upside_down, n=4, c=2, h=3, w=2),
            ),
            draws={"n": (2, 3, 4)},
        ),
        Group(
            "0/0, sizes and scales",
            0.25,
            (
                _case(given.vanish, given.mirror, h=2, w=2),
                _case(given.vanish, given.turn_half, n=2, c=2, h=2, w=3),
                _case(given.weigh_by_place, given.mirror, h=2, w=3, scale=1e-3),
                _case(given.right_minus_left, given.mirror, h=2, w=3, scale=1e-3),
                _case(given.right_minus_left, given.mirror, h=2, w=4, scale=LARGE),
                _case(given.squares_by_place, QUARTER, n=2, c=2, h=9, w=9, scale=1.0),
            ),
        ),
        Group(
            MANNERS,
            0.25,
            (
                _case(given.weigh_by_place, given.mirror, h=3, w=2),
                _case(given.weigh_by_place, given.mirror, h=3, w=4, layout="F"),
                _case(given.squares_by_place, QUARTER, h=3, w=3, layout="strided"),
                _case(given.weigh_by_place, given.mirror, h=3, w=4, layout="frozen"),
                _case(given.itself, given.itself, h=2, w=3),
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "error not normalised",
            *wrong.ways(wrong.invariance, (wrong.kept,), wrong.BARE),
            explanation=(
                "You return the distance as it is; divide it by ‖phi(x)‖, "
                "so that it does not depend on how large phi's values are."
            ),
        ),
        added("φ(gx) compared with gφ(x) and called invariance", *wrong.CALLED_INVARIANCE),
        added(
            "divided by the wrong norm",
            *wrong.ways(wrong.invariance, (wrong.kept,), wrong.WRONG_NORMS),
        ),
        added(
            "another norm",
            *wrong.ways(wrong.invariance, (wrong.kept,), wrong.OTHER_NORMS),
        ),
        added("image by image", *wrong.INVARIANCE_ONE_BY_ONE),
        misconception("input changed in place", wrong.invariance_spoils_input),
    ),
    hints=(
        "Here nothing is done to the output: compare what phi says of the moved input with what it "
        "says of the input itself.",
        "Distance of phi(g(x)) and phi(x), divided by the norm of phi(x); 0/0 counts as 0.",
        "It is equivariance_error with an m_g that does nothing.",
    ),
)


PAIR = (given.stay, given.mirror)
FLIPS = (given.stay, given.mirror, given.upside_down, given.turn_half)
TURNS = (given.stay, given.turn_quarter, given.turn_half, given.turn_back)
SIGNS = (given.stay, given.negate)

group_average = Exercise(
    name="group_average",
    notebook=NOTEBOOK,
    reference=ops.group_average,
    make=_actions,
    groups=(
        Group(
            "two elements",
            0.5,
            (
                {"phi": given.weigh_by_place, "actions": PAIR, "h": 1, "w": 2},
                {"phi": given.squares_by_place, "actions": PAIR, "h": 2, "w": 2},
                {"phi": given.squares_by_place, "actions": SIGNS, "h": 2, "w": 3},
                {"phi": given.square_entries, "actions": PAIR[::-1], "h": 2, "w": 3},
            ),
            draws={"h": (2, 3, 4), "w": (3, 4, 5)},
        ),
        Group(
            "four elements",
            0.5,
            (
                {"phi": given.squares_by_place, "actions": TURNS, "h": 2, "w": 2},
                {"phi": given.squares_by_place, "actions": FLIPS, "h": 2, "w": 3},
                {"phi": given.square_entries, "actions": TURNS, "h": 3, "w": 3},
                {"phi": given.weigh_by_place, "actions": FLIPS, "c": 2, "h": 3, "w": 4},
            ),
            draws={"c": (0, 2, 3)},
        ),
        Group(
            "φ changes the shape, several images",
            0.25,
            (
                {"phi": given.first_column, "actions": PAIR, "h": 2, "w": 2},
                {"phi": given.every_second, "actions": FLIPS, "n": 2, "h": 4, "w": 6},
                {"phi": given.larger_of_pairs, "actions": TURNS, "n": 2, "c": 3, "h": 4, "w": 4},
                {"phi": given.spread_in_batch, "actions": FLIPS, "n": 3, "h": 2, "w": 3},
                {"phi": given.row_totals, "actions": TURNS, "n": 2, "c": 2, "h": 3, "w": 3},
            ),
            draws={"n": (2, 3)},
        ),
        Group(
            SCALES,
            0.25,
            (
                {"phi": given.squares_by_place, "actions": TURNS, "h": 17, "w": 17, "scale": 1.0},
                {"phi": given.right_minus_left, "actions": FLIPS, "h": 2, "w": 3, "scale": LARGE},
            ),
        ),
        invalid(
            {
                "an empty group": lambda: {
                    "phi": given.square_entries,
                    "actions": [],
                    "x": np.ones((2, 3)),
                }
            },
            0.25,
        ),
        Group(
            MANNERS,
            0.25,
            (
                {"phi": given.squares_by_place, "actions": (given.stay,), "h": 2, "w": 3},
                {"phi": given.itself, "actions": (given.itself, given.mirror), "h": 2, "w": 3},
                {"phi": given.squares_by_place, "actions": FLIPS, "h": 3, "w": 4, "layout": "F"},
                {
                    "phi": given.weigh_by_place,
                    "actions": FLIPS,
                    "c": 2,
                    "h": 3,
                    "w": 2,
                    "layout": "strided",
                },
                {
                    "phi": given.squares_by_place,
                    "actions": FLIPS,
                    "h": 2,
                    "w": 3,
                    "layout": "frozen",
                },
            ),
        ),
    ),
    misconceptions=(
        misconception(
            "sum",
            wrong.average_summed,
            explanation="You add the results up; the average divides by how many there are.",
        ),
        misconception(
            "mean and max swapped",
            wrong.average_maximum,
            explanation="You take the largest of the results; wanted is their mean.",
        ),
        added("inputs averaged instead of outputs", wrong.average_of_inputs),
        added("actions applied to the output", wrong.average_of_moved_outputs),
        misconception(
            "channels overwrite instead of add",
            *wrong.ONE_LEFT,
            explanation=(
                "Only one of the elements is left in your result; "
                "collect the results of all of them, or add with +=."
            ),
        ),
        added("image by image", *wrong.AVERAGE_ONE_BY_ONE),
        misconception("input changed in place", wrong.average_spoils_input),
    ),
    hints=(
        "For every action: move x, then apply phi. All actions start from the same x.",
        "The results have one shape; add them up entry by entry and divide by their number.",
        "Collect `phi(action(x))` for every action in a list; the mean of that list over "
        "`axis=0` keeps the shape, without `axis=0` everything becomes one number.",
    ),
)
