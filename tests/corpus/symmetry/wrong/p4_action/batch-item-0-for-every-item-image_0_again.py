# batch-item-0-for-every-item


def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    one = np.roll(np.rot90(y[0], axes=(2, 3)), 1, axis=1)
    return np.array([one for _ in y])
