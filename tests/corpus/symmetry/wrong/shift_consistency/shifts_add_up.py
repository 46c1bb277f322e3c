# unnamed


def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base, same, moved = predict(x), [], x
    for dy, dx in shifts:
        moved = np.roll(moved, (dy, dx), axis=(-2, -1))
        same.append(predict(moved) == base)
    return float(np.mean(same))
