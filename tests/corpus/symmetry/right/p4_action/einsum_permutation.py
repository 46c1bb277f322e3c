def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    cycle = np.roll(np.eye(4), 1, axis=0)
    return np.einsum("rs,nfsij->nfrji", cycle, y)[:, :, :, ::-1].copy()
