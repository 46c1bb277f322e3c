def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none")
    mean = None
    for count, action in enumerate(actions, 1):
        value = phi(action(x))
        mean = value.astype(float) if mean is None else mean + (value - mean) / count
    return mean
