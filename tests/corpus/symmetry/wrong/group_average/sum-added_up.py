# sum


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    return sum(phi(action(x)) for action in actions)
