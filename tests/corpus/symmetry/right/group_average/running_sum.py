def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    total = 0.0
    for action in actions:
        total = total + phi(action(x))
    return total / len(actions)
