# unnamed


def group_average(phi, actions, x):
    if len(actions) == 0:
        return phi(x)
    return np.mean([phi(g(x)) for g in actions], axis=0)
