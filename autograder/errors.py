"""Every error that the autograder raises on purpose: one sentence, with the remedy in it."""

from __future__ import annotations

__all__ = [
    "AutograderError",
    "BuildError",
    "CheckStoppedError",
    "CourseError",
    "GradingError",
    "NotAFunctionError",
    "SandboxError",
    "UnknownExerciseError",
]


class AutograderError(Exception):
    """The base of all of them; a notebook shows its message without a traceback."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: a learner needs the sentence, not the checker's frames.
        return [f"{type(self).__name__}: {self}"]


class UnknownExerciseError(AutograderError):
    """No exercise has that name."""


class NotAFunctionError(AutograderError):
    """Something that cannot be called was given where a function belongs."""


class CheckStoppedError(AutograderError):
    """A check was interrupted while a learner's function ran."""


class CourseError(AutograderError):
    """A part of the course's folder is missing or cannot be read."""


class BuildError(AutograderError):
    """The release cannot be made from its sources."""


class SandboxError(AutograderError):
    """No sandbox works on this machine."""


class GradingError(AutograderError):
    """Grading could not run."""
