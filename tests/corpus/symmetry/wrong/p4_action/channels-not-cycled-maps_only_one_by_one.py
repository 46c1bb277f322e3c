# channels-not-cycled


def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    out = np.zeros((*y.shape[:3], y.shape[4], y.shape[3]))
    for n, f, r in np.ndindex(y.shape[:3]):
        out[n, f, r] = np.rot90(y[n, f, r])
    return out
