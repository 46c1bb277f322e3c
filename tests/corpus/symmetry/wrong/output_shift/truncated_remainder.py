# unnamed


def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    rest = shift - int(shift / stride) * stride
    return int(shift / stride) if rest == 0 and shift != 0 else (0 if shift == 0 else -1)
