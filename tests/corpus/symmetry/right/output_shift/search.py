def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(
            f"output_shift: expected stride of at least 1, got {stride}; pass 1 or more"
        )
    for s in range(-abs(shift), abs(shift) + 1):
        if s * stride == shift:
            return s
    return None
