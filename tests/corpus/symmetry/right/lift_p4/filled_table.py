from cnnlib import ops


def lift_p4(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"lift_p4: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh != kw or kh > min(x.shape[2:]):
        raise ValueError(f"lift_p4: expected square filters that fit, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"lift_p4: expected bias of shape {(f,)}, got {np.shape(bias)}")
    oh, ow = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    out = np.empty((len(x), f, 4, oh, ow))
    for r, turned in enumerate(
        (
            weight,
            np.flip(np.swapaxes(weight, 2, 3), 2),
            np.flip(weight, (2, 3)),
            np.flip(np.swapaxes(weight, 2, 3), 3),
        )
    ):
        out[:, :, r] = ops.conv2d(x, turned, bias)
    return out
