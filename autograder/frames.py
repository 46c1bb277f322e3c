"""Values on the wire: length-prefixed frames of JSON and `.npy`, safe to read from an enemy.

A frame is the length of its body (8 bytes) and the body: the length of the JSON (4 bytes), the
JSON, and the arrays as `.npy` one after another. Inside the JSON, every value that JSON does not
know is an object with one key: `t` a tuple, `d` a dict as a list of pairs, `a` an array, `s` a
NumPy number, `o` an `Opaque`, `f` the name of one of our own functions (see
`autograder.callables`).
"""

from __future__ import annotations

import io
import json
import math
import re
import socket
import struct
import time
from functools import lru_cache
from typing import Any

import numpy as np

from autograder import callables
from autograder.values import MAX_KEYS, NUMERIC_KINDS, Opaque, array_with_strides

__all__ = ["MAX_BODY", "FrameError", "Receiver", "decode", "encode", "send", "weight"]

MAX_BODY = 64 * 2**20
#: Objects take some twenty times the memory of their JSON, so only a part of a body may be JSON,
#: and it weighs more than the rest.
JSON_PART, JSON_WEIGHT = 1 / 8, 20
#: An empty list takes two bytes in JSON and sixty in memory, and all answers are kept for a while.
MAX_NODES = 20_000
MAX_DEPTH = 32
MAX_AXES = 32
#: How much more memory an array may reach over than its entries need.
MAX_STRETCH = 4
_LENGTH = struct.Struct("<Q")
_JSON_LENGTH = struct.Struct("<I")
#: What NumPy's writer writes, and nothing else that its reader would read.
_NPY = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '[<>|]?[%s]\d{1,2}', 'fortran_order': (True|False), "
    rb"'shape': \([\d, ]{0,200}\), \} {0,200}\n" % NUMERIC_KINDS.encode(),
    re.DOTALL,
)
#: How much is read from a socket at once.
_CHUNK = 2**18
_SCALARS = (type(None), bool, int, float, str)
_TO_JSON, _FROM_JSON = json.JSONEncoder(), json.JSONDecoder()


class FrameError(Exception):
    """The bytes are not a frame or break one of its limits, or the other side is gone."""


def encode(value: Any) -> bytes:
    """Write a tree of plain values as the body of a frame.

    Args:
        value: None, bool, int, float, str, lists, tuples, dicts (with keys of these first five
            types), NumPy numbers, arrays of numbers (which keep their strides, and whether they can
            be written), `Opaque`, and functions of `autograder.callables`.

    Raises:
        TypeError: for any other value.

    Example:
        >>> decode(encode({"x": (1, np.arange(3))}))
        {'x': (1, array([0, 1, 2]))}
    """
    arrays: list[bytes] = []
    text = _TO_JSON.encode(_to_json(value, arrays)).encode("ascii")
    return b"".join((_JSON_LENGTH.pack(len(text)), text, *arrays))


def decode(body: bytes, limit: int = MAX_BODY, *, functions: bool = False) -> Any:
    """Read the body of a frame.

    Args:
        body: bytes that anybody may have written.
        limit: how long it may be.
        functions: whether names of our own functions are read. Only the sandbox's side reads them:
            nobody sends functions out of it.

    Raises:
        FrameError: whatever is wrong with the bytes.
    """
    if len(body) > limit:
        raise FrameError(f"expected a frame of at most {limit} bytes, got {len(body)}")
    try:
        (length,) = _JSON_LENGTH.unpack_from(body)
        start = _JSON_LENGTH.size
        if length > limit * JSON_PART:
            raise FrameError(f"expected at most {limit * JSON_PART:.0f} bytes of JSON")
        tree = _FROM_JSON.decode(str(memoryview(body)[start : start + length], "ascii"))
        return _Reader(body, start + length, functions).whole(tree)
    except FrameError:
        raise
    except Exception as error:  # whatever hostile bytes lead to, nothing else comes out of here
        raise FrameError(f"not a frame: {type(error).__name__}") from None


def weight(body: bytes) -> int:
    """About how many bytes of memory the value in a body takes.

    Example:
        >>> weight(encode(np.zeros(100_000))) // 1_000, weight(encode([[]] * 100_000)) // 1_000
        (800, 8400)
    """
    length = int.from_bytes(body[: _JSON_LENGTH.size], "little")
    return len(body) + JSON_WEIGHT * min(length, len(body))


def send(connection: socket.socket, seconds: float, *bodies: bytes) -> None:
    """Send each body as a frame, all together within some seconds.

    Raises:
        FrameError: if the other side is gone or too slow.
    """
    try:
        if connection.gettimeout() != seconds:  # setting it takes a system call
            connection.settimeout(seconds)
        parts = (part for body in bodies for part in (_LENGTH.pack(len(body)), body))
        connection.sendall(b"".join(parts))
    except OSError as error:
        raise FrameError(f"sending failed: {type(error).__name__}") from None


class Receiver:
    """Receives the bodies of frames from a socket; it takes in one go all that has come by then.

    Args:
        connection: the socket.
        pause: for how many seconds frames may gather before they are taken. To be woken for each of
            many small ones costs both sides more time than to write it and to read it.
    """

    def __init__(self, connection: socket.socket, pause: float = 0.0) -> None:
        self._connection = connection
        self._pause = pause
        self._buffer = bytearray()

    def receive(self, deadline: float, limit: int = MAX_BODY) -> bytes:
        """Receive the body of one frame before `deadline`; one that has already come is in time.

        Raises:
            TimeoutError: if it does not come in time.
            FrameError: if the other side is gone, or sends more than `limit` bytes.
        """
        self._fill(_LENGTH.size, deadline)
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > limit:
            raise FrameError(f"expected a frame of at most {limit} bytes, got {length}")
        end = _LENGTH.size + length
        self._fill(end, deadline)
        body = bytes(memoryview(self._buffer)[_LENGTH.size : end])
        del self._buffer[:end]
        return body

    def _fill(self, count: int, deadline: float) -> None:
        while len(self._buffer) < count:
            if self._pause:
                time.sleep(min(self._pause, _remaining(deadline)))
            try:
                self._connection.settimeout(_remaining(deadline))
                part = self._connection.recv(_CHUNK)
            except TimeoutError:
                raise
            except OSError as error:
                raise FrameError(f"receiving failed: {type(error).__name__}") from None
            if not part:
                raise FrameError("the other side has gone")
            self._buffer += part


def _to_json(value: Any, arrays: list[bytes]) -> Any:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is np.ndarray and value.dtype.kind in NUMERIC_KINDS:
        arrays.append(_npy(value))
        return {"a": _layout(value)}
    if isinstance(value, np.generic) and value.dtype.kind in NUMERIC_KINDS:
        arrays.append(_npy(np.asarray(value)))
        return {"s": 0}
    if kind is list:
        return [_to_json(item, arrays) for item in value]
    if kind is tuple:
        return {"t": [_to_json(item, arrays) for item in value]}
    if kind is dict and all(type(key) in _SCALARS for key in value):
        return {"d": [[key, _to_json(item, arrays)] for key, item in value.items()]}
    if kind is Opaque:
        return {"o": [value.type, value.text]}
    if callable(value):
        return {"f": callables.name_of(value)}
    raise TypeError(f"frames: expected plain values, got {kind.__name__}; convert it first")


class _Reader:
    """Rebuilds values from JSON; arrays are taken from the bytes in the order of their mention."""

    def __init__(self, body: bytes, start: int, functions: bool) -> None:
        self.body = memoryview(body)
        self.position = start
        self.functions = functions
        self.nodes = 0

    def whole(self, tree: Any) -> Any:
        value = self.value(tree, 0)
        if self.position != len(self.body):
            raise FrameError("expected nothing behind the arrays that the JSON mentions")
        return value

    def value(self, node: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise FrameError(f"expected at most {MAX_NODES} values, at most {MAX_DEPTH} deep")
        if type(node) is list:
            return [self.value(item, depth + 1) for item in node]
        if type(node) is not dict:
            return node
        ((kind, content),) = node.items()
        if kind == "t":
            return tuple([self.value(item, depth + 1) for item in content])
        if kind == "d":
            if len(content) > MAX_KEYS:
                raise FrameError(f"expected a dict of at most {MAX_KEYS} keys, got {len(content)}")
            return {_scalar(key): self.value(item, depth + 1) for key, item in content}
        if kind == "a":
            return _lay_out(self.array(), content)
        if kind == "s":
            return self.number()
        if kind == "o":
            name, text = content
            return Opaque(str(name), str(text))
        if kind == "f" and self.functions:
            return callables.find(content)
        raise FrameError("expected a known kind of value")

    def number(self) -> np.generic:
        array = self.array()
        if array.ndim:
            raise FrameError(f"expected one number, got an array of shape {array.shape}")
        return array.dtype.type(array)

    def array(self) -> np.ndarray:
        # The header is read alone and its size checked, so that no claim of it allocates memory.
        match = _NPY.match(self.body, self.position)
        if match is None:
            raise FrameError("expected an array of numbers in version 1.0 of the npy format")
        shape, fortran, dtype = _read_header(match.group())
        size = dtype.itemsize * math.prod(shape)
        start = match.end()
        if start + size > len(self.body):
            raise FrameError("an array is longer than its frame")
        self.position = start + size
        flat = np.frombuffer(self.body[start : start + size], dtype=dtype)
        return flat.reshape(shape, order="F" if fortran else "C").copy(order="K")


def _scalar(key: Any) -> Any:
    if type(key) not in _SCALARS:
        raise FrameError("expected a plain key")
    return key


def _npy(array: np.ndarray) -> bytes:
    fortran = array.flags.f_contiguous and not array.flags.c_contiguous
    return _header(array.dtype, fortran, array.shape) + array.tobytes("F" if fortran else "C")


# Few kinds of arrays come again and again, and NumPy takes longer over a header than over its data.
@lru_cache(2**10)
def _header(dtype: np.dtype, fortran: bool, shape: tuple[int, ...]) -> bytes:
    stream = io.BytesIO()
    form = {"descr": np.lib.format.dtype_to_descr(dtype), "fortran_order": fortran, "shape": shape}
    np.lib.format.write_array_header_1_0(stream, form)
    return stream.getvalue()


@lru_cache(2**10)
def _read_header(header: bytes) -> tuple[tuple[int, ...], bool, np.dtype]:
    if len(header) != 10 + int.from_bytes(header[8:10], "little"):
        raise FrameError("expected the header of an array to end where it says")
    stream = io.BytesIO(header)
    np.lib.format.read_magic(stream)
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    if len(shape) > MAX_AXES:
        raise FrameError(f"expected at most {MAX_AXES} axes, got {len(shape)}")
    return shape, fortran, dtype


def _layout(array: np.ndarray) -> list:
    """The strides, None where the `.npy` tells them, and whether the array can be written."""
    packed = array.flags.c_contiguous or array.flags.f_contiguous
    if not packed and not _is_near(array, list(array.strides)):
        raise TypeError(
            f"frames: expected strides that reach over at most {MAX_STRETCH} times the entries' "
            f"memory, got {array.strides} for shape {array.shape}; copy the array first"
        )
    return [None if packed else list(array.strides), array.flags.writeable]


def _lay_out(array: np.ndarray, layout: Any) -> np.ndarray:
    strides, writeable = layout
    if strides is not None:
        if type(strides) is not list or len(strides) != array.ndim or not _is_near(array, strides):
            raise FrameError(f"expected one small stride an axis, got {strides!r:.80}")
        array = array_with_strides(array, strides)
    array.flags.writeable = bool(writeable)
    return array


def _is_near(array: np.ndarray, strides: list) -> bool:
    """Whether an array with these strides is not much larger than its entries."""
    pairs = zip(strides, array.shape, strict=True)
    span = sum(abs(step) * (n - 1) for step, n in pairs if type(step) is int and n)
    return all(type(step) is int for step in strides) and span <= MAX_STRETCH * array.nbytes


def _remaining(deadline: float) -> float:
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    return remaining
