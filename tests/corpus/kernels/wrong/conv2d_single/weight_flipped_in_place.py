# input-changed-in-place


def conv2d_single(x, weight, bias=0.0):
    if x.ndim != 3 or weight.ndim != 3:
        raise ValueError(f"expected three axes, got {x.shape} and {weight.shape}")
    (c, height, width), (depth, kh, kw) = x.shape, weight.shape
    if c != depth:
        raise ValueError(f"expected equal channels, got {c} and {depth}")
    if kh > height or kw > width:
        raise ValueError("the filter does not fit")
    oh, ow = height - kh + 1, width - kw + 1
    weight *= -1.0
    out = np.full((oh, ow), float(bias))
    for u in range(kh):
        for v in range(kw):
            for k in range(c):
                out -= weight[k, u, v] * x[k, u : u + oh, v : v + ow]
    return out
