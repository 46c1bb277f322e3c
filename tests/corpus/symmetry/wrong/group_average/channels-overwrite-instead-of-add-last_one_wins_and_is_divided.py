# channels-overwrite-instead-of-add


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    out = np.zeros_like(phi(actions[0](x)))
    for action in actions:
        out = phi(action(x))
    return out / len(actions)
