def compose_kernels(first, second):
    if np.ndim(first) != 2 or np.ndim(second) != 2:
        raise ValueError("expected two kernels with two axes")
    if first.size > second.size:
        first, second = second, first
    height, width = np.add(first.shape, second.shape) - 1
    out = np.zeros((height, width))
    for (u, v), weight in np.ndenumerate(first):
        out[u : u + second.shape[0], v : v + second.shape[1]] += weight * second
    return out
