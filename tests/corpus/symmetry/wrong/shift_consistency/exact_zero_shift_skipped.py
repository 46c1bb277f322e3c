# unnamed


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base = predict(x)
    moved = [s for s in shifts if tuple(s) != (0, 0)]
    return float(np.mean([predict(np.roll(x, s, axis=(-2, -1))) == base for s in moved]))
