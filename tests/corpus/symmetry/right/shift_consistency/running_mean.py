def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    base, share = predict(x), 0.0
    for number, (dy, dx) in enumerate(shifts, 1):
        here = (predict(np.roll(x, (dy, dx), axis=(-2, -1))) == base).mean()
        share += (here - share) / number
    return float(share)
