# channels-overwrite-instead-of-add


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    for action in actions:
        return phi(action(x))
