# unnamed

_total = []


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    _total.append(float(kernel.sum()))
    return sum(_total)
