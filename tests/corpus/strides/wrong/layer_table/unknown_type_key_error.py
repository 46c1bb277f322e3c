# unnamed
from cnnlib import ops


def both(value):
    return value if isinstance(value, (tuple, list)) else (value, value)


def slide(n, k, s, p):
    if k < 1 or s < 1 or p < 0 or n + 2 * p < k:
        raise ValueError("layers: the window does not fit")
    return len(range(0, n + 2 * p - k + 1, s))


def layer_table(layers, in_shape):
    rows = []
    shape = tuple(in_shape)
    for layer in layers:
        kind = layer["type"]
        if kind == "conv" and len(shape) == 3:
            k, f = both(layer["kernel_size"]), layer["out_channels"]
            s, p = both(layer.get("stride", 1)), both(layer.get("padding", 0))
            out = tuple(map(slide, shape[1:], k, s, p))
            params = ops.conv_param_count(shape[0], f, tuple(k))
            macs = ops.conv_param_count(shape[0], f, tuple(k), bias=False) * out[0] * out[1]
            shape = (f, *out)
        elif kind == "pool" and len(shape) == 3:
            k = both(layer["kernel_size"])
            out = tuple(map(slide, shape[1:], k, both(layer.get("stride", k)), (0, 0)))
            params, macs, shape = 0, 0, (shape[0], *out)
        elif kind == "flatten":
            params, macs, shape = 0, 0, (ops.dense_param_count(shape, 1, bias=False),)
        elif kind == "dense" and len(shape) == 1:
            f = layer["out_features"]
            params, macs = ops.dense_param_count(shape, f), ops.dense_param_count(shape, f, bias=False)
            shape = (f,)
        else:
            raise KeyError(kind)
        rows.append((shape, params, macs))
    return rows
