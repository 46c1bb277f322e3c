def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    return np.average(list(map(lambda g: phi(g(x.copy())), actions)), axis=0)
