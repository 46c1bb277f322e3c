def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(
            f"output_shift: expected stride of at least 1, got {stride}; pass 1 or more"
        )
    rest, count = abs(shift), 0
    while rest >= stride:
        rest, count = rest - stride, count + 1
    return None if rest else (count if shift >= 0 else -count)
