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
    def along(x, axis, before, after):
        n = x.shape[axis]
        part = lambda items: np.take(x, items, axis=axis)
        if mode in ("zeros", "constant"):
            shape = list(x.shape)
            blocks = []
            for count in (before, after):
                shape[axis] = count
                fill = value if mode == "constant" else 0
                blocks.append(np.full(shape, fill, dtype=x.dtype))
            return np.concatenate([blocks[0], x, blocks[1]], axis=axis)
        if mode == "replicate":
            first, last = [0] * before, [n - 1] * after
        elif mode == "reflect":
            first, last = list(range(before, 0, -1)), list(range(n - 2, n - 2 - after, -1))
        else:
            first, last = list(range(n - before, n)), list(range(after))
        first, last = np.array(first, dtype=int), np.array(last, dtype=int)
        return np.concatenate([part(first), x, part(last)], axis=axis)

    return along(along(x, -2, top, bottom), -1, left, right)
