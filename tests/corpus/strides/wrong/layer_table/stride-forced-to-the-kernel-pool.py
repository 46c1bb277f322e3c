# stride-forced-to-the-kernel
import math


def two(value, least=1):
    pair = (value, value) if isinstance(value, int) else tuple(value)
    if len(pair) != 2 or min(pair) < least:
        raise ValueError(f"layers: {value}")
    return pair


def slide(shape, kernel, stride, padding):
    if len(shape) != 3:
        raise ValueError(f"layers: expected (C, H, W), got {shape}")
    out = []
    for n, k, s, p in zip(shape[1:], two(kernel), two(stride), two(padding, 0)):
        if n + 2 * p < k:
            raise ValueError("layers: no room")
        out.append((n + 2 * p - k) // s + 1)
    return tuple(out)


def conv(shape, out_channels, kernel_size, stride=1, padding=0):
    size = slide(shape, kernel_size, stride, padding)
    if out_channels < 1:
        raise ValueError("layers: out_channels")
    weights = out_channels * shape[0] * math.prod(two(kernel_size))
    return (out_channels, *size), weights + out_channels, weights * math.prod(size)


def pool(shape, kernel_size, stride=None):
    return (shape[0], *slide(shape, kernel_size, kernel_size, 0)), 0, 0


def flatten(shape):
    return (math.prod(shape),), 0, 0


def dense(shape, out_features):
    if len(shape) != 1 or out_features < 1:
        raise ValueError("layers: dense")
    return (out_features,), out_features * (1 + shape[0]), out_features * shape[0]


def layer_table(layers, in_shape):
    known = {"conv": conv, "pool": pool, "flatten": flatten, "dense": dense}
    rows = []
    for layer in layers:
        if layer.get("type") not in known:
            raise ValueError(f"type {layer.get('type')!r}")
        rest = {key: value for key, value in layer.items() if key != "type"}
        rows.append(known[layer["type"]](tuple(in_shape), **rest))
        in_shape = rows[-1][0]
    return rows
