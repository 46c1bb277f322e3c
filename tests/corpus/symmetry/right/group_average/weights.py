def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    results = np.array([phi(action(x)) for action in actions])
    weights = np.full(len(actions), 1 / len(actions))
    return np.tensordot(weights, results, axes=1)
