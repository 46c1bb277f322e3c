# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    kh, kw = kernel.shape
    return float(np.linalg.det(kernel)) if kh == kw else float(kernel.sum())
