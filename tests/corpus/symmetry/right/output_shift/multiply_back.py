def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    guess = shift // stride
    return guess if guess * stride == shift else None
