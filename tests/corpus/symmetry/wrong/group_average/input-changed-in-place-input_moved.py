# input-changed-in-place


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    out = np.mean([phi(g(x)) for g in actions], axis=0)
    x[...] = x[..., ::-1].copy()
    return out
