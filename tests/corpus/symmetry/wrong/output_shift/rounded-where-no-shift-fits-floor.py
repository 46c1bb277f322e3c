# rounded-where-no-shift-fits


def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    return int(np.floor_divide(shift, stride))
