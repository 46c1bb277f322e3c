# zero-taken-for-none


def output_shift(shift, stride):
    if stride < 1:
        raise ValueError(f"output_shift: expected stride of at least 1, got {stride}")
    places = shift // stride
    if not places or places * stride != shift:
        return None
    return places
