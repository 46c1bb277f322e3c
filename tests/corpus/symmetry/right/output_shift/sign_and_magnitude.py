def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    places = abs(shift) // stride
    if places * stride != abs(shift):
        return None
    return places if shift > 0 else -places
