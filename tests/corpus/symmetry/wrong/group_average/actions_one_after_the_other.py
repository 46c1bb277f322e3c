# unnamed


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    results = []
    for g in actions:
        x = g(x)
        results.append(phi(x))
    return np.mean(results, axis=0)
