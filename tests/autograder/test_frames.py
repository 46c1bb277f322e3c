"""Plain values travel unchanged; from other bytes comes a FrameError and nothing else."""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
import time
import tracemalloc
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder import frames
from autograder.frames import FrameError, Receiver, decode, encode, send
from autograder.values import Opaque

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**1000), 2**1000)
    | st.floats()
    | st.text(st.characters())
)
DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="="),
    hnp.integer_dtypes(endianness=">"),
    hnp.unsigned_integer_dtypes(endianness="="),
    hnp.floating_dtypes(endianness="=", sizes=(16, 32, 64)),
    hnp.floating_dtypes(endianness=">", sizes=(16, 32, 64)),
    hnp.complex_number_dtypes(endianness="="),
    st.just(np.dtype(np.longdouble)),
)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
STEPS = st.sampled_from([1, 2, -1, -2])


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    """Arrays of every kind of number in every layout: either order, gaps, backwards, read-only."""
    array = draw(hnp.arrays(DTYPES, SHAPES))
    if draw(st.booleans()):
        array = np.asfortranarray(array)
    if array.ndim:
        steps = draw(st.tuples(*[STEPS] * array.ndim))
        array = array[tuple(slice(None, None, step) for step in steps)]
        array = array.transpose(draw(st.permutations(range(array.ndim))))
    array.flags.writeable = draw(st.booleans())
    return array


def numbers() -> st.SearchStrategy[np.generic]:
    return hnp.arrays(DTYPES, (1,)).map(lambda array: array[0])


VALUES = st.recursive(
    SCALARS | arrays() | numbers() | st.builds(Opaque, st.text(), st.text()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(SCALARS, inner, max_size=4)
    ),
    max_leaves=10,
)


def identical(a: Any, b: Any) -> bool:
    """Equal to the bit: types, byte order, the sign of zero, layout, and what can be written."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return layout(a) == layout(b) and repr(a.tolist()) == repr(b.tolist())
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(identical, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(identical, a.items(), b.items()))
    return repr(a) == repr(b)


def layout(array: np.ndarray) -> tuple:
    """All that can be seen of an array besides its entries; no step is made along short axes."""
    steps = [step for step, n in zip(array.strides, array.shape, strict=True) if n > 1]
    return array.dtype, array.shape, array.flags.writeable, steps if array.size else None


def near(array: np.ndarray) -> bool:
    """Whether frames take the array's layout; too much empty room between entries they refuse."""
    packed = array.flags.c_contiguous or array.flags.f_contiguous
    return packed or frames._is_near(array, list(array.strides))


def body(tree: Any, *after: bytes) -> bytes:
    """A body with any JSON and any bytes behind it."""
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return struct.pack("<I", len(text)) + text + b"".join(after)


def npy(descr: str = "<f8", shape: str = "(1,)", order: str = "False", data: bytes = b"") -> bytes:
    """An array as NumPy writes it, with a header of our choice."""
    text = f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': {shape}, }}".encode()
    text += b" " * (-(len(text) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data


ARRAY = {"a": [None, True]}


class TestRoundTrip:
    @given(VALUES)
    @settings(max_examples=200, deadline=None)
    @example(-0.0)
    @example({None: 1, True: 2, 0.5: 3, "a": 4})
    @example("\ud800")
    def test_changes_nothing(self, value: Any) -> None:
        try:
            written = encode(value)
        except TypeError as error:
            assert "expected strides" in str(error)  # noqa: PT017 - the only value that is refused
            return
        assert identical(decode(written), value)

    @given(arrays().filter(near))
    @settings(max_examples=200, deadline=None)
    def test_gives_arrays_of_their_own(self, array: np.ndarray) -> None:
        found = decode(encode([array, array]))
        assert identical(found, [array, array])
        assert not np.shares_memory(found[0], found[1])

    def test_keeps_the_layouts_of_cases(self) -> None:
        x = np.arange(2.0 * 3 * 4).reshape(2, 3, 4)
        for array in (
            x,
            x.T,
            x[:, ::2],
            x[::-1],
            np.asfortranarray(x),
            np.broadcast_to(x, (2, 2, 3, 4)),
        ):
            assert decode(encode(array)).strides == array.strides

    def test_of_something_of_each_kind_has_this_form(self) -> None:
        value = [None, 1, (2.5,), {"k": "v"}, Opaque("set", "{1}"), np.arange(2), np.float32(1)]
        written = encode(value)
        (length,) = struct.unpack_from("<I", written)
        assert json.loads(written[4 : 4 + length]) == [
            None, 1, {"t": [2.5]}, {"d": [["k", "v"]]}, {"o": ["set", "{1}"]},
            {"a": [None, True]}, {"s": 0},
        ]  # fmt: skip
        assert written[4 + length :].startswith(b"\x93NUMPY\x01\x00")


class TestEncode:
    class Named(tuple):
        __slots__ = ()

    @pytest.mark.parametrize(
        "value",
        [
            {1, 2},
            b"bytes",
            1j,
            object(),
            np.array(["text"]),
            np.array([None]),
            np.array(["2026-01-01"], dtype="datetime64[D]"),
            np.zeros(1, dtype=[("a", "f8")]),
            np.zeros(1).view(np.recarray),
            np.ma.array([1.0]),
            np.str_("text"),
            np.datetime64("2026-01-01"),
            Named((1, 2)),
            {(1, 2): 3},
            [1, [2, {"a": {3}}]],
        ],
        ids=lambda value: type(value).__name__,
    )  # fmt: skip
    def test_refuses_what_is_not_plain(self, value: Any) -> None:
        with pytest.raises(TypeError, match="expected plain values, got"):
            encode(value)

    def test_refuses_arrays_that_are_mostly_gaps(self) -> None:
        with pytest.raises(TypeError, match=r"expected strides that reach over at most 4 times"):
            encode(np.zeros((100, 100))[:, ::50])


class TestDecode:
    @given(st.binary(max_size=300))
    @settings(deadline=None)
    def test_of_any_bytes_raises_nothing_else(self, data: bytes) -> None:
        assert_harmless(data)

    @given(VALUES, st.data())
    @settings(max_examples=300, deadline=None)
    def test_of_damaged_frames_raises_nothing_else(self, value: Any, data: st.DataObject) -> None:
        try:
            whole = encode(value)
        except TypeError:
            return
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 8)))
        assert_harmless(whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:])

    @given(
        st.recursive(
            st.none() | st.integers() | st.floats() | st.text(max_size=3),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from([*"tdasofx"]), inner, max_size=2)
            ),
        ),
        st.binary(max_size=20),
    )
    @settings(max_examples=300, deadline=None)
    def test_of_any_json_raises_nothing_else(self, tree: Any, after: bytes) -> None:
        assert_harmless(body(tree, after))

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\x01\x00\x00",
            struct.pack("<I", 2**32 - 1) + b"1",
            body(b""),
            body(b"1 2"),
            body(b"nul"),
            body("\u00e9".encode()),
            body(b"9" * 5_000),
            body(b"[" * 50_000),
            body(b'{"t":' * 10_000 + b"[]" + b"}" * 10_000),
            body({}),
            body({"t": 3}),
            body({"t": [], "d": []}),
            body({"d": {"a": 1}}),
            body({"d": [["a"]]}),
            body({"d": [[["a"], 1]]}),
            body({"d": [[{"t": []}, 1]]}),
            body({"o": ["one"]}),
            body({"o": 3}),
            body({"x": 1}),
            body([ARRAY]),
            body([ARRAY], b"\x93NUMPY"),
            body(1, b"more"),
            body(ARRAY, npy(data=bytes(8)), b"more"),
            body({"a": "packed"}, npy(data=bytes(8))),
            body({"a": [[], True]}, npy(data=bytes(8))),
            body({"a": [[8, 8], True]}, npy(data=bytes(8))),
            body({"a": [["8"], True]}, npy(data=bytes(8))),
            body({"a": [[True], True]}, npy(data=bytes(8))),
            body({"a": [[10**9], True]}, npy(shape="(2,)", data=bytes(16))),
            body({"a": [[-(10**9)], True]}, npy(shape="(2,)", data=bytes(16))),
            body({"s": 0}, npy(data=bytes(8))),
            body(ARRAY, npy(data=bytes(7))),
            body(ARRAY, npy("|O", data=bytes(8))),
            body(ARRAY, npy("<U2", data=bytes(8))),
            body(ARRAY, npy("<M8[D]", data=bytes(8))),
            body(ARRAY, npy("<V8", data=bytes(8))),
            body(ARRAY, npy("<f7", data=bytes(8))),
            body(ARRAY, npy("<f0", data=bytes(8))),
            body(ARRAY, npy("f8, f8", data=bytes(16))),
            body(ARRAY, npy(shape="(-1,)", data=bytes(8))),
            body(ARRAY, npy(shape="(1L,)", data=bytes(8))),
            body(ARRAY, npy(shape="(1.0,)", data=bytes(8))),
            body(ARRAY, npy(shape="(01,)", data=bytes(8))),
            body(ARRAY, npy(shape="1", data=bytes(8))),
            body(ARRAY, npy(shape="(1, 1" + ", 1" * 64 + ")", data=bytes(8))),
            body(ARRAY, npy(shape=f"({10**30}, 0)")),
            body(ARRAY, npy(order="1", data=bytes(8))),
            body(ARRAY, npy(data=bytes(8)).replace(b"\x01\x00", b"\x02\x00", 1)),
            body(ARRAY, npy(data=bytes(8)).replace(b"'shape'", b"'sHape'")),
            body(ARRAY, npy(data=bytes(8)).replace(b"}", b"}+x")),
        ],
    )  # fmt: skip
    def test_refuses(self, data: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(FrameError):
                decode(data)

    def test_reads_what_the_examples_above_break(self) -> None:
        one = decode(body(ARRAY, npy(data=struct.pack("<d", 2.5))))
        assert identical(one, np.array([2.5]))
        assert identical(decode(body({"s": 0}, npy(shape="()", data=bytes(8)))), np.float64(0))

    @pytest.mark.parametrize(
        "data",
        [
            body(ARRAY, npy(shape="(1000000000000,)")),
            body(ARRAY, npy(shape="(100000, 100000)", data=bytes(8))),
            body([ARRAY] * 1_000, npy(shape="(10000000,)")),
            body({"a": [[2**40], True]}, npy(shape="(2,)", data=bytes(16))),
            body(b"[" + b"[]," * 40_000 + b"0]"),
            body(b"[" + b'{"":0},' * 15_000 + b"0]"),
            body(b"[" + b"0.5," * 30_000 + b"0]"),
            body(b'["' + b"\\u00e9" * 20_000 + b'"]'),
            struct.pack("<I", 2**31) + b"[" * 10**6,
        ],
    )  # fmt: skip
    def test_allocates_nothing_huge(self, data: bytes) -> None:
        limit = 2**20
        tracemalloc.start()
        try:
            assert_harmless(data, limit)
            assert tracemalloc.get_traced_memory()[1] < 16 * limit
        finally:
            tracemalloc.stop()

    def test_refuses_more_than_its_limit(self) -> None:
        whole = encode(np.zeros(100))
        assert decode(whole, len(whole)).shape == (100,)
        with pytest.raises(FrameError, match=f"at most {len(whole) - 1} bytes"):
            decode(whole, len(whole) - 1)

    def test_refuses_too_much_json(self) -> None:
        with pytest.raises(FrameError, match="at most 125 bytes of JSON"):
            decode(encode("x" * 200), 1_000)

    def test_refuses_too_many_values_and_too_much_depth(self) -> None:
        deep: list = []
        for _ in range(frames.MAX_DEPTH + 1):
            deep = [deep]
        for value in (deep, [0] * frames.MAX_NODES):
            with pytest.raises(FrameError, match="at most 20000 values, at most 32 deep"):
                decode(encode(value))

    def test_refuses_dicts_of_many_keys(self) -> None:
        # All of one hash: each is compared with all before it.
        equally_hashed = [[n * sys.hash_info.modulus, 0] for n in range(frames.MAX_KEYS + 1)]
        assert len(decode(body({"d": equally_hashed[1:]}))) == frames.MAX_KEYS
        with pytest.raises(FrameError, match="a dict of at most 100 keys, got 101"):
            decode(body({"d": equally_hashed}))


class TestFunctions:
    @pytest.fixture
    def double(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], float]:
        """A function of a module of callables that exists for one test."""
        module = types.ModuleType("autograder.callables.example")
        source = (
            "__all__ = ['double']\ndef double(x):\n    return 2 * x\ndef hidden(x):\n    return x"
        )
        exec(source, module.__dict__)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        return module.double

    def test_travel_by_name(self, double: Callable[[float], float]) -> None:
        assert decode(encode([double, 3]), functions=True) == [double, 3]
        assert b"example.double" in encode(double)

    def test_are_refused_by_the_trusted_side(self, double: Callable[[float], float]) -> None:
        with pytest.raises(FrameError, match="expected a known kind of value"):
            decode(encode(double))

    @pytest.mark.parametrize("function", [len, print, lambda x: x, np.tanh, json.dumps])
    def test_of_others_are_not_sent(self, function: Any) -> None:
        with pytest.raises((KeyError, AttributeError)):
            encode(function)

    @pytest.mark.usefixtures("double")
    @pytest.mark.parametrize(
        "name",
        ["example.hidden", "example.missing", "missing.double", "example", "os.system", "", ".", 3,
         "example.__all__", "example.double.x", "..os.system", "EXAMPLE.double", ["a"], None],
    )  # fmt: skip
    def test_with_unknown_names_are_refused(self, name: Any) -> None:
        with pytest.raises(FrameError):
            decode(body({"f": name}), functions=True)


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def soon(seconds: float = 5.0) -> float:
    return time.monotonic() + seconds


class TestSendAndReceive:
    def test_carry_bodies_in_order(self, pair: tuple[socket.socket, socket.socket]) -> None:
        large = np.zeros(2**18)
        sender = threading.Thread(
            target=lambda: send(pair[0], 5.0, *map(encode, (1, large, "end")))
        )
        sender.start()
        receiver = Receiver(pair[1])
        found = [decode(receiver.receive(soon())) for _ in range(3)]
        sender.join()
        assert identical(found, [1, large, "end"])

    def test_wait_no_longer_than_the_deadline(
        self, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        start = time.monotonic()
        with pytest.raises(TimeoutError):
            Receiver(pair[1]).receive(soon(0.05))
        with pytest.raises(TimeoutError):
            Receiver(pair[1]).receive(start - 1)
        with pytest.raises(FrameError, match="sending failed: TimeoutError"):
            send(pair[0], 0.05, bytes(2**24))
        assert time.monotonic() - start < 20  # not until the other side moves

    def test_count_all_bytes_of_a_frame_against_one_deadline(
        self, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        done = threading.Event()

        def drip() -> None:
            for byte in struct.pack("<Q", 1_000) + bytes(1_000):
                pair[0].sendall(bytes([byte]))
                if done.wait(0.01):
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(TimeoutError):
            Receiver(pair[1]).receive(soon(0.2))
        done.set()
        thread.join()

    def test_notice_that_the_other_side_has_gone(
        self, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        pair[0].sendall(struct.pack("<Q", 10) + b"half")
        pair[0].close()
        with pytest.raises(FrameError, match="the other side has gone"):
            Receiver(pair[1]).receive(soon())
        with pytest.raises(FrameError, match="sending failed: BrokenPipeError"):
            send(pair[1], 5.0, b"x")

    def test_refuse_a_length_before_reading_on(
        self, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        pair[0].sendall(struct.pack("<Q", 2**62))
        with pytest.raises(FrameError, match=r"at most 100 bytes, got 4611686018427387904"):
            Receiver(pair[1]).receive(soon(), limit=100)

    def test_take_all_that_has_come_whatever_the_deadline_says(
        self, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        receiver = Receiver(pair[1])
        pair[0].sendall(struct.pack("<Q", 1) + b"a" + struct.pack("<Q", 2) + b"b")
        assert receiver.receive(soon()) == b"a"
        pair[0].sendall(b"c" + struct.pack("<Q", 1) + b"d" + bytes(3))
        assert receiver.receive(soon()) == b"bc"
        # It has come, so no deadline keeps it from being read.
        assert receiver.receive(time.monotonic() - 1) == b"d"

    def test_let_frames_gather_for_a_pause(self, pair: tuple[socket.socket, socket.socket]) -> None:
        receiver = Receiver(pair[1], pause=0.5)
        send(pair[0], 5.0, b"a")
        threading.Timer(0.01, send, (pair[0], 5.0, b"b")).start()
        assert receiver.receive(soon()) == b"a"
        # What came during the pause is there.
        assert receiver.receive(time.monotonic() - 1) == b"b"

    def test_pause_no_longer_than_the_deadline(
        self, pair: tuple[socket.socket, socket.socket]
    ) -> None:
        start = time.monotonic()
        with pytest.raises(TimeoutError):
            Receiver(pair[1], pause=60.0).receive(soon(0.05))
        assert time.monotonic() - start < 20

    def test_take_an_empty_body(self, pair: tuple[socket.socket, socket.socket]) -> None:
        send(pair[0], 5.0, b"")
        assert Receiver(pair[1]).receive(soon()) == b""


def assert_harmless(data: bytes, limit: int = 2**20) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            decode(data, limit)
        except FrameError:
            return
