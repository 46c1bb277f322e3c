"""Show reports, hints and progress: HTML through autoescaping templates, and plain text."""

from __future__ import annotations

import re
import reprlib
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.assess import Assessment, Failing
from autograder.values import Opaque

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["both", "page", "report_html", "report_text", "script", "value_text"]

#: Arrays up to this size are shown as numbers, larger ones as pictures.
READABLE = 64
#: Of arrays with more axes only the shape is shown: twenty axes of length 2 fill megabytes.
MOST_AXES = 6
#: Other values are cut after so many characters, and lists with arrays in them after so many items.
MOST_CHARACTERS, MOST_ITEMS = 1_000, 8
#: Characters that a page or a terminal obeys: controls, and those that turn the direction of text.
OBEYED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
#: NumPy sets the planes of four axes apart by several empty lines; one is enough.
EMPTY_LINES = re.compile(r"\n{3,}")
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")


def report_html(assessment: Assessment, next_step: str = "") -> str:
    """The report of a check as HTML, with everything that came from a learner escaped."""
    return page("report", pictures=True, **_report_values(assessment, next_step)).strip()


def report_text(assessment: Assessment, next_step: str = "") -> str:
    """The report of a check as plain text."""
    return _plain_text("report", **_report_values(assessment, next_step))


def both(template: str, **values: Any) -> tuple[str, str]:
    """Fill a template's two versions: text and HTML."""
    return _plain_text(template, **values), page(template, **values).strip()


def page(template: str, **values: Any) -> str:
    """Fill a template that makes HTML: a part of a page, or all of it."""
    return _environment().get_template(f"{template}.html").render(**values)


def script(name: str) -> Markup:
    """A script of our own, just as it stands in its file."""
    from markupsafe import Markup

    environment = _environment()
    assert environment.loader is not None
    return Markup(environment.loader.get_source(environment, f"{name}.js")[0])


def _plain_text(template: str, **values: Any) -> str:
    return _environment().get_template(f"{template}.txt").render(**values).strip()


def value_text(value: Any, parts: Sequence[str] = ()) -> str:
    """A value as a person reads it: arrays with their shape, long ones shortened.

    Args:
        value: a plain value.
        parts: what the parts of a value in several parts are called; by default their numbers.

    Example:
        >>> print(value_text(np.array([[1.0, -2.5]])))
        array of shape (1, 2):
        [[ 1.  -2.5]]
    """
    if isinstance(value, Opaque):
        return _cut(f"{value.type} {value.text}".strip())
    if isinstance(value, np.ndarray):
        kind = "" if value.dtype == np.float64 else f" ({value.dtype})"
        title = f"array of shape {value.shape}{kind}"
        if value.ndim > MOST_AXES:
            return title
        # suppress: 1e-17 beside 3.5 reads as 0, which is what a learner means.
        body = np.array2string(
            value,
            precision=4,
            suppress_small=True,
            threshold=READABLE,
            edgeitems=3 if value.ndim < 3 else 1,
            max_line_width=88,
        )
        body = EMPTY_LINES.sub("\n\n", body)
        return f"{title}:\n{body}"
    if callable(value):
        return f"{value.__name__}: {(value.__doc__ or '').partition(chr(10))[0]}"
    if parts and isinstance(value, tuple | list) and len(value) == len(parts):
        named = zip(parts, value, strict=True)
        return "\n".join(f"{part}: {value_text(item)}" for part, item in named)
    if isinstance(value, tuple | list) and any(
        isinstance(v, np.ndarray) or callable(v) for v in value
    ):
        return _items_text(value)
    return _cut(_SHORT.repr(value))


def _items_text(items: Sequence[Any]) -> str:
    """A line or more for each of the first items; lists in the list are short."""

    def text(item: Any) -> str:
        return _cut(_SHORT.repr(item)) if isinstance(item, list | tuple) else value_text(item)

    lines = [f"[{index}] {text(item)}" for index, item in enumerate(items[:MOST_ITEMS])]
    more = len(items) - MOST_ITEMS
    return "\n".join([*lines, f"… and {more} more"] if more > 0 else lines)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"


class _Short(reprlib.Repr):
    """Python's own `repr`, which stops in time where a value has very many parts."""

    def __init__(self) -> None:
        super().__init__()
        # As many as fit into what is shown: a digit and a comma each.
        self.maxlist = self.maxtuple = self.maxdict = MOST_CHARACTERS // 2
        self.maxstring = self.maxlong = self.maxother = MOST_CHARACTERS + 1

    def repr_ndarray(self, array: np.ndarray, _level: int) -> str:
        """An array inside something else as its shape: its numbers would fill pages."""
        return f"array of shape {array.shape}"

    def repr_Opaque(self, value: Opaque, _level: int) -> str:  # noqa: N802 - named as its type
        """What is no plain value, as it is shown alone."""
        return value_text(value)


_SHORT = _Short()


def _report_values(assessment: Assessment, next_step: str) -> dict[str, Any]:
    diagnosis = assessment.diagnosis
    return {
        "name": assessment.exercise.name,
        "assessment": assessment,
        "explanation": diagnosis.misconception.explanation if diagnosis else "",
        "phrase": diagnosis.misconception.phrase if diagnosis else "",
        "failing": _failing_values(assessment) if assessment.failing else None,
        "next_step": next_step,
    }


def _failing_values(assessment: Assessment) -> dict[str, Any]:
    assert assessment.failing is not None
    failing, parts = assessment.failing, assessment.exercise.parts
    seen = failing.seen
    unwritten = failing.problem.kind == "unwritten"
    return {
        "group": failing.case.group,
        "problem": failing.problem.text,
        "unwritten": unwritten,
        "inputs": [(name, value_text(v)) for name, v in failing.case.arguments.items()],
        "want": "a ValueError" if failing.case.raises else value_text(failing.want, parts),
        "got": value_text(seen.value, parts) if seen.outcome == "returned" else _ending(failing),
        "printed": seen.printed,
        "picture": _picture(failing),
    }


def _ending(failing: Failing) -> str:
    failure = failing.seen.failure
    if failure is None:
        return failing.problem.text
    where = f"\n  in the line: {failure.source}" if failure.source else ""
    return f"{failure.type}: {failure.message}{where}"


def _picture(failing: Failing) -> str:
    """Maps of expected, got and their difference, where the numbers are too many to read."""
    want, got = failing.want, failing.seen.value
    if not (isinstance(want, np.ndarray) and isinstance(got, np.ndarray)):
        return ""
    if want.shape != got.shape or want.size <= READABLE or want.ndim < 2:
        return ""
    if got.dtype.kind not in "biuf":
        return ""  # complex numbers have no place on a colour scale
    from cnnlib import plots

    first = (0,) * (want.ndim - 2)
    figure = plots.difference_maps(want[first], got[first])
    html: str = figure._repr_html_()
    return html


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("autograder", "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        finalize=_without_orders,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["code"] = _code
    return environment


def _code(text: str) -> Markup:
    """What stands between backticks as code, everything escaped.

    Example:
        >>> _code("write `a < b`")
        Markup('write <code>a &lt; b</code>')
    """
    from markupsafe import Markup, escape

    # A plain string: of a Markup, `sub` would escape the tags as well.
    return Markup(IN_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))


def _without_orders(value: Any) -> Any:
    """A text that does nothing to the text around it: what would be obeyed is written out."""
    if not isinstance(value, str) or not OBEYED.search(value):
        return value
    written = OBEYED.sub(lambda found: repr(found[0])[1:-1], value)
    return type(value)(written)  # what is markup already stays markup
