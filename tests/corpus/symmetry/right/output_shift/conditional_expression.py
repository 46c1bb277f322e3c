output_shift = lambda shift, stride: _checked(stride) and (
    shift // stride if not shift % stride else None
)


def _checked(stride):
    if stride < 1:
        raise ValueError("stride below 1")
    return True
