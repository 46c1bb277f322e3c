def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    steps, rest = 0, abs(int(shift))
    if rest > 10**6:
        steps, rest = rest // int(stride), rest % int(stride)
    while rest >= stride:
        rest -= stride
        steps += 1
    if rest:
        return None
    return steps if shift >= 0 else -steps
