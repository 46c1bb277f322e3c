# unnamed


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    return np.sqrt(np.mean([phi(g(x)) ** 2 for g in actions], axis=0))
