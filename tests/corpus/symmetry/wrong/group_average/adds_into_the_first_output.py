# input-changed-in-place
def group_average(phi, actions, x):
    if len(actions) == 0:
        raise ValueError("group_average: expected at least one action, got none; try [lambda x: x]")
    total = phi(actions[0](x))
    for a in actions[1:]:
        total += phi(a(x))
    total /= len(actions)
    return total
