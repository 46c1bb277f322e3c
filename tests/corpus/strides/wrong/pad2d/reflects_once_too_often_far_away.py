# unnamed
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
    top, bottom, left, right = checked(x, padding, mode)
    def positions(before, after, n):
        i = np.arange(-before, n + after)
        if mode == "replicate":
            return np.clip(i, 0, n - 1)
        if mode == "circular":
            return i % n
        i = np.abs(i)
        return np.where(i > n - 1, np.maximum(2 * (n - 1) - i, 12), i)

    height, width = x.shape[-2:]
    if mode in ("zeros", "constant"):
        fill = value if mode == "constant" else 0
        out = np.full(x.shape[:-2] + (top + height + bottom, left + width + right), fill, x.dtype)
        out[..., top : top + height, left : left + width] = x
        return out
    rows, columns = positions(top, bottom, height), positions(left, right, width)
    return x[..., rows[:, None], columns].copy()
