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
    out = x.copy()
    height, width = x.shape[-2:]

    def ring(axis, count, at_start, n):
        nonlocal out
        for done in range(count):
            size = out.shape[axis]
            if mode == "replicate":
                index = 0 if at_start else size - 1
            elif mode == "reflect":
                index = 2 * done + 1 if at_start else size - 2 - 2 * done
            else:
                index = n - 1 if at_start else size - n
            line = np.take(out, [index], axis=axis)
            if mode in ("zeros", "constant"):
                line[...] = value if mode == "constant" else 0
            out = np.concatenate([line, out] if at_start else [out, line], axis=axis)

    def pad_axis(axis, before, after, n):
        nonlocal out
        if mode == "reflect":
            body = out
            ring(axis, before, True, n)
            front = np.take(out, range(before), axis=axis)
            out = body
            ring(axis, after, False, n)
            out = np.concatenate([front, out], axis=axis)
        elif mode == "circular":
            body = out
            last = np.take(body, np.arange(n - before, n), axis=axis)
            first = np.take(body, np.arange(after), axis=axis)
            out = np.concatenate([last, body, first], axis=axis)
        else:
            ring(axis, before, True, n)
            ring(axis, after, False, n)

    pad_axis(x.ndim - 2, top, bottom, height)
    pad_axis(x.ndim - 1, left, right, width)
    return out
