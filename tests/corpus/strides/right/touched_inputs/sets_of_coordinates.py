import numpy as np


def touched_inputs(f, in_shape, out_index):
    height, width = in_shape
    row, column = out_index
    rows, columns = f(np.zeros((height, width))).shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(f"no output at {out_index}")
    rng = np.random.default_rng(5)
    untouched = {(i, j) for i in range(height) for j in range(width)}
    for trial in range(25):
        image = rng.uniform(-5, 5, size=(height, width))
        reference = f(image)[row, column]
        for place in sorted(untouched):
            original = image[place]
            for change in (-1000.0, -2.0, 2.0, 1000.0):
                image[place] = original + change
                if f(image)[row, column] != reference:
                    untouched.discard(place)
                    break
            image[place] = original
    result = np.ones((height, width), dtype=bool)
    for place in untouched:
        result[place] = False
    return result
