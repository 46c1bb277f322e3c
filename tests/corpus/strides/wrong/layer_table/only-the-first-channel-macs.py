# only-the-first-channel
def as_pair(v):
    return v if hasattr(v, "__len__") else (v, v)


def prod(numbers):
    result = 1
    for n in numbers:
        result = result * n
    return result


def one(layer, shape):
    t = layer["type"]
    if t == "flatten":
        return (prod(shape),), 0, 0
    if t == "dense":
        n, m = shape[0], layer["out_features"]
        if len(shape) > 1 or m < 1:
            raise ValueError("layers: dense")
        return (m,), n * m + m, n * m
    if t not in ("conv", "pool") or len(shape) < 3:
        raise ValueError(f"type {t!r} on {shape}")
    k = as_pair(layer["kernel_size"])
    s = as_pair(layer["stride"]) if "stride" in layer else (k if t == "pool" else (1, 1))
    p = as_pair(layer["padding"]) if "padding" in layer else (0, 0)
    if min(k) < 1 or min(s) < 1 or min(p) < 0:
        raise ValueError("layers: numbers out of range")
    size = [(shape[a + 1] + 2 * p[a] - k[a]) // s[a] + 1 for a in (0, 1)]
    if min(size) < 1:
        raise ValueError("layers: too small")
    if t == "pool":
        return (shape[0], size[0], size[1]), 0, 0
    f = layer["out_channels"]
    if f < 1:
        raise ValueError("layers: out_channels")
    w = f * shape[0] * k[0] * k[1]
    return (f, size[0], size[1]), w + f, w // shape[0] * size[0] * size[1]


def layer_table(layers, in_shape):
    if not layers:
        return []
    first, *rest = layers
    row = one(first, tuple(in_shape))
    return [row, *layer_table(rest, row[0])]
