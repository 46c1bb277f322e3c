# unnamed


def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    return np.roll(y.swapaxes(3, 4), 1, axis=2)
