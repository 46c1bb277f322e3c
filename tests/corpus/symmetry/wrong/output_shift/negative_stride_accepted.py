# unnamed


def output_shift(shift, stride):
    if stride == 0:
        raise ValueError("stride 0")
    return shift // stride if shift % stride == 0 else None
