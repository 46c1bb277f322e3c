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
    def selection(before, after, n):
        matrix = np.zeros((before + n + after, n), dtype=x.dtype)
        for row, i in enumerate(range(-before, n + after)):
            if mode == "replicate":
                matrix[row, min(max(i, 0), n - 1)] = 1
            elif mode == "circular":
                matrix[row, i % n] = 1
            elif mode == "reflect":
                matrix[row, n - 1 - abs(n - 1 - abs(i))] = 1
            elif 0 <= i < n:
                matrix[row, i] = 1
        return matrix

    a = selection(top, bottom, x.shape[-2])
    b = selection(left, right, x.shape[-1])
    out = a @ x @ b.T
    if mode == "constant":
        inside = a.sum(1)[:, None] * b.sum(1)
        out = np.where(inside > 0, out, np.asarray(value, dtype=x.dtype))
    return out
