"""The declaration of an exercise: data plus functions, from which everything else is derived."""

from __future__ import annotations

import inspect
import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.values import arrays_in

if TYPE_CHECKING:
    from autograder.compare import Problem

__all__ = ["MANNERS", "Case", "Exercise", "Group", "Misconception", "slug"]

#: The group that pays for leaving inputs alone and for a result of the right kind. What it looks
#: for is looked for in every case, so that a function with bad manners loses this group only.
MANNERS = "inputs untouched, result clean"

Arguments = dict[str, Any]
Parameters = Mapping[str, Any]
Maker = Callable[..., Arguments]


def slug(phrase: str) -> str:
    """Turn a phrase of the syllabus into a misconception's id.

    Example:
        >>> slug("slope's sign"), slug("in/out channel axes swapped")
        ('slopes-sign', 'in-out-channel-axes-swapped')
    """
    lowered = phrase.lower().replace("'", "").replace("\u2019", "")
    return re.sub(r"[^a-z0-9]+", "-", lowered).strip("-")


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that learners really give.

    Attributes:
        phrase: the syllabus's words for it; the id is their slug.
        explanation: one sentence in the second person that names the mistake and the way out.
        wrong: implementations that show it. One misconception can be written in several ways with
            different answers; each is given.
    """

    phrase: str
    explanation: str
    wrong: tuple[Callable[..., Any], ...]

    @property
    def id(self) -> str:
        """The slug of the phrase, as it stands in verdicts."""
        return slug(self.phrase)


@dataclass(frozen=True)
class Group:
    """Cases that test one idea, and the points for it.

    Attributes:
        name: what is tested, in words that a learner reads.
        points: what passing every case of the group earns.
        cases: parameters of the exercise's `make`, one mapping a case; these are visible.
        draws: for hidden cases, the values from which each parameter is drawn; a parameter that is
            left out keeps its default. Empty: the hidden cases repeat `cases` with fresh numbers.
        raises: whether every case must raise `ValueError`.
        part: of a result in several parts, the one that this group looks at; None for all.
        make: replaces the exercise's `make` for this group.
    """

    name: str
    points: float
    cases: tuple[Parameters, ...]
    draws: Mapping[str, tuple] = field(default_factory=dict)
    raises: bool = False
    part: int | None = None
    make: Maker | None = None


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: arguments are arrays
class Case:
    """One call of the learner's function: what goes in, and the group that it counts for."""

    group: str
    arguments: Arguments
    parameters: Parameters
    seed: int
    raises: bool = False
    hidden: bool = False

    @cached_property
    def arrays(self) -> tuple[np.ndarray, ...]:
        """The arrays among the arguments."""
        return tuple(arrays_in(list(self.arguments.values())))


@dataclass(frozen=True, eq=False)  # declared once, so identity is equality
class Exercise:
    """One function of the syllabus.

    Attributes:
        name: the function's name, which is also its cell's grade_id.
        notebook: the notebook's name, such as `02_kernels`.
        reference: the right answer, a function of cnnlib wherever there is one.
        make: `make(rng, **parameters)` gives the arguments of one call, by name.
        groups: named groups of cases, with their points.
        misconceptions: wrong answers to recognise.
        hints: two to four, from a nudge to nearly the solution.
        forbidden: dotted names that an answer may not call, such as `numpy.tanh`.
        tolerance: relative tolerance of float64 results; the absolute one follows the data.
        keeps_dtype: whether the result must have exactly the reference's dtype.
        contiguous: whether the result of a contiguous input must be contiguous.
        hidden: how many hidden cases each group gets when a submission is graded.
        harness: calls an answer that takes or gives what cannot travel, such as a model: a function
            of `autograder.callables` that gets the answer and a case's plain arguments, and gives
            back plain values that show all that matters.
        parts: what the parts of a result in several parts are called; by default their numbers.
        judge: finds the problem with a value where chance leaves more than one right; it gets the
            case and whatever was returned.
        once: whether every case is run a single time, because it takes long.
        patience: how many times the usual limits of time the sandbox waits.
    """

    name: str
    notebook: str
    reference: Callable[..., Any]
    make: Maker
    groups: tuple[Group, ...]
    misconceptions: tuple[Misconception, ...] = ()
    hints: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    tolerance: float = 1e-9
    keeps_dtype: bool = False
    contiguous: bool = False
    hidden: int = 2
    harness: Callable[..., Any] | None = None
    parts: tuple[str, ...] = ()
    judge: Callable[[Case, Any], Problem | None] | None = None
    once: bool = False
    patience: float = 1.0

    @property
    def points(self) -> float:
        """What the whole exercise is worth."""
        return sum(group.points for group in self.groups)

    @cached_property
    def signature(self) -> str:
        """How the function is defined, without annotations: `conv2d(x, weight, bias=None)`."""
        bare = [
            parameter.replace(annotation=inspect.Parameter.empty)
            for parameter in inspect.signature(self.reference).parameters.values()
        ]
        return f"{self.name}{inspect.Signature(bare)}"

    @cached_property
    def optional(self) -> frozenset[str]:
        """The parameters with a default; they are passed by keyword, the others by position."""
        parameters = inspect.signature(self.harness or self.reference).parameters.values()
        return frozenset(p.name for p in parameters if p.default is not p.empty)

    @cached_property
    def visible_cases(self) -> tuple[Case, ...]:
        """The cases that run in the notebook; the same for everybody."""
        return tuple(
            self.case(group, parameters, seed=index)
            for group in self.groups
            for index, parameters in enumerate(group.cases)
        )

    @cached_property
    def doubled_cases(self) -> frozenset[Case]:
        """The cases whose call is made twice: the first of each group that asks for values.

        A function that keeps something between calls shows it in any pair of calls on inputs of
        one shape. A pair for each idea costs a small part of what a pair for each case would.
        """
        if self.once:
            return frozenset()
        firsts = {case.group: case for case in reversed(self.visible_cases) if not case.raises}
        return frozenset(firsts.values())

    def hidden_cases(self, key: bytes) -> list[Case]:
        """The cases of one student, drawn from `key`: the same for a regrade, others for others.

        A group whose calls must raise has hidden ones only where it says what to draw: without
        that, they would repeat the visible ones to the letter.
        """
        return [
            self.case(group, parameters, seed, hidden=True)
            for group in self.groups
            if group.draws or not group.raises
            for seed, parameters in _drawn(group, self.hidden, key)
        ]

    def case(
        self, group: Group, parameters: Parameters, seed: int, *, hidden: bool = False
    ) -> Case:
        """Build one case; equal parameters and seeds give equal arguments."""
        make = group.make or self.make
        arguments = make(np.random.default_rng([seed, 2]), **parameters)
        return Case(group.name, arguments, dict(parameters), seed, group.raises, hidden)

    def group(self, name: str) -> Group:
        """The group called `name`."""
        return next(group for group in self.groups if group.name == name)

    def bound(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """An answer as a function of a case's arguments: itself, or behind the harness."""
        return function if self.harness is None else partial(self.harness, function)

    def call(self, case: Case) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The positional and the keyword arguments with which a case is run."""
        required = tuple(v for name, v in case.arguments.items() if name not in self.optional)
        chosen = {name: v for name, v in case.arguments.items() if name in self.optional}
        return required, chosen


def _drawn(group: Group, count: int, key: bytes) -> Iterable[tuple[int, Parameters]]:
    """Seeds and parameters of hidden cases; nobody can tell them who does not know the key."""
    # Not NumPy's generator, which takes five times as long for single numbers.
    chance = random.Random(key + group.name.encode())
    for index in range(count):
        fixed = group.cases[index % len(group.cases)]
        chosen = {name: chance.choice(values) for name, values in group.draws.items()}
        yield chance.getrandbits(63), {**fixed, **chosen}
