# unnamed
def global_avg_pool(x):
    if x.ndim != 4:
        raise ValueError(
            f"global_avg_pool: expected x (N, C, H, W), got {x.shape}; for one image try x[None]"
        )
    return np.round(x.mean((2, 3)), 6)
