from functools import reduce


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    return reduce(np.add, [phi(g(x)) for g in actions]) / len(actions)
