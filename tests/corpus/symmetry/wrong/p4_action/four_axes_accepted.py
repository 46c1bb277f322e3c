# unnamed


def p4_action(y):
    if y.shape[-3] != 4:
        raise ValueError("orientations")
    return np.roll(np.rot90(y, axes=(-2, -1)), 1, axis=-3)
