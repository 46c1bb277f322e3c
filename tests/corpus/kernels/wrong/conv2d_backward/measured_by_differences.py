# unnamed


def conv2d_backward(grad_out, x, weight):
    if grad_out.ndim != 4 or x.ndim != 4 or weight.ndim != 4:
        raise ValueError("expected four axes each")
    (n, c, height, width), (f, depth, kh, kw) = x.shape, weight.shape
    oh, ow = height - kh + 1, width - kw + 1
    if c != depth or oh < 1 or ow < 1 or grad_out.shape != (n, f, oh, ow):
        raise ValueError(f"expected grad_out of shape {(n, f, oh, ow)}, got {grad_out.shape}")

    def loss(x, weight):
        total = 0.0
        for u in range(kh):
            for v in range(kw):
                part = x[:, :, u : u + oh, v : v + ow]
                total += np.einsum("nfij,ncij,fc->", grad_out, part, weight[:, :, u, v])
        return total

    def slope(index, which):
        step = np.zeros(which.shape)
        step[index] = 1e-4
        if which is x:
            return (loss(x + step, weight) - loss(x - step, weight)) / 2e-4
        return (loss(x, weight + step) - loss(x, weight - step)) / 2e-4

    grad_x = np.array([slope(i, x) for i in np.ndindex(x.shape)]).reshape(x.shape)
    grad_weight = np.array([slope(i, weight) for i in np.ndindex(weight.shape)]).reshape(
        weight.shape
    )
    return grad_x.round(4), grad_weight.round(4), grad_out.sum(axis=(0, 2, 3))
