def _refuse(kernel):
    raise ValueError(f"expected two axes, got {np.ndim(kernel)}")


brightness_gain = lambda kernel: kernel.sum() if len(kernel.shape) == 2 else _refuse(kernel)
