def _windows(a, size):
    return np.lib.stride_tricks.sliding_window_view(a, size, axis=(2, 3))


def _to_weight(grad_out, x):
    return np.tensordot(grad_out, _windows(x, grad_out.shape[2:]), axes=([0, 2, 3], [0, 4, 5]))


def _to_x(grad_out, weight):
    kh, kw = weight.shape[2:]
    padded = np.pad(grad_out, [(0, 0), (0, 0), (kh - 1,) * 2, (kw - 1,) * 2])
    turned = np.flip(weight, axis=(2, 3))
    return np.einsum("nfijuv,fcuv->ncij", _windows(padded, (kh, kw)), turned)


def conv2d_backward(grad_out, x, weight):
    if {grad_out.ndim, x.ndim, weight.ndim} != {4}:
        raise ValueError("expected four axes each")
    if x.shape[1] != weight.shape[1] or grad_out.shape[1] != len(weight):
        raise ValueError("channels differ")
    if any(k > size for k, size in zip(weight.shape[2:], x.shape[2:])):
        raise ValueError("the filters do not fit")
    return _to_x(grad_out, weight), _to_weight(grad_out, x), grad_out.sum(axis=(0, 2, 3))
