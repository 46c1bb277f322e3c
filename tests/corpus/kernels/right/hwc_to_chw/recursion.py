def hwc_to_chw(x):
    if x.ndim not in (3, 4):
        raise ValueError(f"expected three or four axes, got {x.shape}")
    if x.ndim == 4:
        return np.array([hwc_to_chw(image) for image in x])
    return np.require(x.transpose(2, 0, 1), requirements=["C", "W"]).copy()
