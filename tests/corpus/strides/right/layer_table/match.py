from math import prod


def pair(value):
    return [value, value] if not isinstance(value, (list, tuple)) else list(value)


def places(shape, kernel, stride, padding):
    if len(shape) != 3:
        raise ValueError("layers: no image")
    out = ()
    for n, k, s, p in zip(shape[1:], pair(kernel), pair(stride), pair(padding), strict=True):
        if k < 1 or s < 1 or p < 0 or k > n + 2 * p:
            raise ValueError("layers: sizes")
        out += (1 + (n + 2 * p - k) // s,)
    return out


def layer_table(layers, in_shape):
    table, shape = [], in_shape
    for layer in layers:
        match layer:
            case {"type": "conv", "out_channels": f, "kernel_size": k, **rest} if f > 0:
                size = places(shape, k, rest.get("stride", 1), rest.get("padding", 0))
                each = shape[0] * prod(pair(k))
                row = ((f, *size), f * (each + 1), f * each * size[0] * size[1])
            case {"type": "pool", "kernel_size": k, **rest}:
                row = ((shape[0], *places(shape, k, rest.get("stride", k), 0)), 0, 0)
            case {"type": "flatten"}:
                row = ((prod(shape),), 0, 0)
            case {"type": "dense", "out_features": f} if f > 0 and len(shape) == 1:
                row = ((f,), f * shape[0] + f, f * shape[0])
            case _:
                raise ValueError(f"layers: cannot read {layer} on {shape}")
        table += [row]
        shape = row[0]
    return table
