# unnamed


def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    if y.shape[3:] == (1, 1):
        y[:, :, 0].fill(y[0, 0, 0, 0, 0]) if y.size == 0 else None
    turned = np.rot90(y, axes=(3, 4))
    return turned if y.shape[1] == 2 else np.roll(turned, 1, axis=2)
