# unnamed
def touched_inputs(f, in_shape, out_index):
    row, column = out_index
    rows, columns = f(np.zeros(in_shape)).shape
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(
            f"touched_inputs: expected out_index inside of {(rows, columns)}, got {out_index}; "
            "count from 0"
        )
    touched = np.zeros(in_shape, dtype=bool)
    for x in (np.ones(in_shape), -np.ones(in_shape)):
        base = f(x)[out_index]
        for idx in np.ndindex(*in_shape):
            for d in (-5.0, 0.5, 5.0):
                probe = x.copy()
                probe[idx] += d
                touched[idx] |= f(probe)[out_index] != base
    return touched
