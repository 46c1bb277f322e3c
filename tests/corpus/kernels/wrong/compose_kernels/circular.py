# unnamed


def compose_kernels(first, second):
    if first.ndim != 2 or second.ndim != 2:
        raise ValueError(f"expected two axes, got {first.shape} and {second.shape}")
    (ah, aw), (bh, bw) = first.shape, second.shape
    shape = (max(ah, bh), max(aw, bw))
    return np.fft.irfft2(np.fft.rfft2(first, s=shape) * np.fft.rfft2(second, s=shape), s=shape)
