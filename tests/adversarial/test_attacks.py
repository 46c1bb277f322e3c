"""Every attack is graded for real, and gains nothing, learns nothing, and harms nobody."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import honest
import numpy as np
import pytest
from arena import HONEST, Arena, Attack, attacks, most_seconds
from class_support import hidden_cases

from autograder.exercises import exercise, exercises_of

ALL = attacks()


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    arena = Arena(tmp_path_factory.mktemp("arena"))
    yield arena
    arena.close()


@pytest.fixture(scope="module")
def alone(arena: Arena):
    """The honest neighbour's verdict by notebook, from a box of its own."""
    return cache(arena.neighbour_alone)


@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.name)
def test_earns_learns_and_spoils_nothing(attack: Attack, arena: Arena, alone) -> None:
    outcome = arena.attack(attack)
    assert outcome.verdict.status == "graded"
    # The last cell attacks; what stands before it may be honest, and helps it.
    *helpers, _ = attack.cells
    assert [e for e in outcome.verdict.exercises if e.points and e.name not in helpers] == []
    everything = exercises_of(attack.notebook)
    for known in everything if attack.goal == "leak" else map(exercise, attack.cells):
        # The diagnosis may show one failing case.
        shown = 1 if known.name in attack.cells else 0
        assert known.once or len(outcome.leaked(known)) <= shown, known.name
    assert outcome.seconds < most_seconds(attack)
    assert len(outcome.page) < 1_000_000
    assert arena.neighbour(attack.notebook) == alone(attack.notebook)


class TestTheTestItself:
    """An arena in which nothing could be won would prove nothing."""

    def test_there_are_enough_attacks_of_every_goal(self) -> None:
        goals = [attack.goal for attack in ALL]
        assert len(ALL) >= 100
        assert all(goals.count(goal) >= 10 for goal in ("score", "leak", "harm", "hang"))
        assert all(attack.name.startswith(f"{attack.goal}_") for attack in ALL)
        assert len({attack.idea for attack in ALL}) == len(ALL)

    @pytest.mark.parametrize("name", ["02_kernels", "04_activations"])
    def test_honest_answers_earn_points_and_are_diagnosed(self, arena: Arena, name: str) -> None:
        verdict = arena.neighbour(name)
        assert 0 < verdict.score < verdict.max_score
        assert any(e.misconception for e in verdict.exercises)

    def test_an_answer_without_what_it_forbids_loses_nothing(self, arena: Arena) -> None:
        around = "\n".join(honest.AROUND_CROSS_ENTROPY.values())
        cells = {"to_batch": around, "cross_entropy": f"{honest.CROSS_ENTROPY}\n{around}"}
        verdict = arena.attack(Attack("loss", "score", "", cells)).verdict
        (loss,) = [e for e in verdict.exercises if e.name == "cross_entropy"]
        assert (loss.outcome, loss.points) == ("passed", loss.max_points)

    def test_nothing_written_earns_nothing(self, arena: Arena) -> None:
        assert all(arena.empty(name).score == 0.0 for name in HONEST)

    def test_a_hidden_case_is_noticed_where_it_is_told(self, arena: Arena) -> None:
        outcome = arena.attack(Attack("told", "leak", "", {"correlate2d": ""}))
        images = [c.arguments["image"] for c in hidden_cases("told", "correlate2d")]
        outcome.__dict__["told"] = f"{images[2].tolist()} {np.array2string(images[-3])}"
        assert len(outcome.leaked(exercise("correlate2d"))) == 2
