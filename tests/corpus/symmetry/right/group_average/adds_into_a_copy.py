def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none; try [lambda x: x]")
    out = np.array(phi(actions[0](x)), dtype=float)
    for act in actions[1:]:
        out += phi(act(x))
    out /= len(actions)
    return out
