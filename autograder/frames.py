"""Values on the wire: length-prefixed frames of JSON and `.npy`, safe to read from an enemy.

A frame is the length of what follows (8 bytes), the length of its JSON (4 bytes), the JSON, and
the arrays as `.npy` one after another. Inside the JSON, every value that JSON does not know is an
object with one key: `t` a tuple, `d` a dict, `a` an array, `s` a NumPy number, `o` an `Opaque`,
`f` the name of one of our own functions (see `autograder.callables`).
"""

from __future__ import annotations

import io
import json
import socket
import struct
import time
from typing import Any

import numpy as np

from autograder import callables
from autograder.observation import NUMERIC_KINDS, Opaque, copy_value

__all__ = ["MAX_FRAME", "FrameError", "decode", "encode", "receive", "send"]

MAX_FRAME = 64 * 2**20
MAX_NODES = 200_000
MAX_AXES = 32
_LENGTH = struct.Struct("<Q")
_JSON_LENGTH = struct.Struct("<I")


class FrameError(Exception):
    """The bytes are not a frame, or break one of its limits."""


def encode(value: Any) -> bytes:
    """Write a tree of plain values as the body of a frame.

    Args:
        value: None, bool, int, float, str, lists, tuples, dicts, NumPy numbers, arrays of numbers
            (their layout travels along), `Opaque`, and functions of `autograder.callables`.

    Example:
        >>> decode(encode({"x": (1, np.arange(3))}))
        {'x': (1, array([0, 1, 2]))}
    """
    arrays: list[bytes] = []
    text = json.dumps(_to_json(value, arrays)).encode()
    return b"".join((_JSON_LENGTH.pack(len(text)), text, *arrays))


def decode(body: bytes, limit: int = MAX_FRAME) -> Any:
    """Read the body of a frame.

    Raises:
        FrameError: whatever is wrong with the bytes.
    """
    if len(body) > limit:
        raise FrameError(f"expected a frame of at most {limit} bytes, got {len(body)}")
    try:
        (length,) = _JSON_LENGTH.unpack_from(body)
        tree = json.loads(body[4 : 4 + length])
        return _Reader(body, 4 + length).value(tree)
    except FrameError:
        raise
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, struct.error) as error:
        raise FrameError(f"not a frame: {type(error).__name__}") from None


def send(connection: socket.socket, value: Any, deadline: float) -> None:
    """Send one frame before `deadline`, a time of `time.monotonic`.

    Raises:
        FrameError: if the other side is gone or too slow.
    """
    body = encode(value)
    try:
        connection.settimeout(_remaining(deadline))
        connection.sendall(_LENGTH.pack(len(body)) + body)
    except OSError as error:
        raise FrameError(f"sending failed: {type(error).__name__}") from None


def receive(connection: socket.socket, deadline: float, limit: int = MAX_FRAME) -> Any:
    """Receive one frame before `deadline`.

    Raises:
        TimeoutError: if it does not come in time.
        FrameError: if the other side is gone, or sends what is not a frame.
    """
    (length,) = _LENGTH.unpack(_read_exactly(connection, _LENGTH.size, deadline))
    if length > limit:
        raise FrameError(f"expected a frame of at most {limit} bytes, got {length}")
    return decode(_read_exactly(connection, length, deadline), limit)


def _to_json(value: Any, arrays: list[bytes]) -> Any:
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.ndarray):
        arrays.append(_npy(value))
        return {"a": _layout(value)}
    if isinstance(value, np.generic):
        arrays.append(_npy(np.asarray(value)))
        return {"s": 0}
    if isinstance(value, list):
        return [_to_json(item, arrays) for item in value]
    if isinstance(value, tuple):
        return {"t": [_to_json(item, arrays) for item in value]}
    if isinstance(value, dict):
        return {"d": {str(key): _to_json(item, arrays) for key, item in value.items()}}
    if isinstance(value, Opaque):
        return {"o": [value.type, value.text]}
    if callable(value):
        return {"f": callables.name_of(value)}
    raise FrameError(f"expected plain values, got {type(value).__name__}")


class _Reader:
    """Rebuilds values from JSON; arrays are taken from the bytes in the order of their mention."""

    def __init__(self, body: bytes, start: int) -> None:
        self.body = memoryview(body)
        self.position = start
        self.nodes = 0

    def value(self, node: Any) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise FrameError(f"expected at most {MAX_NODES} values in a frame")
        if isinstance(node, list):
            return [self.value(item) for item in node]
        if not isinstance(node, dict):
            return node
        ((kind, content),) = node.items()
        if kind == "t":
            return tuple([self.value(item) for item in list(content)])
        if kind == "d":
            return {key: self.value(item) for key, item in content.items()}
        if kind == "a":
            return _lay_out(self.array(), content)
        if kind == "s":
            return self.array()[()]
        if kind == "o":
            name, text = content
            return Opaque(str(name), str(text))
        if kind == "f":
            return callables.find(content)
        raise FrameError("expected a known kind of value")

    def array(self) -> np.ndarray:
        # The header is read alone and its size checked, so that no claim of it allocates memory.
        stream = io.BytesIO(self.body[self.position : self.position + 512])
        if np.lib.format.read_magic(stream) != (1, 0):
            raise FrameError("expected version 1.0 of the npy format")
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(stream, max_header_size=400)
        if dtype.kind not in NUMERIC_KINDS or len(shape) > MAX_AXES or min(shape, default=0) < 0:
            raise FrameError(f"expected an array of numbers, got {dtype}")
        size = dtype.itemsize
        for length in shape:
            size *= length
        start = self.position + stream.tell()
        if start + size > len(self.body):
            raise FrameError("an array is longer than its frame")
        self.position = start + size
        flat = np.frombuffer(self.body[start : start + size], dtype=dtype)
        return flat.reshape(shape, order="F" if fortran else "C").copy(order="K")


def _npy(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def _layout(array: np.ndarray) -> str:
    return "packed" if array.flags.c_contiguous or array.flags.f_contiguous else "strided"


def _lay_out(array: np.ndarray, layout: str) -> np.ndarray:
    if layout == "packed" or array.ndim == 0:
        return array
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    wide[..., ::2] = array
    copied: np.ndarray = copy_value(wide[..., ::2])
    return copied


def _read_exactly(connection: socket.socket, count: int, deadline: float) -> bytes:
    parts = []
    while count:
        try:
            connection.settimeout(_remaining(deadline))
            part = connection.recv(min(count, 2**20))
        except TimeoutError:
            raise
        except OSError as error:
            raise FrameError(f"receiving failed: {type(error).__name__}") from None
        if not part:
            raise FrameError("the other side has gone")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _remaining(deadline: float) -> float:
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    return remaining
