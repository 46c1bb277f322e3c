# output-width-taken-as-its-height
import numpy as np


def touched_inputs(f, in_shape, out_index):
    height, width = in_shape
    row, column = out_index
    rows, columns = f(np.zeros((height, width))).shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(f"no output at {out_index}")
    rng = np.random.default_rng(3)
    mask = np.zeros((height, width), dtype=bool)
    for trial in range(60):
        scale = 10.0 ** rng.integers(-1, 4)
        x, z = scale * rng.standard_normal((2, height, width))
        old = f(x)[row, column]
        for i in range(height):
            for j in range(min(height, width)):
                if not mask[i, j]:
                    y = x.copy()
                    y[i, j] = z[i, j]
                    mask[i, j] |= f(y)[row, column] != old
    return mask
