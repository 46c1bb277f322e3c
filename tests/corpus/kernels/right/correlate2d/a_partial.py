from functools import partial


def _slide(combine, image, kernel, bias=0.0):
    if not image.ndim == kernel.ndim == 2:
        raise ValueError("expected two axes")
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise ValueError("the kernel does not fit")
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.array([[combine(w, kernel) + bias for w in row] for row in windows])


correlate2d = partial(_slide, lambda window, kernel: np.vdot(window.astype(float), kernel))
