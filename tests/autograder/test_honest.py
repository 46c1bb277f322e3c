"""What an exercise forbids costs nobody a point whose answer is right and is not made of it."""

from __future__ import annotations

import pytest
from honest import (
    AROUND_CROSS_ENTROPY,
    AROUND_TANH,
    CROSS_ENTROPY,
    OTHER_ANSWERS,
    TANH,
    TANH_ANSWERS,
)

from autograder.exercises import exercise
from autograder.forbidden import Reading
from autograder.magics import plain_python


def found(name: str, cells: dict[str, str]) -> list[tuple[str, int, str]]:
    """What would be held against an answer: what it uses, and what it is made of and left out."""
    reading = Reading({cell: plain_python(source) for cell, source in cells.items()})
    return reading.uses(name, exercise(name).forbidden) + reading.unreadable(name)


class TestNothingIsHeldAgainst:
    @pytest.mark.parametrize("around", AROUND_TANH.values(), ids=AROUND_TANH)
    def test_an_answer_for_what_stands_around_it(self, around: str) -> None:
        gradient = "def tanh_grad(x):\n    return 1 - tanh(x) ** 2\n"
        for cells in (
            {"tanh": f"{TANH}\n{around}", "tanh_grad": gradient},
            {"sigmoid": around, "tanh": TANH, "tanh_grad": gradient},
            {"tanh": TANH, "tanh_grad": f"{around}\n{gradient}"},
        ):
            assert found("tanh", cells) == []
            assert found("tanh_grad", cells) == []

    @pytest.mark.parametrize("answer", TANH_ANSWERS.values(), ids=TANH_ANSWERS)
    def test_an_answer_for_its_style_or_for_other_answers(self, answer: str) -> None:
        assert found("tanh", {**OTHER_ANSWERS, "tanh": answer}) == []

    @pytest.mark.parametrize("around", AROUND_CROSS_ENTROPY.values(), ids=AROUND_CROSS_ENTROPY)
    def test_an_answer_in_torch_for_what_stands_around_it(self, around: str) -> None:
        # A change of torch itself is left out; whether the answer needs it shows when it is run.
        changed = {"the changed torch.backends.cudnn.benchmark"}
        cells = {"to_batch": around, "cross_entropy": f"{CROSS_ENTROPY}\n{around}"}
        assert {name for name, _, _ in found("cross_entropy", cells)} <= changed
