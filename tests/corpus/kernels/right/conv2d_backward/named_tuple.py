def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")
    from collections import namedtuple

    Gradients = namedtuple("Gradients", "x weight bias")
    grad_x = np.zeros_like(x, dtype=float)
    grad_weight = np.zeros_like(weight, dtype=float)
    for u, v in np.ndindex(kh, kw):
        window = np.s_[:, :, u : u + oh, v : v + ow]
        grad_weight[..., u, v] = np.tensordot(grad_out, x[window], axes=([0, 2, 3], [0, 2, 3]))
        grad_x[window] += np.tensordot(grad_out, weight[..., u, v], axes=(1, 0)).transpose(
            0, 3, 1, 2
        )
    return Gradients(grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3)))
