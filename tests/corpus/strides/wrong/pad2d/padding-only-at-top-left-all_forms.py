# padding-only-at-top-left
import numpy as np


def sides_of(padding):
    if isinstance(padding, (tuple, list)):
        if len(padding) == 2:
            v, h = padding
            sides = (v, v, h, h)
        elif len(padding) == 4:
            sides = tuple(padding)
        else:
            raise ValueError("padding of one, two or four numbers")
    else:
        sides = (padding,) * 4
    if min(sides) < 0:
        raise ValueError("negative padding")
    return sides


def checked(x, padding, mode):
    if x.ndim < 2:
        raise ValueError("two axes or more")
    if mode not in ("zeros", "constant", "reflect", "replicate", "circular"):
        raise ValueError(f"unknown mode {mode}")
    top, bottom, left, right = sides_of(padding)
    height, width = x.shape[-2:]
    for size, pad in ((height, max(top, bottom)), (width, max(left, right))):
        if (mode == "reflect" and pad >= size) or (mode == "circular" and pad > size):
            raise ValueError("too much padding")
    return top, bottom, left, right


def pad2d(x, padding, mode="zeros", value=0.0):
    top, _, left, _ = checked(x, padding, mode)
    bottom = right = 0
    height, width = x.shape[-2:]

    def source(i, n):
        if 0 <= i < n:
            return i
        if mode == "replicate":
            return 0 if i < 0 else n - 1
        if mode == "circular":
            return (i + n) % n
        if mode == "reflect":
            return -i if i < 0 else 2 * n - 2 - i
        return None

    out = np.zeros(x.shape[:-2] + (top + height + bottom, left + width + right), dtype=x.dtype)
    for i in range(out.shape[-2]):
        for j in range(out.shape[-1]):
            a, b = source(i - top, height), source(j - left, width)
            if a is None or b is None:
                out[..., i, j] = value if mode == "constant" else 0
            else:
                out[..., i, j] = x[..., a, b]
    return out
