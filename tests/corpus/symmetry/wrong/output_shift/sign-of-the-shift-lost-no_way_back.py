# sign-of-the-shift-lost


def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    if abs(shift) % stride:
        return None
    return abs(shift) // stride
