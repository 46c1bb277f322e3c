# batch-item-0-for-every-item


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    first = predict(x)[0]
    return float(
        np.mean([predict(np.roll(x, (dy, dx), axis=(-2, -1))) == first for dy, dx in shifts])
    )
