def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = predict(x)
    return np.mean([predict(np.roll(np.roll(x, dy, -2), dx, -1)) == base for dy, dx in shifts])
