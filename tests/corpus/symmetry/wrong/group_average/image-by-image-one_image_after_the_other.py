# image-by-image


def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    out = []
    for n in range(len(x)):
        image = x[n : n + 1]
        out.append(np.mean([phi(g(image)) for g in actions], axis=0))
    return np.concatenate(out)
