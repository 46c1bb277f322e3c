import numpy as np


def layer_table(layers, in_shape):
    shape = np.array(in_shape)
    rows = []
    for layer in layers:
        kind = layer["type"]
        if kind not in ("conv", "pool", "flatten", "dense"):
            raise ValueError(f"unknown type {kind}")
        if (kind in ("conv", "pool")) != (len(shape) == 3) and kind != "flatten":
            raise ValueError("layers do not fit one another")
        params = macs = np.int64(0)
        if kind == "flatten":
            shape = np.array([shape.prod()])
        elif kind == "dense":
            out = np.int64(layer["out_features"])
            if out < 1:
                raise ValueError("layers: out_features")
            macs = out * shape[0]
            params = macs + out
            shape = np.array([out])
        else:
            kernel = np.array(layer["kernel_size"]) * np.ones(2, dtype=int)
            stride = layer.get("stride", 1 if kind == "conv" else layer["kernel_size"])
            stride = np.array(stride) * np.ones(2, dtype=int)
            padding = np.array(layer.get("padding", 0)) * np.ones(2, dtype=int)
            room = shape[1:] + 2 * padding - kernel
            if min(*kernel, *stride) < 1 or min(*padding, *room) < 0:
                raise ValueError("layers: sizes")
            size = room // stride + 1
            channels = shape[0]
            if kind == "conv":
                channels = layer["out_channels"]
                if channels < 1:
                    raise ValueError("layers: out_channels")
                weights = channels * shape[0] * kernel.prod()
                params, macs = weights + channels, weights * size.prod()
            shape = np.array([channels, *size])
        rows.append((tuple(shape), params, macs))
    return rows
