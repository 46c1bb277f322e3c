"""Each thing that a function can do to its inputs, its memory and its reader is noted, or not."""

from __future__ import annotations

import sys
import threading
import time
import warnings
from dataclasses import fields, replace
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import frames
from autograder.observation import Failure, Observation, describe_failure, observe
from autograder.values import Opaque

X = np.arange(6.0).reshape(2, 3) + 1


def from_source(source: str, file: str = "<f>") -> Any:
    """A function that was compiled as a learner's cell is."""
    namespace: dict[str, Any] = {"np": np}
    exec(compile(source, file, "exec"), namespace)
    return namespace["f"]


def failure_of(function: Any, *args: Any) -> Failure:
    failure = observe(function, args).failure
    assert failure is not None
    return failure


class TestWellBehaved:
    def test_is_a_copy_and_nothing_else(self) -> None:
        seen = observe(lambda x: x + 1, [X])
        assert np.array_equal(seen.value, X + 1)
        assert seen.seconds > 0
        assert replace(seen, value=None, seconds=0.0) == Observation("returned")

    def test_arguments_arrive_as_they_are(self) -> None:
        def f(*args: Any, **kwargs: Any) -> Any:
            return args, kwargs

        given = (1, "a", None, (2, [3.5]), {"k": X})
        (args, kwargs) = observe(f, given, {"stride": (2, 1)}).value
        assert args[:4] == given[:4]
        assert np.array_equal(args[4]["k"], X)
        assert kwargs == {"stride": (2, 1)}

    @pytest.mark.parametrize(
        "array", [X, X.T, X[:, ::2], X[::-1], np.asfortranarray(X), np.broadcast_to(X, (4, 2, 3))]
    )
    def test_arrays_keep_their_layout(self, array: np.ndarray) -> None:
        assert observe(lambda x: x.strides, [array]).value == array.strides

    def test_the_callers_arrays_are_never_the_ones_that_are_given(self) -> None:
        before = X.copy()
        observe(lambda x: x.fill(0), [X])
        assert np.array_equal(X, before)


class TestChanged:
    def test_names_a_positional_argument(self) -> None:
        def f(x: np.ndarray, y: np.ndarray) -> Any:
            y += 1
            return x.copy()

        assert observe(f, [X, X]).changed == (1,)

    def test_names_a_keyword(self) -> None:
        def f(x: np.ndarray, *, bias: np.ndarray) -> Any:
            bias *= 2
            return x + bias

        assert observe(f, [X], {"bias": X}).changed == ("bias",)

    @pytest.mark.parametrize(
        "change",
        [
            "x[0, 0] = 9",
            "x *= 2",
            "x.shape = (3, 2)",
            "x.sort()",
            "x[...] = np.nan",
            "x.T[0] = 1.5",
            "x.flat = 0",
            "np.clip(x, 2, 3, out=x)",
        ],
    )
    def test_sees_every_kind_of_change(self, change: str) -> None:
        assert observe(
            from_source(f"def f(x):\n    {change}\n    return 1"), [X + 0.5]
        ).changed == (0,)

    def test_sees_into_lists(self) -> None:
        assert observe(lambda xs: xs.pop(), [[1, 2]]).changed == (0,)
        assert observe(lambda xs: xs[0].fill(0), [[X]]).changed == (0,)
        assert observe(lambda d: d.update(k=object()), [{"k": 1}]).changed == (0,)

    def test_sees_a_change_before_an_exception(self) -> None:
        def f(x: np.ndarray) -> None:
            x[0] = 9
            raise ValueError("too late")

        seen = observe(f, [X])
        assert (seen.outcome, seen.changed) == ("raised", (0,))

    def test_a_change_that_was_put_back_shows_on_what_may_not_be_written(self) -> None:
        def f(x: np.ndarray) -> Any:
            x += 1
            total = x.sum()
            x -= 1
            return total

        locked = X.copy()
        locked.flags.writeable = False
        assert observe(f, [X]).changed == ()
        seen = observe(f, [locked])
        assert (seen.outcome, seen.changed) == ("returned", (0,))

    def test_a_nan_that_stays_is_no_change(self) -> None:
        assert observe(lambda x: x.copy(), [np.array([np.nan, -0.0])]).changed == ()


class TestMemory:
    @pytest.mark.parametrize(
        "view", ["x", "x.T", "x[:]", "x[1:]", "x.reshape(-1)", "np.broadcast_to(x, (2, 2, 3))",
                 "(1, [x[0]])", "{'k': x}", "x[::-1, ::2]"]
    )  # fmt: skip
    def test_shares_a_view_of_an_argument(self, view: str) -> None:
        assert observe(lambda x: eval(view), [X]).shares

    @pytest.mark.parametrize(
        "copy", ["x.copy()", "x + 0", "np.array(x)", "x[[0]]", "x.sum()", "[]"]
    )
    def test_does_not_share_a_copy(self, copy: str) -> None:
        assert not observe(lambda x: eval(copy), [X]).shares

    def test_shares_an_argument_by_keyword(self) -> None:
        assert observe(lambda *, weight: weight[0], [], {"weight": X}).shares

    @pytest.mark.parametrize(
        ("result", "readonly"),
        [
            ("np.broadcast_to(x.copy(), (2, 2, 3))", True),
            ("np.broadcast_arrays(x.copy(), np.ones((4, 1, 1)))[1].copy()", False),
            ("np.lib.stride_tricks.as_strided(x.copy(), (2, 2), (0, 8))", True),
            ("np.lib.stride_tricks.as_strided(x.copy(), (2, 2), (8, 8))", True),
            ("np.lib.stride_tricks.as_strided(x.ravel()[1:], (2, 2), (-8, 8)).copy()", False),
            ("x.copy()[::-1, ::-2]", False),
            ("x.T.copy().T", False),
            ("x.copy()[:, ::2]", False),
            ("x.copy()[:1]", False),
        ],
    )
    def test_readonly_is_what_cannot_be_written_entry_by_entry(
        self, result: str, readonly: bool
    ) -> None:
        assert observe(lambda x: eval(result), [X]).readonly is readonly

    @pytest.mark.parametrize(("result", "contiguous"), [("x + 1", True), ("(x + 1).T", False)])
    def test_contiguous_is_what_lies_in_row_order(self, result: str, contiguous: bool) -> None:
        assert observe(lambda x: eval(result), [X]).contiguous is contiguous


class TestUnstable:
    def test_is_a_result_that_is_given_out_twice(self) -> None:
        buffer = np.empty((2, 3))
        assert observe(lambda x: np.add(x, 1, out=buffer), [X]).unstable

    def test_is_an_earlier_result_that_is_overwritten(self) -> None:
        given: list[np.ndarray] = []

        def f(x: np.ndarray) -> np.ndarray:
            for earlier in given:
                earlier.fill(0)
            given.append(x + 1)
            return given[-1]

        assert observe(f, [X]).unstable

    def test_is_an_argument_of_an_earlier_call(self) -> None:
        kept: list[np.ndarray] = []

        def f(x: np.ndarray) -> np.ndarray:
            kept.append(x)
            return kept[0]

        seen = observe(f, [X])
        assert seen.unstable or seen.shares

    def test_is_not_a_fresh_result(self) -> None:
        assert not observe(lambda x: x * 2, [X]).unstable

    def test_a_memory_of_shapes_gives_a_wrong_answer(self) -> None:
        known: dict[tuple[int, ...], np.ndarray] = {}

        def f(x: np.ndarray) -> np.ndarray:
            if x.shape not in known:
                known[x.shape] = x * 2
            return known[x.shape].copy()

        assert not np.array_equal(observe(f, [X]).value, X * 2)


class TestWarnedAndPrinted:
    def test_keeps_the_first_warning(self) -> None:
        def f() -> None:
            warnings.warn("first", DeprecationWarning, stacklevel=1)
            warnings.warn("second", stacklevel=1)

        assert observe(f, []).warned == "DeprecationWarning: first"

    def test_a_coroutine_that_nobody_waits_for_is_no_warning(self) -> None:
        async def f() -> None:
            pass

        seen = observe(f, [])
        assert (seen.value.type, seen.warned) == ("coroutine", "")

    def test_sees_warnings_of_numpy(self) -> None:
        assert observe(lambda x: x / 0, [X]).warned.startswith("RuntimeWarning: divide by zero")

    def test_sees_a_warning_that_filters_would_hide(self) -> None:
        def f() -> None:
            warnings.warn("careful", stacklevel=1)

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert observe(f, []).warned == "UserWarning: careful"

    def test_leaves_the_filters_as_they_were(self) -> None:
        before = list(warnings.filters)
        observe(lambda: warnings.simplefilter("ignore"), [])
        assert warnings.filters == before

    def test_keeps_what_goes_to_both_outputs_and_shows_none(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def f() -> None:
            print("out")
            print("err", file=sys.stderr)

        assert observe(f, []).printed == "out\nerr\n"
        assert capsys.readouterr() == ("", "")

    def test_keeps_only_the_beginning(self) -> None:
        def f() -> None:
            for _ in range(1_000):
                print("x" * 999)

        printed = observe(f, []).printed
        assert printed == (("x" * 999 + "\n") * 3)[:2_000]

    def test_keeps_what_was_printed_before_an_exception(self) -> None:
        def f() -> None:
            print("so far")
            raise KeyError("k")

        assert observe(f, []).printed == "so far\n"

    @pytest.mark.parametrize(
        "code", ["sys.stdout.close()", "sys.stdout = None", "print('\\ud800')"]
    )
    def test_survives_what_is_done_to_the_output(self, code: str) -> None:
        stdout = sys.stdout
        source = f"import sys\ndef f():\n    print('a')\n    {code}\n    return 1"
        seen = observe(from_source(source), [])
        assert (seen.value, seen.printed[:2]) == (1, "a\n")
        assert sys.stdout is stdout


class TestFailures:
    def test_have_a_type_a_message_and_a_line(self) -> None:
        source = "def f(x):\n    y = x + 1\n    return y[7]"
        failure = failure_of(from_source(source), X)
        assert (failure.type, failure.line) == ("IndexError", 3)
        assert failure.message.startswith("index 7 is out of bounds")

    def test_point_at_the_deepest_of_the_learners_own_lines(self) -> None:
        source = "def g(x):\n    return np.ones(2) @ x\n\ndef f(x):\n    return g(x)"
        assert failure_of(from_source(source), np.ones((3, 3))).line == 2

    def test_point_nowhere_without_a_line_of_the_learners(self) -> None:
        failure = failure_of(np.linalg.inv, np.zeros((2, 3)))
        assert (failure.type, failure.line, failure.source) == ("LinAlgError", None, "")

    @pytest.mark.parametrize(
        ("error", "expected"),
        [(ValueError, True), (UnicodeError, True), (np.exceptions.AxisError, True),
         (TypeError, False), (AssertionError, False), (NotImplementedError, False)],
    )  # fmt: skip
    def test_know_value_errors(self, error: type[Exception], expected: bool) -> None:
        def f() -> None:
            raise error("x") if error is not UnicodeError else UnicodeError("x")

        assert failure_of(f).is_value_error is expected

    @pytest.mark.parametrize("error", [SystemExit, GeneratorExit, RecursionError, StopIteration])
    def test_are_made_of_whatever_is_raised(self, error: type[BaseException]) -> None:
        def f() -> None:
            raise error

        assert failure_of(f).type == error.__name__

    def test_an_interrupt_is_the_persons_at_the_keyboard(self) -> None:
        def f() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            observe(f, [])

    def test_a_lack_of_memory_is_an_outcome_of_its_own(self) -> None:
        seen = observe(lambda: np.ones((10**6, 10**6, 10**3)), [])
        assert (seen.outcome, seen.failure) == ("memory", None)

    @pytest.mark.parametrize(
        "body",
        [
            "raise type('E', (Exception,), {'__str__': lambda self: 1 / 0})()",
            "raise type('E', (Exception,), {'__str__': lambda self: exit()})()",
            "raise type('E' * 10**5, (Exception,), {})('m' * 10**5)",
            "raise ValueError('\\ud800')",
            "M = type('M', (type,), {'__name__': property(lambda c: 1 / 0)})\n"
            "    raise M('E', (Exception,), {})",
        ],
    )
    def test_of_broken_exceptions_are_short_and_can_be_sent(self, body: str) -> None:
        seen = observe(from_source(f"def f():\n    {body}"), [])
        assert seen.outcome == "raised"
        assert len(frames.encode(seen.to_tree())) < 10_000
        assert Observation.from_tree(frames.decode(frames.encode(seen.to_tree()))) == seen

    def test_of_syntax_point_at_the_line(self) -> None:
        with pytest.raises(SyntaxError) as caught:
            compile("x = 1\ny = (", "<f>", "exec")
        failure = describe_failure(caught.value, "<f>")
        assert (failure.type, failure.line, failure.source) == ("SyntaxError", 2, "y = (")


class Pair(NamedTuple):
    a: int
    b: int


class TestOddValues:
    @pytest.mark.parametrize(
        ("source", "value"),
        [
            ("Pair(1, 2)", (1, 2)),
            ("{1}", Opaque("set", "{1}")),
            ("np.matrix([[1.0]])", Opaque("matrix", "matrix([[1.]])")),
            ("np.array([None])", Opaque("ndarray of object", "array([None], dtype=object)")),
            ("10**400", Opaque("int", "of 1329 bits")),
            ("{(1, 2): 3}", Opaque("dict", "{(1, 2): 3}")),
            ("dict.fromkeys(range(101))", Opaque("dict", repr(dict.fromkeys(range(101)))[:200])),
            ("[[[[[[[[1]]]]]]]]", [[[[[[Opaque("list", "[[1]]")]]]]]]),
            ("'x' * 10**5", "x" * 2_000),
        ],
    )  # fmt: skip
    @pytest.mark.filterwarnings("ignore:the matrix subclass")
    def test_become_plain_or_are_named(self, source: str, value: Any) -> None:
        assert observe(lambda: eval(source), []).value == value

    @pytest.mark.parametrize(
        "body",
        [
            "x = []; x.append(x); return x",
            "return type('L', (list,), {'__iter__': lambda self: 1 / 0, '__len__': lambda s: 1})()",
            "return type('T', (tuple,), {'__iter__': lambda self: 1 / 0})((1, 2))",
            "return type('A', (np.ndarray,), {'__eq__': lambda *a: True})(2)",
            "return type('R', (), {'__repr__': lambda self: 1 / 0})()",
            "return type('R', (), {'__repr__': lambda self: 'r' * 10**7})()",
            "return type('C', (), {'__class__': property(lambda self: 1 / 0)})()",
            "return type('C', (), {'__class__': property(lambda self: np.ndarray)})()",
            "return type('D', (dict,), {'items': lambda self: 1 / 0})()",
            "return type('I', (int,), {'bit_length': lambda self: 1 / 0})(3)",
            "return type('F', (np.float64,), {'dtype': property(lambda self: 1 / 0)})(3)",
            "return type('S', (str,), {'__getitem__': lambda *a: 1 / 0})('s')",
            "return [0] * 10**6",
            "return (i for i in range(3))",
            "return 10**10**5",
        ],
    )
    def test_break_neither_the_observer_nor_the_frame(self, body: str) -> None:
        seen = observe(from_source(f"def f():\n    {body}"), [])
        assert seen.outcome in {"returned", "raised"}
        body_of_frame = frames.encode(seen.to_tree())
        assert len(body_of_frame) < 100_000
        assert Observation.from_tree(frames.decode(body_of_frame)) == seen

    def test_of_functions_that_are_no_functions(self) -> None:
        class Broken:
            def __getattr__(self, name: str) -> Any:
                raise RuntimeError(name)

            def __call__(self) -> None:
                raise KeyError("inside")

        assert failure_of(Broken()).type == "KeyError"

    def test_of_threads_that_go_on_do_not_end_the_call(self) -> None:
        ready = threading.Event()
        thread = threading.Thread(target=ready.wait, args=(5,))
        assert observe(lambda: thread.start() if not thread.is_alive() else None, []).value is None
        ready.set()
        thread.join()


class TestTree:
    SEEN = Observation(
        "raised",
        value=None,
        failure=Failure("ValueError", "m", True, 3, "return x"),
        changed=(0, "bias"),
        shares=True,
        readonly=True,
        contiguous=False,
        unstable=True,
        warned="UserWarning: w",
        printed="p",
        seconds=0.5,
    )

    def test_carries_every_field(self) -> None:
        default = Observation("returned")
        for field in fields(Observation):
            if field.name != "value":
                assert getattr(self.SEEN, field.name) != getattr(default, field.name)
        assert Observation.from_tree(frames.decode(frames.encode(self.SEEN.to_tree()))) == self.SEEN

    def test_leaves_out_the_usual(self) -> None:
        usual = Observation("returned")
        assert usual.to_tree() == {"outcome": "returned"}
        assert Observation.from_tree(usual.to_tree()) == usual

    @pytest.mark.parametrize("name", ["outcome", "failure"])
    def test_of_a_failure_lacks_neither_that_it_is_one_nor_which(self, name: str) -> None:
        tree = self.SEEN.to_tree()
        del tree[name]
        with pytest.raises(ValueError, match="expected"):
            Observation.from_tree(tree)

    def test_with_an_unknown_part_is_refused(self) -> None:
        with pytest.raises(ValueError, match="expected an observation: 'points'"):
            Observation.from_tree({**self.SEEN.to_tree(), "points": 3})

    @pytest.mark.parametrize(
        ("name", "part"),
        [
            ("outcome", "passed"), ("outcome", 3), ("outcome", None), ("outcome", "returned"),
            ("outcome", np.zeros(2)), ("failure", None), ("failure", 3), ("failure", {}),
            ("failure", {"type": "E", "message": "", "is_value_error": True, "line": "x",
                         "source": ""}),
            ("failure", {"type": "E", "message": "", "is_value_error": True, "line": float("inf"),
                         "source": ""}),
            ("failure", np.zeros(3)), ("changed", 3), ("changed", None), ("shares", np.zeros(2)),
            ("seconds", "soon"), ("seconds", None), ("seconds", 10**400), ("seconds", [1]),
        ],
    )  # fmt: skip
    def test_with_a_wrong_part_is_refused(self, name: str, part: Any) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - many parts, each with its own reason
            Observation.from_tree({**self.SEEN.to_tree(), name: part})

    @pytest.mark.parametrize("tree", [None, 3, "tree", [], (), {}, np.zeros(2), Opaque("dict")])
    def test_that_is_none_is_refused(self, tree: Any) -> None:
        with pytest.raises(ValueError, match="expected an observation"):
            Observation.from_tree(tree)

    @given(st.data())
    @settings(max_examples=200, deadline=None)
    def test_of_any_parts_gives_short_printable_texts_or_a_value_error(
        self, data: st.DataObject
    ) -> None:
        leaves = st.none() | st.integers() | st.floats() | st.sampled_from(
            ["", "raised", "missing", "x" * 5_000, "\ud800" * 5_000, np.zeros(1), np.zeros(2)]
        )  # fmt: skip
        parts = leaves | st.lists(leaves, max_size=2)
        tree = {name: data.draw(parts) for name in self.SEEN.to_tree()}
        if data.draw(st.booleans()):
            names = ("type", "message", "is_value_error", "line", "source")
            tree |= {"outcome": "raised", "failure": {name: data.draw(parts) for name in names}}
        try:
            seen = Observation.from_tree(tree)
        except ValueError:
            return
        texts = [seen.warned, seen.printed]
        texts += [] if seen.failure is None else [seen.failure.message, seen.failure.source]
        assert all(len(text.encode()) <= 8_000 for text in texts)

    def test_of_a_value_that_nobody_vouches_for_is_made_plain(self) -> None:
        tree = {
            **Observation("returned").to_tree(),
            "value": [Opaque("x" * 500, "\ud800"), 10**400],
        }
        assert Observation.from_tree(tree).value == [
            Opaque("x" * 200, "?"),
            Opaque("int", "of 1329 bits"),
        ]


class TestSeconds:
    def test_are_those_of_one_call(self) -> None:
        seen = observe(lambda: time.sleep(0.05), [])
        assert 0.05 <= seen.seconds < 0.1
