def _correlate(image, block):
    view = np.lib.stride_tricks.sliding_window_view(image, block.shape)[0]
    return (view * block).sum(axis=(-3, -2, -1))


def lift_p4(x, weight, bias=None):
    if x.ndim != 4 or weight.ndim != 4 or x.shape[1] != weight.shape[1]:
        raise ValueError(f"lift_p4: shapes do not fit, {x.shape} and {weight.shape}")
    f, _, kh, kw = weight.shape
    if kh != kw or kh > min(x.shape[2:]):
        raise ValueError(f"lift_p4: expected square filters that fit, got {weight.shape}")
    if bias is not None and np.shape(bias) != (f,):
        raise ValueError(f"lift_p4: expected bias of shape {(f,)}, got {np.shape(bias)}")
    added = np.zeros(f) if bias is None else bias
    return np.array(
        [
            [
                [_correlate(image, np.rot90(weight[k], r, (1, 2))) + added[k] for r in range(4)]
                for k in range(f)
            ]
            for image in x
        ]
    )
