import numpy as np


def touched_inputs(f, in_shape, out_index):
    height, width = in_shape
    row, column = out_index
    rows, columns = f(np.zeros((height, width))).shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(f"no output at {out_index}")
    rng = np.random.default_rng(6)
    changed = np.zeros((height, width), dtype=bool)
    for trial in range(60):
        x = rng.choice([-1.0, 1.0], size=(height, width)) * rng.exponential(3.0, size=(height, width))
        old = f(x)[row, column]
        for i, j in np.ndindex(height, width):
            if not changed[i, j]:
                for new in (-x[i, j], 2 * x[i, j], -50 * x[i, j], 50 * x[i, j]):
                    y = x.copy()
                    y[i, j] = new
                    changed[i, j] |= bool(f(y)[row, column] != old)
    return changed
