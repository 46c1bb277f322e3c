# unnamed


def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    from fractions import Fraction

    return sum(map(Fraction, kernel.ravel().tolist()))
