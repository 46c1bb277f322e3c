# rotated-the-wrong-way


def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    return np.stack([np.rot90(y[:, :, (r + 1) % 4], 3, (2, 3)) for r in range(4)], axis=2)
