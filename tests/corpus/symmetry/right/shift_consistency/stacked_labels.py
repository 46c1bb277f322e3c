def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    table = np.array([predict(np.roll(x, (dy, dx), axis=(-2, -1))) for dy, dx in shifts])
    return float((table == predict(x)[None, :]).mean())
