# unnamed


def brightness_gain(kernel):
    if kernel.ndim in (0, 1, 3):
        raise ValueError("expected two axes")
    return float(kernel.sum())
