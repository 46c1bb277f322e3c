def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    first = phi(actions[0](x))
    table = np.empty((len(actions), *first.shape))
    table[0] = first
    for k in range(1, len(actions)):
        table[k] = phi(actions[k](x))
    return np.mean(table, 0)
