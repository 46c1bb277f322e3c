"""Notebook 03: stride, padding and dilation, and a network's shapes and costs as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy import ndarray

from cnnlib.ops._arguments import (
    array_with_axes,
    bias_or_zeros,
    fits,
    floats,
    held_value,
    integer,
    invalid,
    listed,
    pair,
    same_channels,
    sizes,
)
from cnnlib.ops._windows import reach, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jaxtyping import Float64, Num

    Size = int | Sequence[int]

__all__ = [
    "conv2d_strided",
    "layer_table",
    "output_size",
    "pad2d",
    "same_padding",
]

#: Mode of padding -> which pixel of an axis of n stands at position i, which may lie outside it.
_SOURCES: dict[str, Callable[[ndarray, int], ndarray]] = {
    "reflect": lambda i, n: (n - 1) - np.abs((n - 1) - np.abs(i)),
    "replicate": lambda i, n: np.clip(i, 0, n - 1),
    "circular": lambda i, n: i % n,
}
_MODES = ("zeros", "constant", *_SOURCES)


def output_size(
    size: int, kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Count the places of a kernel along one axis.

    Args:
        size: pixels along the axis.
        kernel_size: taps of the kernel.
        stride: pixels from one place to the next.
        padding: pixels added at each end.
        dilation: pixels from one tap to the next.

    Returns:
        `⌊(size + 2·padding − dilation·(kernel_size − 1) − 1) / stride⌋ + 1`.

    Raises:
        ValueError: if an argument is out of range, or the kernel fits nowhere.

    Example:
        >>> output_size(224, kernel_size=7, stride=2, padding=3)
        112

    Source:
        Dumoulin and Visin (2016), A guide to convolution arithmetic, relationship 6; for dilation,
        section 5.1.
    """
    where = "output_size"
    room = integer(where, "size", size, 1) + 2 * integer(where, "padding", padding, 0)
    taps = integer(where, "kernel_size", kernel_size, 1)
    extent = reach(taps, integer(where, "dilation", dilation, 1))
    step = integer(where, "stride", stride, 1)
    if extent > room:
        expected = f"kernel_size that with its dilation reaches over at most {room} (padded) pixels"
        raise invalid(where, expected, f"{kernel_size} reaching over {extent}", "pad more")
    return (room - extent) // step + 1


def pad2d(
    x: Num[ndarray, "... H W"], padding: Size, mode: str = "zeros", value: float = 0.0
) -> Num[ndarray, "... PH PW"]:
    """Pad the last two axes.

    Args:
        x: (…, H, W), any dtype, which is kept.
        padding: one int, (vertical, horizontal), or (top, bottom, left, right).
        mode: "zeros"; "constant", which pads with `value`; "reflect", which mirrors without
            repeating the border; "replicate", which repeats it; "circular", which wraps round.
        value: for "constant" only; with an integer `x` one that its dtype holds.

    Returns:
        A fresh array (…, top + H + bottom, left + W + right).

    Raises:
        ValueError: if `x` has fewer than two axes, the mode is unknown, the padding is negative,
            reaches the size ("reflect") or exceeds it ("circular").

    Example:
        >>> pad2d(np.array([[1, 2, 3]]), (0, 2), mode="reflect")
        array([[3, 2, 1, 2, 3, 2, 1]])

    Source:
        `torch.nn.functional.pad`; notebook 03, “What is outside the picture?”.
    """
    x = array_with_axes("pad2d", "x", x, 2, shape="(..., H, W)", or_more=True)
    if not isinstance(mode, str) or mode not in _MODES:
        raise invalid("pad2d", f"mode to be one of {', '.join(_MODES)}", repr(mode), "pick one")
    sides = _sides(padding)
    height, width = x.shape[-2:]
    rows, columns = (np.arange(-a, n + b) for (a, b), n in zip(sides, (height, width), strict=True))
    if mode in _SOURCES:
        _require_sources(mode, padding, sides, x.shape)
        source = _SOURCES[mode]
        moved = x[..., source(rows, height)[:, np.newaxis], source(columns, width)]
        return np.ascontiguousarray(moved)
    fill = held_value("pad2d", "value", value if mode == "constant" else 0, x.dtype)
    padded = np.full((*x.shape[:-2], len(rows), len(columns)), fill, dtype=x.dtype)
    (top, _), (left, _) = sides
    padded[..., top : top + height, left : left + width] = x
    return padded


def same_padding(
    size: int, kernel_size: int, stride: int = 1, dilation: int = 1
) -> tuple[int, int]:
    """Find the smallest padding with which only the stride makes the output smaller.

    Args:
        size: pixels along the axis.
        kernel_size: taps of the kernel.
        stride: pixels from one place to the next.
        dilation: pixels from one tap to the next.

    Returns:
        `(before, after)`, with which the output has ⌈size / stride⌉ values; of an odd total the
        extra pixel goes after.

    Raises:
        ValueError: if an argument is below 1.

    Example:
        >>> same_padding(28, kernel_size=4)
        (1, 2)

    Source:
        TensorFlow's padding "SAME"; Dumoulin and Visin (2016), section 2.2.1.
    """
    pixels = integer("same_padding", "size", size, 1)
    taps = integer("same_padding", "kernel_size", kernel_size, 1)
    step = integer("same_padding", "stride", stride, 1)
    extent = reach(taps, integer("same_padding", "dilation", dilation, 1))
    places = -(-pixels // step)  # rounded up, without going through floats
    total = max((places - 1) * step + extent - pixels, 0)
    return total // 2, total - total // 2


def conv2d_strided(
    x: Num[ndarray, "N C H W"],
    weight: Num[ndarray, "F C kh kw"],
    bias: Num[ndarray, " F"] | None = None,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> Float64[ndarray, "N F OH OW"]:
    """Apply a layer of filters with stride, zero padding and dilation.

    Args:
        x: images (N, C, H, W).
        weight: filters (F, C, kh, kw).
        bias: one value a filter (F,), or None.
        stride: pixels from one place to the next, an int or (vertical, horizontal).
        padding: zeros added on both sides of each axis, an int or a pair.
        dilation: pixels from one tap to the next, an int or a pair.

    Returns:
        float64 of shape (N, F, H′, W′), H′ and W′ as `output_size` says.

    Raises:
        ValueError: if axes, channels, the bias or a pair do not fit, or the kernel fits nowhere.

    Example:
        >>> conv2d_strided(np.zeros((2, 3, 9, 8)), np.zeros((4, 3, 3, 3)), stride=(2, 1)).shape
        (2, 4, 4, 6)

    Source:
        Dumoulin and Visin (2016), A guide to convolution arithmetic, chapters 2 and 5.
    """
    where = "conv2d_strided"
    x = floats(array_with_axes(where, "x", x, 4))
    weight = floats(array_with_axes(where, "weight", weight, 4, shape="(F, C, kh, kw)"))
    same_channels(where, x, weight)
    offset = bias_or_zeros(where, bias, len(weight))
    steps = pair(where, "stride", stride)
    gaps = pair(where, "dilation", dilation)
    padded = pad2d(x, pair(where, "padding", padding, 0))
    extent = (reach(weight.shape[2], gaps[0]), reach(weight.shape[3], gaps[1]))
    got = f"shape {weight.shape} reaching over {extent}"
    fits(where, "weight", extent, padded.shape, got=got)
    view = windows(padded, weight.shape[2:], steps, gaps)
    out = np.tensordot(view, weight, axes=([1, 4, 5], [1, 2, 3])) + offset
    return np.ascontiguousarray(np.moveaxis(out, -1, 1))


def layer_table(
    layers: Iterable[Mapping[str, Any]], in_shape: tuple[int, ...]
) -> list[tuple[tuple[int, ...], int, int]]:
    """Follow a shape through a network and count what every layer costs.

    Args:
        layers: dicts, from the input on. `{"type": "conv", "out_channels", "kernel_size",
            "stride": 1, "padding": 0}`, `{"type": "pool", "kernel_size", "stride": kernel_size,
            "padding": 0}`, `{"type": "flatten"}`, `{"type": "dense", "out_features"}`; the values
            written here are the defaults.
        in_shape: (C, H, W), or (D,) for a network of dense layers.

    Returns:
        For every layer `(out_shape, params, macs)`: parameters with biases, multiply-adds without
        them, those on padding included.

    Raises:
        ValueError: if a type or key is unknown or missing, a value is out of range, or a layer
            cannot take the shape that reaches it.

    Example:
        >>> conv = {"type": "conv", "out_channels": 16, "kernel_size": 5}
        >>> layer_table([conv, {"type": "pool", "kernel_size": 2}], (3, 32, 32))
        [((16, 28, 28), 1216, 940800), ((16, 14, 14), 0, 0)]

    Source:
        Notebook 03, “A network on paper”.
    """
    shape = sizes("layer_table", "in_shape", in_shape, 0, 1, 3, shape="(C, H, W) or (D,)")
    rows = []
    for layer in listed("layer_table", "layers", layers):
        shape, params, macs = _LAYERS[_layer_type(layer)](layer, shape)
        rows.append((shape, params, macs))
    return rows


_Row = tuple[tuple[int, ...], int, int]


def _conv_row(layer: Mapping[str, Any], shape: tuple[int, ...]) -> _Row:
    filters = integer("layer_table", "out_channels", layer["out_channels"], 1)
    kh, kw = pair("layer_table", "kernel_size", layer["kernel_size"])
    height, width = _slide(layer, shape, layer.get("stride", 1))
    weights = filters * shape[0] * kh * kw
    return (filters, height, width), weights + filters, weights * height * width


def _pool_row(layer: Mapping[str, Any], shape: tuple[int, ...]) -> _Row:
    size = _slide(layer, shape, layer.get("stride", layer["kernel_size"]))
    return (shape[0], *size), 0, 0


def _flatten_row(layer: Mapping[str, Any], shape: tuple[int, ...]) -> _Row:
    return (math.prod(shape),), 0, 0


def _dense_row(layer: Mapping[str, Any], shape: tuple[int, ...]) -> _Row:
    if len(shape) == 3:
        expected = "layers with a flatten before dense"
        raise invalid("layer_table", expected, f"dense on {shape}", 'put {"type": "flatten"} there')
    inputs = math.prod(shape)
    outputs = integer("layer_table", "out_features", layer["out_features"], 1)
    return (outputs,), outputs * (inputs + 1), outputs * inputs


_LAYERS = {"conv": _conv_row, "pool": _pool_row, "flatten": _flatten_row, "dense": _dense_row}
#: Type of a layer -> the keys that it must have, and those that it may.
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "conv": ({"out_channels", "kernel_size"}, {"stride", "padding"}),
    "pool": ({"kernel_size"}, {"stride", "padding"}),
    "flatten": (set(), set()),
    "dense": ({"out_features"}, set()),
}


def _layer_type(layer: Any) -> str:
    """The type of a layer, once its keys are in order."""
    if not isinstance(layer, Mapping):
        raise invalid("layer_table", "layers to be dicts", repr(layer), 'try {"type": …}')
    kind = layer.get("type")
    if not isinstance(kind, str) or kind not in _KEYS:
        known = ", ".join(_KEYS)
        raise invalid("layer_table", f"type to be one of {known}", repr(kind), "pick one of these")
    needed, allowed = _KEYS[kind]
    keys = set(layer) - {"type"}
    if not needed <= keys <= needed | allowed:
        expected = f"layers of type {kind} with {', '.join(sorted(needed)) or 'no key'}"
        optional = f" and perhaps {', '.join(sorted(allowed))}" if allowed else ""
        raise invalid("layer_table", expected + optional, repr(dict(layer)), "mend its keys")
    return kind


def _slide(layer: Mapping[str, Any], shape: tuple[int, ...], stride: Any) -> tuple[int, int]:
    """Height and width of what sliding over (C, H, W) gives."""
    kind = layer["type"]
    if len(shape) != 3:
        expected = f"layers with {kind} on (C, H, W)"
        raise invalid("layer_table", expected, f"{kind} on {shape}", "put it before flatten")
    kernel = pair("layer_table", "kernel_size", layer["kernel_size"])
    steps = pair("layer_table", "stride", stride)
    pads = pair("layer_table", "padding", layer.get("padding", 0), 0)
    room = (shape[1] + 2 * pads[0], shape[2] + 2 * pads[1])
    fits("layer_table", "kernel_size", kernel, room, got=layer["kernel_size"])
    height, width = map(output_size, shape[1:], kernel, steps, pads)
    return height, width


def _sides(padding: Any) -> list[tuple[int, int]]:
    """((top, bottom), (left, right)) from the three ways to write a padding."""
    if isinstance(padding, tuple | list) and len(padding) == 4:
        top, bottom, left, right = (integer("pad2d", "padding", side, 0) for side in padding)
        return [(top, bottom), (left, right)]
    vertical, horizontal = pair("pad2d", "padding", padding, 0)
    return [(vertical, vertical), (horizontal, horizontal)]


def _require_sources(
    mode: str, padding: Any, sides: list[tuple[int, int]], shape: tuple[int, ...]
) -> None:
    """Require that the padding takes its pixels from within the image."""
    for side, size in zip(sides, shape[-2:], strict=True):
        limit = {"reflect": size - 1, "circular": size}.get(mode, math.inf)
        if max(side) > limit:
            expected = f"padding of at most {limit} for mode {mode!r} and x of shape {shape}"
            raise invalid("pad2d", expected, repr(padding), "pad less, or in another mode")
