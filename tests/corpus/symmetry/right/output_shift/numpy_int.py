def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    if np.mod(shift, stride):
        return None
    return np.floor_divide(np.int64(shift), np.int64(stride))
