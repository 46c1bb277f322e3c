# unnamed
def touched_inputs(f, in_shape, out_index):
    row, column = out_index
    rows, columns = f(np.zeros(in_shape)).shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(
            f"touched_inputs: expected out_index inside of {(rows, columns)}, got {out_index}; "
            "count from 0"
        )
    x = np.random.default_rng(0).normal(size=in_shape)
    base = f(x)[out_index]
    touched = np.zeros(in_shape, dtype=bool)
    for idx in np.ndindex(*in_shape):
        for d in (-10, 10):
            probe = x.copy()
            probe[idx] += d
            touched[idx] |= f(probe)[out_index] != base
    return touched
