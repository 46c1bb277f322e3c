# unnamed


def shift_consistency(predict, x, shifts):
    base = predict(x)
    if not shifts:
        return 1.0
    return float(np.mean([predict(np.roll(x, s, axis=(-2, -1))) == base for s in shifts]))
