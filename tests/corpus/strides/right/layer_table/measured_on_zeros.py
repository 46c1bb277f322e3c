import numpy as np


def starts(n, k, s, p):
    if k < 1 or s < 1 or p < 0:
        raise ValueError("layers: numbers out of range")
    found = np.arange(-p, n + p - k + 1, s)
    if len(found) == 0:
        raise ValueError("layers: no window fits")
    return found


def layer_table(layers, in_shape):
    x = np.zeros(in_shape, dtype=np.int8)
    rows = []
    for layer in layers:
        params, macs = 0, 0
        kind = layer["type"]
        if kind in ("conv", "pool"):
            if x.ndim != 3:
                raise ValueError("layers: no image left")
            k = layer["kernel_size"]
            s = layer.get("stride", {"conv": 1, "pool": k}[kind])
            p = layer.get("padding", 0)
            (kh, kw), (sh, sw), (ph, pw) = ((v, v) if np.ndim(v) == 0 else v for v in (k, s, p))
            i, j = starts(x.shape[1], kh, sh, ph), starts(x.shape[2], kw, sw, pw)
            if kind == "conv":
                if layer["out_channels"] < 1:
                    raise ValueError("layers: out_channels")
                weight = np.zeros((layer["out_channels"], len(x), kh, kw), dtype=np.int8)
                params, macs = weight.size + len(weight), weight.size * len(i) * len(j)
                x = np.zeros((len(weight), len(i), len(j)), dtype=np.int8)
            else:
                x = np.zeros((len(x), len(i), len(j)), dtype=np.int8)
        elif kind == "flatten":
            x = x.ravel()
        elif kind == "dense":
            if x.ndim != 1 or layer["out_features"] < 1:
                raise ValueError("layers: dense")
            weight = np.zeros((layer["out_features"], x.size), dtype=np.int8)
            params, macs = weight.size + len(weight), weight.size
            x = np.zeros(len(weight), dtype=np.int8)
        else:
            raise ValueError(f"type: {kind}")
        rows.append((x.shape, params, macs))
    return rows
