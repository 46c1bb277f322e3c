def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    out = np.zeros(phi(actions[0](x)).shape)
    for act in actions:
        out += phi(act(x)) / len(actions)
    return out
