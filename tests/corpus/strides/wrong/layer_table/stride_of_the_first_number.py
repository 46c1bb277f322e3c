# unnamed
def pair(value):
    return (value[0], value[0]) if isinstance(value, list) else value if isinstance(value, tuple) else (value, value)


def layer_table(layers, in_shape):
    shape, rows = tuple(in_shape), []
    for layer in layers:
        kind = layer["type"]
        params = macs = 0
        if kind in ("conv", "pool"):
            if len(shape) != 3:
                raise ValueError(f"layers: {kind} wants (C, H, W), got {shape}")
            c, height, width = shape
            kh, kw = pair(layer["kernel_size"])
            sh, sw = pair(layer.get("stride", 1 if kind == "conv" else (kh, kw)))
            ph, pw = pair(layer.get("padding", 0))
            if min(kh, kw, sh, sw) < 1 or min(ph, pw) < 0:
                raise ValueError(f"layers: bad sizes in {layer}")
            if kh > height + 2 * ph or kw > width + 2 * pw:
                raise ValueError("layers: the kernel does not fit")
            oh, ow = (height + 2 * ph - kh) // sh + 1, (width + 2 * pw - kw) // sw + 1
            if kind == "conv":
                f = layer["out_channels"]
                if f < 1:
                    raise ValueError("layers: no channels")
                params, macs = f * c * kh * kw + f, f * c * kh * kw * oh * ow
                c = f
            shape = (c, oh, ow)
        elif kind == "flatten":
            size = 1
            for n in shape:
                size *= n
            shape = (size,)
        elif kind == "dense":
            if len(shape) != 1:
                raise ValueError("layers: flatten before dense")
            out = layer["out_features"]
            if out < 1:
                raise ValueError("layers: no features")
            params, macs = out * shape[0] + out, out * shape[0]
            shape = (out,)
        else:
            raise ValueError(f"unknown type {kind!r}")
        rows.append((shape, params, macs))
    return rows
