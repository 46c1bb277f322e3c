# sum


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    total = np.zeros_like(phi(actions[0](x)))
    for action in actions:
        total += phi(action(x))
    return total
