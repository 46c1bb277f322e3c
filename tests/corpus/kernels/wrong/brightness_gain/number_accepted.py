# unnamed


def brightness_gain(kernel):
    if kernel.ndim not in (0, 2):
        raise ValueError("expected two axes")
    return float(kernel.sum())
