# unnamed


def output_shift(shift, stride):
    if stride < 0:
        raise ValueError("negative stride")
    return shift // stride if shift % stride == 0 else None
