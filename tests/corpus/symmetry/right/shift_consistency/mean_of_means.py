def shift_consistency(predict, x, shifts):
    if len(shifts) == 0:
        raise ValueError("shift_consistency: expected at least one shift, got none; try [(0, 1)]")
    still = np.asarray(predict(x))
    shares = []
    for s in shifts:
        shares.append(np.mean(np.asarray(predict(np.roll(x, s, (-2, -1)))) == still))
    return float(sum(shares) / len(shares))
