# inputs-averaged-instead-of-outputs


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    mean = sum(action(x) for action in actions) / len(actions)
    return phi(mean)
