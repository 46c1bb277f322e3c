# unnamed


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    rest = actions[1:] or actions
    return np.mean([phi(g(x)) for g in rest], axis=0)
