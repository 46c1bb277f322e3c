import math


def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    if math.gcd(int(shift), int(stride)) != stride:
        return None
    return int(shift) // int(stride)
