# unnamed


def brightness_gain(kernel):
    assert kernel.ndim == 2
    return float(kernel.sum())
