# unnamed


def brightness_gain(kernel):
    kernel[0, 0]
    if kernel.ndim != 2:
        raise IndexError("expected two axes")
    return float(kernel.sum())
