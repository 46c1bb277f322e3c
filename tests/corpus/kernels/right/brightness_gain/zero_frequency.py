def brightness_gain(kernel):
    if kernel.ndim != 2:
        raise ValueError(f"expected two axes, got {kernel.shape}")
    return float(np.fft.fft2(kernel)[0, 0].real)
