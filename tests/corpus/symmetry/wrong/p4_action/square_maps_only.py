# unnamed


def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    out = np.zeros(y.shape)
    for r in range(4):
        out[:, :, (r + 1) % 4] = np.rot90(y[:, :, r], axes=(2, 3))
    return out
