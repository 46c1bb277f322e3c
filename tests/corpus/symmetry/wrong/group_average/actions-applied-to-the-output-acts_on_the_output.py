# actions-applied-to-the-output


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    y = phi(x)
    return np.stack([action(y) for action in actions]).mean(axis=0)
