def p4_action(y):
    if y.ndim != 5 or y.shape[2] != 4:
        raise ValueError(f"p4_action: expected y (N, F, 4, H, W), got {y.shape}")
    turned = np.rot90(y, k=1, axes=(3, 4))
    return np.concatenate([turned[:, :, 3:], turned[:, :, :3]], axis=2)
