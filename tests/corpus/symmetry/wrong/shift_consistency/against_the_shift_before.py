# unnamed


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    before, same = predict(x), []
    for dy, dx in shifts:
        now = predict(np.roll(x, (dy, dx), axis=(-2, -1)))
        same.append(now == before)
        before = now
    return float(np.mean(same))
