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
    planes = x[:, :oh, :ow]
    planes *= weight[:, 0, 0, None, None]
    for u in range(kh):
        for v in range(kw):
            if u or v:
                planes += weight[:, u, v, None, None] * x[:, u : u + oh, v : v + ow]
    return planes.sum(axis=0) + bias
