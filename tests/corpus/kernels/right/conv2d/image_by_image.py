def conv2d(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4:
        raise ValueError(f"expected four axes, got {x.shape} and {weight.shape}")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    if c != depth:
        raise ValueError(f"expected equal channels, got {c} and {depth}")
    if kh > height or kw > width:
        raise ValueError("the filters do not fit")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"expected {f} biases, got {np.shape(bias)}")
    oh, ow = height - kh + 1, width - kw + 1

    def single(image, kernel, offset):
        out = np.full((oh, ow), offset, dtype=float)
        for k in range(c):
            for i in range(oh):
                for j in range(ow):
                    out[i, j] += np.vdot(image[k, i : i + kh, j : j + kw], kernel[k])
        return out

    offsets = [0.0] * f if bias is None else bias.tolist()
    return np.stack(
        [np.stack([single(image, weight[g], offsets[g]) for g in range(f)]) for image in x]
    )
