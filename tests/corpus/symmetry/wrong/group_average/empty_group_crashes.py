# unnamed


def group_average(phi, actions, x):
    total = sum(phi(g(x)) for g in actions)
    return total / len(actions)
